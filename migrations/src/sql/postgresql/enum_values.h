#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/operation.h>
#include <aludel/schema/schema.h>

namespace aludel::migrations::postgresql {

// The values of an enum that is a type of its own. ALTER TYPE adds one in its place; it takes none out, moves none, and
// what it adds cannot be used before the transaction's end.

std::vector<std::string> names_of(const schema::Enum& type);

/// True when every value stays, in the same order among themselves.
bool only_adds(const schema::Enum& before, const schema::Enum& after);

/// ALTER TYPE ... ADD VALUE, one for each.
std::vector<std::string> add_values(const schema::Enum& before, const schema::Enum& after);

/// True when one of the operations may use a value that is new. Errs on the side of true.
bool may_use_new_values(const Operation* begin, const Operation* end, const schema::Enum& before, const schema::Enum& after);

}  // namespace aludel::migrations::postgresql
