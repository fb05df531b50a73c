// 100 revisions on PostgreSQL beside the same statements through libpq; a start at head beside connecting and one SELECT.
// The server is the one that ALUDEL_TEST_POSTGRESQL names.
#include <libpq-fe.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <aludel/runtime/drivers.h>
#include <aludel/runtime/executor.h>

#include "integration/numbered_chain.h"
#include "measure.h"
#include "postgresql/database.h"
#include "runtime/recording_driver.h"

namespace {

constexpr const aludel::runtime::DriverEntry* entries[] = {&aludel::runtime::postgresql_driver};
constexpr aludel::runtime::Drivers drivers = {entries, 1};
constexpr aludel::chain bench_chain = aludel::tests::numbered_chain<100>(drivers);

using aludel::tests::PostgresqlDatabase;
using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

Connection connect(const std::string& url) {
    Connection connection(PQconnectdb(url.c_str()), PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
    return connection;
}

void execute(PGconn* connection, const std::string& sql) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection, sql.c_str()), PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(sql + ": " + PQerrorMessage(connection));
}

/// What the runtime asks of its driver, with BEGIN and COMMIT; what the driver does beside it (its lock, its settings) is
/// overhead, and is not in the reference.
std::vector<std::string> statements_of(const std::string& url) {
    std::vector<std::string> statements;
    aludel::tests::RecordingDriver driver(aludel::runtime::postgresql_driver.open(url, aludel::runtime::Access::write), statements);
    aludel::runtime::upgrade_to_head(driver, bench_chain);
    return statements;
}

void measure() {
    using aludel::bench::timed;
    std::vector<std::string> statements;
    {
        const PostgresqlDatabase database;
        statements = statements_of(database.url());
    }
    std::string structure;  // a reference without bookkeeping: what a script in one transaction would be
    for (const std::string& sql : statements)
        if (sql.starts_with("CREATE") || sql.starts_with("ALTER")) structure += sql + ";\n";

    const std::string version = "PostgreSQL " + std::to_string(aludel::tests::postgresql_version());
    aludel::bench::compare("100 revisions on " + version + ", fsync off (" + std::to_string(statements.size()) + " statements)",
                           {{"the same statements, libpq",
                             [&] {
                                 const PostgresqlDatabase database;
                                 return timed([&] {
                                     const Connection connection = connect(database.url());
                                     for (const std::string& sql : statements) execute(connection.get(), sql);
                                 });
                             }},
                            {"upgrade_to_head",
                             [&] {
                                 const PostgresqlDatabase database;
                                 return timed([&] { aludel::runtime::upgrade_to_head(database.url(), bench_chain); });
                             }},
                            {"CREATE and ALTER alone, one transaction",
                             [&] {
                                 const PostgresqlDatabase database;
                                 return timed([&] { execute(connect(database.url()).get(), "BEGIN;" + structure + "COMMIT;"); });
                             }}},
                           7);

    const PostgresqlDatabase database;
    aludel::runtime::upgrade_to_head(database.url(), bench_chain);
    aludel::bench::compare("Start at head on " + version + ", 100 revisions (a run is 50 starts)",
                           {{"connect, one SELECT, disconnect",
                             [&] {
                                 return timed([&] {
                                     for (int i = 0; i < 50; ++i)
                                         execute(connect(database.url()).get(),
                                                 "SELECT count(*) FROM pg_class WHERE relname = 'table_099'");
                                 });
                             }},
                            {"upgrade_to_head on a URL",
                             [&] {
                                 return timed([&] {
                                     for (int i = 0; i < 50; ++i) aludel::runtime::upgrade_to_head(database.url(), bench_chain);
                                 });
                             }}},
                           15);
    statements = statements_of(database.url());
    std::printf("\nStatements at a start at head: %zu\n", statements.size());
}

}  // namespace

int main() {
    try {
        measure();
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_upgrade_postgresql: %s\n", error.what());
        return 1;
    }
}
