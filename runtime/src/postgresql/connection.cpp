#include "postgresql/connection.h"

#include <algorithm>

#include <fmt/format.h>

#include <aludel/runtime/error.h>

#include "postgresql/failure.h"
#include "postgresql/statement.h"
#include "postgresql/values.h"

namespace aludel::runtime::postgresql {

// libpqxx has a callback for what the server says beside its results since 7.10, and a class to derive from before; with
// neither, libpq prints it on the standard error.
#if PQXX_VERSION_MAJOR > 7 || (PQXX_VERSION_MAJOR == 7 && PQXX_VERSION_MINOR >= 10)
class Connection::Notices {
public:
    explicit Notices(pqxx::connection& connection) : connection_(connection) {
        connection_.set_notice_handler([this](pqxx::zview message) noexcept { tell(message.c_str()); });
    }
    ~Notices() { connection_.set_notice_handler(nullptr); }
    Notices(const Notices&) = delete;
    Notices& operator=(const Notices&) = delete;
#else
class Connection::Notices final : public pqxx::errorhandler {
public:
    explicit Notices(pqxx::connection& connection) : pqxx::errorhandler(connection) {}

    bool operator()(const char* message) noexcept override {
        tell(message);
        return false;
    }
#endif

    std::function<void(std::string_view)> told = {};

private:
    void tell(const char* message) noexcept {
        try {
            if (told) told(one_line(message));
        } catch (...) {
            // A notice that could not be told stops nothing.
        }
    }

#if PQXX_VERSION_MAJOR > 7 || (PQXX_VERSION_MAJOR == 7 && PQXX_VERSION_MINOR >= 10)
    pqxx::connection& connection_;
#endif
};

namespace {

std::unique_ptr<pqxx::connection> connect(const Conninfo& conninfo) {
    try {
        return std::make_unique<pqxx::connection>(conninfo.text);
    } catch (const std::exception&) {
        const Failure failure = current_failure();
        throw Error(fmt::format("cannot connect to {}: {}. Does the server run there, and is there that database? Aludel makes none",
                                conninfo.shown, conninfo.without_password(failure.message)),
                    {}, {}, failure.sqlstate);
    }
}

}  // namespace

Connection::Connection(const Conninfo& conninfo)
    : owned_(connect(conninfo)), database_(owned_.get()), shown_(conninfo.shown), notices_(std::make_unique<Notices>(*owned_)) {}

Connection::Connection(pqxx::connection& borrowed, std::string shown) : database_(&borrowed), shown_(std::move(shown)) {
    if (!borrowed.is_open()) throw Error("the pqxx::connection that was given is closed: open it before the upgrade");
    std::string unused;
    std::string encoding;
    try {
        // Outside a transaction block a statement's transaction begins with it. In the simple protocol alone: in the other
        // one a statement is three messages, of which the last sets its time.
        const pqxx::result result =
            pqxx::nontransaction(borrowed).exec("SELECT now() = statement_timestamp(), current_setting('client_encoding')");
        unused = result[0][0].c_str();
        encoding = result[0][1].c_str();
        if (unused == "t" && encoding != "UTF8") pqxx::nontransaction(borrowed).exec("SET client_encoding TO 'UTF8'");
    } catch (const pqxx::usage_error& error) {
        throw Error(fmt::format(
            "the pqxx::connection that was given has a transaction object of libpqxx: let it go out of scope before the upgrade ({})",
            one_line(error.what())));
    } catch (const std::exception&) {
        const Failure failure = current_failure();
        if (failure.sqlstate == "25P02") {
            throw Error("the pqxx::connection that was given is in a transaction that failed: roll it back before the upgrade", {}, {},
                        failure.sqlstate);
        }
        throw Error(fmt::format("the pqxx::connection that was given cannot be used: {}", failure.message), {}, {}, failure.sqlstate);
    }
    if (unused != "t") throw Error("the pqxx::connection that was given is in a transaction: commit it or roll it back before the upgrade");
    if (encoding != "UTF8") encoding_before_ = encoding;
}

Connection::~Connection() {
    if (in_transaction()) rollback();
    if (encoding_before_.empty() || !alive()) return;
    try {
        pqxx::nontransaction(*database_).exec("SET client_encoding TO '" + encoding_before_ + "'");
    } catch (const std::exception&) {
        // A session that is lost has nothing to be put back.
    }
}

void Connection::refuse_unusable(std::string_view sql) const {
    // A connection of libpqxx 6 whose socket is gone would open another session at the next statement, outside the
    // transaction and without the lock.
    if (!alive()) {
        throw Error(fmt::format("the connection to {} was lost{}", shown_, in_transaction() ? ", and its transaction with it" : ""), {},
                    std::string(sql));
    }
    if (state_ == State::failed && failure_) failure_();
}

void Connection::fail(std::string_view sql) {
    const Failure failure = current_failure();
    lost_ = lost_ || failure.connection || !database_->is_open();
    std::string message;
    if (lost_) {
        message = fmt::format("the connection to {} was lost{}: {}", shown_, in_transaction() ? ", and its transaction with it" : "",
                              failure.message);
    } else if (failure.sqlstate == "42601" && failure.message.find("multiple commands") != std::string::npos) {
        message = fmt::format("one statement is expected here, and this is more than one: {}", sql);
    } else {
        message = fmt::format("PostgreSQL refused a statement: {}{}: {}{}", failure.message,
                              failure.sqlstate.empty() ? "" : fmt::format(" ({})", failure.sqlstate), sql, advice(failure, sql));
    }
    const bool conflict = !lost_ && failure.conflict() && in_transaction();
    if (state_ == State::open) {
        state_ = State::failed;
        failure_ = [message, statement = std::string(sql), sqlstate = failure.sqlstate, conflict] {
            if (conflict) throw Conflict(message, {}, statement, sqlstate);
            throw Error(fmt::format("the transaction was ended by a statement in it: {}", message), {}, statement, sqlstate);
        };
    }
    if (conflict) throw Conflict(message, {}, std::string(sql), failure.sqlstate);
    throw Error(message, {}, std::string(sql), failure.sqlstate);
}

pqxx::result Connection::run(std::string_view sql, const std::vector<Value>& parameters) {
    refuse_unusable(sql);
    check_statement(sql);
    std::vector<std::optional<std::string>> values;
    for (const Value& value : parameters) values.push_back(parameter(value));
    try {
        pqxx::nontransaction session(*database_);
#if PQXX_VERSION_MAJOR >= 7
        pqxx::params given;
        for (const auto& value : values) given.append(value);
#if PQXX_VERSION_MAJOR > 7 || PQXX_VERSION_MINOR >= 10
        return session.exec(sql, given);
#else
        return session.exec_params(std::string(sql), given);
#endif
#else
        std::vector<const char*> given;
        for (const auto& value : values) given.push_back(value ? value->c_str() : nullptr);
        return session.exec_params(std::string(sql), pqxx::prepare::make_dynamic_params(given));
#endif
    } catch (const std::exception&) {
        fail(sql);
    }
}

pqxx::result Connection::run_simple(const std::string& sql) {
    refuse_unusable(sql);
    try {
        return pqxx::nontransaction(*database_).exec(sql);
    } catch (const std::exception&) {
        fail(sql);
    }
}

std::int64_t Connection::execute(std::string_view sql, const std::vector<Value>& parameters) {
    const auto changed = static_cast<std::int64_t>(run(sql, parameters).affected_rows());
    return reads_only(sql) ? 0 : changed;
}

std::vector<Row> Connection::query(std::string_view sql, const std::vector<Value>& parameters) {
    std::vector<Row> rows;
    for (const auto& from : run(sql, parameters)) {
        Row row;
        for (const auto& field : from) {
            if (field.is_null()) {
                row.emplace_back(schema::Null{});
            } else {
                row.push_back(value_of({field.c_str(), field.size()}, field.type()));
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

namespace {

std::vector<TextRow> texts_of(const pqxx::result& result) {
    std::vector<TextRow> rows;
    for (const auto& from : result) {
        TextRow row;
        for (const auto& field : from) {
            if (field.is_null()) {
                row.emplace_back();
            } else {
                row.emplace_back(std::string(field.c_str(), field.size()));
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

std::vector<TextRow> Connection::texts(std::string_view sql, const std::vector<Value>& parameters) {
    return texts_of(run(sql, parameters));
}

std::optional<Value> Connection::value(std::string_view sql, const std::vector<Value>& parameters) {
    const std::vector<Row> rows = query(sql, parameters);
    if (rows.empty()) return std::nullopt;
    return rows.front().at(0);
}

Attempt Connection::attempt(const std::string& statements) {
    refuse_unusable(statements);
    Attempt result;
    try {
        pqxx::nontransaction session(*database_);
        result.rows = texts_of(session.exec("SAVEPOINT aludel_attempt;\n" + statements));
        session.exec("RELEASE SAVEPOINT aludel_attempt");
        return result;
    } catch (const std::exception&) {
        const Failure failure = current_failure();
        if (failure.connection || !database_->is_open()) fail(statements);
        result.failure = failure.message.empty() ? "it failed" : failure.message;
    }
    run_simple("ROLLBACK TO SAVEPOINT aludel_attempt; RELEASE SAVEPOINT aludel_attempt");
    return result;
}

std::vector<TextRow> Connection::begin(const std::string& statements) {
    state_ = State::open;
    failure_ = {};
    try {
        return texts_of(run_simple(statements));
    } catch (...) {
        rollback();
        throw;
    }
}

void Connection::commit() {
    try {
        // The server answers COMMIT of a failed transaction with ROLLBACK and no error; but that one is refused here.
        run_simple("COMMIT");
    } catch (const Error& error) {
        if (alive()) {
            // What the server refuses to commit it has rolled back already, and it would warn of another ROLLBACK.
            if (state_ == State::failed && !error.sqlstate().empty() && error.statement() == "COMMIT") state_ = State::idle;
            rollback();
            throw;
        }
        const bool sent = state_ == State::failed && error.statement() == "COMMIT";
        const std::string message = error.what();
        rollback();
        if (!sent) throw;
        // Also when the server said that it ends the session: it says so as well to one that has committed and waits for
        // its standby (https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION).
        throw CommitInDoubt(fmt::format("{}; that was during COMMIT, so that the transaction may have been kept or not", message), {},
                            "COMMIT", error.sqlstate());
    }
    state_ = State::idle;
    failure_ = {};
}

void Connection::rollback() noexcept {
    if (state_ == State::idle) return;
    state_ = State::idle;
    failure_ = {};
    if (!alive()) return;
    try {
        // Of a transaction that the server has ended (a COMMIT that failed) it says in a warning that there is none.
        pqxx::nontransaction(*database_).exec("ROLLBACK");
    } catch (const std::exception&) {
        // A session that cannot roll back is of no more use.
        lost_ = true;
    }
}

void Connection::on_notice(std::function<void(std::string_view)> told) {
    if (notices_) notices_->told = std::move(told);
}

}  // namespace aludel::runtime::postgresql
