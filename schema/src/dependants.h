#pragma once

#include <string>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::schema {

// Whether a part of `table` needs that column of it, by name or in an expression.
bool needs_column(const PrimaryKey& key, const std::string& column);
bool needs_column(const Unique& unique, const std::string& column);
bool needs_column(const Check& check, const Table& table, const std::string& column);
bool needs_column(const Index& index, const Table& table, const std::string& column);
/// As a referring column, or, for a foreign key of the table to itself, as a referred one.
bool needs_column(const ForeignKey& foreign_key, const Table& table, const std::string& column);

/// Foreign keys of other tables that refer to the table; with a column, to that column of it.
struct Referrer {
    const Table* table;
    const ForeignKey* foreign_key;
};
std::vector<Referrer> referrers(const Schema& schema, const Name& table);
std::vector<Referrer> referrers(const Schema& schema, const Name& table, const std::string& column);

/// What must go before the column can: "users.ix_users_email", in a fixed order.
std::vector<std::string> dependants(const Schema& schema, const Table& table, const std::string& column);

/// Every column whose type is that enum, as "users.kind".
std::vector<std::string> users_of(const Schema& schema, const Name& enumeration);

}  // namespace aludel::schema
