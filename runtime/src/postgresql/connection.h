#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pqxx/pqxx>

#include <aludel/connection.h>

#include "postgresql/conninfo.h"

namespace aludel::runtime::postgresql {

/// A row of a query as the server writes it; nullopt is NULL.
using TextRow = std::vector<std::optional<std::string>>;

/// What became of statements that may fail.
struct Attempt {
    std::vector<TextRow> rows = {};  ///< of the last
    std::string failure = {};        ///< why not; empty: they went
};

/// An open session, owned or borrowed, inside or outside a transaction. Statements are sent one at a time; they may be
/// anything but what begins or ends a transaction. Every function throws Error with the statement and the SQLSTATE in it,
/// and Conflict when another transaction was in the way of this one. After a failure inside a transaction everything but
/// rollback() is refused; after the session is lost, everything.
class Connection {
public:
    /// Connects. @throws Error without a password in it.
    explicit Connection(const Conninfo& conninfo);
    /// Borrows: not closed at the end. @throws Error while it is closed, in a transaction or in use.
    Connection(pqxx::connection& borrowed, std::string shown);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    const std::string& shown() const { return shown_; }
    bool owned() const { return owned_ != nullptr; }
    /// As the server says: 150018.
    int server_version() const { return database_->server_version(); }

    /// @returns the number of rows that an INSERT, UPDATE, DELETE or MERGE changed.
    std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters = {});
    /// The rows, converted by their columns' types (values.h).
    std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters = {});
    std::vector<TextRow> texts(std::string_view sql, const std::vector<Value>& parameters = {});
    /// The first column of the first row; nullopt when there is no row.
    std::optional<Value> value(std::string_view sql, const std::vector<Value>& parameters = {});

    /// Sends these statements at once, separated by semicolons, inside a savepoint: where one fails none of them has happened, and
    /// the transaction goes on. Only inside a transaction.
    Attempt attempt(const std::string& statements);

    bool in_transaction() const { return state_ != State::idle; }
    /// Whether a statement of the transaction failed, so that it can only be rolled back.
    bool failed() const { return state_ == State::failed; }
    /// Whether the session is still there, as far as is known without asking the server.
    bool alive() const { return !lost_ && database_->is_open(); }

    /// Sends these statements at once, separated by semicolons, the first of which is a BEGIN. @returns the rows of the last.
    std::vector<TextRow> begin(const std::string& statements);
    /// @throws CommitInDoubt when the session was lost meanwhile. The transaction is over in any case.
    void commit();
    /// Also of a transaction that failed or was lost.
    void rollback() noexcept;

    /// Who is told what the server notices and warns of; nobody at first. Owned connections only: the notices of a borrowed
    /// one go where its owner wants them.
    void on_notice(std::function<void(std::string_view)> told);

private:
    enum class State { idle, open, failed };
    class Notices;

    pqxx::result run(std::string_view sql, const std::vector<Value>& parameters);
    pqxx::result run_simple(const std::string& sql);
    void refuse_unusable(std::string_view sql) const;
    /// Translates what is being thrown.
    [[noreturn]] void fail(std::string_view sql);

    std::unique_ptr<pqxx::connection> owned_;
    pqxx::connection* database_;
    std::string shown_;
    std::unique_ptr<Notices> notices_;
    State state_ = State::idle;
    bool lost_ = false;
    std::string encoding_before_ = {};  ///< of a borrowed connection, where it was not UTF8
    /// Why the transaction failed; a conflict stays one, also where a data step went on after it.
    std::function<void()> failure_ = {};
};

}  // namespace aludel::runtime::postgresql
