#include "sqlite/database.h"

#include <algorithm>
#include <random>
#include <thread>

#include <fmt/format.h>

#include <aludel/runtime/error.h>

#include "sqlite/tokens.h"

namespace aludel::runtime::sqlite {
namespace {

struct NamedCode {
    int code;
    const char* name;
};

// sqlite3_errstr() gives prose; programs and searches want the name.
#define ALUDEL_CODE(code) \
    NamedCode {           \
        code, #code       \
    }
constexpr NamedCode codes[] = {
    ALUDEL_CODE(SQLITE_ERROR),
    ALUDEL_CODE(SQLITE_INTERNAL),
    ALUDEL_CODE(SQLITE_PERM),
    ALUDEL_CODE(SQLITE_ABORT),
    ALUDEL_CODE(SQLITE_BUSY),
    ALUDEL_CODE(SQLITE_LOCKED),
    ALUDEL_CODE(SQLITE_NOMEM),
    ALUDEL_CODE(SQLITE_READONLY),
    ALUDEL_CODE(SQLITE_INTERRUPT),
    ALUDEL_CODE(SQLITE_IOERR),
    ALUDEL_CODE(SQLITE_CORRUPT),
    ALUDEL_CODE(SQLITE_FULL),
    ALUDEL_CODE(SQLITE_CANTOPEN),
    ALUDEL_CODE(SQLITE_PROTOCOL),
    ALUDEL_CODE(SQLITE_SCHEMA),
    ALUDEL_CODE(SQLITE_TOOBIG),
    ALUDEL_CODE(SQLITE_CONSTRAINT),
    ALUDEL_CODE(SQLITE_MISMATCH),
    ALUDEL_CODE(SQLITE_MISUSE),
    ALUDEL_CODE(SQLITE_NOLFS),
    ALUDEL_CODE(SQLITE_AUTH),
    ALUDEL_CODE(SQLITE_RANGE),
    ALUDEL_CODE(SQLITE_NOTADB),
    ALUDEL_CODE(SQLITE_BUSY_RECOVERY),
    ALUDEL_CODE(SQLITE_BUSY_SNAPSHOT),
    ALUDEL_CODE(SQLITE_CONSTRAINT_CHECK),
    ALUDEL_CODE(SQLITE_CONSTRAINT_FOREIGNKEY),
    ALUDEL_CODE(SQLITE_CONSTRAINT_NOTNULL),
    ALUDEL_CODE(SQLITE_CONSTRAINT_PRIMARYKEY),
    ALUDEL_CODE(SQLITE_CONSTRAINT_TRIGGER),
    ALUDEL_CODE(SQLITE_CONSTRAINT_UNIQUE),
    ALUDEL_CODE(SQLITE_CONSTRAINT_ROWID),
    ALUDEL_CODE(SQLITE_CONSTRAINT_DATATYPE),
    ALUDEL_CODE(SQLITE_READONLY_DBMOVED),
    ALUDEL_CODE(SQLITE_READONLY_DIRECTORY),
    ALUDEL_CODE(SQLITE_IOERR_READ),
    ALUDEL_CODE(SQLITE_IOERR_WRITE),
    ALUDEL_CODE(SQLITE_IOERR_FSYNC),
    ALUDEL_CODE(SQLITE_CORRUPT_INDEX),
    ALUDEL_CODE(SQLITE_CANTOPEN_ISDIR),
};
#undef ALUDEL_CODE

}  // namespace

std::string code_name(int extended_code) {
    for (const int code : {extended_code, extended_code & 0xff}) {
        const auto* at = std::find_if(std::begin(codes), std::end(codes), [&](const NamedCode& known) { return known.code == code; });
        if (at != std::end(codes)) return at->name;
    }
    return fmt::format("SQLite result code {}", extended_code);
}

bool Waiting::again() {
    const auto now = std::chrono::steady_clock::now();
    if (now >= patience_.deadline) return false;
    if (patience_.waiting && now - told_ >= std::chrono::seconds(1)) {
        told_ = now;
        patience_.waiting();
    }
    // Jitter, so that programs that were started together do not meet again at each attempt.
    thread_local std::minstd_rand random{std::random_device{}()};
    const int most = std::min(1 << std::min(attempts_++, 6), 50);
    const auto pause = std::chrono::microseconds(std::uniform_int_distribution<int>(200, most * 1000)(random));
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(pause, patience_.deadline - now));
    return true;
}

Statement::Statement(const Database& database, std::string_view sql) : database_(database), sql_(sql) {
    Waiting waiting(database.patience);
    const char* tail = nullptr;
    // Preparing reads the schema, and may find it locked by a writer that commits.
    while (sqlite3_prepare_v2(database.get(), sql_.c_str(), static_cast<int>(sql_.size()) + 1, &statement_, &tail) != SQLITE_OK) {
        const bool busy = (sqlite3_errcode(database.get()) & 0xff) == SQLITE_BUSY;
        if (!busy || database.in_transaction() || !waiting.again()) fail();
    }
    const std::vector<Token> rest = tokens(tail);
    const bool more =
        std::any_of(rest.begin(), rest.end(), [](const Token& token) { return token.kind != Token::Kind::end && !token.is_symbol(";"); });
    if (statement_ == nullptr || more || sql_.find('\0') != std::string::npos) {
        sqlite3_finalize(statement_);
        statement_ = nullptr;
        throw Error(fmt::format("one statement is expected here, and this is {}: {}", more ? "more than one" : "none", sql_), {}, sql_);
    }
}

Statement::~Statement() {
    sqlite3_finalize(statement_);
}

