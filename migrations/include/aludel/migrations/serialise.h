#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aludel/migrations/operation.h>
#include <aludel/migrations/step.h>

namespace aludel::migrations {

// The one serialisation of operations and steps: JSON with sorted keys, without white space, defaults omitted, so that
// a field that is added later changes no text that exists. `{"operations":[...],"v":1}`. A format on disk:
// docs/storage.md.

/// What the revision says: of a drop the name, of an alteration what it sets. The same for raw and resolved operations,
/// so that it does not depend on the order of branches.
std::string serialise(const std::vector<Operation>& operations);
/// Raw operations. @throws schema::SchemaError for a text of a newer version or an unknown operation.
std::vector<Operation> deserialise_operations(std::string_view text);

std::string serialise(const std::vector<Step>& steps);
/// @throws schema::SchemaError for a step of a kind that this program does not know.
std::vector<Step> deserialise_steps(std::string_view text);

/// XXH3, 128 bits, of serialise(operations): 32 hexadecimal digits.
std::string hash(const std::vector<Operation>& operations);

}  // namespace aludel::migrations
