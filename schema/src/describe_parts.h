#pragma once

#include <string>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::schema {

// The words that sentences about a schema are made of.

std::string joined(const std::vector<std::string>& items, const char* separator = ", ");
std::string describe(const Expression& expression);
std::string describe(const Default& value);
/// "varchar(5), nullable, default 'x'"
std::string describe(const Column& column);
/// "unique uq_users_email (email)", without its table.
std::string describe(const Constraint& constraint);
/// "unique index ix_users_email (email) where active"
std::string describe(const Index& index);

}  // namespace aludel::schema
