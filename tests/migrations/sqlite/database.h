#pragma once

#include <string>
#include <vector>

struct sqlite3;

namespace aludel::tests {

/// A database in memory. Double-quoted strings are off, as the driver has it.
class Database {
public:
    Database();
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// @throws std::runtime_error with SQLite's message and the statement.
    void run(const std::string& statements);
    /// Rows as text: SQLite's quote() of each value is asked for by the query where the type matters; NULL is "NULL".
    std::vector<std::vector<std::string>> rows(const std::string& query);
    /// The only value of the only row.
    std::string value(const std::string& query);
    /// The real in the only row, bit by bit.
    double real(const std::string& query);

private:
    sqlite3* connection_ = nullptr;
};

}  // namespace aludel::tests
