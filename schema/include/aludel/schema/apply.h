#pragma once

#include <string>
#include <vector>

#include <aludel/schema/change.h>
#include <aludel/schema/schema.h>

namespace aludel::schema {

/// Makes the change. Renames are followed everywhere: in keys, foreign keys of other tables, indexes and, word by word,
/// in the expressions of the table, as the engines do it. A value of an enum is followed in the defaults of columns that
/// are values; SQL that holds it is left as it is.
/// @throws SchemaError when the schema is not what the change says it is (no such table, column exists already,
///         `before` differs, a constraint or an index still needs the column); `schema` is unchanged then.
/// Call it with its namespace: for a Change that is not const the unqualified name finds std::apply.
void apply(Schema& schema, const Change& change);

Schema apply(Schema schema, const std::vector<Change>& changes);

/// The changes that lead back: apply(apply(s, c), reverse(c, s)) == s.
/// @throws SchemaError as apply() does.
std::vector<Change> reverse(const std::vector<Change>& changes, const Schema& before);

/// The expression after RENAME COLUMN; `table` is as before it.
Expression with_column_renamed(Expression expression, const Table& table, const std::string& from, const std::string& to);

}  // namespace aludel::schema
