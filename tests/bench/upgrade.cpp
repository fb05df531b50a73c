// 100 revisions on SQLite beside the same statements through sqlite3_exec; a start at head beside opening and one SELECT.
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <aludel/chain.h>
#include <aludel/revision.h>
#include <aludel/runtime/drivers.h>
#include <aludel/sqlite.h>

#include "measure.h"

namespace {

constexpr unsigned revision_count = 100;

/// The words of revision N, as the literals that the light header takes.
template <unsigned N>
struct Words {
    static constexpr char digit(unsigned place) { return static_cast<char>('0' + N / place % 10); }
    static constexpr char id[] = {'0', '0', '0', '0', '0', '0', '0', '0', '0', digit(100), digit(10), digit(1), 0};
    static constexpr char table[] = {'t', 'a', 'b', 'l', 'e', '_', digit(100), digit(10), digit(1), 0};
    static constexpr char key[] = {'p', 'k', '_', digit(100), digit(10), digit(1), 0};
    static constexpr char index[] = {'i', 'x', '_', digit(100), digit(10), digit(1), 0};
};

/// Creates a table with an index; every tenth revision also adds a column to the table of the one before it.
template <unsigned N>
void upgrade(aludel::operations& op) {
    using namespace aludel::types;
    op.create_table({.name = Words<N>::table,
                     .columns = {{.name = "id", .type = bigint},
                                 {.name = "name", .type = varchar(100)},
                                 {.name = "note", .type = text, .nullable = true},
                                 {.name = "count", .type = integer, .default_value = 0}},
                     .primary_key = {.name = Words<N>::key, .columns = {"id"}}});
    op.create_index(Words<N>::table, {.name = Words<N>::index, .columns = {"name"}});
    if constexpr (N % 10 == 9) op.add_column(Words<N - 1>::table, {.name = "added", .type = text, .nullable = true});
}

template <unsigned N>
void downgrade(aludel::operations& op) {
    if constexpr (N % 10 == 9) op.drop_column(Words<N - 1>::table, "added");
    op.drop_table(Words<N>::table);
}

template <unsigned N>
constexpr aludel::revision one = {.id = Words<N>::id,
                                  .parents = {Words<N - 1>::id},
                                  .message = "one of a hundred",
                                  .api = 1,
                                  .upgrade = upgrade<N>,
                                  .downgrade = downgrade<N>};
template <>
constexpr aludel::revision one<0> = {
    .id = Words<0>::id, .message = "one of a hundred", .api = 1, .upgrade = upgrade<0>, .downgrade = downgrade<0>};

template <unsigned... N>
constexpr std::array<aludel::link, sizeof...(N)> links_of(std::integer_sequence<unsigned, N...>) {
    return {aludel::link{&one<N>, N == 0 ? 0 : N - 1, N == 0 ? 0U : 1U}...};
}
template <unsigned... N>
constexpr std::array<unsigned, sizeof...(N)> parents_of(std::integer_sequence<unsigned, N...>) {
    return {N...};
}

constexpr auto links = links_of(std::make_integer_sequence<unsigned, revision_count>());
constexpr auto parents = parents_of(std::make_integer_sequence<unsigned, revision_count>());
constexpr const aludel::runtime::DriverEntry* entries[] = {&aludel::runtime::sqlite_driver};
constexpr aludel::runtime::Drivers drivers = {entries, 1};
constexpr aludel::chain bench_chain = {"bench", links.data(), revision_count, parents.data(), &drivers};

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
