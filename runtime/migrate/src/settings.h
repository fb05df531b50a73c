#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace aludel::runtime {

/// What the migrate program reads of aludel.toml.
struct Settings {
    std::optional<std::string> url = {};          ///< [database] url, its ${NAMES} not yet replaced
    std::filesystem::path schema_directory = {};  ///< absolute
};

/// The aludel.toml of the folder or of the nearest one above it; nullopt when there is none.
std::optional<std::filesystem::path> find_configuration(const std::filesystem::path& from);

/// @throws Error with file and line when the file is no TOML or a key has the wrong type.
Settings read_settings(const std::filesystem::path& file);

/// ${NAME} becomes the environment's value, $$ a dollar.
/// @throws Error that names the variable which is not set.
std::string expand_environment(const std::string& text);

}  // namespace aludel::runtime