void Statement::fail() const {
    sqlite3* const database = database_.get();
    const int code = sqlite3_extended_errcode(database);
    const std::string what = fmt::format("SQLite refused a statement: {} ({}): {}", sqlite3_errmsg(database), code_name(code), sql_);
    if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) throw LockTimeout(what, {}, sql_, code_name(code));
    throw Error(what, {}, sql_, code_name(code));
}

void Statement::bind(const std::vector<Value>& parameters) {
    const int expected = sqlite3_bind_parameter_count(statement_);
    if (expected != static_cast<int>(parameters.size())) {
        throw Error(fmt::format("the statement has {} parameters and {} values were given: {}", expected, parameters.size(), sql_), {},
                    sql_);
    }
    struct Binder {
        sqlite3_stmt* statement;
        int index;
        int operator()(const schema::Null&) const { return sqlite3_bind_null(statement, index); }
        int operator()(bool value) const { return sqlite3_bind_int(statement, index, value ? 1 : 0); }
        int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, index, value); }
        int operator()(double value) const { return sqlite3_bind_double(statement, index, value); }
        int operator()(const std::string& value) const {
            return sqlite3_bind_text64(statement, index, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        }
        int operator()(const schema::Blob& value) const {
            // An empty vector has no address, and a null pointer would bind NULL.
            if (value.empty()) return sqlite3_bind_zeroblob(statement, index, 0);
            return sqlite3_bind_blob64(statement, index, value.data(), value.size(), SQLITE_TRANSIENT);
        }
    };
    for (int i = 0; i < expected; ++i) {
        if (std::visit(Binder{statement_, i + 1}, parameters[static_cast<std::size_t>(i)]) != SQLITE_OK) fail();
    }
}

bool Statement::step() {
    Waiting waiting(database_.patience);
    for (;;) {
        const int result = sqlite3_step(statement_);
        if (result == SQLITE_ROW || result == SQLITE_DONE) return started_ = true, result == SQLITE_ROW;
        const bool may_wait = (result & 0xff) == SQLITE_BUSY && !started_ && !database_.in_transaction();
        if (!may_wait || !waiting.again()) fail();
        sqlite3_reset(statement_);
    }
}

Value Statement::column(int index) const {
    switch (sqlite3_column_type(statement_, index)) {
        case SQLITE_INTEGER:
            return std::int64_t{sqlite3_column_int64(statement_, index)};
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement_, index);
        case SQLITE_TEXT:
            return text(index);
        case SQLITE_BLOB: {
            const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(statement_, index));
            return schema::Blob(data, data + sqlite3_column_bytes(statement_, index));
        }
        default:
            return schema::Null{};
    }
}

std::string Statement::text(int index) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, index));
    return data == nullptr ? std::string() : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, index)));
}

Database::Database(const std::string& filename, int flags, const std::string& shown) : owned_(true) {
    if (sqlite3_open_v2(filename.c_str(), &database_, flags, nullptr) != SQLITE_OK) {
        const int code = database_ == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(database_);
        const std::string why = database_ == nullptr ? "out of memory" : sqlite3_errmsg(database_);
        sqlite3_close(database_);
        throw Error(
            fmt::format("cannot open {}: {} ({}); is the path right, and may this user read and write there?", shown, why, code_name(code)),
            {}, {}, code_name(code));
    }
    sqlite3_extended_result_codes(database_, 1);
}

Database::Database(sqlite3* borrowed) : database_(borrowed) {
    if (borrowed == nullptr) throw Error("the sqlite3* that was given is null: open the database first");
    if (in_transaction()) throw Error("the connection that was given is in a transaction: commit it or roll it back before the upgrade");
    for (sqlite3_stmt* statement = sqlite3_next_stmt(borrowed, nullptr); statement != nullptr;
         statement = sqlite3_next_stmt(borrowed, statement)) {
        if (sqlite3_stmt_busy(statement) == 0) continue;
        const char* const sql = sqlite3_sql(statement);
        throw Error(fmt::format("the connection that was given has a running statement: reset or finalise it before the upgrade: {}",
                                sql == nullptr ? "" : sql));
    }
}

Database::~Database() {
    if (owned_) sqlite3_close(database_);
}

std::int64_t Database::execute(std::string_view sql, const std::vector<Value>& parameters) const {
    Statement statement(*this, sql);
    statement.bind(parameters);
    // Changes are counted by difference: after a statement that is no INSERT, UPDATE or DELETE, sqlite3_changes() still
    // gives the number of the one before it.
    const int before = sqlite3_total_changes(database_);
    while (statement.step()) {
    }
    return sqlite3_total_changes(database_) == before ? 0 : sqlite3_changes(database_);
}

std::vector<Row> Database::query(std::string_view sql, const std::vector<Value>& parameters) const {
    Statement statement(*this, sql);
    statement.bind(parameters);
    std::vector<Row> rows;
    while (statement.step()) {
        Row row;
        for (int i = 0; i < sqlite3_column_count(statement.get()); ++i) row.push_back(statement.column(i));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::optional<Value> Database::value(std::string_view sql, const std::vector<Value>& parameters) const {
    Statement statement(*this, sql);
    statement.bind(parameters);
    if (!statement.step()) return std::nullopt;
    return statement.column(0);
}

std::optional<std::string> Database::cannot_prepare(const std::string& sql) const {
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr);
    sqlite3_finalize(statement);
    if (result == SQLITE_OK) return std::nullopt;
    return sqlite3_errmsg(database_);
}

}  // namespace aludel::runtime::sqlite
