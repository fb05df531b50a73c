#pragma once

#include <optional>
#include <string>

#include <aludel/schema/table.h>

namespace aludel::schema {

/// The default of a column of an enum, or of an array of it ("{a,b}"), after a value of the enum was renamed. SQL of the
/// author's is left as it is.
std::optional<Default> with_value_renamed(std::optional<Default> given, const Type& type, const std::string& from, const std::string& to);

}  // namespace aludel::schema
