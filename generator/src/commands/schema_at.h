#pragma once

#include <aludel/generator/revisions.h>
#include <aludel/schema/schema.h>

#include "commands.h"

namespace aludel::generator {

/// The schema after that revision: of the only head the snapshot, of another one what the compiled program says that it and all
/// before it do.
/// @throws Failure that says what to build when the program is not there, or does not know the revisions as the files have them.
schema::Schema schema_at(const Context& context, const Config& config, const Revisions& revisions, const std::string& id);

}  // namespace aludel::generator
