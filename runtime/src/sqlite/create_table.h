#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/migrations/step.h>
#include <aludel/schema/table.h>

namespace aludel::runtime::sqlite {

/// A column of a CREATE TABLE statement. Its constraints that could stand on the table (keys, checks, references) are
/// given as those, over this column alone; a constraint without a name has an empty one.
struct ParsedColumn {
    std::string name = {};
    std::string type = {};  ///< as declared, white space collapsed
    bool not_null = false;
    bool autoincrement = false;
    std::optional<std::string> default_sql = {};  ///< without the parentheses around it
    std::string collation = {};
    std::optional<schema::Computed> computed = {};
    std::vector<schema::Constraint> constraints = {};
};

/// A CREATE TABLE statement as sqlite_schema keeps it; PRAGMAs give neither checks nor the names of constraints.
struct ParsedTable {
    std::string name = {};
    std::vector<ParsedColumn> columns = {};
    std::vector<schema::Constraint> constraints = {};  ///< of the table, without those of columns
    bool strict = false;
    bool without_rowid = false;
    migrations::TableShape shape = {};  ///< the same in texts, as written
};

/// @throws Error with the statement when it is no CREATE TABLE of SQLite's grammar (a virtual table is none).
ParsedTable parse_create_table(std::string_view sql);

/// A CREATE INDEX statement as sqlite_schema keeps it.
/// @throws Error as above.
schema::Index parse_create_index(std::string_view sql);

/// The query of a CREATE VIEW statement.
std::string parse_create_view(std::string_view sql);

}  // namespace aludel::runtime::sqlite
