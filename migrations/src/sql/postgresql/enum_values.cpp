#include "sql/postgresql/enum_values.h"

#include <algorithm>

#include <fmt/format.h>

#include <aludel/migrations/serialise.h>

#include "sql/postgresql/literal.h"
#include "sql/postgresql/names.h"
#include "sql/quoting.h"

namespace aludel::migrations::postgresql {

using namespace schema;

namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_word(const std::string& text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

}  // namespace

std::vector<std::string> names_of(const Enum& type) {
    std::vector<std::string> out;
    for (const EnumValue& value : type.values) out.push_back(value.name);
    return out;
}

bool only_adds(const Enum& before, const Enum& after) {
    const std::vector<std::string> old = names_of(before);
    auto next = old.begin();
    for (const std::string& name : names_of(after))
        if (next != old.end() && *next == name) ++next;
    return next == old.end();
}

std::vector<std::string> add_values(const Enum& before, const Enum& after) {
    const std::vector<std::string> old = names_of(before);
    const std::vector<std::string> now = names_of(after);
    std::vector<std::string> out;
    for (auto name = now.begin(); name != now.end(); ++name) {
        if (has(old, *name)) continue;
        // Before the next value that is there already; those between are still to come, and behind the last is the default.
        const auto next = std::find_if(name, now.end(), [&](const std::string& other) { return has(old, other); });
        out.push_back(fmt::format("ALTER TYPE {} ADD VALUE {}{}", quoted_name(after.name), literal(*name),
                                  next == now.end() ? "" : " BEFORE " + literal(*next)));
    }
    return out;
}

bool may_use_new_values(const Operation* begin, const Operation* end, const Enum& before, const Enum& after) {
    const std::vector<std::string> old = names_of(before);
    for (; begin != end; ++begin) {
        // An insert may name a value by its number.
        if (!std::holds_alternative<Change>(*begin) && !std::holds_alternative<Irreversible>(*begin)) return true;
        const std::string text = serialise(std::vector<Operation>{*begin});
        for (const std::string& name : names_of(after))
            if (!has(old, name) && (!is_word(name) || sql::mentions(text, name))) return true;
    }
    return false;
}

}  // namespace aludel::migrations::postgresql
