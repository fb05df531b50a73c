#pragma once

#include <aludel/schema/type.h>

namespace aludel::schema {

enum class Conversion {
    same,
    widening,   ///< every engine casts by itself, and every old value stays what it was
    narrowing,  ///< every engine casts by itself, but some values do not fit or lose digits
    none,       ///< some engine needs an expression, or the same cast means different things on two of them
};

/// What becomes of a column's values when its type changes. An enumeration counts as its labels.
Conversion conversion(const Type& from, const Type& to);

}  // namespace aludel::schema
