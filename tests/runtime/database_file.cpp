#include "database_file.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>

namespace aludel::tests {
namespace {

std::string run_on(const std::string& path, const std::string& statements) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
    sqlite3_busy_timeout(database, 10'000);
    std::string result;
    const auto append = [](void* text, int count, char** values, char**) {
        auto& rows = *static_cast<std::string*>(text);
        for (int i = 0; i < count; ++i) rows += std::string(i > 0 ? "|" : "") + (values[i] == nullptr ? "NULL" : values[i]);
        rows += '\n';
        return 0;
    };
    const int code = sqlite3_exec(database, statements.c_str(), append, &result, nullptr);
    const std::string message = code == SQLITE_OK ? "" : sqlite3_errmsg(database) + (": " + statements);
    CHECK(message == "");
    sqlite3_close(database);
    return result;
}

}  // namespace

DatabaseFile::DatabaseFile() {
    // In memory where there is such a folder: thousands of commits wait for no disk, and a killed process is no power cut.
    const std::filesystem::path memory = "/dev/shm";
    std::string name =
        ((std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path()) / "aludel-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    path_ = folder_ + "/test.db";
}

DatabaseFile::~DatabaseFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

bool DatabaseFile::exists() const {
    return std::filesystem::exists(path_);
}
std::string DatabaseFile::failure(const std::string& statements) const {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(path_.c_str(), &database) == SQLITE_OK);
    const int code = sqlite3_exec(database, statements.c_str(), nullptr, nullptr, nullptr);
    const std::string message = code == SQLITE_OK ? "" : sqlite3_errmsg(database);
    sqlite3_close(database);
    return message;
}
void DatabaseFile::run(const std::string& statements) const {
    run_on(path_, statements);
}
std::string DatabaseFile::rows(const std::string& query) const {
    return run_on(path_, query);
}

}  // namespace aludel::tests
