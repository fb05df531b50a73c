#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/step.h>
#include <aludel/schema/table.h>

namespace aludel::migrations::postgresql {

// Questions that return the rows that stand in the way, at most ten of them. PostgreSQL alters a table in place and one
// thing after the other, so each asks the table as it is at that point.

/// Rows for which the condition is true, by their key and that column, if there is one.
Step rows_guard(const schema::Table& table, const std::string& column, const std::string& condition, std::string message);

/// Rows for which the condition is true, by their key.
Step value_guard(const schema::Table& table, const std::string& column, const std::string& condition, std::string message);

/// @param nulls_not_distinct NULLs count as values that occur more than once
Step unique_guard(const schema::Table& table, const std::vector<std::string>& columns, bool nulls_not_distinct, const std::string& name);
/// `check` is lowered.
Step check_guard(const schema::Table& table, const schema::Check& check, std::string message);
Step foreign_key_guard(const schema::Table& table, const schema::ForeignKey& key);
/// `index` is lowered.
Step unique_index_guard(const schema::Table& table, const schema::Index& index);

/// What PostgreSQL has as the column's type, where it is none of these.
/// @param modified the types are written with length or digits, if they have them
Step type_guard(const schema::Name& table, const std::string& column, const std::vector<std::string>& types, bool modified);

/// Indexes and constraints over the column that PostgreSQL would drop with it without a word, other than `known`.
Step dependants_guard(const schema::Name& table, const std::string& column, const std::string& known);

}  // namespace aludel::migrations::postgresql
