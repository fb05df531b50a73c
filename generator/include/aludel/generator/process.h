#pragma once

#include <string>
#include <vector>

namespace aludel::generator {

/// How a program ended.
struct Ended {
    int status = 0;           ///< its exit status; of a signal: 128 and its number, as a shell has it
    std::string output = {};  ///< its standard output, where that was asked for
};

/// Runs a program (looked for on PATH when its name has no slash) and waits for it; no shell is involved.
/// @throws Failure when it cannot be started.
Ended run_program(const std::vector<std::string>& command, bool capture_output = false);

/// A command as it would be typed: words separated by blanks, '...' and "..." and backslashes as in a shell; nothing else
/// is special. @throws Failure for a quote that does not end.
std::vector<std::string> split_command(const std::string& command);

/// Whether a program of that name is on PATH.
bool is_installed(const std::string& program);

}  // namespace aludel::generator
