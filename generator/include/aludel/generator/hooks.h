#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <aludel/generator/config.h>

namespace aludel::generator {

/// The commands that run on a new revision file: those of aludel.toml, else clang-format where it is installed and the
/// project has a .clang-format at aludel.toml or above it, up to the root of its repository.
std::vector<std::string> post_write_hooks(const Config& config);

/// Runs them in their order in the directory where `aludel` runs, REVISION_SCRIPT_FILENAME replaced by the file (added at
/// the end where a command does not say it). @throws Failure for one that cannot be run or does not exit with 0.
void run_hooks(const std::vector<std::string>& hooks, const std::filesystem::path& file);

}  // namespace aludel::generator
