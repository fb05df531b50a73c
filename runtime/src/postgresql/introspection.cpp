#include "postgresql/introspection.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "postgresql/introspection_sql.h"

namespace aludel::runtime::postgresql {
namespace {

using namespace schema;

Expression text(std::string sql) {
    Expression result;
    result.sql = std::move(sql);
    return result;
}

/// A row of one of the queries, by the numbers that introspection_sql.h gives.
class Fields {
public:
    explicit Fields(const TextRow& row) : row_(row) {}

    bool has(std::size_t at) const { return row_.at(at).has_value(); }
    std::string of(std::size_t at) const { return row_.at(at).value_or(""); }
    bool is(std::size_t at) const { return row_.at(at) == "t"; }
    std::optional<std::int64_t> number(std::size_t at) const {
        return has(at) ? std::optional<std::int64_t>(std::stoll(*row_.at(at))) : std::nullopt;
    }

private:
    const TextRow& row_;
};

Action action(const std::string& letter) {
    if (letter == "r") return Action::restrict;
    if (letter == "c") return Action::cascade;
    if (letter == "n") return Action::set_null;
    if (letter == "d") return Action::set_default;
    return Action::no_action;
}

Deferrability deferrability(bool deferrable, bool deferred) {
    if (!deferrable) return Deferrability::not_deferrable;
    return deferred ? Deferrability::initially_deferred : Deferrability::deferrable;
}

// A view's text as its author might have written it: without the semicolon, and without the space before SELECT.
std::string view_query(std::string sql) {
    while (!sql.empty() && sql.back() == ';') sql.pop_back();
    return sql.substr(std::min(sql.find_first_not_of(' '), sql.size()));
}

class Introspector {
public:
    Introspector(Connection& connection, const Scope& scope, const Schema& expected)
        : connection_(connection), scope_(scope), expected_(expected) {
        for (const std::string& schema : scope.schemas) {
            parameters_.emplace_back(schema);
            condition_ += fmt::format("{}${}", condition_.empty() ? "n.nspname IN (" : ", ", parameters_.size());
        }
        condition_ = condition_.empty() ? "n.nspname IS NULL" : condition_ + ")";
    }

    Introspection run() {
        for (Enum& type : enums())
            if (!is_opaque("type", type.name)) result_.schema.enums.add(std::move(type));
        for (const TextRow& row : rows(catalogue::relations)) relation(Fields(row));
        for (const TextRow& row : rows(catalogue::columns)) column(Fields(row));
        for (const TextRow& row : rows(catalogue::constraints)) constraint(Fields(row));
        for (const TextRow& row : rows(catalogue::indexes)) index(Fields(row));
        for (const TextRow& row : rows(catalogue::sequences)) sequence(Fields(row));
        for (const TextRow& row : rows(catalogue::others)) other(Fields(row));
        return std::move(result_);
    }

    ByName<Enum> enums() {
        ByName<Enum> result;
        for (const TextRow& row : rows(catalogue::enums)) {
            const Fields fields(row);
            const Name name = this->name(fields.of(0), fields.of(1));
            Enum* type = result.find(name);
            if (type == nullptr) {
                result.add({name, EnumStorage::native, {}, fields.of(3)});
                type = result.find(name);
            }
            if (fields.has(2)) type->values.push_back({fields.of(2), static_cast<std::int64_t>(type->values.size())});
        }
        return result;
    }

private:
    std::vector<TextRow> rows(std::string sql) {
        sql.replace(sql.find("{}"), 2, condition_);
        return connection_.texts(sql, parameters_);
    }

    Name name(const std::string& schema, const std::string& object) const {
        return {scope_.unqualified.contains(schema) ? std::string() : schema, object};
    }

    /// Takes what the SQL of an object has made, whatever the model has for its kind.
    bool is_opaque(const std::string& kind, const Name& name) {
        const Opaque* known = expected_.opaque.find(name);
        if (known == nullptr || known->kind != kind || !is_found_by_name(*known)) return false;
        result_.schema.opaque.add({name, kind, {}, {}, {}});
        return true;
    }
    /// What the model has no place for: named, unless it is one of those that a revision made.
    void beyond(const std::string& kind, const Name& name, const std::string& behind) {
        if (is_opaque(kind, name)) return;
        // A trigger and its function often have one name; the trigger is there as long as the function is.
        const Opaque* known = expected_.opaque.find(name);
        if (known != nullptr && known->kind == "trigger" && kind == "function") return;
        result_.unknown.push_back(fmt::format("{} {}{}", kind, to_string(name), behind));
    }
    void odd(const std::string& of, const std::string& what) {
        if (!what.empty()) result_.unknown.push_back(fmt::format("{}: {}", of, what));
    }

