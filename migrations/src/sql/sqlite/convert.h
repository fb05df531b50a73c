#pragma once

#include <string>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::migrations::sqlite {

/// A type and the schema that has its enums.
struct TypeIn {
    const schema::Schema& schema;
    const schema::Type& type;
};

/// What a value becomes in another type, and where that would not be the same value.
struct Conversion {
    std::string expression = {};            ///< over the old row
    bool exact = true;                      ///< the value as it is
    std::vector<std::string> changes = {};  ///< conditions over the old row: true where the value would change
    std::vector<std::string> misfits = {};  ///< likewise: true where the new type does not hold the value
};

/// From the old column's value, an expression such as "books"."pages". Where the new type is a boolean or an enum, the
/// check of the new column judges membership.
/// @throws schema::SchemaError where SQLite has no conversion that keeps values; the author has to say one.
Conversion convert(const TypeIn& from, const TypeIn& to, const std::string& value, const std::string& where);

/// Conditions under which the value, an expression, does not fit the type: too long, too many digits.
std::vector<std::string> misfits(const schema::Type& type, const std::string& value);

}  // namespace aludel::migrations::sqlite
