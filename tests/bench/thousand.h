#pragma once

#include <string>

#include <aludel/schema/schema.h>

namespace aludel::bench {

inline constexpr int thousand = 1000;

/// As many tables of ten columns, each with a key, a unique, an index and a check, and referring to one before it (not to the last: Alembic
/// follows references by recursion).
schema::Schema thousand_tables();

/// The header of the n-th as a model. `added`: with one column more, "added", that may be NULL.
std::string thousandth_model(int number, bool added);

}  // namespace aludel::bench
