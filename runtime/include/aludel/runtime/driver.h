#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/connection.h>
#include <aludel/migrations/dialect.h>
#include <aludel/migrations/step.h>
#include <aludel/runtime.h>
#include <aludel/schema/schema.h>

namespace aludel::runtime {

/// What was read from a live database: the physical schema as far as it is understood, and the names of what is not.
struct Introspection {
    schema::Schema schema;
    std::vector<std::string> unknown;  ///< "trigger users_audit", "table users: CHECK (...)": what could not be judged
};

/// A connection to one database. The executor knows no more of an engine than this.
class Driver {
public:
    virtual ~Driver() = default;

    virtual const migrations::Dialect& dialect() const = 0;
    /// Whether a schema change can be rolled back; where not, steps are journalled.
    virtual bool transactional_ddl() const = 0;

    /// Runs one statement; the number of rows changed.
    virtual std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters = {}) = 0;
    virtual std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters = {}) = 0;

    /// Called around a run of revisions: refuses a connection that is in use, sets what the run needs and, at the end
    /// or after an error, restores it.
    virtual void prepare(const Options& options) = 0;
    virtual void restore() noexcept = 0;

    /// Begins a transaction that holds the database against other upgrades (SQLite: BEGIN IMMEDIATE), waiting at most
    /// until the deadline. @throws LockTimeout
    virtual void begin(bool foreign_keys_off, std::chrono::steady_clock::time_point deadline, Observer* observer) = 0;
    /// Checks what only the end can tell (foreign keys), then commits.
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;

    /// Makes a table anew with its rows. Inside a transaction begun with foreign_keys_off.
    virtual void rebuild(const migrations::RebuildStep& step, const Options& options) = 0;

    virtual Introspection introspect() = 0;
    /// Whether a table of that name exists.
    virtual bool has_table(std::string_view name) = 0;
    /// Whether there is any table or view that is not the history's.
    virtual bool has_user_tables() = 0;
    /// The URL without its password, for messages.
    virtual std::string where() const = 0;
};

/// Opens a connection for the scheme of a URL.
struct DriverEntry {
    std::string_view scheme;  ///< "sqlite"
    std::unique_ptr<Driver> (*open)(std::string_view url);
};

/// The engines of an application: an explicit table that aludel_add_migrations(... DRIVERS ...) writes, so that an
/// application on SQLite never links another client library. Pointers, so that the table is constant-initialised: an
/// application may upgrade from a constructor that runs before main.
struct Drivers {
    const DriverEntry* const* entries = nullptr;
    std::size_t count = 0;
};

}  // namespace aludel::runtime