    void relation(const Fields& fields) {
        const Name name = this->name(fields.of(0), fields.of(1));
        const std::string kind = fields.of(2);
        if (is_opaque(kind == "v" || kind == "m" ? "view" : "table", name)) return;
        if (kind == "v" || kind == "m") {
            result_.schema.views.add({name, text(view_query(fields.of(9))), kind == "m", {}, fields.of(5)});
            odd("view " + to_string(name), fields.of(10));
            return;
        }
        if (kind == "f") return beyond("foreign table", name, "");
        // Partitions come and go while a program runs. One that a revision made as a table is a table.
        if (fields.is(3) && !expected_.tables.contains(name)) return beyond("partition", name, " of " + fields.of(4));
        Table table;
        table.name = name;
        table.options.comment = fields.of(5);
        result_.schema.tables.add(std::move(table));
        const std::string of = "table " + to_string(name);
        if (fields.is(3))
            odd(of, "partition of " + fields.of(4));
        else if (fields.has(4))
            odd(of, "inherits " + fields.of(4));
        if (fields.has(6)) odd(of, "partitioned by " + fields.of(6));
        if (fields.is(7)) odd(of, "row-level security");
        if (fields.is(8)) odd(of, "unlogged");
    }

    Table* table(const Fields& fields) { return result_.schema.tables.find(name(fields.of(0), fields.of(1))); }

    void column(const Fields& fields) {
        Table* table = this->table(fields);
        if (table == nullptr) return;
        Column column;
        column.name = fields.of(2);
        if (fields.has(11)) {
            column.type = {Enumeration{name(fields.of(10), fields.of(11))}, fields.is(12)};
        } else {
            column.type.kind = Custom{text(fields.of(3))};
        }
        column.nullable = !fields.is(4);
        if (!fields.of(7).empty()) {
            column.computed = Computed{text(fields.of(5)), fields.of(7) == "s"};
        } else if (fields.has(5)) {
            column.default_value = Default{text(fields.of(5))};
        }
        if (!fields.of(6).empty()) {
            column.identity = without_defaults(Identity{fields.of(6) == "a", fields.number(13), fields.number(14)});
            odd(to_string(table->name, column.name), fields.of(15));
        }
        column.collation = text(fields.of(8));
        column.comment = fields.of(9);
        table->columns.add(std::move(column));
    }

    /// The constraint of that row, which has one row for each column.
    template <class Constraints>
    auto* member(Constraints& constraints, const std::string& name) {
        auto* found = constraints.find(name);
        if (found == nullptr) {
            constraints.add({.name = name});
            found = constraints.find(name);
        }
        return found;
    }

    void constraint(const Fields& fields) {
        Table* table = this->table(fields);
        if (table == nullptr) return;
        const std::string name = fields.of(2);
        const std::string kind = fields.of(3);
        const std::string of = to_string(table->name, name);
        // A constraint of several columns says it in each row.
        if (result_.unknown.empty() || result_.unknown.back() != fmt::format("{}: {}", of, fields.of(16))) odd(of, fields.of(16));
        if (kind == "p") {
            if (!table->primary_key) table->primary_key = PrimaryKey{name, {}, fields.of(17)};
            if (!fields.is(5)) table->primary_key->columns.push_back(fields.of(4));
        } else if (kind == "u") {
            Unique* unique = member(table->uniques, name);
            (fields.is(5) ? unique->include : unique->columns).push_back(fields.of(4));
            unique->nulls_not_distinct = fields.is(15);
            unique->comment = fields.of(17);
            unique->deferrability = deferrability(fields.is(11), fields.is(12));
        } else if (kind == "f") {
            ForeignKey* key = member(table->foreign_keys, name);
            key->columns.push_back(fields.of(4));
            key->referred_table = this->name(fields.of(6), fields.of(7));
            key->referred_columns.push_back(fields.of(8));
            key->on_delete = action(fields.of(9));
            key->on_update = action(fields.of(10));
            key->deferrability = deferrability(fields.is(11), fields.is(12));
            key->not_valid = !fields.is(13);
            key->comment = fields.of(17);
        } else if (kind == "c") {
            table->checks.add({name, text(fields.of(14)), !fields.is(13), {}, fields.of(17)});
        } else if (kind == "x") {
            odd(of, fields.of(14));
        }
    }

