#pragma once

#include <string>

#include <aludel/schema/schema.h>

namespace aludel::schema {

// What stands in the sentences about a schema, for a person to read: names and SQL as they are, not escaped.

std::string describe(const Expression& expression);
std::string describe(const Default& value);
/// "varchar(5), nullable, default 'x'", without its name.
std::string describe(const Column& column);
/// "unique uq_users_email (email)", without its table.
std::string describe(const Constraint& constraint);
/// "unique index ix_users_email (email) where active", without its table.
std::string describe(const Index& index);

}  // namespace aludel::schema
