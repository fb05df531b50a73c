#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aludel/schema/change.h>

namespace aludel::migrations::postgresql {

// COMMENT ON; an empty comment takes it away.

std::string comment_on_table(const schema::Name& table, const std::string& comment);
std::string comment_on_column(const schema::Name& table, const std::string& column, const std::string& comment);
std::string comment_on_constraint(const schema::Name& table, const schema::Constraint& constraint);
std::string comment_on_index(const schema::Name& table, const schema::Index& index);
std::string comment_on_view(const schema::View& view);
std::string comment_on_sequence(const schema::Sequence& sequence);
std::string comment_on_enum(const schema::Enum& type);

/// Of the constraints of a table that is lowered, for those that have one.
std::vector<std::string> comments_on_constraints(const schema::Table& lowered);

/// nullopt where PostgreSQL does not have what the comment is of (`only`). `after` has it already.
std::optional<std::string> alter_comment(const schema::Schema& after, const schema::AlterComment& change);

}  // namespace aludel::migrations::postgresql
