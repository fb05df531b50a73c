#include "postgresql/twin_plan.h"

#include <algorithm>
#include <array>

namespace aludel::runtime::postgresql {
namespace {

using namespace schema;

/// Whether format_type() prints that type so: it needs no engine to be told from another.
bool is_printed_form(std::string type) {
    constexpr std::array names = {"boolean",
                                  "smallint",
                                  "integer",
                                  "bigint",
                                  "real",
                                  "double precision",
                                  "text",
                                  "character varying",
                                  "bytea",
                                  "numeric",
                                  "date",
                                  "time without time zone",
                                  "timestamp with time zone",
                                  "timestamp without time zone",
                                  "interval",
                                  "uuid",
                                  "json",
                                  "jsonb"};
    if (type.size() > 2 && type.substr(type.size() - 2) == "[]") type.resize(type.size() - 2);
    const std::size_t open = type.find('(');
    const bool plain = type.find_first_not_of("0123456789,()", std::min(open, type.size())) == std::string::npos;
    return plain && std::any_of(names.begin(), names.end(), [&](const char* name) { return type.substr(0, open) == name; });
}

bool is_open(const Type& expected, const Type& live) {
    const Custom* custom = std::get_if<Custom>(&expected.kind);
    return custom != nullptr && expected != live && !is_printed_form(custom->sql.sql);
}

const std::string* sql_of(const std::optional<Default>& value) {
    const Expression* expression = value ? std::get_if<Expression>(&*value) : nullptr;
    return expression == nullptr ? nullptr : &expression->sql;
}

bool has_open_default(const Column& expected, const Column& live) {
    const std::string* ours = sql_of(expected.default_value);
    const std::string* theirs = sql_of(live.default_value);
    return ours != nullptr && theirs != nullptr && *ours != *theirs;
}

bool has_open_value(const Column& expected, const Column& live) {
    return expected.computed && live.computed && expected.computed->expression != live.computed->expression;
}

bool is_open(const Column& expected, const Column& live) {
    return is_open(expected.type, live.type) || has_open_default(expected, live) || has_open_value(expected, live) ||
           (!expected.collation.empty() && expected.collation != live.collation);
}

bool is_open(const Index& expected, const Index& live) {
    const bool in_words = !expected.where.empty() || !expected.method.empty() ||
                          std::any_of(expected.keys.begin(), expected.keys.end(), [](const IndexKey& key) {
                              return std::holds_alternative<Expression>(key.of) || !key.operator_class.empty() || !key.collation.empty();
                          });
    return in_words && (expected.keys != live.keys || expected.where != live.where || expected.method != live.method);
}

OpenTable open_parts(const Table& expected, const Table& live) {
    OpenTable result{&expected, &live, {}, {}, {}};
    for (const Column& column : expected.columns) {
        const Column* other = live.columns.find(column.name);
        if (other != nullptr && is_open(column, *other)) result.columns.insert(column.name);
    }
    for (const Check& check : expected.checks) {
        const Check* other = live.checks.find(check.name);
        if (other != nullptr && check.expression != other->expression) result.checks.insert(check.name);
    }
    for (const Index& index : expected.indexes) {
        const Index* other = live.indexes.find(index.name);
        if (other != nullptr && is_open(index, *other)) result.indexes.insert(index.name);
    }
    return result;
}

// Of a column only what others may refer to.
Column bare(const Column& column) {
    Column result;
    result.name = column.name;
    result.type = column.type;
    result.nullable = true;
    result.collation = column.collation;
    return result;
}

}  // namespace

OpenSchema open_parts(const Schema& expected, const Schema& live) {
    OpenSchema result;
    for (const Table& table : expected.tables) {
        const Table* other = live.tables.find(table.name);
        if (other == nullptr) continue;
        OpenTable open = open_parts(table, *other);
        if (!open.empty()) result.tables.push_back(std::move(open));
    }
    for (const View& view : expected.views) {
        const View* other = live.views.find(view.name);
        if (other != nullptr && other->query != view.query) result.views.push_back(&view);
    }
    return result;
}

// As compare() calls them.
std::string key(const Table& table, const std::string& part) {
    return to_string(table.name) + "." + part;
}

std::string key(const View& view) {
    return "view " + to_string(view.name);
}

std::set<std::string> keys(const OpenSchema& open) {
    std::set<std::string> result;
    for (const OpenTable& table : open.tables) {
        for (const auto* parts : {&table.columns, &table.checks, &table.indexes}) {
            for (const std::string& part : *parts) result.insert(key(*table.expected, part));
        }
    }
    for (const View* view : open.views) result.insert(key(*view));
    return result;
}

std::vector<TwinChange> twin_of(const OpenTable& open, const Name& name, const std::map<std::string, std::string>& index_names) {
    Table table;
    table.name = name;
    std::vector<TwinChange> parts;
    for (const Column& column : open.expected->columns) {
        const Column* live = open.live->columns.find(column.name);
        Column twin = bare(column);
        if (live != nullptr && has_open_value(column, *live)) {
            twin.computed = column.computed;
            parts.push_back({column.name, AddColumn{name, std::move(twin), {}}});
            continue;
        }
        if (live != nullptr && has_open_default(column, *live)) {
            AlterColumn change{name, twin, twin, {}, {}, {}};
            change.after.default_value = column.default_value;
            change.fields.default_value = true;
            parts.push_back({column.name, std::move(change)});
        }
        table.columns.add(std::move(twin));
    }
    for (const std::string& check : open.checks) {
        Check twin = *open.expected->checks.find(check);
        twin.not_valid = false;
        twin.comment.clear();
        parts.push_back({check, AddConstraint{name, std::move(twin)}});
    }
    for (const std::string& index : open.indexes) {
        Index twin = *open.expected->indexes.find(index);
        twin.name = index_names.at(index);
        twin.unique = twin.nulls_not_distinct = false;
        twin.include.clear();
        twin.comment.clear();
        parts.push_back({index, CreateIndex{name, std::move(twin)}});
    }
    std::vector<TwinChange> result;
    result.push_back({"", CreateTable{std::move(table)}});
    for (TwinChange& part : parts) result.push_back(std::move(part));
    return result;
}

}  // namespace aludel::runtime::postgresql
