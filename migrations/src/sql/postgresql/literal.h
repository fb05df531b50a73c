#pragma once

#include <string>
#include <string_view>

#include <aludel/schema/schema.h>

namespace aludel::migrations::postgresql {

/// The value as a literal that PostgreSQL reads back equal, whatever standard_conforming_strings is.
/// @throws schema::SchemaError for a text with a NUL byte, which PostgreSQL has nowhere.
std::string literal(const schema::Value& value);

/// The value as it is stored in a column of that type: an enum's value by name or by number, a point in time without a
/// zone as UTC. `where` names the column in errors.
std::string stored_literal(const schema::Schema& schema, const schema::Type& type, const schema::Value& value, const std::string& where);

/// True for what stands after DEFAULT without parentheses: one literal, with its cast if any, or CURRENT_TIMESTAMP and
/// its like.
bool is_literal(std::string_view sql);

}  // namespace aludel::migrations::postgresql
