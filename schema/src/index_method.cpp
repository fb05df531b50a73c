#include "index_method.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace aludel::schema {

namespace {

// amcanmulticol and amcaninclude of PostgreSQL's own access methods (src/backend/access, 14 to 18). amcanunique and amcanorder are
// btree's alone.
struct Method {
    std::string_view name;
    bool several_keys;
    bool include;
};
constexpr Method methods[] = {
    {"brin", true, false}, {"gin", true, false}, {"gist", true, true}, {"hash", false, false}, {"spgist", false, true}};

}  // namespace

std::string misuse_of_method(const Index& index) {
    const auto* method =
        std::find_if(std::begin(methods), std::end(methods), [&](const Method& each) { return each.name == index.method; });
    if (method == std::end(methods)) return "";
    const auto refused = [&](std::string_view what) {
        return fmt::format("an index of the method {} {}; PostgreSQL's btree, which stands where none is said, can", index.method, what);
    };
    if (index.unique) return refused("can't be unique");
    if (!method->several_keys && index.keys.size() > 1) return refused("has one key");
    if (!method->include && !index.include.empty()) return refused("has no included columns");
    const bool ordered = std::any_of(index.keys.begin(), index.keys.end(),
                                     [](const IndexKey& key) { return key.descending || key.nulls == NullsOrder::first; });
    return ordered ? refused("has no order of its keys") : "";
}

}  // namespace aludel::schema
