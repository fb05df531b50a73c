#include <array>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/drivers.h>
#include <aludel/runtime/error.h>
#include <aludel/runtime/url.h>

#include "sqlite/driver.h"

namespace aludel::runtime {
namespace sqlite {
namespace {

// SQLite's own, of its file: URIs (https://www.sqlite.org/uri.html).
constexpr std::array options = {"cache", "immutable", "mode", "modeof", "nolock", "psow", "vfs"};

std::string encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '/';
        result += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

std::string file_uri(const Url& url) {
    std::string path = encoded(url.database);
    // Two slashes in front would be read as a host.
    if (path.substr(0, 2) == "//") path.replace(1, 1, "%2F");
    std::string uri = "file:" + path;
    char before = '?';
    for (const auto& [name, value] : url.options) {
        uri += fmt::format("{}{}={}", before, name, encoded(value));
        before = '&';
    }
    return uri;
}

void refuse_foreign_parts(const Url& url, std::string_view text) {
    if (!url.host.empty() || !url.user.empty() || url.password || url.port) {
        throw Error(fmt::format(
            "\"{}\" names a host or a user, and an SQLite database is a file: write sqlite:///relative.db or sqlite:////absolute.db",
            without_password(text)));
    }
    for (const auto& [name, value] : url.options) {
        if (std::find(options.begin(), options.end(), name) == options.end()) {
            throw Error(fmt::format("\"{}\" has the option \"{}\", which SQLite does not know; it knows {}", without_password(text), name,
                                    fmt::join(options, ", ")));
        }
    }
}

}  // namespace

std::unique_ptr<Driver> open(std::string_view text, Access access) {
    const Url url = parse_url(text);
    refuse_foreign_parts(url, text);
    const std::string where = without_password(text);
    const bool in_memory = url.database.empty() || url.database == ":memory:";
    const bool reads_only = option(url, "mode") == "ro" || option(url, "immutable") == "1";
    std::unique_ptr<Database> database;
    if (in_memory && url.options.empty()) {
        database = std::make_unique<Database>(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, where);
    } else if (access == Access::read && !in_memory && option(url, "mode") != "memory" && !std::filesystem::exists(url.database)) {
        // Opening would make an empty file, and who only asks should not find one afterwards.
        database = std::make_unique<Database>(":memory:", SQLITE_OPEN_READWRITE, where);
    } else {
        const int flags = reads_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (access == Access::write ? SQLITE_OPEN_CREATE : 0);
        database = std::make_unique<Database>(
            in_memory ? fmt::format("file::memory:{}", file_uri(url).substr(file_uri(url).find('?'))) : file_uri(url),
            flags | SQLITE_OPEN_URI, where);
    }
    // As an application that declares foreign keys has them: SQLite's default is off.
    sqlite3_db_config(database->get(), SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    return std::make_unique<SqliteDriver>(std::move(database), where);
}

std::unique_ptr<Driver> borrow(sqlite3* borrowed) {
    auto database = std::make_unique<Database>(borrowed);
    const char* const file = sqlite3_db_filename(borrowed, "main");
    std::string where =
        file == nullptr || *file == '\0' ? "the open SQLite database in memory" : fmt::format("the open SQLite database {}", file);
    return std::make_unique<SqliteDriver>(std::move(database), std::move(where));
}

}  // namespace sqlite

const DriverEntry sqlite_driver = {"sqlite", &sqlite::open, &migrations::sqlite::dialect};

}  // namespace aludel::runtime
