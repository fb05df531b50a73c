#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <aludel/schema/by_name.h>
#include <aludel/schema/name.h>
#include <aludel/schema/type.h>
#include <aludel/schema/value.h>

namespace aludel::schema {

/// The column numbers its rows itself and never gives a number twice: GENERATED ... AS IDENTITY, AUTOINCREMENT.
struct Identity {
    bool always = false;                         ///< an INSERT may not give the value (PostgreSQL; elsewhere a hint)
    std::optional<std::int64_t> start = {};      ///< first value; none is 1
    std::optional<std::int64_t> increment = {};  ///< step; none is 1

    friend bool operator==(const Identity&, const Identity&) = default;
};

/// The column's value is computed from others of its row.
struct Computed {
    Expression expression = {};
    bool stored = false;  ///< kept in the table; else computed when read

    friend bool operator==(const Computed&, const Computed&) = default;
};

struct Column {
    std::string name = {};
    Type type = {};
    bool nullable = false;
    std::optional<Default> default_value = {};
    std::optional<Identity> identity = {};
    std::optional<Computed> computed = {};
    Expression collation = {};
    std::string comment = {};

    friend bool operator==(const Column&, const Column&) = default;
};

enum class Deferrability { not_deferrable, deferrable, initially_deferred };
enum class Action { no_action, restrict, cascade, set_null, set_default };

struct PrimaryKey {
    std::string name = {};
    std::vector<std::string> columns = {};  ///< ordered
    std::string comment = {};

    friend bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};

struct Unique {
    std::string name = {};
    std::vector<std::string> columns = {};  ///< ordered
    std::vector<std::string> include = {};
    bool nulls_not_distinct = false;
    Deferrability deferrability = Deferrability::not_deferrable;
    std::string comment = {};

    friend bool operator==(const Unique&, const Unique&) = default;
};

struct ForeignKey {
    std::string name = {};
    std::vector<std::string> columns = {};  ///< ordered
    Name referred_table = {};
    std::vector<std::string> referred_columns = {};  ///< ordered, as many
    Action on_delete = Action::no_action;
    Action on_update = Action::no_action;
    Deferrability deferrability = Deferrability::not_deferrable;
    bool not_valid = false;  ///< existing rows are not checked
    std::string comment = {};

    friend bool operator==(const ForeignKey&, const ForeignKey&) = default;
};

struct Check {
    std::string name = {};
    Expression expression = {};
    bool not_valid = false;
    std::vector<std::string> only = {};  ///< dialects that have it; empty: all
    std::string comment = {};

    friend bool operator==(const Check&, const Check&) = default;
};

using Constraint = std::variant<PrimaryKey, Unique, ForeignKey, Check>;

/// The name of whichever constraint it is.
const std::string& name_of(const Constraint& constraint);
const std::string& comment_of(const Constraint& constraint);

enum class NullsOrder { engine_default, first, last };

struct IndexKey {
    std::variant<std::string, Expression> of = {};  ///< a column's name, or an expression
    bool descending = false;
    NullsOrder nulls = NullsOrder::engine_default;
    std::string operator_class = {};
    std::string collation = {};

    friend bool operator==(const IndexKey&, const IndexKey&) = default;
};

struct Index {
    std::string name = {};
    std::vector<IndexKey> keys = {};  ///< ordered
    bool unique = false;
    Expression where = {};    ///< empty: all rows
    std::string method = {};  ///< empty: the engine's default
    std::vector<std::string> include = {};
    bool nulls_not_distinct = false;
    std::vector<std::string> only = {};  ///< dialects that have it; empty: all
    std::string comment = {};

    friend bool operator==(const Index&, const Index&) = default;
};

/// What a table is beside its columns, constraints and indexes.
struct TableOptions {
    std::string comment = {};
    bool strict = false;         ///< SQLite: STRICT
    bool without_rowid = false;  ///< SQLite: WITHOUT ROWID

    friend bool operator==(const TableOptions&, const TableOptions&) = default;
};

struct Table {
    Name name = {};
    InOrder<Column> columns = {};
    std::optional<PrimaryKey> primary_key = {};
    ByName<Unique> uniques = {};
    ByName<ForeignKey> foreign_keys = {};
    ByName<Check> checks = {};
    ByName<Index> indexes = {};
    TableOptions options = {};

    friend bool operator==(const Table&, const Table&) = default;
};

/// The table's constraint of that name, whichever kind it is; nullopt when there is none.
std::optional<Constraint> find_constraint(const Table& table, const std::string& name);

}  // namespace aludel::schema
