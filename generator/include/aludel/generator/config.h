#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/generator/diagnostic.h>
#include <aludel/schema/schema.h>
#include <aludel/schema/type.h>

namespace aludel::generator {

/// How names and types in the models become those of the schema. The front end is told, on the command line and in the build.
struct ModelSettings {
    std::string table_names = "snake_case_plural";    ///< or snake_case, as_written
    std::string column_names = "as_written";          ///< or snake_case
    std::vector<std::string> strip_prefixes = {};     ///< of members
    std::vector<std::string> strip_suffixes = {};     ///< of members
    std::map<std::string, std::string> plurals = {};  ///< "person" to "people"
    std::map<std::string, schema::Type> types = {};   ///< of C++ types: "boost::uuids::uuid" to uuid
    bool note_missing_primary_key = true;

    friend bool operator==(const ModelSettings&, const ModelSettings&) = default;
};

/// Something that aludel.toml says, and where.
template <class What>
struct Said {
    What what = {};
    Location location = {};
};

/// [objects]: what a database has beside what the headers say.
struct ObjectsConfig {
    std::vector<Said<std::string>> files = {};  ///< globs, from the root
    std::vector<Said<std::string>> extensions = {};
    std::vector<Said<std::string>> schemas = {};
    std::vector<Said<schema::Sequence>> sequences = {};
};

/// What aludel.toml says. Directories are absolute: relative ones are meant from the directory of the file.
struct Config {
    std::filesystem::path file = {};
    std::filesystem::path root = {};  ///< the directory that holds `file`

    std::string name = {};  ///< of the application and its chain

    std::vector<std::string> headers = {"models/*.h"};  ///< globs, from the root
    std::vector<std::string> include_directories = {};  ///< as written, from the root
    std::vector<std::string> definitions = {};          ///< "NAME" or "NAME=value"
    std::string standard = "c++20";
    ModelSettings model_settings = {};

    std::filesystem::path schema_directory = {};
    std::filesystem::path migrations_directory = {};
    std::string file_template = "{id}_{slug}";
    std::string migrations_namespace = {};  ///< "bookshelf::migrations"

    ObjectsConfig objects = {};

    std::vector<Said<std::string>> ignore = {};  ///< what autogenerate leaves alone; see ignore.h

    std::string database_url = {};  ///< as written; ${NAME} is for the program that connects
    std::set<std::string> dialects = {"sqlite"};

    std::filesystem::path build_directory = {};
    std::filesystem::path program = {};  ///< the migrate program; where it is not said, <name>_migrate in the build directory

    std::optional<std::filesystem::path> templates_directory = {};
    std::optional<std::vector<std::string>> post_write = {};  ///< commands; nullopt: not said
};

/// What `dialects`, `only` and a marker of a db/*.sql file may name.
inline constexpr std::array<std::string_view, 2> known_dialects = {"sqlite", "postgresql"};

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
