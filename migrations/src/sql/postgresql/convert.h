#pragma once

#include <string>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::migrations::postgresql {

/// A type and the schema that has its enums.
struct TypeIn {
    const schema::Schema& schema;
    const schema::Type& type;
};

/// Where a value would not come through a conversion: a condition over the row as it is.
struct Stop {
    enum class Why {
        changes,     ///< it would be another value
        misfits,     ///< the new type does not hold it
        not_a_value  ///< it is none of the new enum's
    };
    Why why = Why::changes;
    std::string condition = {};
};

/// What a value becomes in another type.
struct Conversion {
    std::string expression = {};
    /// Asked one after the other: each may rely on there being no row for which one before it is true.
    std::vector<Stop> stops = {};
};

/// From the old column's value, an expression such as "pages". Casts of PostgreSQL that lose something without a word
/// (varchar cut, numeric rounded, a time of day left out) are never taken without a stop before them.
/// @param renewed the enum's type is another of the same name, so that values go by way of their names
/// @throws schema::SchemaError where nothing keeps every value; the author has to say how.
Conversion convert(const TypeIn& from, const TypeIn& to, const std::string& value, bool renewed, const std::string& where);

/// Where an expression of the author's gives what the type does not hold.
std::vector<Stop> misfits(const TypeIn& to, const std::string& expression, const std::string& where);

}  // namespace aludel::migrations::postgresql
