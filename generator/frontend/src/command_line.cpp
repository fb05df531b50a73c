#include "command_line.h"

#include <cstddef>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <utility>

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
    "  --table-names STYLE      snake_case_plural, snake_case or as_written: tables that are not named\n"
    "  --column-names STYLE     as_written or snake_case: columns that are not named\n"
    "  --strip-prefix TEXT      of members, for the names of columns; several\n"
    "  --strip-suffix TEXT      likewise\n"
    "  --plural WORD=PLURAL     of an irregular word, in snake_case; several\n"
    "  --type CXX_TYPE=TYPE     what a member of that C++ type is a column of, in the snapshot's words; several\n"
    "  --no-primary-key-note    say nothing of tables without a primary key\n"
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

NameStyle name_style(const std::string& option, const std::string& word) {
    if (word == "as_written") return NameStyle::as_written;
    if (word == "snake_case") return NameStyle::snake_case;
    if (word == "snake_case_plural" && option == "--table-names") return NameStyle::snake_case_plural;
    throw UsageError("there is no style '" + word + "' for " + option);
}

std::pair<std::string, std::string> split_pair(const std::string& option, const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
        throw UsageError(option + " needs a name, '=' and what it stands for, not '" + text + "'");
    }
    return {text.substr(0, equals), text.substr(equals + 1)};
}

void add_type(Settings& settings, const std::string& text) {
    const auto [name, words] = split_pair("--type", text);
    const std::optional<schema::Type> type = schema::parse_type(words);
    if (!type) throw UsageError("there is no type '" + words + "' for '" + name + "'");
    settings.types[name] = *type;
}

/// True when the option is one about names and types.
template <class Value>
bool read_setting(Settings& settings, const std::string& option, const Value& value) {
    if (option == "--table-names") {
        settings.table_names = name_style(option, value());
    } else if (option == "--column-names") {
        settings.column_names = name_style(option, value());
    } else if (option == "--strip-prefix") {
        settings.strip_prefixes.push_back(value());
    } else if (option == "--strip-suffix") {
        settings.strip_suffixes.push_back(value());
    } else if (option == "--plural") {
        settings.plurals.insert(split_pair(option, value()));
    } else if (option == "--type") {
        add_type(settings, value());
    } else if (option == "--no-primary-key-note") {
        settings.note_tables_without_primary_key = false;
    } else {
        return false;
    }
    return true;
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
        } else if (read_setting(result.settings, argument, value)) {
            continue;
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
