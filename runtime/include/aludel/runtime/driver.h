#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/connection.h>
#include <aludel/migrations/dialect.h>
#include <aludel/migrations/step.h>
#include <aludel/runtime.h>
#include <aludel/schema/schema.h>

namespace aludel::runtime {

/// A physical schema in the engine's own words, expressions in the form in which two of the same meaning are most often the
/// same text; and the names of what could not be understood.
struct Introspection {
    schema::Schema schema = {};
    std::vector<std::string> unknown = {};  ///< "trigger users_audit", "table users: CHECK (...)": what has no place in `schema`
    /// "users.ck_users_age", "view shelf": what stands in `schema` with an expression that could not be brought into that form.
    std::set<std::string> unjudged = {};
};

/// A connection to one database. The executor knows no more of an engine than this. Every function throws Error.
class Driver {
public:
    virtual ~Driver() = default;

    virtual const migrations::Dialect& dialect() const = 0;
    /// Whether a schema change can be rolled back.
    virtual bool transactional_ddl() const = 0;
    /// The URL without its password, or what is known of a borrowed connection, for messages.
    virtual std::string where() const = 0;

    /// Runs one statement; the number of rows changed. Inside a transaction that is no longer open it refuses. When it
    /// throws inside a transaction, nothing more may be run in it.
    /// @throws Conflict when the whole transaction may be tried again.
    virtual std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters = {}) = 0;
    virtual std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters = {}) = 0;

    /// How long to wait, whom to tell and what to refuse, for all calls after it. Called first; costs no statement. A
    /// copy is kept: the driver may be used after the run.
    virtual void configure(const Options& options) = 0;

    /// Called before a run of revisions: refuses a database that cannot be written, takes the lock where the engine has
    /// one that outlives a transaction, sets what the run needs, and warns of what is known to be bad. When it throws it
    /// has restored what it had set. @throws LockTimeout
    virtual void prepare() = 0;
    /// The end of what prepare() began, also after an error.
    virtual void restore() noexcept = 0;

    /// Begins a transaction that holds the database against other upgrades: SQLite's BEGIN IMMEDIATE, waiting as long as
    /// the options say; elsewhere the lock of prepare(), which must still be this connection's. @throws LockTimeout
    virtual void begin(bool foreign_keys_off) = 0;
    /// Checks what only the end can tell (foreign keys), then commits. When it throws anything but CommitInDoubt, the
    /// transaction is rolled back. @throws Conflict, CommitInDoubt
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
    /// After CommitInDoubt: connects anew and does what prepare() did. False where that is not possible (a borrowed connection).
    virtual bool reconnect() = 0;
    /// After a Conflict, outside a transaction: who holds what that statement needs, in words; empty when nobody does any more.
    virtual std::string blockers(std::string_view statement) = 0;

    /// Makes a table anew with its rows. Inside a transaction begun with foreign_keys_off.
    virtual void rebuild(const migrations::RebuildStep& step) = 0;

    /// What the live database holds. `expected`, a physical schema, only says where to look and what to look for: on an engine
    /// with schemas, in the connection's default one and in those it has objects in; opaque objects that it names stand among
    /// the opaque ones of the result, others in `unknown` where the model has no place for them.
    virtual Introspection introspect(const schema::Schema& expected) = 0;
    /// What introspect() would find if the database were exactly this physical schema (Dialect::lower). Keeps nothing.
    virtual Introspection as_introspected(const schema::Schema& physical) = 0;
    /// The names of all tables and views that are not the engine's own, sorted; where names are qualified, those of the
    /// connection's default schema. Does not fail inside a transaction.
    virtual std::vector<std::string> tables() = 0;
};

enum class Access {
    read,   ///< nothing is written: a database that does not exist reads as an empty one and is not made
    write,  ///< a database that does not exist is made where the engine can
};

/// Opens a connection for the scheme of a URL.
struct DriverEntry {
    std::string_view scheme;  ///< "sqlite"
    std::unique_ptr<Driver> (*open)(std::string_view url, Access access);
    const migrations::Dialect& (*dialect)();  ///< for scripts, which need no connection
};

/// The engines of an application: an explicit table that aludel_add_migrations(... DRIVERS ...) writes, so that an
/// application on SQLite never links another client library. Pointers, so that the table is constant-initialised: an
/// application may upgrade from a constructor that runs before main.
struct Drivers {
    const DriverEntry* const* entries = nullptr;
    std::size_t count = 0;
};

/// The driver that a URL asks for. @throws Error that lists those of the chain.
const DriverEntry& driver_for(std::string_view url, const chain& chain);

}  // namespace aludel::runtime
