#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/generator/diagnostic.h>
#include <aludel/schema/schema.h>

namespace aludel::generator {

/// A db/<name>.sql file: an object, in its author's own SQL, which is carried and never taken apart. Lines of comment divide it:
///
///     -- aludel: trigger
///     -- aludel: up
///     -- aludel: down
///
/// First the kind; `up` and `down` may name a dialect, whose text then wins over the one for all. Where there is a text for some
/// dialects alone, the object is limited to them (Opaque::only).
struct ObjectFile {
    std::optional<schema::Opaque> object = {};  ///< nullopt when there is an error
    Location location = {};                     ///< of the kind
    std::vector<Diagnostic> diagnostics = {};
};

/// @param file as messages show it. @param name the object's, from the name of the file.
ObjectFile read_object_file(const std::string& file, std::string_view text, const schema::Name& name);

/// What a file may say it makes.
const std::vector<std::string>& object_kinds();

}  // namespace aludel::generator
