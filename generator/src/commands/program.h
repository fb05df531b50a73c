#pragma once

#include <string>

#include <aludel/generator/config.h>

namespace aludel::generator {

/// The application's migrate program, for a command that only it can do.
/// @throws Failure that says how to build it where there is none.
std::filesystem::path migrate_program(const Config& config, const std::string& command);

/// What to type to build it.
std::string build_command(const Config& config);

}  // namespace aludel::generator
