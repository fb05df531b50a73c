#include "command_line.h"

#include <cstddef>
#include <fstream>
#include <iterator>
#include <sstream>

namespace aludel::frontend {

const char* const usage =
    "usage: aludel-models [options] HEADER... [-- CLANG_ARGUMENTS...]\n"
    "Reads annotated model headers and writes the schema they mean, for aludel to read.\n"
    "\n"
    "  --output FILE            write there; standard output otherwise\n"
    "  --depfile FILE           write the headers that were read, for Ninja and Make\n"
    "  --depfile-target NAME    the target in it; the output file otherwise\n"
    "  --full-headers           parse with the real standard headers at once\n"
    "  --resource-dir DIR       Clang's resource directory\n"
    "  --standard-library DIR   a directory of standard headers; several in their order, '' for Clang's own\n"
    "  --version                print the version\n"
    "  @FILE                    more arguments, one a line of that file\n"
    "\n"
    "Exit status: 0 without errors, 1 with errors in the headers (they are in the output), 2 for a wrong command line.\n";

namespace {

std::vector<std::string> expand(const std::vector<std::string>& arguments, int depth) {
    if (depth > 8) throw UsageError("response files include each other");
    std::vector<std::string> result;
    for (const std::string& argument : arguments) {
        if (argument.size() < 2 || argument.front() != '@') {
            result.push_back(argument);
            continue;
        }
        std::ifstream file(argument.substr(1), std::ios::binary);
        if (!file) throw UsageError("the response file '" + argument.substr(1) + "' can't be read");
        const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        const std::vector<std::string> words = expand(split_response(text), depth + 1);
        result.insert(result.end(), words.begin(), words.end());
    }
    return result;
}

}  // namespace

std::vector<std::string> split_response(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

CommandLine read_command_line(const std::vector<std::string>& given) {
    const std::vector<std::string> arguments = expand(given, 0);
    CommandLine result;
    std::size_t i = 0;
    const auto value = [&]() -> const std::string& {
        if (i + 1 >= arguments.size()) throw UsageError(arguments[i] + " needs a value");
        return arguments[++i];
    };
    for (; i < arguments.size() && arguments[i] != "--"; ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--output") {
            result.output = value();
        } else if (argument == "--depfile") {
            result.depfile = value();
        } else if (argument == "--depfile-target") {
            result.depfile_target = value();
        } else if (argument == "--resource-dir") {
            result.resource_directory = value();
        } else if (argument == "--standard-library") {
            result.standard_library.push_back(value());
        } else if (argument == "--full-headers") {
            result.full_headers = true;
        } else if (argument == "--version") {
            result.version = true;
        } else if (argument == "--help" || argument == "-h") {
            result.help = true;
        } else if (!argument.empty() && argument.front() == '-') {
            throw UsageError("there is no option '" + argument + "'; arguments for Clang stand after --");
        } else {
            result.headers.push_back(argument);
        }
    }
    if (i < arguments.size()) result.clang_arguments.assign(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
    if (result.version || result.help) return result;
    if (result.headers.empty()) throw UsageError("no header is given");
    if (!result.depfile.empty() && result.depfile_target.empty()) {
        if (result.output.empty()) throw UsageError("--depfile needs --depfile-target, or --output");
        result.depfile_target = result.output;
    }
    return result;
}

std::string depfile_text(const std::string& target, const std::vector<std::string>& files) {
    const auto escaped = [](const std::string& name) {
        std::string result;
        for (const char c : name) {
            if (c == ' ' || c == '#') result += '\\';
            if (c == '$') result += '$';
            result += c;
        }
        return result;
    };
    std::string text = escaped(target) + ":";
    for (const std::string& file : files) text += " \\\n  " + escaped(file);
    return text + "\n";
}

}  // namespace aludel::frontend
