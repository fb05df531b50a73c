#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace aludel::generator {

/// What aludel.toml says. Directories are absolute: relative ones are meant from the directory of the file.
struct Config {
    std::filesystem::path file = {};
    std::filesystem::path root = {};  ///< the directory that holds `file`

    std::string name = {};  ///< of the application and its chain

    std::vector<std::string> headers = {"models/*.h"};  ///< globs, from the root
    std::vector<std::string> include_directories = {};  ///< as written, from the root
    std::vector<std::string> definitions = {};          ///< "NAME" or "NAME=value"
    std::string standard = "c++20";

    std::filesystem::path schema_directory = {};
    std::filesystem::path migrations_directory = {};
    std::string file_template = "{id}_{slug}";
    std::string migrations_namespace = {};  ///< "bookshelf::migrations"

    std::string database_url = {};  ///< as written; ${NAME} is for the program that connects
    std::set<std::string> dialects = {"sqlite"};

    std::filesystem::path build_directory = {};
    std::filesystem::path program = {};  ///< the migrate program; where it is not said, <name>_migrate in the build directory

    std::optional<std::filesystem::path> templates_directory = {};
    std::optional<std::vector<std::string>> post_write = {};  ///< commands; nullopt: not said
};

inline constexpr std::string_view config_file_name = "aludel.toml";

/// The aludel.toml in `directory` or above it. @throws Failure when there is none.
std::filesystem::path find_config(const std::filesystem::path& directory);

/// @throws Failure with a diagnostic for each unknown key (with the nearest that there is), wrong type and value that
///         cannot be, at its line.
Config parse_config(const std::filesystem::path& file, std::string_view text);
Config read_config(const std::filesystem::path& file);

/// The namespace of an application's migrations when aludel.toml says none: "book-shelf" gives book_shelf::migrations. A name
/// that means something in revision files gets a suffix: "date" gives date_app::migrations.
std::string default_namespace(std::string_view name);

}  // namespace aludel::generator
