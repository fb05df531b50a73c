#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace aludel {
class connection;
}

namespace aludel::migrations {

// What a dialect makes of an operation: a small frozen language. Steps of a downgrade are kept in the history, and an
// older program executes them or refuses; so a kind, once released, keeps its meaning for ever (docs/storage.md).

/// One statement.
struct SqlStep {
    std::string sql = {};
    friend bool operator==(const SqlStep&, const SqlStep&) = default;
};

/// A part of a CREATE TABLE statement: a column's or a table constraint's definition.
struct Definition {
    std::string name = {};  ///< of the column or constraint, unquoted; empty: an unnamed constraint
    std::string sql = {};   ///< "\"title\" VARCHAR(200) NOT NULL"
    friend bool operator==(const Definition&, const Definition&) = default;
};

/// A CREATE TABLE statement in parts.
struct TableShape {
    std::vector<Definition> columns = {};
    std::vector<Definition> constraints = {};
    std::string options = {};  ///< after the closing parenthesis: "STRICT, WITHOUT ROWID"
    friend bool operator==(const TableShape&, const TableShape&) = default;
};

/// Where a column's values come from.
struct ColumnCopy {
    std::string column = {};      ///< of the new table
    std::string expression = {};  ///< over the old one, its columns qualified
    bool exact = true;            ///< the value is copied as it is, and its checksum must not change
    friend bool operator==(const ColumnCopy&, const ColumnCopy&) = default;
};

/// A table made anew under the same name with its rows (SQLite). The driver completes it from the live table: what is
/// there and not in `before` is carried over, or the run stops and names it; it is never dropped.
struct RebuildStep {
    std::string table = {};
    TableShape before = {};  ///< what the fold knows of the live table
    TableShape after = {};
    std::vector<ColumnCopy> copies = {};                          ///< of every column of `after` that is not computed
    std::vector<std::pair<std::string, std::string>> drops = {};  ///< indexes of `before` that do not come back: name, CREATE text
    /// Indexes that come back, as the fold knows them: name, CREATE text. For scripts; a driver takes the live text.
    std::vector<std::pair<std::string, std::string>> indexes = {};
    friend bool operator==(const RebuildStep&, const RebuildStep&) = default;
};

/// A question to the rows: when the query returns a row the run stops, before anything of this revision is kept.
struct GuardStep {
    std::string query = {};
    std::string message = {};  ///< "users.email is to be unique, and these values occur twice"; the first rows are appended
    friend bool operator==(const GuardStep&, const GuardStep&) = default;
};

/// Stops before the first step of the plan is executed.
struct IrreversibleStep {
    std::string reason = {};
    friend bool operator==(const IrreversibleStep&, const IrreversibleStep&) = default;
};

/// A data step in C++. In the history only its name and version: a program that does not have it refuses.
struct RunStep {
    std::string name = {};
    int version = 1;
    void (*callback)(connection&) = nullptr;
    friend bool operator==(const RunStep& a, const RunStep& b) { return a.name == b.name && a.version == b.version; }
};

struct Step {
    std::variant<SqlStep, RebuildStep, GuardStep, IrreversibleStep, RunStep> action = {};
    std::string description = {};         ///< one sentence without a full stop
    bool transactional = true;            ///< may stand in a transaction
    bool needs_foreign_keys_off = false;  ///< before BEGIN (SQLite's rebuild)
    std::vector<std::string> reads = {};  ///< tables, as to_string(Name)
    std::vector<std::string> writes = {};
    std::vector<std::string> destroys = {};  ///< "users.name": what is lost for good

    friend bool operator==(const Step&, const Step&) = default;
};

}  // namespace aludel::migrations
