#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/operation.h>

namespace aludel::generator {

/// The statements of an upgrade or a downgrade function in the language of <aludel/revision.h>: indented by four columns,
/// one operation after the other, grouped by table; empty when there are none. What equals the default is left out,
/// `// destroys data` stands behind what does, and an operation's reason, where it has one, behind it or above it. Compiled and recorded,
/// they are `operations` again (raw, see fold.h). A Run names a function that its author writes.
/// @param reasons as many as the operations, or none.
/// @throws schema::SchemaError for what cannot be said: a number that is not finite, a column computed from nothing.
std::string emit(const std::vector<migrations::Operation>& operations, const std::vector<std::string>& reasons = {});

}  // namespace aludel::generator
