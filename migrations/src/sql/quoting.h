#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aludel/schema/value.h>

namespace aludel::migrations::sql {

// What the dialects share in writing SQL. No name and no text reaches a statement but through these.

/// "name", embedded quotes doubled. @throws schema::SchemaError for an empty name and for a NUL byte.
std::string quoted(std::string_view identifier);

/// "a", "b"
std::string quoted_list(const std::vector<std::string>& identifiers);

/// 'text', embedded quotes doubled. @throws schema::SchemaError for a NUL byte, which no engine reads in a literal.
std::string quoted_text(std::string_view text);

/// Lower-case hexadecimal digits, two an octet.
std::string hexadecimal(const schema::Blob& octets);

/// (text), safe for a text that ends in a comment.
std::string parenthesised(std::string_view sql);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// True when `word` occurs in `sql` as a whole identifier, in any case; what stands in quotes counts too. Errs on the
/// side of true.
bool mentions(std::string_view sql, std::string_view word);

}  // namespace aludel::migrations::sql
