#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aludel::frontend {

/// A file that exists in memory only.
struct VirtualFile {
    std::string path;
    std::string_view text;
};

/// The directory that all virtual files are below.
inline constexpr std::string_view virtual_directory = "/aludel-virtual";
/// Found in every parse, after the user's own directories: <aludel/model.h>.
inline constexpr std::string_view own_headers = "/aludel-virtual/own";
/// Found in the first attempt, in place of all standard headers.
inline constexpr std::string_view stand_in_headers = "/aludel-virtual/std";

/// <aludel/model.h>, and tiny stand-ins for the standard headers that models use: the names and the types as the real
/// ones have them, nothing that a model doesn't need. A header they don't serve fails to parse, and is read again
/// with the real ones; the two never meet.
const std::vector<VirtualFile>& virtual_files();

}  // namespace aludel::frontend
