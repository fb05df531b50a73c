#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

#include <aludel/connection.h>

namespace aludel::runtime::sqlite {

/// The name of an extended result code: "SQLITE_CONSTRAINT_UNIQUE".
std::string code_name(int extended_code);

class Database;

/// A prepared statement.
class Statement {
public:
    Statement(const Database& database, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    void bind(const std::vector<Value>& parameters);
    /// True when there is a row. A database that is busy before the first row is waited for, until the database's deadline.
    bool step();

    sqlite3_stmt* get() const { return statement_; }
    Value column(int index) const;
    std::int64_t integer(int index) const { return sqlite3_column_int64(statement_, index); }
    std::string text(int index) const;
    bool is_null(int index) const { return sqlite3_column_type(statement_, index) == SQLITE_NULL; }

private:
    [[noreturn]] void fail() const;

    const Database& database_;
    std::string sql_;
    sqlite3_stmt* statement_ = nullptr;
    bool started_ = false;
};

/// How long to wait for another program, and whom to tell.
struct Patience {
    std::chrono::steady_clock::time_point deadline = {};
    std::function<void()> waiting = {};  ///< told once a second; may be empty
};

/// An open connection, owned or borrowed.
class Database {
public:
    /// Opens the file (a name or a `file:` URI).
    Database(const std::string& filename, int flags, const std::string& shown);
    /// Borrows: not closed at the end. @throws Error while it is in a transaction or has running statements.
    explicit Database(sqlite3* borrowed);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    sqlite3* get() const { return database_; }
    bool owned() const { return owned_; }

    std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters = {}) const;
    std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters = {}) const;
    /// The first column of the first row; nullopt when there is no row.
    std::optional<Value> value(std::string_view sql, const std::vector<Value>& parameters = {}) const;
    /// Nothing where the statement can be prepared, else the message of why it cannot.
    std::optional<std::string> cannot_prepare(const std::string& sql) const;

    bool in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }

    Patience patience = {};

private:
    sqlite3* database_ = nullptr;
    bool owned_ = false;
};

/// Waits between two attempts, a little longer each time.
class Waiting {
public:
    explicit Waiting(const Patience& patience) : patience_(patience), began_(std::chrono::steady_clock::now()), told_(began_) {}
    /// False when the deadline has passed.
    bool again();

private:
    const Patience& patience_;
    std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point told_;
    int attempts_ = 0;
};

}  // namespace aludel::runtime::sqlite
