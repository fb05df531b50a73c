#include "sql/postgresql/define.h"

#include <algorithm>

#include <fmt/format.h>

#include "sql/postgresql/literal.h"
#include "sql/postgresql/names.h"
#include "sql/quoting.h"
#include "sql/words.h"

namespace aludel::migrations::postgresql {

using namespace schema;
using sql::action;
using sql::deferrable;
using sql::parenthesised;

namespace {

std::string including(const std::vector<std::string>& columns) {
    return columns.empty() ? "" : fmt::format(" INCLUDE ({})", quoted_list(columns));
}

struct Constrained {
    std::string operator()(const PrimaryKey& key) const {
        return fmt::format("CONSTRAINT {} PRIMARY KEY ({})", quoted(key.name), quoted_list(key.columns));
    }
    std::string operator()(const Unique& unique) const {
        return fmt::format("CONSTRAINT {} UNIQUE{} ({}){}{}", quoted(unique.name), unique.nulls_not_distinct ? " NULLS NOT DISTINCT" : "",
                           quoted_list(unique.columns), including(unique.include), deferrable(unique.deferrability));
    }
    std::string operator()(const ForeignKey& key) const {
        std::string out = fmt::format("CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({})", quoted(key.name), quoted_list(key.columns),
                                      quoted_name(key.referred_table), quoted_list(key.referred_columns));
        if (key.on_delete != Action::no_action) out += fmt::format(" ON DELETE {}", action(key.on_delete));
        if (key.on_update != Action::no_action) out += fmt::format(" ON UPDATE {}", action(key.on_update));
        out += deferrable(key.deferrability);
        return out + (key.not_valid ? " NOT VALID" : "");
    }
    std::string operator()(const Check& check) const {
        return fmt::format("CONSTRAINT {} CHECK {}{}", quoted(check.name), parenthesised(check.expression.sql),
                           check.not_valid ? " NOT VALID" : "");
    }
};

bool is_key(const Table& table, const std::vector<std::string>& columns) {
    const auto same = [&](std::vector<std::string> key) {
        return key.size() == columns.size() && std::is_permutation(key.begin(), key.end(), columns.begin());
    };
    return (table.primary_key && same(table.primary_key->columns)) ||
           std::any_of(table.uniques.begin(), table.uniques.end(), [&](const Unique& unique) { return same(unique.columns); });
}

bool is_late(const Table& table, const ForeignKey& key) {
    return key.not_valid || (key.referred_table == table.name && !is_key(table, key.referred_columns));
}

// A unique constraint over the columns of another key CREATE TABLE leaves out without a word (transformIndexConstraints()
// in src/backend/parser/parse_utilcmd.c), and ALTER TABLE does not.
bool is_late(const Table& table, const Unique& unique) {
    if (table.primary_key && table.primary_key->columns == unique.columns) return true;
    return std::any_of(table.uniques.begin(), table.uniques.end(),
                       [&](const Unique& other) { return other.name < unique.name && other.columns == unique.columns; });
}

/// gin_trgm_ops, public.gin_trgm_ops, gist_trgm_ops(siglen = 32): words of PostgreSQL's that fold their case; what is
/// none is a name.
std::string operator_class(const std::string& text) {
    const auto is_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    };
    const auto end = std::find_if_not(text.begin(), text.end(), is_word);
    const bool words = end == text.end() || (end != text.begin() && *end == '(' && text.back() == ')');
    return words ? text : quoted(text);
}

std::string number(const char* clause, const std::optional<std::int64_t>& value) {
    return value ? fmt::format(" {} {}", clause, *value) : "";
}

/// "START value (0) cannot be less than MINVALUE (1)": a start on the wrong side of the bound moves the bound.
std::string identity_bound(const Identity& identity, const char* prefix) {
    const bool ascending = identity.increment.value_or(1) > 0;
    const std::int64_t start = identity.start.value_or(ascending ? 1 : -1);
    if (ascending ? start >= 1 : start <= -1) return "";
    return fmt::format(" {}{} {}", prefix, ascending ? "MINVALUE" : "MAXVALUE", start);
}

}  // namespace

std::string type_text(const Column& lowered) {
    if (const auto* type = std::get_if<Enumeration>(&lowered.type.kind)) return quoted_name(type->name) + (lowered.type.array ? "[]" : "");
    return std::get<Custom>(lowered.type.kind).sql.sql;
}

std::string default_text(const Column& lowered) {
    return lowered.default_value ? std::get<Expression>(*lowered.default_value).sql : std::string();
}

std::string default_clause(const std::string& text) {
    return is_literal(text) ? text : parenthesised(text);
}

std::string identity_clause(const Identity& identity) {
    const std::string options =
        number("START WITH", identity.start) + number("INCREMENT BY", identity.increment) + identity_bound(identity, "");
    return fmt::format("GENERATED {} AS IDENTITY{}", identity.always ? "ALWAYS" : "BY DEFAULT",
                       options.empty() ? "" : fmt::format(" ({})", options.substr(1)));
}

std::string identity_alteration(const Identity& identity) {
    const std::int64_t increment = identity.increment.value_or(1);
    return fmt::format("SET GENERATED {}{} SET START WITH {} SET INCREMENT BY {}", identity.always ? "ALWAYS" : "BY DEFAULT",
                       identity_bound(identity, "SET "), identity.start.value_or(increment > 0 ? 1 : -1), increment);
}

