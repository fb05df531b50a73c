#include "sql/postgresql/lower.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include <aludel/schema/error.h>
#include <aludel/schema/naming.h>

#include "sql/postgresql/literal.h"
#include "sql/postgresql/names.h"
#include "sql/postgresql/objects.h"
#include "sql/postgresql/types.h"
#include "sql/quoting.h"
#include "sql/words.h"

namespace aludel::migrations::postgresql {

using namespace schema;
using sql::trimmed;

namespace {

Expression text(std::string sql) {
    return Expression{.sql = std::move(sql), .dialects = {}};
}

Expression own_words(const Expression& expression) {
    return text(expression.for_dialect("postgresql"));
}

// CURRENT_TIMESTAMP is a point in time; where a type holds none, its date and time in UTC, whatever the session's zone.
std::string now_as(const Type& type) {
    constexpr const char* utc = "CURRENT_TIMESTAMP AT TIME ZONE 'UTC'";
    if (const auto* timestamp = std::get_if<Timestamp>(&type.kind)) return timestamp->instant ? "CURRENT_TIMESTAMP" : utc;
    if (std::holds_alternative<Date>(type.kind)) return fmt::format("({})::date", utc);
    if (std::holds_alternative<TimeOfDay>(type.kind)) return fmt::format("({})::time without time zone", utc);
    if (std::holds_alternative<String>(type.kind)) return fmt::format("to_char({}, 'YYYY-MM-DD HH24:MI:SS')", utc);
    return "CURRENT_TIMESTAMP";
}

struct LowerDefault {
    const Schema& schema;
    const Column& column;
    const std::string& where;

