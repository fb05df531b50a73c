#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <aludel/schema/value.h>

namespace aludel::runtime::postgresql {

/// A parameter in the text form that the server's input functions read; nullopt is NULL.
/// @throws Error for a text with a NUL in it, which PostgreSQL cannot store.
std::optional<std::string> parameter(const schema::Value& value);

/// A field of a result: booleans, integers (also oid), real and double precision and bytea as what they are, everything
/// else as the text that the server writes, numeric too, since it has more digits than a double.
/// @param type the column's type, an OID of pg_type.
schema::Value value_of(std::string_view text, unsigned type);

}  // namespace aludel::runtime::postgresql
