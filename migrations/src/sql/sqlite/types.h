#pragma once

#include <string>
#include <string_view>

#include <aludel/schema/schema.h>

namespace aludel::migrations::sqlite {

/// What SQLite does to a value on its way into a column (https://www.sqlite.org/datatype3.html, 3.1).
enum class Affinity { integer, text, blob, real, numeric };

/// By the rules of the engine: the first that matches of INT; CHAR, CLOB, TEXT; BLOB or nothing; REAL, FLOA, DOUB.
Affinity affinity(std::string_view declared);

/// The declared type of a column (docs/storage.md). `where` names the column in errors.
/// @throws schema::SchemaError for an array, an unknown enum, and a type in words that SQLite lacks, or whose affinity
///         would change values.
std::string declared_type(const schema::Schema& schema, const schema::Type& type, bool strict, const std::string& where);

/// The enum that the type names. @throws schema::SchemaError when the schema has none.
const schema::Enum& enum_of(const schema::Schema& schema, const schema::Type& type, const std::string& where);

}  // namespace aludel::migrations::sqlite
