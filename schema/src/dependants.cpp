#include "dependants.h"

#include <algorithm>

#include "sql_words.h"

namespace aludel::schema {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool needs_column(const PrimaryKey& key, const std::string& column) {
    return contains(key.columns, column);
}

bool needs_column(const Unique& unique, const std::string& column) {
    return contains(unique.columns, column) || contains(unique.include, column);
}

bool needs_column(const Check& check, const Table& table, const std::string& column) {
    return mentions_column(check.expression, table, column);
}

bool needs_column(const Index& index, const Table& table, const std::string& column) {
    if (contains(index.include, column) || mentions_column(index.where, table, column)) return true;
    return std::any_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& key) {
        if (const auto* name = std::get_if<std::string>(&key.of)) return *name == column;
        return mentions_column(std::get<Expression>(key.of), table, column);
    });
}

bool needs_column(const ForeignKey& foreign_key, const Table& table, const std::string& column) {
    return contains(foreign_key.columns, column) ||
           (foreign_key.referred_table == table.name && contains(foreign_key.referred_columns, column));
}

std::vector<Referrer> referrers(const Schema& schema, const Name& table) {
    std::vector<Referrer> found;
    for (const Table& other : schema.tables) {
        if (other.name == table) continue;
        for (const ForeignKey& foreign_key : other.foreign_keys) {
            if (foreign_key.referred_table == table) found.push_back({&other, &foreign_key});
        }
    }
    return found;
}

std::vector<Referrer> referrers(const Schema& schema, const Name& table, const std::string& column) {
    std::vector<Referrer> found = referrers(schema, table);
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&](const Referrer& referrer) { return !contains(referrer.foreign_key->referred_columns, column); }),
                found.end());
    return found;
}

std::vector<std::string> dependants(const Schema& schema, const Table& table, const std::string& column) {
    std::vector<std::string> found;
    const auto add = [&](const std::string& name) { found.push_back(to_string(table.name, name)); };
    if (table.primary_key && needs_column(*table.primary_key, column)) add(table.primary_key->name);
    for (const Unique& unique : table.uniques) {
        if (needs_column(unique, column)) add(unique.name);
    }
    for (const ForeignKey& foreign_key : table.foreign_keys) {
        if (needs_column(foreign_key, table, column)) add(foreign_key.name);
    }
    for (const Check& check : table.checks) {
        if (needs_column(check, table, column)) add(check.name);
    }
    for (const Index& index : table.indexes) {
        if (needs_column(index, table, column)) add(index.name);
    }
    for (const Column& other : table.columns) {
        if (other.name != column && other.computed && mentions_column(other.computed->expression, table, column)) add(other.name);
    }
    for (const Referrer& referrer : referrers(schema, table.name, column)) {
        found.push_back(to_string(referrer.table->name, referrer.foreign_key->name));
    }
    return found;
}

std::vector<std::string> users_of(const Schema& schema, const Name& enumeration) {
    std::vector<std::string> found;
    for (const Table& table : schema.tables) {
        for (const Column& column : table.columns) {
            const auto* type = std::get_if<Enumeration>(&column.type.kind);
            if (type != nullptr && type->name == enumeration) found.push_back(to_string(table.name, column.name));
        }
    }
    return found;
}

}  // namespace aludel::schema
