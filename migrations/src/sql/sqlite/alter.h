#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <aludel/migrations/operation.h>
#include <aludel/migrations/step.h>

#include "sql/sqlite/guard.h"
#include "sql/sqlite/lower.h"

namespace aludel::migrations::sqlite {

/// By column: the name that the check of its type has on the live table, where a rename has left it behind.
using CheckNames = std::map<std::string, std::string>;

/// What consecutive changes make of one table that exists: ALTER TABLE where SQLite has it and it loses nothing,
/// otherwise one rebuild for all of them. What the changes come to is read from the schemas before and after; here is
/// kept only what these do not say.
class Alteration {
public:
    Alteration(schema::Schema before, schema::Name table, CheckNames live_checks);

    const schema::Name& table() const { return table_; }

    void add(const schema::AddColumn& change);
    void add(const schema::DropColumn& change);
    void add(const schema::AlterColumn& change);
    void add(const schema::DropIndex& change);
    /// @param schema before the change
    void add(const schema::RenameEnumValue& change, const schema::Schema& schema);
    /// A change of constraints, options or an enum.
    void add_other(const schema::Change& change);

    /// True when the author's expression has to see what these changes make, so that it cannot be one of them.
    bool comes_before(const schema::Expression& expression) const;
    /// True when the column is not as it was.
    bool touches(const std::string& column) const { return touched_.count(column) != 0; }

    /// True when nothing but values of enums was renamed so far: another change would have to be told which names it sees.
    bool only_renames_values() const { return renames_ == descriptions_.size(); }

    /// @param after the schema with these changes
    /// @param may_have_rows false: no guards, since the table was made just now
    std::vector<Step> steps(const schema::Schema& after, bool may_have_rows) const;

private:
    /// One that ALTER TABLE or DROP INDEX can make.
    struct Single {
        std::string column = {};  ///< added; empty: an index is dropped
        std::string index = {};
        std::string description = {};
    };

    schema::Schema before_;
    schema::Name table_;
    CheckNames live_checks_;
    std::vector<Single> singles_ = {};
    std::vector<std::pair<std::string, std::string>> drops_ = {};  // indexes: name, CREATE text
    std::map<std::string, schema::AddColumn> added_ = {};          // by column
    std::map<std::string, schema::AlterColumn> altered_ = {};      // by column
    std::set<std::string> touched_ = {};                           // columns, those that are gone included
    /// By column: what its values are called now, in the order in which they got these names.
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> renamed_ = {};
    std::size_t renames_ = 0;
    std::vector<std::string> descriptions_ = {};
    std::vector<std::string> destroys_ = {};

    friend class AlterationPlan;
};

}  // namespace aludel::migrations::sqlite
