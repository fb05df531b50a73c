#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aludel/schema/name.h>

namespace aludel::migrations::postgresql {

// Every name on its way to SQL. PostgreSQL cuts a name of more than 63 bytes with no more than a notice, so that the
// database would have another than the revisions know: @throws schema::SchemaError instead.

/// "name"
std::string quoted(std::string_view identifier);
/// "name", or "schema"."name"
std::string quoted_name(const schema::Name& name);
/// "a", "b"
std::string quoted_list(const std::vector<std::string>& identifiers);

/// At most that many bytes of UTF-8 from the beginning, never a part of a character.
std::string first_bytes(std::string_view text, std::size_t most);

}  // namespace aludel::migrations::postgresql
