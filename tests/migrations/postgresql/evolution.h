#pragma once

#include <string>
#include <vector>

#include "properties/kept_columns.h"
#include "properties/schema_generators.h"

// Evolutions of random schemas on a live server: their rows, their decisions, and which values are to survive.

namespace aludel::tests {

/// INSERT statements of three rows a table, or one, with values that fit and satisfy the checks.
std::vector<std::string> ordinary_rows(const schema::Schema& schema);

/// The changes of an evolution. Questions are answered with values of the columns' own types.
std::vector<schema::Change> decided_on_postgresql(testing::Dice& dice, const testing::Evolution& evolution);

/// Two objects have one name between two changes, where PostgreSQL keeps the names of keys, indexes, types and tables together.
bool collides(schema::Schema schema, const std::vector<schema::Change>& changes);

/// A query of its values, sorted.
std::string select(const ColumnPlace& column);

}  // namespace aludel::tests
