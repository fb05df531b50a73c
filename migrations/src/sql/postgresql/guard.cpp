#include "sql/postgresql/guard.h"

#include <algorithm>

#include <fmt/format.h>

#include "sql/postgresql/literal.h"
#include "sql/postgresql/names.h"
#include "sql/quoting.h"
#include "sql/words.h"

namespace aludel::migrations::postgresql {

using namespace schema;
using sql::all_not_null;
using sql::join;
using sql::parenthesised;
using sql::question;

namespace {

// As FROM "auth"."users" names its columns.
std::string qualified(const Table& table, const std::string& column) {
    return quoted(table.name.name) + "." + quoted(column);
}

std::vector<std::string> qualified(const Table& table, const std::vector<std::string>& columns) {
    std::vector<std::string> out;
    for (const std::string& column : columns) out.push_back(qualified(table, column));
    return out;
}

// Columns that name a row to a person: its key, then what the question is about.
std::string shown(const Table& table, const std::vector<std::string>& columns) {
    std::vector<std::string> out;
    if (table.primary_key) out = table.primary_key->columns;
    for (const std::string& column : columns)
        if (std::find(out.begin(), out.end(), column) == out.end()) out.push_back(column);
    return out.empty() ? "*" : join(qualified(table, out), ", ");
}

std::string named(const Name& table, const std::vector<std::string>& columns) {
    return columns.size() == 1 ? to_string(table, columns.front()) : fmt::format("{} ({})", to_string(table), join(columns, ", "));
}

}  // namespace

Step rows_guard(const Table& table, const std::string& column, const std::string& condition, std::string message) {
    return question(fmt::format("SELECT {} FROM {} WHERE {}",
                                shown(table, column.empty() ? std::vector<std::string>{} : std::vector<std::string>{column}),
                                quoted_name(table.name), condition),
                    std::move(message), {to_string(table.name)}, fmt::format("check the rows of {}", to_string(table.name)));
}

Step value_guard(const Table& table, const std::string& column, const std::string& condition, std::string message) {
    return question(fmt::format("SELECT {} FROM {} WHERE {}", shown(table, {}), quoted_name(table.name), condition), std::move(message),
                    {to_string(table.name)}, fmt::format("check that {} has a value in every row", to_string(table.name, column)));
}

Step unique_guard(const Table& table, const std::vector<std::string>& columns, bool nulls_not_distinct, const std::string& name) {
    const std::string listed = join(qualified(table, columns), ", ");
    return question(fmt::format("SELECT {0}, count(*) FROM {1}{2} GROUP BY {0} HAVING count(*) > 1", listed, quoted_name(table.name),
                                nulls_not_distinct ? "" : " WHERE " + all_not_null(qualified(table, columns))),
                    fmt::format("{} is to be unique ({}), and these values occur more than once; make them differ first",
                                named(table.name, columns), name),
                    {to_string(table.name)}, fmt::format("check that {} is unique", named(table.name, columns)));
}

Step check_guard(const Table& table, const Check& check, std::string message) {
    std::vector<std::string> involved;
    for (const Column& column : table.columns)
        if (sql::mentions(check.expression.sql, column.name)) involved.push_back(column.name);
    return question(
        fmt::format("SELECT {} FROM {} WHERE NOT {}", shown(table, involved), quoted_name(table.name), parenthesised(check.expression.sql)),
        std::move(message), {to_string(table.name)}, fmt::format("check the rows of {} against {}", to_string(table.name), check.name));
}

Step foreign_key_guard(const Table& table, const ForeignKey& key) {
    // Under a name of its own, since a table may refer to itself, or to one of its name in another schema.
    std::vector<std::string> same;
    for (std::size_t i = 0; i < key.columns.size() && i < key.referred_columns.size(); ++i)
        same.push_back(fmt::format("\"aludel_parent\".{} = {}", quoted(key.referred_columns[i]), qualified(table, key.columns[i])));
    std::vector<std::string> reads = {to_string(table.name)};
    if (key.referred_table != table.name) reads.push_back(to_string(key.referred_table));
    return question(fmt::format("SELECT {} FROM {} WHERE {} AND NOT EXISTS (SELECT 1 FROM {} AS \"aludel_parent\" WHERE {})",
                                shown(table, key.columns), quoted_name(table.name), all_not_null(qualified(table, key.columns)),
                                quoted_name(key.referred_table), join(same, " AND ")),
                    fmt::format("{} is to refer to {} ({}), and these rows refer to no row there; correct or remove them first",
                                named(table.name, key.columns), named(key.referred_table, key.referred_columns), key.name),
                    std::move(reads),
                    fmt::format("check that every row of {} refers to a row of {}", to_string(table.name), to_string(key.referred_table)));
}

Step unique_index_guard(const Table& table, const Index& index) {
    std::vector<std::string> values;
    std::vector<std::string> groups;
    for (const IndexKey& key : index.keys) {
        const auto* column = std::get_if<std::string>(&key.of);
        values.push_back(column != nullptr ? qualified(table, *column) : parenthesised(std::get<Expression>(key.of).sql));
        groups.push_back(key.collation.empty() ? values.back() : values.back() + " COLLATE " + quoted(key.collation));
    }
    std::vector<std::string> conditions;
    if (!index.nulls_not_distinct) conditions.push_back(all_not_null(values));
    if (!index.where.empty()) conditions.push_back(parenthesised(index.where.sql));
    // Grouped by its collation, a value is not shown without it.
    std::string shown = join(groups, ", ");
    return question(fmt::format("SELECT {0}, count(*) FROM {1}{2}{3} GROUP BY {0} HAVING count(*) > 1", shown, quoted_name(table.name),
                                conditions.empty() ? "" : " WHERE ", join(conditions, " AND ")),
                    fmt::format("the index {} on {} is to be unique, and these values occur more than once; make them differ first",
                                index.name, to_string(table.name)),
                    {to_string(table.name)}, fmt::format("check that the keys of {} are unique", index.name));
}

// https://www.postgresql.org/docs/current/sql-altertable.html: "Indexes and table constraints involving the column will be
// automatically dropped as well", those of several columns too. The column's default goes with it, and is known; so does
// a sequence that it owns, and from version 18 on the constraint that NOT NULL is.
Step dependants_guard(const Name& table, const std::string& column, const std::string& known) {
    const std::string relation = literal(quoted_name(table)) + "::regclass";
    return question(
        fmt::format("SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend AS d "
                    "JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid "
                    "LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid "
                    "LEFT JOIN pg_class AS r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid "
                    "WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = {} AND a.attname = {} AND d.deptype = 'a' "
                    "AND (c.contype <> 'n'{} OR r.relkind = 'i' OR d.classid = 'pg_statistic_ext'::regclass)",
                    relation, literal(column), known.empty() ? "" : fmt::format(" AND c.conname <> {}", literal(known))),
        fmt::format("{} is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them "
                    "known",
                    to_string(table, column)),
        {to_string(table)}, fmt::format("check what stands over {}", to_string(table, column)));
}

Step type_guard(const Name& table, const std::string& column, const std::vector<std::string>& types, bool modified) {
    std::vector<std::string> known;
    for (const std::string& type : types) known.push_back(literal(type));
    const std::string type = fmt::format("format_type(atttypid, {})", modified ? "atttypmod" : "NULL");
    return question(fmt::format("SELECT {0} FROM pg_attribute WHERE attrelid = {1}::regclass AND attname = {2} AND {0} NOT IN ({3})", type,
                                literal(quoted_name(table)), literal(column), join(known, ", ")),
                    fmt::format("{} is {} for the revisions, and has another type here, whose values might be cut; make it that first",
                                to_string(table, column), types.front()),
                    {to_string(table)}, fmt::format("check that {} has the type that is expected", to_string(table, column)));
}

}  // namespace aludel::migrations::postgresql