std::string column_definition(const LoweredTable& table, const Column& column) {
    std::string out = fmt::format("{} {}", quoted(column.name), type_text(column));
    if (!column.collation.empty()) out += " COLLATE " + quoted(column.collation.sql);
    if (!column.nullable) out += " NOT NULL";
    if (column.identity) out += " " + identity_clause(*column.identity);
    if (column.default_value) out += " DEFAULT " + default_clause(default_text(column));
    if (column.computed)
        out += fmt::format(" GENERATED ALWAYS AS {} {}", parenthesised(column.computed->expression.sql),
                           column.computed->stored ? "STORED" : "VIRTUAL");
    if (const auto check = table.type_checks.find(column.name); check != table.type_checks.end())
        out += " " + constraint_definition(check->second);
    return out;
}

std::string constraint_definition(const Constraint& constraint) {
    return std::visit(Constrained{}, constraint);
}

std::vector<Constraint> late_constraints(const Table& table) {
    std::vector<Constraint> out;
    for (const Unique& unique : table.uniques)
        if (is_late(table, unique)) out.emplace_back(unique);
    for (const ForeignKey& key : table.foreign_keys)
        if (is_late(table, key)) out.emplace_back(key);
    for (const Check& check : table.checks)
        if (check.not_valid) out.emplace_back(check);
    return out;
}

std::string create_table(const LoweredTable& lowered) {
    const Table& table = lowered.table;
    std::vector<std::string> parts;
    for (const Column& column : table.columns) parts.push_back(column_definition(lowered, column));
    if (table.primary_key) parts.push_back(constraint_definition(*table.primary_key));
    for (const Unique& unique : table.uniques)
        if (!is_late(table, unique)) parts.push_back(constraint_definition(unique));
    for (const ForeignKey& key : table.foreign_keys)
        if (!is_late(table, key)) parts.push_back(constraint_definition(key));
    for (const Check& check : table.checks)
        if (!check.not_valid) parts.push_back(constraint_definition(check));
    for (std::string& part : parts) part.insert(0, "    ");
    return fmt::format("CREATE TABLE {} (\n{}\n)", quoted_name(table.name), sql::join(parts, ",\n"));
}

std::string create_index(const Name& table, const Index& index) {
    std::vector<std::string> keys;
    for (const IndexKey& key : index.keys) {
        const auto* column = std::get_if<std::string>(&key.of);
        std::string text = column != nullptr ? quoted(*column) : parenthesised(std::get<Expression>(key.of).sql);
        if (!key.collation.empty()) text += " COLLATE " + quoted(key.collation);
        if (!key.operator_class.empty()) text += " " + operator_class(key.operator_class);
        if (key.descending) text += " DESC";
        if (key.nulls != NullsOrder::engine_default) text += key.nulls == NullsOrder::first ? " NULLS FIRST" : " NULLS LAST";
        keys.push_back(std::move(text));
    }
    return fmt::format("CREATE {}INDEX {} ON {}{} ({}){}{}{}{}", index.unique ? "UNIQUE " : "", quoted(index.name), quoted_name(table),
                       index.method.empty() ? "" : " USING " + quoted(index.method), sql::join(keys, ", "), including(index.include),
                       index.nulls_not_distinct ? " NULLS NOT DISTINCT" : "", index.where.empty() ? "" : " WHERE ", index.where.sql);
}

std::string create_view(const View& view) {
    return fmt::format("CREATE {}VIEW {} AS {}", view.materialized ? "MATERIALIZED " : "", quoted_name(view.name), view.query.sql);
}

std::string create_sequence(const Sequence& sequence) {
    return fmt::format("CREATE SEQUENCE {}{}{}{}{}{}", quoted_name(sequence.name), number("INCREMENT BY", sequence.increment),
                       number("MINVALUE", sequence.minimum), number("MAXVALUE", sequence.maximum), number("START WITH", sequence.start),
                       sequence.cycle ? " CYCLE" : "");
}

std::string create_enum(const Enum& type) {
    std::vector<std::string> values;
    for (const EnumValue& value : type.values) values.push_back(literal(value.name));
    return fmt::format("CREATE TYPE {} AS ENUM ({})", quoted_name(type.name), sql::join(values, ", "));
}

std::string advance_identity(const Name& table, const Column& column) {
    const bool ascending = column.identity->increment.value_or(1) > 0;
    const std::int64_t first = column.identity->start.value_or(ascending ? 1 : -1);
    // pg_sequence_last_value() is NULL until the sequence has given a number: its first is still to come then.
    return fmt::format(
        "SELECT setval(\"sequence\", \"value\") FROM (SELECT pg_get_serial_sequence({}, {})::regclass AS \"sequence\", {}({}) AS \"value\" "
        "FROM {}) AS \"numbers\" WHERE \"value\" {} coalesce(pg_sequence_last_value(\"sequence\"), {})",
        literal(quoted_name(table)), literal(column.name), ascending ? "max" : "min", quoted(column.name), quoted_name(table),
        ascending ? ">" : "<", ascending ? first - 1 : first + 1);
}

}  // namespace aludel::migrations::postgresql
