#pragma once

#include <memory>
#include <optional>
#include <string>

#include <aludel/runtime/driver.h>

#include "sqlite/database.h"
#include "sqlite/dependants.h"
#include "sqlite/settings.h"

namespace aludel::runtime::sqlite {

class SqliteDriver final : public Driver {
public:
    SqliteDriver(std::unique_ptr<Database> database, std::string where);

    const migrations::Dialect& dialect() const override;
    bool transactional_ddl() const override { return true; }
    std::string where() const override { return where_; }

    std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters) override;
    std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters) override;

    void configure(const Options& options) override { options_ = options; }
    void prepare() override;
    void restore() noexcept override;

    void begin(bool foreign_keys_off) override;
    void commit() override;
    void rollback() noexcept override;
    // A COMMIT of SQLite has happened or has not, and what is in the way makes it wait (begin() and commit()).
    bool reconnect() override { return false; }
    std::string blockers(std::string_view) override { return {}; }
    void rebuild(const migrations::RebuildStep& step) override;

    Introspection introspect(const schema::Schema& expected) override;
    Introspection as_introspected(const schema::Schema& physical) override;
    std::vector<std::string> tables() override;

private:
    void be_patient();
    void refuse_closed_transaction() const;
    void check_foreign_keys() const;
    void end_transaction() noexcept;

    std::unique_ptr<Database> database_;
    std::string where_;
    Options options_ = {};
    std::optional<RunSettings> settings_ = {};
    std::optional<Setting> foreign_keys_off_ = {};
    std::optional<Violations> violations_ = {};
    bool in_transaction_ = false;
};

/// @throws Error for a URL that SQLite cannot open.
std::unique_ptr<Driver> open(std::string_view url, Access access);
/// @throws Error while the connection is in use.
std::unique_ptr<Driver> borrow(sqlite3* database);

}  // namespace aludel::runtime::sqlite
