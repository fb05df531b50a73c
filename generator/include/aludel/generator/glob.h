#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace aludel::generator {

/// Files below `root` that the pattern names: `*`, `?` and `[...]` within a name, `**` for any directories. Sorted.
std::vector<std::filesystem::path> glob(const std::filesystem::path& root, const std::string& pattern);

}  // namespace aludel::generator