    std::string operator()(const Value& value) const {
        return std::holds_alternative<Null>(value) ? "" : stored_literal(schema, column.type, value, where);
    }
    std::string operator()(Portable portable) const {
        switch (portable) {
            case Portable::now:
                return now_as(column.type);
        }
        return {};
    }
    std::string operator()(const Expression& expression) const { return trimmed(expression.for_dialect("postgresql")); }
};

std::optional<Default> lower_default(const Schema& schema, const Column& column, const std::string& where) {
    if (!column.default_value || column.computed || column.identity) return std::nullopt;
    const std::string sql = std::visit(LowerDefault{schema, column, where}, *column.default_value);
    if (sql.empty()) return std::nullopt;
    return Default{text(sql)};
}

std::optional<Check> type_check(const Schema& schema, const Table& table, const Column& column, const std::string& where) {
    if (!std::holds_alternative<Enumeration>(column.type.kind) || is_native(schema, column.type)) return std::nullopt;
    const std::string values = sql::join(enum_literals(schema, column.type, where), ", ");
    const Type element{column.type.kind, false};
    const std::string name = quoted(column.name);
    // Without a cast the array would be text[] or integer[] by its literals, which <@ takes for no other type.
    return Check{
        .name = type_check_name(table.name, column.name),
        .expression = text(column.type.array ? fmt::format("{} <@ ARRAY[{}]::{}[]", name, values, declared_type(schema, element, where))
                                             : fmt::format("{} IN ({})", name, values)),
        .not_valid = false};
}

Identity lower_identity(const Identity& identity) {
    return {.always = identity.always,
            .start = identity.start.value_or(1) == 1 && identity.increment.value_or(1) > 0 ? std::nullopt : identity.start,
            .increment = identity.increment.value_or(1) == 1 ? std::nullopt : identity.increment};
}

Column lower_column(const Schema& schema, const Table& table, const Column& column, const std::string& where) {
    Column out;
    out.name = column.name;
    out.type = is_native(schema, column.type) ? column.type : Type{Custom{text(declared_type(schema, column.type, where))}, false};
    const bool is_key = table.primary_key && std::find(table.primary_key->columns.begin(), table.primary_key->columns.end(), column.name) !=
                                                 table.primary_key->columns.end();
    out.nullable = column.nullable && !is_key && !column.identity;  // PostgreSQL makes those NOT NULL by itself
    out.default_value = lower_default(schema, column, where);
    if (column.identity) out.identity = lower_identity(*column.identity);
    if (column.computed) {
        out.computed = Computed{own_words(column.computed->expression), column.computed->stored};
        if (out.computed->expression.empty())
            throw SchemaError(fmt::format("{}: the computed column has no expression for PostgreSQL; give it one", where));
    }
    out.collation = own_words(column.collation);
    out.comment = column.comment;
    return out;
}

NullsOrder lower_nulls(const IndexKey& key) {
    const NullsOrder own = key.descending ? NullsOrder::first : NullsOrder::last;
    return key.nulls == own ? NullsOrder::engine_default : key.nulls;
}

}  // namespace

std::string type_check_name(const Name& table, const std::string& column) {
    return check_name(table, column + "_enum");
}

// Sorted, so that another order of the values changes no table.
std::vector<std::string> enum_literals(const Schema& schema, const Type& type, const std::string& where) {
    if (!std::holds_alternative<Enumeration>(type.kind)) return {};
    const Enum& of = enum_of(schema, type, where);
    std::vector<EnumValue> sorted = of.values;
    if (of.storage == EnumStorage::integer)
        std::sort(sorted.begin(), sorted.end(), [](const EnumValue& a, const EnumValue& b) { return a.number < b.number; });
    else
        std::sort(sorted.begin(), sorted.end(), [](const EnumValue& a, const EnumValue& b) { return a.name < b.name; });
    std::vector<std::string> out;
    for (const EnumValue& value : sorted) out.push_back(of.storage == EnumStorage::integer ? literal(value.number) : literal(value.name));
    if (out.empty()) throw SchemaError(fmt::format("{}: the enum {} has no values; give it one", where, to_string(of.name)));
    return out;
}

std::optional<Index> lower_index(const Table& table, const Index& index) {
    if (!names_dialect(index.only, "postgresql")) return std::nullopt;
    const std::string where = to_string(table.name) + "." + index.name;
    Index out;
    out.name = index.name;
    out.unique = index.unique;
    out.include = index.include;
    out.nulls_not_distinct = index.nulls_not_distinct;
    out.comment = index.comment;
    if (index.method != "btree") out.method = index.method;
    out.where = own_words(index.where);
    if (out.where.empty() && !index.where.empty())
        throw SchemaError(fmt::format(
            "{}: the index's condition has no text for PostgreSQL; give it one, or say which databases have the index (only)", where));
    for (const IndexKey& key : index.keys) {
        IndexKey lowered = key;
        lowered.nulls = lower_nulls(key);
        if (const auto* expression = std::get_if<Expression>(&key.of)) {
            lowered.of = own_words(*expression);
            if (expression->for_dialect("postgresql").empty())
                throw SchemaError(fmt::format(
                    "{}: an expression of the index has no text for PostgreSQL; give it one, or say which databases have the index (only)",
                    where));
        }
        out.keys.push_back(std::move(lowered));
    }
    return out;
}

std::optional<View> lower_view(const View& view) {
    if (!names_dialect(view.only, "postgresql") || view.query.for_dialect("postgresql").empty()) return std::nullopt;
    return View{.name = view.name, .query = own_words(view.query), .materialized = view.materialized, .comment = view.comment};
}

std::optional<Opaque> lower_opaque(const Opaque& object) {
    if (!object.stands_on("postgresql")) return std::nullopt;
    if (object.create.for_dialect("postgresql").empty() && !object.is_made_of_its_name())
        throw SchemaError(
            fmt::format("{}: the {} has no text that makes it on PostgreSQL; give it one, or say which databases have it (only)",
                        to_string(object.name), object.kind));
    return Opaque{.name = object.name, .kind = object.kind, .create = own_words(object.create), .drop = own_words(object.drop)};
}

std::optional<Check> lower_check(const Check& check) {
    if (!names_dialect(check.only, "postgresql") || check.expression.for_dialect("postgresql").empty()) return std::nullopt;
    return Check{.name = check.name, .expression = own_words(check.expression), .not_valid = check.not_valid, .comment = check.comment};
}

// What is PostgreSQL's own choice is left out (https://www.postgresql.org/docs/current/sql-createsequence.html).
Sequence lower_sequence(const Sequence& sequence) {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const bool ascending = sequence.increment.value_or(1) > 0;
    const std::int64_t minimum = sequence.minimum.value_or(ascending ? 1 : least);
    const std::int64_t maximum = sequence.maximum.value_or(ascending ? most : -1);
    Sequence out = sequence;
    out.only = {};
    if (out.increment == 1) out.increment.reset();
    if (minimum == (ascending ? 1 : least)) out.minimum.reset();
    if (maximum == (ascending ? most : -1)) out.maximum.reset();
    if (out.start == (ascending ? minimum : maximum)) out.start.reset();
    return out;
}

LoweredTable lower_table(const Schema& schema, const Table& table) {
    LoweredTable out;
    out.table.name = table.name;
    out.table.options.comment = table.options.comment;
    out.table.primary_key = table.primary_key;
    out.table.uniques = table.uniques;
    out.table.foreign_keys = table.foreign_keys;
    for (const Check& check : table.checks)
        if (auto lowered = lower_check(check)) out.table.checks.add(std::move(*lowered));
    for (const Column& column : table.columns) {
        const std::string where = to_string(table.name, column.name);
        out.table.columns.add(lower_column(schema, table, column, where));
        if (auto check = type_check(schema, table, column, where)) {
            if (find_constraint(table, check->name))
                throw SchemaError(fmt::format(
                    "{}: the constraint {} has the name of the check that keeps the column to its values; rename it", where, check->name));
            out.type_checks.emplace(column.name, std::move(*check));
        }
    }
    for (const Index& index : table.indexes)
        if (auto lowered = lower_index(table, index)) out.table.indexes.add(std::move(*lowered));
    return out;
}

Schema lower_schema(const Schema& schema) {
    Schema out;
    for (const Table& table : schema.tables) {
        LoweredTable lowered = lower_table(schema, table);
        for (auto& [column, check] : lowered.type_checks) lowered.table.checks.add(std::move(check));
        out.tables.add(std::move(lowered.table));
    }
    for (Enum type : schema.enums) {
        if (type.storage != EnumStorage::native) continue;
        for (std::size_t i = 0; i < type.values.size(); ++i) type.values[i].number = static_cast<std::int64_t>(i);
        out.enums.add(std::move(type));
    }
    for (const View& view : schema.views)
        if (auto lowered = lower_view(view)) out.views.add(std::move(*lowered));
    for (const Sequence& sequence : schema.sequences)
        if (sequence.stands_on("postgresql")) out.sequences.add(lower_sequence(sequence));
    for (const Opaque& object : schema.opaque)
        if (const auto lowered = lower_opaque(object))
            for (Opaque& made : catalogue_objects(*lowered)) {
                out.opaque.erase(made.name);
                out.opaque.add(std::move(made));
            }
    return out;
}

}  // namespace aludel::migrations::postgresql
