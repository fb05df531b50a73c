#include "postgresql/driver.h"

#include <algorithm>

#include <fmt/format.h>

#include <aludel/runtime/error.h>

#include "patience.h"
#include "postgresql/introspection.h"
#include "postgresql/sessions.h"

namespace aludel::runtime::postgresql {
namespace {

/// A statement that waits for a lock holds back all that come after it at the same table, readers too; so it gives up and
/// the whole transaction is tried again.
constexpr std::chrono::milliseconds longest_lock_wait{5'000};

}  // namespace

PostgresqlDriver::PostgresqlDriver(Conninfo conninfo)
    : conninfo_(std::move(conninfo)), connection_(std::make_unique<Connection>(*conninfo_)) {}

PostgresqlDriver::PostgresqlDriver(pqxx::connection& borrowed, std::string where)
    : connection_(std::make_unique<Connection>(borrowed, std::move(where))) {}

PostgresqlDriver::~PostgresqlDriver() {
    connection_->on_notice({});
    restore();
}

const migrations::Dialect& PostgresqlDriver::dialect() const {
    return migrations::postgresql::dialect();
}

void PostgresqlDriver::configure(const Options& options) {
    options_ = options;
    tell_notices();
}

void PostgresqlDriver::tell_notices() {
    connection_->on_notice([this](std::string_view text) {
        if (options_.observer != nullptr) options_.observer->warning(text);
    });
}

void PostgresqlDriver::look_around() {
    if (!place_) place_ = place_of(*connection_);
}

std::int64_t PostgresqlDriver::execute(std::string_view sql, const std::vector<Value>& parameters) {
    return connection_->execute(sql, parameters);
}

std::vector<Row> PostgresqlDriver::query(std::string_view sql, const std::vector<Value>& parameters) {
    if (!connection_->in_transaction()) look_around();
    return connection_->query(sql, parameters);
}

void PostgresqlDriver::prepare() {
    restore();
    try {
        place_ = place_of(*connection_);
        refuse_unwritable(*connection_);
        settings_ = std::make_unique<RunSettings>(*connection_);
        lock_ = std::make_unique<Lock>(*connection_, *place_, options_);
    } catch (...) {
        restore();
        throw;
    }
}

void PostgresqlDriver::restore() noexcept {
    connection_->rollback();
    lock_.reset();
    settings_.reset();
}

std::chrono::milliseconds PostgresqlDriver::lock_timeout() {
    const auto now = std::chrono::steady_clock::now();
    if (!retrying_) first_attempt_ = now;
    retrying_ = false;
    const auto left = options_.lock_timeout - std::chrono::duration_cast<std::chrono::milliseconds>(now - first_attempt_);
    // 0 would be no limit at all.
    return std::max(std::chrono::milliseconds(1), std::min(longest_lock_wait, left));
}

void PostgresqlDriver::begin(bool) {
    if (!lock_) throw Error("begin() without prepare()");
    // Whatever the server, the database and the role have as defaults: a timeout of theirs is meant for the application's
    // queries, and would end a long revision halfway.
    std::string settings = fmt::format("set_config('lock_timeout', '{}ms', true)", lock_timeout().count());
    settings += ", set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)";
    // A policy that is forced on the owner hides rows from the question whether their values fit, and not from ALTER TABLE, which
    // then cuts them. So a statement that a policy would narrow is an error.
    settings += ", set_config('row_security', 'off', true)";
    if (connection_->server_version() >= 170000) settings += ", set_config('transaction_timeout', '0', true)";
    const std::vector<TextRow> held =
        connection_->begin(fmt::format("BEGIN ISOLATION LEVEL READ COMMITTED; SELECT {}; {}", settings, lock_->is_held()));
    if (held.at(0).at(0) == "t") return;
    connection_->rollback();
    throw Error(fmt::format(
        "this session no longer holds the lock under which {} is upgraded: a statement released it (pg_advisory_unlock_all, DISCARD ALL), "
        "or "
        "a pooler hands the session to others between transactions (PgBouncer with pool_mode transaction or statement). Connect to "
        "the server itself, or through a pool in session mode",
        where()));
}

void PostgresqlDriver::refuse_moved() {
    // A statement in the transaction may have set the search_path, and the row of the history would be in another schema's.
    const TextRow row = connection_
                            ->texts(
                                "SELECT current_schema(), (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = "
                                "c.relnamespace WHERE c.oid = to_regclass('aludel_version'))")
                            .at(0);
    if (row.at(0) == place_->schema && row.at(1).value_or(place_->schema) == place_->schema) return;
    throw Error(fmt::format(
        "a statement in it changed the search_path, so that the history would be written to another schema than \"{}\": set it back at "
        "its end, or write the names with their schema",
        place_->schema));
}

void PostgresqlDriver::commit() {
    try {
        refuse_moved();
    } catch (...) {
        connection_->rollback();
        throw;
    }
    connection_->commit();
}

void PostgresqlDriver::rollback() noexcept {
    connection_->rollback();
}

void PostgresqlDriver::connect_again() {
    // In their order: both look whether the session is there.
    lock_.reset();
    settings_.reset();
    connection_ = std::make_unique<Connection>(*conninfo_);
    tell_notices();
    prepare();
}

bool PostgresqlDriver::reconnect() {
    if (!conninfo_) return false;
    Patience patience(options_.lock_timeout);
    for (;;) {
        try {
            connect_again();
            return true;
        } catch (const Error& error) {
            // A server that is started anew takes its time.
            if (patience.again()) continue;
            throw CommitInDoubt(
                fmt::format("the connection to {} was lost during COMMIT, so that the transaction may have been kept or not, and "
                            "within {} ms there was no other: {}. Run it again: what was kept is seen in the history",
                            where(), options_.lock_timeout.count(), error.what()),
                {}, "COMMIT", error.sqlstate());
        }
    }
}

std::string PostgresqlDriver::blockers(std::string_view statement) {
    retrying_ = true;
    return blockers_of(*connection_, statement);
}

void PostgresqlDriver::rebuild(const migrations::RebuildStep&) {
    throw Error(fmt::format(
        "a table of {} was to be made anew with its rows, which is how SQLite changes one: the step was made for another engine", where()));
}

Introspection PostgresqlDriver::introspect(const schema::Schema& expected) {
    return postgresql::introspect(*connection_, expected);
}

Introspection PostgresqlDriver::as_introspected(const schema::Schema& physical) {
    return postgresql::as_introspected(*connection_, physical);
}

std::vector<std::string> PostgresqlDriver::tables() {
    if (!connection_->in_transaction()) look_around();
    // Those of an extension are the engine's own, as it were: nobody would make them by a revision.
    std::vector<std::string> result;
    for (const TextRow& row : connection_->texts("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
                                                 "n.nspname = current_schema() AND c.relkind "
                                                 "IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = "
                                                 "'pg_class'::regclass AND d.objid = c.oid "
                                                 "AND d.deptype = 'e') ORDER BY c.relname COLLATE \"C\"")) {
        result.push_back(row.at(0).value_or(""));
    }
    return result;
}

}  // namespace aludel::runtime::postgresql
