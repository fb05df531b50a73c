#include "sql/postgresql/deferred.h"

#include <set>

#include <fmt/format.h>

#include "sql/postgresql/names.h"
#include "sql/quoting.h"

namespace aludel::migrations::postgresql {

using namespace schema;

// A name means every constraint of that name in its schema, whatever its table, and one that cannot be deferred is an
// error. The others of that name then look at each row at once for the rest of the revision.
std::vector<std::string> check_deferred(const Schema& schema, const LooseKeys& loose) {
    std::set<Name> deferred;
    std::set<Name> others;
    for (const Table& table : schema.tables) {
        const auto add = [&](const std::string& name, Deferrability deferrability) {
            (deferrability == Deferrability::initially_deferred ? deferred : others).insert(Name(table.name.schema, name));
        };
        if (table.primary_key) others.insert(Name(table.name.schema, table.primary_key->name));
        for (const Unique& unique : table.uniques) add(unique.name, unique.deferrability);
        for (const ForeignKey& key : table.foreign_keys)
            if (!loose.contains(table.name, key.name)) add(key.name, key.deferrability);
        for (const Check& check : table.checks) others.insert(Name(table.name.schema, check.name));
    }
    if (deferred.empty()) return {};

    std::vector<std::string> names;
    for (const Name& name : deferred)
        if (others.count(name) == 0) names.push_back(quoted_name(name));
    std::vector<std::string> out = {"SET CONSTRAINTS ALL IMMEDIATE"};
    if (!names.empty()) out.push_back(fmt::format("SET CONSTRAINTS {} DEFERRED", sql::join(names, ", ")));
    return out;
}

}  // namespace aludel::migrations::postgresql
