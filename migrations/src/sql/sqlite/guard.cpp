#include "sql/sqlite/guard.h"

#include <algorithm>

#include <fmt/format.h>

#include "sql/quoting.h"
#include "sql/words.h"

namespace aludel::migrations::sqlite {

using namespace schema;
using sql::all_not_null;
using sql::join;
using sql::parenthesised;
using sql::question;
using sql::quoted;

namespace {

std::string qualified(const std::string& table, const std::string& column) {
    return quoted(table) + "." + quoted(column);
}

std::vector<std::string> qualified(const std::string& table, const std::vector<std::string>& columns) {
    std::vector<std::string> out;
    for (const std::string& column : columns) out.push_back(qualified(table, column));
    return out;
}

// Columns that name a row to a person: its key, then what the question is about.
std::vector<std::string> shown_columns(const Table& table, const std::vector<std::string>& columns) {
    std::vector<std::string> out;
    if (table.primary_key) out = table.primary_key->columns;
    for (const std::string& column : columns)
        if (std::find(out.begin(), out.end(), column) == out.end()) out.push_back(column);
    return out;
}

// A column keeps its collation when it is read, an expression in its place does not.
std::string grouped(const FutureRows& rows, const std::string& column) {
    const Column* found = rows.table.columns.find(column);
    const std::string out = qualified(rows.table.name.name, column);
    return found != nullptr && !found->collation.empty() ? out + " COLLATE " + quoted(found->collation.sql) : out;
}

// Computed columns, which no copy fills, behind those that they are computed from.
std::vector<const Column*> computed_in_order(const Table& table) {
    std::vector<const Column*> open;
    for (const Column& column : table.columns)
        if (column.computed) open.push_back(&column);
    std::vector<const Column*> order;
    while (!open.empty()) {
        const auto ready = std::find_if(open.begin(), open.end(), [&](const Column* column) {
            return std::none_of(open.begin(), open.end(), [&](const Column* other) {
                return other != column && sql::mentions(column->computed->expression.sql, other->name);
            });
        });
        const auto next = ready == open.end() ? open.begin() : ready;  // in a circle, which SQLite refuses
        order.push_back(*next);
        open.erase(next);
    }
    return order;
}

std::string named(const std::string& table, const std::vector<std::string>& columns) {
    return columns.size() == 1 ? table + "." + columns.front() : fmt::format("{} ({})", table, join(columns, ", "));
}

}  // namespace

bool FutureRows::any_changed(const std::vector<std::string>& columns) const {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) { return changed.count(column) != 0; });
}

bool FutureRows::mentions_changed(const std::string& text) const {
    return std::any_of(changed.begin(), changed.end(), [&](const std::string& column) { return sql::mentions(text, column); });
}

std::string FutureRows::from(bool changes) const {
    const std::string name = quoted(table.name.name);
    if (!changes) return name;
    std::vector<std::string> parts;
    for (const ColumnCopy& copy : copies) parts.push_back(fmt::format("{} AS {}", copy.expression, quoted(copy.column)));
    std::string rows = fmt::format("(SELECT {} FROM {}) AS {}", join(parts, ", "), name, name);
    for (const Column* column : computed_in_order(table))
        rows = fmt::format("(SELECT {}.*, {} AS {} FROM {}) AS {}", name, parenthesised(column->computed->expression.sql),
                           quoted(column->name), rows, name);
    return rows;
}

Step rows_guard(const std::string& table, const std::vector<std::string>& shown, const std::string& condition, std::string message) {
    return question(
        fmt::format("SELECT {} FROM {} WHERE {}", shown.empty() ? "*" : join(qualified(table, shown), ", "), quoted(table), condition),
        std::move(message), {table}, fmt::format("check the rows of {}", table));
}

Step null_guard(const FutureRows& rows, const std::vector<std::string>& key, const std::string& column, std::string message) {
    const std::string& table = rows.table.name.name;
    for (const ColumnCopy& copy : rows.copies) {
        if (copy.column != column) continue;
        return question(fmt::format("SELECT {} FROM {} WHERE {} IS NULL", key.empty() ? "*" : join(qualified(table, key), ", "),
                                    quoted(table), copy.expression),
                        std::move(message), {table}, fmt::format("check that {}.{} has a value in every row", table, column));
    }
    return {};
}

