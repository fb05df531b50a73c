#pragma once

#include <string>
#include <vector>

#include <aludel/schema/schema.h>

#include "sql/postgresql/lower.h"

namespace aludel::migrations::postgresql {

// What is created, as text, from lowered values. CREATE TABLE and ALTER TABLE take the same definitions from here.

/// The type of a lowered column: "character varying(200)", "mood"[].
std::string type_text(const schema::Column& lowered);
/// Its default; empty: none.
std::string default_text(const schema::Column& lowered);
/// A default as it stands after DEFAULT: in parentheses where it is no literal.
std::string default_clause(const std::string& text);
/// GENERATED ... AS IDENTITY (...)
std::string identity_clause(const schema::Identity& identity);
/// SET GENERATED ... and its options, for ALTER COLUMN.
std::string identity_alteration(const schema::Identity& identity);

std::string column_definition(const LoweredTable& table, const schema::Column& column);
std::string constraint_definition(const schema::Constraint& constraint);

/// Constraints that CREATE TABLE cannot take: those that are not valid, which it would make valid without a word; unique
/// ones over the columns of another, which it would leave out without a word; and keys to the table itself over a unique
/// index, which comes later.
std::vector<schema::Constraint> late_constraints(const schema::Table& lowered);
/// Without the late constraints.
std::string create_table(const LoweredTable& table);

std::string create_index(const schema::Name& table, const schema::Index& lowered);
std::string create_view(const schema::View& lowered);
std::string create_sequence(const schema::Sequence& sequence);
std::string create_enum(const schema::Enum& type);

/// Sets the sequence of an identity column behind the values that stand in the column, never back.
std::string advance_identity(const schema::Name& table, const schema::Column& lowered);

}  // namespace aludel::migrations::postgresql
