#pragma once

#include <string>
#include <string_view>

#include <aludel/schema/schema.h>

namespace aludel::migrations::sqlite {

/// The value as a literal that SQLite reads back equal. @throws schema::SchemaError for infinity and NaN.
std::string literal(const schema::Value& value);

/// A double that every SQLite reads back bit by bit; see the source for why that takes more than its digits.
std::string real_literal(double value);

/// The value as it is stored in a column of that type: an enum's value by name or by number, decimals as text.
/// `where` names the column in errors.
std::string stored_literal(const schema::Schema& schema, const schema::Type& type, const schema::Value& value, const std::string& where);

/// True for the text of one literal (a signed number, text, a blob, NULL, TRUE, FALSE): what stands after DEFAULT
/// without parentheses, and what ALTER TABLE ADD COLUMN takes as a default.
bool is_literal(std::string_view sql);

}  // namespace aludel::migrations::sqlite
