#pragma once

#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::migrations::sqlite {

/// What sqlite_schema has after the text of an object was executed: an object for each CREATE statement in it, with its own name
/// and kind and the text that is kept there. The object itself where there is none.
std::vector<schema::Opaque> catalogue_objects(const schema::Opaque& lowered);

}  // namespace aludel::migrations::sqlite
