#include "sql/sqlite/define.h"

#include <fmt/format.h>

#include "sql/quoting.h"
#include "sql/sqlite/literal.h"
#include "sql/words.h"

namespace aludel::migrations::sqlite {

using namespace schema;
using sql::action;
using sql::deferrable;
using sql::parenthesised;
using sql::quoted;
using sql::quoted_list;

namespace {

bool is_time_word(const std::string& sql) {
    return sql == "CURRENT_TIMESTAMP" || sql == "CURRENT_DATE" || sql == "CURRENT_TIME";
}

std::string foreign_key(const ForeignKey& key) {
    std::string out = fmt::format("CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({})", quoted(key.name), quoted_list(key.columns),
                                  quoted(key.referred_table.name), quoted_list(key.referred_columns));
    if (key.on_delete != Action::no_action) out += fmt::format(" ON DELETE {}", action(key.on_delete));
    if (key.on_update != Action::no_action) out += fmt::format(" ON UPDATE {}", action(key.on_update));
    return out += deferrable(key.deferrability);
}

std::string check(const Check& check) {
    return fmt::format("CONSTRAINT {} CHECK {}", quoted(check.name), parenthesised(check.expression.sql));
}

bool numbers_rows(const Table& table) {
    for (const Column& column : table.columns)
        if (column.identity) return true;
    return false;
}

}  // namespace

std::string column_definition(const LoweredTable& table, const Column& column) {
    const std::string& type = std::get<Custom>(column.type.kind).sql.sql;
    std::string out = type.empty() ? quoted(column.name) : fmt::format("{} {}", quoted(column.name), type);
    if (!column.nullable) out += " NOT NULL";
    // AUTOINCREMENT is taken in the column's definition only.
    if (column.identity) out += fmt::format(" CONSTRAINT {} PRIMARY KEY AUTOINCREMENT", quoted(table.table.primary_key->name));
    if (column.default_value) {
        const std::string& sql = std::get<Expression>(*column.default_value).sql;
        out += " DEFAULT " + (is_literal(sql) || is_time_word(sql) ? sql : parenthesised(sql));
    }
    if (const auto found = table.type_checks.find(column.name); found != table.type_checks.end()) out += " " + check(found->second);
    if (!column.collation.empty()) out += " COLLATE " + quoted(column.collation.sql);
    if (column.computed)
        out += fmt::format(" GENERATED ALWAYS AS {} {}", parenthesised(column.computed->expression.sql),
                           column.computed->stored ? "STORED" : "VIRTUAL");
    return out;
}

TableShape shape(const LoweredTable& lowered) {
    const Table& table = lowered.table;
    TableShape out;
    for (const Column& column : table.columns) out.columns.push_back({column.name, column_definition(lowered, column)});
    if (table.primary_key && !numbers_rows(table))
        out.constraints.push_back({table.primary_key->name, fmt::format("CONSTRAINT {} PRIMARY KEY ({})", quoted(table.primary_key->name),
                                                                        quoted_list(table.primary_key->columns))});
    for (const Unique& unique : table.uniques)
        out.constraints.push_back(
            {unique.name, fmt::format("CONSTRAINT {} UNIQUE ({})", quoted(unique.name), quoted_list(unique.columns))});
    for (const ForeignKey& key : table.foreign_keys) out.constraints.push_back({key.name, foreign_key(key)});
    for (const Check& each : table.checks) out.constraints.push_back({each.name, check(each)});
    if (table.options.strict) out.options = "STRICT";
    if (table.options.without_rowid) out.options += out.options.empty() ? "WITHOUT ROWID" : ", WITHOUT ROWID";
    return out;
}

std::string create_table(const std::string& name, const TableShape& shape) {
    std::vector<std::string> parts;
    for (const Definition& column : shape.columns) parts.push_back("    " + column.sql);
    for (const Definition& constraint : shape.constraints) parts.push_back("    " + constraint.sql);
    return fmt::format("CREATE TABLE {} (\n{}\n){}{}", quoted(name), sql::join(parts, ",\n"), shape.options.empty() ? "" : " ",
                       shape.options);
}

std::string create_index(const std::string& table, const Index& index) {
    std::vector<std::string> keys;
    for (const IndexKey& key : index.keys) {
        const auto* column = std::get_if<std::string>(&key.of);
        std::string text = column != nullptr ? quoted(*column) : parenthesised(std::get<Expression>(key.of).sql);
        if (!key.collation.empty()) text += " COLLATE " + quoted(key.collation);
        if (key.descending) text += " DESC";
        keys.push_back(std::move(text));
    }
    return fmt::format("CREATE {}INDEX {} ON {} ({}){}{}", index.unique ? "UNIQUE " : "", quoted(index.name), quoted(table),
                       sql::join(keys, ", "), index.where.empty() ? "" : " WHERE ", index.where.sql);
}

std::string create_view(const View& view) {
    return fmt::format("CREATE VIEW {} AS {}", quoted(view.name.name), view.query.sql);
}

}  // namespace aludel::migrations::sqlite