Step unique_guard(const FutureRows& rows, const std::vector<std::string>& columns, const std::string& name) {
    const std::string& table = rows.table.name.name;
    std::vector<std::string> groups;
    for (const std::string& column : columns) groups.push_back(grouped(rows, column));
    return question(
        fmt::format("SELECT {0}, count(*) FROM {1} WHERE {2} GROUP BY {3} HAVING count(*) > 1", join(qualified(table, columns), ", "),
                    rows.from(rows.any_changed(columns)), all_not_null(qualified(table, columns)), join(groups, ", ")),
        fmt::format("{} is to be unique ({}), and these values occur more than once; make them differ first", named(table, columns), name),
        {table}, fmt::format("check that {} is unique", named(table, columns)));
}

Step check_guard(const FutureRows& rows, const Check& check, std::string message) {
    const std::string& table = rows.table.name.name;
    std::vector<std::string> involved;
    for (const ColumnCopy& copy : rows.copies)
        if (sql::mentions(check.expression.sql, copy.column)) involved.push_back(copy.column);
    const std::vector<std::string> shown = shown_columns(rows.table, involved);
    const std::string from = rows.from(rows.mentions_changed(check.expression.sql) || rows.any_changed(shown));
    return question(fmt::format("SELECT {} FROM {} WHERE NOT {}", shown.empty() ? "*" : join(qualified(table, shown), ", "), from,
                                parenthesised(check.expression.sql)),
                    std::move(message), {table}, fmt::format("check the rows of {} against {}", table, check.name));
}

Step foreign_key_guard(const FutureRows& rows, const ForeignKey& key) {
    const std::string& table = rows.table.name.name;
    const std::string& parent = key.referred_table.name;
    const bool own = parent == table;
    // Under a name of its own, since a table may refer to itself.
    std::string source = own ? rows.from(rows.any_changed(key.referred_columns)) : quoted(parent);
    if (const std::string suffix = " AS " + quoted(parent); own && source.size() > suffix.size() && source.front() == '(')
        source.resize(source.size() - suffix.size());
    std::vector<std::string> same;
    for (std::size_t i = 0; i < key.columns.size() && i < key.referred_columns.size(); ++i)
        same.push_back(fmt::format("\"aludel_parent\".{} = {}", quoted(key.referred_columns[i]), qualified(table, key.columns[i])));
    const std::vector<std::string> shown = shown_columns(rows.table, key.columns);
    std::vector<std::string> reads = {table};
    if (!own) reads.push_back(parent);
    return question(fmt::format("SELECT {} FROM {} WHERE {} AND NOT EXISTS (SELECT 1 FROM {} AS \"aludel_parent\" WHERE {})",
                                join(qualified(table, shown), ", "), rows.from(rows.any_changed(shown)),
                                all_not_null(qualified(table, key.columns)), source, join(same, " AND ")),
                    fmt::format("{} is to refer to {} ({}), and these rows refer to no row there; correct or remove them first",
                                named(table, key.columns), named(parent, key.referred_columns), key.name),
                    std::move(reads), fmt::format("check that every row of {} refers to a row of {}", table, parent));
}

Step unique_index_guard(const Table& table, const Index& index) {
    std::vector<std::string> values;
    std::vector<std::string> groups;
    for (const IndexKey& key : index.keys) {
        const auto* column = std::get_if<std::string>(&key.of);
        values.push_back(column != nullptr ? qualified(table.name.name, *column) : parenthesised(std::get<Expression>(key.of).sql));
        groups.push_back(key.collation.empty() ? values.back() : values.back() + " COLLATE " + quoted(key.collation));
    }
    std::string condition = all_not_null(values);
    if (!index.where.empty()) condition += " AND " + parenthesised(index.where.sql);
    return question(fmt::format("SELECT {}, count(*) FROM {} WHERE {} GROUP BY {} HAVING count(*) > 1", join(values, ", "),
                                quoted(table.name.name), condition, join(groups, ", ")),
                    fmt::format("the index {} on {} is to be unique, and these values occur more than once; make them differ first",
                                index.name, table.name.name),
                    {table.name.name}, fmt::format("check that the keys of {} are unique", index.name));
}

}  // namespace aludel::migrations::sqlite
