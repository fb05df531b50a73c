#include "sqlite/driver.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/error.h>

#include "sqlite/introspection.h"
#include "sqlite/normalise.h"
#include "sqlite/rebuild.h"

namespace aludel::runtime::sqlite {
namespace {

bool is_locked(int code) {
    return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
}

}  // namespace

SqliteDriver::SqliteDriver(std::unique_ptr<Database> database, std::string where)
    : database_(std::move(database)), where_(std::move(where)) {}

const migrations::Dialect& SqliteDriver::dialect() const {
    return migrations::sqlite::dialect();
}

void SqliteDriver::be_patient() {
    database_->patience.deadline = std::chrono::steady_clock::now() + options_.lock_timeout;
    Observer* const observer = options_.observer;
    database_->patience.waiting = [this, observer] {
        if (observer != nullptr) observer->waiting(fmt::format("another program holds {}", where_));
    };
}

void SqliteDriver::refuse_closed_transaction() const {
    // ROLLBACK in a conflict clause or a trigger ends the transaction, and so may a full disk, an I/O error, a lack of
    // memory or an interrupt (https://www.sqlite.org/lang_transaction.html); what came after would be committed at once.
    if (in_transaction_ && !database_->in_transaction()) {
        throw Error(fmt::format(
            "the transaction on {} is no longer open: a statement in it, or SQLite after an error, rolled it back; nothing of it is kept",
            where_));
    }
}

std::int64_t SqliteDriver::execute(std::string_view sql, const std::vector<Value>& parameters) {
    refuse_closed_transaction();
    be_patient();
    return database_->execute(sql, parameters);
}

std::vector<Row> SqliteDriver::query(std::string_view sql, const std::vector<Value>& parameters) {
    refuse_closed_transaction();
    be_patient();
    return database_->query(sql, parameters);
}

void SqliteDriver::prepare() {
    if (sqlite3_db_readonly(database_->get(), "main") == 1) {
        throw Error(fmt::format(
            "{} can only be read, and there are revisions to run: check the file's permissions, its directory's, and mode=ro in the URL",
            where_));
    }
    be_patient();
    const auto hidden = database_->value(
        "SELECT name FROM temp.sqlite_schema WHERE type IN ('table', 'view') AND lower(name) IN (SELECT lower(name) FROM "
        "main.sqlite_schema)");
    if (hidden) {
        throw Error(fmt::format("the connection has a temporary table {0} that hides the table {0} of {1}: drop it before the upgrade",
                                std::get<std::string>(*hidden), where_));
    }
    // 3.51.3 mends a race between a checkpoint and a writer that resets the log (https://www.sqlite.org/wal.html).
    if (options_.observer != nullptr && sqlite3_libversion_number() < 3051003) {
        const auto mode = database_->value("PRAGMA main.journal_mode");
        if (mode && *mode == Value(std::string("wal"))) {
            options_.observer->warning(
                fmt::format("{} is in WAL mode, and SQLite {} can, rarely, corrupt such a file that several programs write; "
                            "3.51.3 does not",
                            where_, sqlite3_libversion()));
        }
    }
    settings_.emplace(*database_);
}

void SqliteDriver::restore() noexcept {
    if (in_transaction_) rollback();
    settings_.reset();
}

void SqliteDriver::begin(bool foreign_keys_off) {
    be_patient();
    // Inside a transaction the switch is ignored.
    if (foreign_keys_off) foreign_keys_off_.emplace(*database_, SQLITE_DBCONFIG_ENABLE_FKEY, 0);
    Waiting waiting(database_->patience);
    // A deferred BEGIN would find out about the other writer in the middle, when it is too late to wait.
    while (sqlite3_exec(database_->get(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK) {
        const int code = sqlite3_extended_errcode(database_->get());
        const std::string message = sqlite3_errmsg(database_->get());
        if (is_locked(code) && waiting.again()) continue;
        foreign_keys_off_.reset();
        if (is_locked(code)) {
            throw LockTimeout(
                fmt::format("another program held {} for more than {} ms ({}): try again when it is done, or raise Options::lock_timeout",
                            where_, options_.lock_timeout.count(), message),
                {}, "BEGIN IMMEDIATE", code_name(code));
        }
        throw Error(fmt::format("cannot begin a transaction on {}: {} ({})", where_, message, code_name(code)), {}, "BEGIN IMMEDIATE",
                    code_name(code));
    }
    in_transaction_ = true;
    try {
        if (foreign_keys_off) violations_.emplace(*database_);
    } catch (...) {
        rollback();
        throw;
    }
}

void SqliteDriver::check_foreign_keys() const {
    if (!violations_) return;
    const std::vector<std::string> found = Violations(*database_).since(*violations_);
    if (found.empty()) return;
    throw Error(fmt::format("foreign keys would lead nowhere after this revision: {}; it is rolled back", fmt::join(found, "; ")));
}

void SqliteDriver::commit() {
    try {
        refuse_closed_transaction();
        check_foreign_keys();
        be_patient();
        Waiting waiting(database_->patience);
        // A reader keeps the commit waiting, and the transaction stays open.
        while (sqlite3_exec(database_->get(), "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) {
            const int code = sqlite3_extended_errcode(database_->get());
            const std::string message = sqlite3_errmsg(database_->get());
            if (is_locked(code) && database_->in_transaction() && waiting.again()) continue;
            const std::string what = fmt::format("cannot commit on {}: {} ({}); it is rolled back", where_, message, code_name(code));
            if (is_locked(code)) throw LockTimeout(what, {}, "COMMIT", code_name(code));
            throw Error(what, {}, "COMMIT", code_name(code));
        }
    } catch (...) {
        rollback();
        throw;
    }
    end_transaction();
}

void SqliteDriver::rollback() noexcept {
    if (database_->in_transaction()) sqlite3_exec(database_->get(), "ROLLBACK", nullptr, nullptr, nullptr);
    end_transaction();
}

void SqliteDriver::end_transaction() noexcept {
    in_transaction_ = false;
    violations_.reset();
    foreign_keys_off_.reset();
}

void SqliteDriver::rebuild(const migrations::RebuildStep& step) {
    refuse_closed_transaction();
    sqlite::rebuild(*database_, step, options_);
}

Introspection SqliteDriver::introspect(const schema::Schema& expected) {
    be_patient();
    Introspection found = sqlite::introspect(*database_, expected);
    found.schema = normalised(std::move(found.schema));
    return found;
}

Introspection SqliteDriver::as_introspected(const schema::Schema& physical) {
    return {normalised(physical), {}, {}};
}

std::vector<std::string> SqliteDriver::tables() {
    be_patient();
    Statement statement(
        *database_,
        "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name");
    std::vector<std::string> result;
    while (statement.step()) result.push_back(statement.text(0));
    return result;
}

}  // namespace aludel::runtime::sqlite
