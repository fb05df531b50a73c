#pragma once

#include <aludel/schema/name.h>

#include <optional>
#include <string>

#include "model.h"

namespace aludel::frontend {

/// The name of a struct or enum in C++; of `typedef struct {} User;` the typedef's. Empty: it has none.
std::string written_name(const clang::TagDecl& declaration);

/// The argument as the name of an object: "users", or "auth.users". Reports it where it is none.
std::optional<schema::Name> read_name(const Reading& reading, const Arguments& given, std::size_t index);

/// The name in the schema that db::schema says on the declaration, or as it is where it says none. nullopt where the name says
/// another one already, which is reported.
std::optional<schema::Name> in_schema(const Reading& reading, const clang::Decl& declaration, Place place, schema::Name name);

}  // namespace aludel::frontend
