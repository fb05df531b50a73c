#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <aludel/migrations/step.h>
#include <aludel/schema/schema.h>

namespace aludel::migrations::postgresql {

/// Foreign keys that are dropped while the columns at their ends change their types, one after the other: PostgreSQL
/// would compare the two in between. Each comes back as soon as it can.
class LooseKeys {
public:
    /// Drops the foreign keys over that column, from it and to it.
    std::vector<Step> loosen(const schema::Schema& schema, const schema::Name& table, const std::string& column,
                             const std::string& description);

    /// Adds those whose ends are of one type again; all of them when this is the end.
    std::vector<Step> restored(const schema::Schema& schema, bool end);

    bool contains(const schema::Name& table, const std::string& key) const { return keys_.count({table, key}) != 0; }

    /// A key that is renamed or dropped while it is loose; false when it is not.
    bool rename(const schema::Name& table, const std::string& from, const std::string& to);
    bool forget(const schema::Name& table, const std::string& key);
    void rename(const schema::Name& from, const schema::Name& to);
    void forget(const schema::Name& table);

private:
    std::set<std::pair<schema::Name, std::string>> keys_ = {};  // table, name
};

}  // namespace aludel::migrations::postgresql
