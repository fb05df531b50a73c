#pragma once

#include <set>
#include <string>
#include <vector>

#include <aludel/migrations/step.h>
#include <aludel/schema/table.h>

namespace aludel::migrations::sqlite {

/// A table's rows as they will stand after a change, for questions before it.
struct FutureRows {
    schema::Table table = {};             ///< lowered, as it will be
    std::vector<ColumnCopy> copies = {};  ///< where its values come from
    std::set<std::string> changed = {};   ///< columns that are new, or whose values or comparison may change

    bool any_changed(const std::vector<std::string>& columns) const;
    bool mentions_changed(const std::string& sql) const;
    /// What stands after FROM, named like the table: the rows as they are where nothing asked for changes.
    std::string from(bool changes) const;
};

// Questions that return the rows that stand in the way, at most ten of them.

/// Rows of the table as it is for which the condition is true. `shown` are columns of it.
Step rows_guard(const std::string& table, const std::vector<std::string>& shown, const std::string& condition, std::string message);

Step null_guard(const FutureRows& rows, const std::vector<std::string>& key, const std::string& column, std::string message);
Step unique_guard(const FutureRows& rows, const std::vector<std::string>& columns, const std::string& name);
Step check_guard(const FutureRows& rows, const schema::Check& check, std::string message);
Step foreign_key_guard(const FutureRows& rows, const schema::ForeignKey& key);
Step unique_index_guard(const schema::Table& lowered, const schema::Index& index);

}  // namespace aludel::migrations::sqlite
