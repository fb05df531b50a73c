// 100 revisions on SQLite beside the same statements through sqlite3_exec; a start at head beside opening and one SELECT.
#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <aludel/runtime/drivers.h>
#include <aludel/sqlite.h>

#include "integration/numbered_chain.h"
#include "measure.h"

namespace {

constexpr unsigned revision_count = 100;

constexpr const aludel::runtime::DriverEntry* entries[] = {&aludel::runtime::sqlite_driver};
constexpr aludel::runtime::Drivers drivers = {entries, 1};
constexpr aludel::chain bench_chain = aludel::tests::numbered_chain<revision_count>(drivers);

using Database = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;

Database open(const std::filesystem::path& file) {
    sqlite3* database = nullptr;
    if (sqlite3_open(file.c_str(), &database) != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
    return {database, sqlite3_close};
}

void execute(sqlite3* database, const std::string& sql) {
    char* message = nullptr;
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK)
        throw std::runtime_error(sql + ": " + (message == nullptr ? "" : message));
}

/// The statements that a call of the runtime runs on a connection, their parameters written out.
std::vector<std::string> statements_of(const std::filesystem::path& file) {
    std::vector<std::string> statements;
    const Database database = open(file);
    sqlite3_trace_v2(
        database.get(), SQLITE_TRACE_STMT,
        [](unsigned, void* to, void* statement, void* text) {
            // A trigger's statements are told as comments.
            if (static_cast<const char*>(text)[0] == '-') return 0;
            char* sql = sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement));
            static_cast<std::vector<std::string>*>(to)->emplace_back(sql);
            sqlite3_free(sql);
            return 0;
        },
        &statements);
    aludel::runtime::upgrade_to_head(database.get(), bench_chain);
    return statements;
}

void delete_database(const std::filesystem::path& file) {
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) std::filesystem::remove(file.string() + suffix);
}

void measure(const std::filesystem::path& folder) {
    using aludel::bench::timed;
    const auto file = folder / "bench.db";
    const std::string url = "sqlite:///" + file.string();

    const std::vector<std::string> statements = statements_of(file);
    std::string structure;  // a reference without bookkeeping: what a script in one transaction would be
    for (const std::string& sql : statements)
        if (sql.starts_with("CREATE") || sql.starts_with("ALTER")) structure += sql + ";\n";
    delete_database(file);

    aludel::bench::compare("100 revisions on SQLite, on a file (" + std::to_string(statements.size()) + " statements)",
                           {{"the same statements, sqlite3_exec",
                             [&] {
                                 delete_database(file);
                                 return timed([&] {
                                     const Database database = open(file);
                                     for (const std::string& sql : statements) execute(database.get(), sql);
                                 });
                             }},
                            {"upgrade_to_head",
                             [&] {
                                 delete_database(file);
                                 return timed([&] { aludel::runtime::upgrade_to_head(url, bench_chain); });
                             }},
                            {"CREATE and ALTER alone, one transaction",
                             [&] {
                                 delete_database(file);
                                 return timed([&] { execute(open(file).get(), "BEGIN;" + structure + "COMMIT;"); });
                             }}},
                           7);

    const std::vector<std::string> in_memory = statements_of(":memory:");
    aludel::bench::compare(
        "100 revisions on SQLite, in memory: no disk in the figure",
        {{"the same statements, sqlite3_exec",
          [&] {
              return timed([&] {
                  const Database database = open(":memory:");
                  for (const std::string& sql : in_memory) execute(database.get(), sql);
              });
          }},
         {"upgrade_to_head", [&] { return timed([&] { aludel::runtime::upgrade_to_head(open(":memory:").get(), bench_chain); }); }}},
        11);

    delete_database(file);
    aludel::runtime::upgrade_to_head(url, bench_chain);
    aludel::bench::compare("Start at head, 100 revisions (a run is 100 starts)",
                           {{"open, one SELECT, close",
                             [&] {
                                 return timed([&] {
                                     for (int i = 0; i < 100; ++i)
                                         execute(open(file).get(), "SELECT count(*) FROM sqlite_schema WHERE name = 'table_099'");
                                 });
                             }},
                            {"upgrade_to_head on a URL",
                             [&] {
                                 return timed([&] {
                                     for (int i = 0; i < 100; ++i) aludel::runtime::upgrade_to_head(url, bench_chain);
                                 });
                             }}},
                           15);
    std::printf("\nStatements at a start at head: %zu\n", statements_of(file).size());
}

}  // namespace

int main() {
    const auto folder = std::filesystem::temp_directory_path() / ("aludel_bench_" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    int status = 0;
    try {
        measure(folder);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_upgrade: %s\n", error.what());
        status = 1;
    }
    std::filesystem::remove_all(folder);
    return status;
}
