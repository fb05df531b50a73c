#include "sql/sqlite/lower.h"

#include <algorithm>

#include <fmt/format.h>

#include <aludel/schema/error.h>
#include <aludel/schema/naming.h>

#include "sql/quoting.h"
#include "sql/sqlite/literal.h"
#include "sql/sqlite/objects.h"
#include "sql/sqlite/types.h"
#include "sql/words.h"

namespace aludel::migrations::sqlite {

using namespace schema;
using sql::trimmed;

namespace {

Expression text(std::string sql) {
    return Expression{.sql = std::move(sql), .dialects = {}};
}

Expression own_words(const Expression& expression) {
    return text(expression.for_dialect("sqlite"));
}

std::string now_as(const Type& type) {
    if (std::holds_alternative<Date>(type.kind)) return "CURRENT_DATE";
    if (std::holds_alternative<TimeOfDay>(type.kind)) return "CURRENT_TIME";
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
    std::string operator()(const Expression& expression) const {
        const std::string sql = trimmed(expression.for_dialect("sqlite"));
        // CREATE TABLE takes it, and then every INSERT fails: "unknown function: now()".
        std::string folded;
        for (const char c : sql)
            if (c != ' ') folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (folded == "now()" || folded == "(now())")
            throw SchemaError(
                fmt::format("{}: SQLite has no function now(); write the default as db::now, which every database knows", where));
        return sql;
    }
};

std::optional<Default> lower_default(const Schema& schema, const Column& column, const std::string& where) {
    if (!column.default_value || column.computed || column.identity) return std::nullopt;
    const std::string sql = std::visit(LowerDefault{schema, column, where}, *column.default_value);
    if (sql.empty()) return std::nullopt;
    return Default{text(sql)};
}

void check_identity(const Table& table, const Column& column, const std::string& where) {
    const bool is_key = table.primary_key && table.primary_key->columns == std::vector<std::string>{column.name};
    if (!is_key || !std::holds_alternative<Integer>(column.type.kind))
        throw SchemaError(fmt::format(
            "{}: on SQLite a column that numbers its rows is an integer and by itself the primary key; make it that, or give it up",
            where));
    if (column.identity->start.value_or(1) != 1 || column.identity->increment.value_or(1) != 1)
        throw SchemaError(fmt::format("{}: SQLite numbers rows from 1 in steps of 1; leave out start and increment", where));
    if (table.options.without_rowid)
        throw SchemaError(fmt::format("{}: a table WITHOUT ROWID cannot number its rows; leave out one of the two", where));
}

std::optional<Check> type_check(const Schema& schema, const Table& table, const Column& column, const std::string& where) {
    std::vector<std::string> values;
    if (std::holds_alternative<Boolean>(column.type.kind)) values = {"0", "1"};
    if (std::holds_alternative<Enumeration>(column.type.kind)) {
        const Enum& type = enum_of(schema, column.type, where);
        // Sorted, so that another order of the values changes no table.
        std::vector<EnumValue> sorted = type.values;
        if (type.storage == EnumStorage::integer)
            std::sort(sorted.begin(), sorted.end(), [](const EnumValue& a, const EnumValue& b) { return a.number < b.number; });
        else
            std::sort(sorted.begin(), sorted.end(), [](const EnumValue& a, const EnumValue& b) { return a.name < b.name; });
        for (const EnumValue& value : sorted) values.push_back(stored_literal(schema, column.type, value.name, where));
        if (values.empty()) throw SchemaError(fmt::format("{}: the enum {} has no values; give it one", where, to_string(type.name)));
    }
    if (values.empty()) return std::nullopt;
    return Check{.name = type_check_name(table.name, column),
                 .expression = text(fmt::format("{} IN ({})", sql::quoted(column.name), sql::join(values, ", "))),
                 .not_valid = false};
}

Column lower_column(const Schema& schema, const Table& table, const Column& column, const std::string& where) {
    Column out;
    out.name = column.name;
    out.type = Type{Custom{text(declared_type(schema, column.type, table.options.strict, where))}, false};
    out.nullable = column.nullable;
    out.default_value = lower_default(schema, column, where);
    if (column.identity) {
        check_identity(table, column, where);
        out.identity = Identity{};
    }
    if (column.computed) {
        out.computed = Computed{own_words(column.computed->expression), column.computed->stored};
        if (out.computed->expression.empty())
            throw SchemaError(fmt::format("{}: the computed column has no expression for SQLite; give it one", where));
    }
    out.collation = own_words(column.collation);
    return out;
}

Unique lower_unique(const Unique& unique, const std::string& where) {
    if (unique.nulls_not_distinct)
        throw SchemaError(
            fmt::format("{}: in SQLite NULLs are always distinct in a unique constraint; leave out nulls_not_distinct", where));
    if (unique.deferrability != Deferrability::not_deferrable)
        throw SchemaError(fmt::format("{}: SQLite cannot defer a unique constraint; make it not deferrable", where));
    return Unique{.name = unique.name, .columns = unique.columns};
}

bool is_default_order(const IndexKey& key) {
    return key.nulls == NullsOrder::engine_default || (key.nulls == NullsOrder::last) == key.descending;
}

}  // namespace

const std::string& unqualified(const Name& name) {
    if (!name.schema.empty()) throw SchemaError(fmt::format("{}: SQLite has no schemas; leave out \"{}\"", to_string(name), name.schema));
    return name.name;
}

std::string type_check_name(const Name& table, const Column& column) {
    return check_name(table, column.name + (std::holds_alternative<Boolean>(column.type.kind) ? "_boolean" : "_enum"));
}

std::optional<Index> lower_index(const Table& table, const Index& index) {
    if (!names_dialect(index.only, "sqlite")) return std::nullopt;
    const std::string where = to_string(table.name) + "." + index.name;
    constexpr const char* advice = "leave it out, or say which databases have the index (only)";
    if (!index.method.empty() && index.method != "btree")
        throw SchemaError(fmt::format("{}: SQLite has no index method {}; {}", where, index.method, advice));
    if (index.nulls_not_distinct)
        throw SchemaError(fmt::format("{}: in SQLite NULLs are always distinct in a unique index (nulls_not_distinct); {}", where, advice));

    Index out;
    out.name = index.name;
    out.unique = index.unique;
    out.where = own_words(index.where);
    if (out.where.empty() && !index.where.empty())
        throw SchemaError(fmt::format(
            "{}: the index's condition has no text for SQLite; give it one, or say which databases have the index (only)", where));
    for (const IndexKey& key : index.keys) {
        if (!key.operator_class.empty())
            throw SchemaError(fmt::format("{}: SQLite has no operator class {}; {}", where, key.operator_class, advice));
        if (!is_default_order(key))
            throw SchemaError(
                fmt::format("{}: SQLite sorts NULL before all else, and cannot be told otherwise in an index; {}", where, advice));
        IndexKey lowered;
        lowered.descending = key.descending;
        lowered.collation = key.collation;
        lowered.of = key.of;
        if (const auto* expression = std::get_if<Expression>(&key.of)) {
            lowered.of = own_words(*expression);
            if (expression->for_dialect("sqlite").empty())
                throw SchemaError(fmt::format(
                    "{}: an expression of the index has no text for SQLite; give it one, or say which databases have the index (only)",
                    where));
        }
        out.keys.push_back(std::move(lowered));
    }
    return out;
}

std::optional<View> lower_view(const View& view) {
    if (!names_dialect(view.only, "sqlite") || view.query.for_dialect("sqlite").empty()) return std::nullopt;
    if (view.materialized)
        throw SchemaError(fmt::format("{}: SQLite has no materialized views; make it a plain one, or say which databases have it (only)",
                                      to_string(view.name)));
    return View{.name = unqualified(view.name), .query = own_words(view.query), .materialized = false};
}

void refuse_sequence(const Sequence& sequence) {
    if (!sequence.stands_on("sqlite")) return;
    throw SchemaError(fmt::format("{}: SQLite has no sequences; number rows with an identity column, or say which databases have it (only)",
                                  to_string(sequence.name)));
}

std::optional<Opaque> lower_opaque(const Opaque& object) {
    if (!object.stands_on("sqlite")) return std::nullopt;
    if (object.is_made_of_its_name())
        throw SchemaError(fmt::format("{}: SQLite has no {}; say which databases have it (only)", to_string(object.name), object.kind));
    if (object.create.for_dialect("sqlite").empty())
        throw SchemaError(fmt::format("{}: the {} has no text that makes it on SQLite; give it one, or say which databases have it (only)",
                                      to_string(object.name), object.kind));
    return Opaque{
        .name = unqualified(object.name), .kind = object.kind, .create = own_words(object.create), .drop = own_words(object.drop)};
}

LoweredTable lower_table(const Schema& schema, const Table& table) {
    LoweredTable out;
    out.table.name = unqualified(table.name);
    out.table.options.strict = table.options.strict;
    out.table.options.without_rowid = table.options.without_rowid;
    if (table.options.without_rowid && !table.primary_key)
        throw SchemaError(fmt::format("{}: a table WITHOUT ROWID needs a primary key; give it one", to_string(table.name)));
    for (const Check& check : table.checks) {
        if (!names_dialect(check.only, "sqlite")) continue;
        if (Check lowered{.name = check.name, .expression = own_words(check.expression), .not_valid = false}; !lowered.expression.empty())
            out.table.checks.add(std::move(lowered));
    }
    for (const Column& column : table.columns) {
        const std::string where = to_string(table.name) + "." + column.name;
        out.table.columns.add(lower_column(schema, table, column, where));
        if (auto check = type_check(schema, table, column, where)) {
            if (find_constraint(table, check->name))
                throw SchemaError(fmt::format(
                    "{}: the constraint {} has the name of the check that keeps the column to its values; rename it", where, check->name));
            out.type_checks.emplace(column.name, std::move(*check));
        }
    }
    out.table.primary_key = table.primary_key;
    if (out.table.primary_key) out.table.primary_key->comment.clear();
    for (const Unique& unique : table.uniques) out.table.uniques.add(lower_unique(unique, to_string(table.name) + "." + unique.name));
    for (ForeignKey key : table.foreign_keys) {
        key.referred_table = unqualified(key.referred_table);
        key.not_valid = false;
        key.comment.clear();
        out.table.foreign_keys.add(std::move(key));
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
    for (const View& view : schema.views)
        if (auto lowered = lower_view(view)) out.views.add(std::move(*lowered));
    for (const Sequence& sequence : schema.sequences) refuse_sequence(sequence);
    for (const Opaque& object : schema.opaque)
        if (const auto lowered = lower_opaque(object))
            for (Opaque& made : catalogue_objects(*lowered)) out.opaque.add(std::move(made));
    return out;
}

}  // namespace aludel::migrations::sqlite