    void index(const Fields& fields) {
        const Name on = name(fields.of(0), fields.of(1));
        Table* table = this->table(fields);
        const std::string name = fields.of(2);
        if (is_opaque("index", Name(on.schema, name))) return;
        const bool first = last_index_ != std::array{fields.of(0), fields.of(1), name};
        last_index_ = {fields.of(0), fields.of(1), name};
        if (fields.is(16) && first) result_.unknown.push_back(fmt::format("index {} on materialized view {}", name, to_string(on)));
        if (table == nullptr) return;
        const std::string of = to_string(on, name);
        if (!fields.is(14)) {
            if (first) odd("index " + of, "not valid, as CREATE INDEX CONCURRENTLY leaves one that failed");
            return;
        }
        odd("index " + of, fields.of(15));
        Index* index = member(table->indexes, name);
        index->unique = fields.is(11);
        index->nulls_not_distinct = fields.is(12);
        index->where = text(fields.of(13));
        index->comment = fields.of(17);
        if (fields.of(10) != "btree") index->method = fields.of(10);
        if (fields.is(3)) {
            index->include.push_back(fields.of(4));
            return;
        }
        IndexKey key;
        if (fields.has(4)) {
            key.of = fields.of(4);
        } else {
            key.of = text(fields.of(5));
        }
        key.descending = fields.is(6);
        if (fields.is(7) != key.descending) key.nulls = fields.is(7) ? NullsOrder::first : NullsOrder::last;
        key.operator_class = fields.of(8);
        key.collation = fields.of(9);
        index->keys.push_back(std::move(key));
    }

    void sequence(const Fields& fields) {
        const Name name = this->name(fields.of(0), fields.of(1));
        if (is_opaque("sequence", name) || (fields.is(2) && !expected_.sequences.contains(name))) return;
        result_.schema.sequences.add(without_defaults(
            Sequence{name, fields.number(3), fields.number(4), fields.number(5), fields.number(6), fields.is(7), {}, fields.of(8)}));
    }

    void other(const Fields& fields) {
        // Extensions, schemas and event triggers are of the whole database, and others may have theirs there.
        if (fields.has(0))
            beyond(fields.of(2), this->name(fields.of(0), fields.of(1)), fields.of(3));
        else
            is_opaque(fields.of(2), Name(fields.of(1)));
    }

    Connection& connection_;
    const Scope& scope_;
    const Schema& expected_;
    std::string condition_ = {};
    std::vector<Value> parameters_ = {};
    std::array<std::string, 3> last_index_ = {};
    Introspection result_ = {};
};

/// One moment for all queries, where the caller has none.
class Moment {
public:
    explicit Moment(Connection& connection) : connection_(connection), own_(!connection.in_transaction()) {
        if (own_) connection_.begin("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    }
    ~Moment() {
        if (own_) connection_.rollback();
    }
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;

private:
    Connection& connection_;
    bool own_;
};

}  // namespace

Sequence without_defaults(Sequence sequence) {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const bool ascending = sequence.increment.value_or(1) > 0;
    const std::int64_t minimum = sequence.minimum.value_or(ascending ? 1 : least);
    const std::int64_t maximum = sequence.maximum.value_or(ascending ? most : -1);
    if (sequence.start == (ascending ? minimum : maximum)) sequence.start.reset();
    if (sequence.increment == 1) sequence.increment.reset();
    if (minimum == (ascending ? 1 : least)) sequence.minimum.reset();
    if (maximum == (ascending ? most : -1)) sequence.maximum.reset();
    return sequence;
}

Identity without_defaults(Identity identity) {
    if (identity.start == (identity.increment.value_or(1) > 0 ? 1 : -1)) identity.start.reset();
    if (identity.increment == 1) identity.increment.reset();
    return identity;
}

bool is_found_by_name(const Opaque& object) {
    constexpr std::array kinds = {"trigger",       "rule",   "policy", "statistics", "function", "procedure",
                                  "aggregate",     "domain", "type",   "extension",  "schema",   "event trigger",
                                  "foreign table", "table",  "view",   "sequence",   "index"};
    return std::any_of(kinds.begin(), kinds.end(), [&](const char* kind) { return object.kind == kind; });
}

Scope scope_of(Connection& connection, const Schema& expected) {
    Scope scope;
    const auto add = [&](const auto& objects) {
        for (const auto& object : objects) {
            if (!object.name.schema.empty()) scope.schemas.insert(object.name.schema);
        }
    };
    add(expected.tables);
    add(expected.enums);
    add(expected.views);
    add(expected.sequences);
    add(expected.opaque);
    const std::vector<TextRow> rows = connection.texts("SELECT pg_catalog.current_schema()");
    if (const std::optional<std::string>& schema = rows.at(0).at(0)) {
        scope.schemas.insert(*schema);
        scope.unqualified.insert(*schema);
    }
    return scope;
}

Introspection introspect(Connection& connection, const Scope& scope, const Schema& expected) {
    const Moment moment(connection);
    return Introspector(connection, scope, expected).run();
}

ByName<Enum> introspect_enums(Connection& connection, const Scope& scope) {
    return Introspector(connection, scope, {}).enums();
}

Introspection introspect(Connection& connection, const Schema& expected) {
    const Moment moment(connection);
    return introspect(connection, scope_of(connection, expected), expected);
}

}  // namespace aludel::runtime::postgresql
