#pragma once

#include <string>

#include <aludel/schema/schema.h>

namespace aludel::migrations::postgresql {

/// The type of a column (docs/storage.md) in the words of PostgreSQL's format_type(): what pg_catalog and \d show. A
/// native enum is its quoted name. `where` names the column in errors.
/// @throws schema::SchemaError for an unknown enum, and for a custom type that has no text for PostgreSQL.
std::string declared_type(const schema::Schema& schema, const schema::Type& type, const std::string& where);

/// The enum that the type names. @throws schema::SchemaError when the schema has none.
const schema::Enum& enum_of(const schema::Schema& schema, const schema::Type& type, const std::string& where);

/// True for an enum that has a type of its own.
bool is_native(const schema::Schema& schema, const schema::Type& type);

/// What an enum that is kept as integers is kept in: integer, or bigint where a number needs it.
schema::Integer number_type(const schema::Enum& type);

}  // namespace aludel::migrations::postgresql
