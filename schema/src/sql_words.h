#pragma once

#include <set>
#include <string>

#include <aludel/schema/apply.h>
#include <aludel/schema/name.h>
#include <aludel/schema/table.h>
#include <aludel/schema/value.h>

namespace aludel::schema {

// The words of an expression: what it says outside of strings, comments, function names, type names and keywords. No
// more of SQL is understood, which is enough to follow a rename as the engines do.

/// True when a text of the expression names that column of the table, bare or qualified with the table.
bool mentions_column(const Expression& expression, const Table& table, const std::string& column);

/// The expression after RENAME TABLE: where the table qualifies a column.
Expression with_table_renamed(Expression expression, const Name& from, const Name& to);

/// Every identifier of the expression, function names included, as written (unquoted).
std::set<std::string> identifiers(const Expression& expression);

/// True when the two differ in nothing but spaces, comments, quotes around names and the case of words.
bool same_words(const Expression& a, const Expression& b);

/// The text in one way of writing: single spaces, no comments, words in lower case, no quotes and no outer parentheses that
/// mean nothing.
std::string in_plain_words(const std::string& sql);

/// True when a text of the expression has that value as a string literal.
bool mentions_text(const Expression& expression, const std::string& value);

/// The expression with the one value for the other in its string literals.
Expression with_text_replaced(Expression expression, const std::string& from, const std::string& to);

/// The name as an expression names it, in double quotes where it needs them.
std::string sql_name(const std::string& name);

/// True when no NULL operand is turned into something else: the expression of columns that are all NULL is NULL.
bool passes_null_on(const Expression& expression);

}  // namespace aludel::schema
