#pragma once

#include <string>
#include <vector>

namespace aludel::tests {

/// A fresh database on the throw-away PostgreSQL that the environment variable ALUDEL_TEST_POSTGRESQL names: its URL, or
/// the folder that was given to tools/postgresql. Dropped at the end, whoever is still connected to it.
class PostgresqlDatabase {
public:
    /// @throws std::runtime_error where there is no server: a test that needs one fails without it.
    PostgresqlDatabase();
    ~PostgresqlDatabase();
    PostgresqlDatabase(const PostgresqlDatabase&) = delete;
    PostgresqlDatabase& operator=(const PostgresqlDatabase&) = delete;

    const std::string& name() const { return name_; }
    std::string url() const;

    /// Runs the statements on a connection of their own.
    void run(const std::string& sql) const;
    /// The rows of a query, a line a row: columns separated by "|", NULL as "NULL".
    std::vector<std::string> rows(const std::string& query) const;
    /// How many advisory locks are held or waited for in this database; pg_locks shows those of all.
    int advisory_locks() const;

private:
    std::string name_;
};

/// The server's major version.
int postgresql_version();

}  // namespace aludel::tests
