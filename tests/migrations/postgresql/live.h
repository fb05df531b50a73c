#pragma once

#include <memory>
#include <string>
#include <vector>

#include <aludel/migrations/step.h>

namespace aludel::tests {

/// A transaction on a live PostgreSQL, rolled back at the end; one at a time. The database has what the generators of schemas for
/// SQLite name: the collations NOCASE and nocase, and length() of a number.
class Live {
public:
    Live();
    ~Live();
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    /// @throws std::runtime_error with PostgreSQL's message and the statement.
    void run(const std::string& sql);
    /// NULL is "NULL".
    std::vector<std::vector<std::string>> rows(const std::string& query);
    /// The one field of a query; "" when there is no row.
    std::string value(const std::string& query);

    /// Executes the steps. Where a guard finds rows it stops: "<message>: (a, b) (c, d)"; "" when none did.
    std::string apply(const std::vector<migrations::Step>& steps);

    /// All that the catalogue says of tables, types, views and sequences, a line an object, sorted. Column order and
    /// the sequences of identity columns are left out.
    std::vector<std::string> catalogue();

private:
    struct Transaction;
    std::unique_ptr<Transaction> transaction_;
};

}  // namespace aludel::tests
