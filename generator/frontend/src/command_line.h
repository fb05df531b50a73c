#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "settings.h"

namespace aludel::frontend {

/// What is wrong with the command line.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct CommandLine {
    std::string output;  ///< empty: standard output
    std::string depfile;
    std::string depfile_target;
    std::string resource_directory;             ///< empty: the one compiled in
    std::vector<std::string> standard_library;  ///< empty: those compiled in
    bool full_headers = false;
    Settings settings;
    bool version = false;
    bool help = false;
    std::vector<std::string> headers;
    std::vector<std::string> clang_arguments;
};

extern const char* const usage;

/// @param arguments without the program's name; `@file` stands for the lines of that file.
/// @throws UsageError
CommandLine read_command_line(const std::vector<std::string>& arguments);

/// The arguments in a response file: one a line, as it stands; empty lines are none.
std::vector<std::string> split_response(const std::string& text);

/// The depfile that Make and Ninja read: the target, a colon, the files.
std::string depfile_text(const std::string& target, const std::vector<std::string>& files);

}  // namespace aludel::frontend
