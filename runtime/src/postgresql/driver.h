#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include <aludel/runtime/driver.h>

#include "postgresql/connection.h"
#include "postgresql/lock.h"
#include "postgresql/settings.h"

namespace aludel::runtime::postgresql {

class PostgresqlDriver final : public Driver {
public:
    explicit PostgresqlDriver(Conninfo conninfo);
    PostgresqlDriver(pqxx::connection& borrowed, std::string where);
    ~PostgresqlDriver() override;

    const migrations::Dialect& dialect() const override;
    bool transactional_ddl() const override { return true; }
    std::string where() const override { return connection_->shown(); }

    std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters) override;
    std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters) override;

    void configure(const Options& options) override;
    void prepare() override;
    void restore() noexcept override;

    void begin(bool foreign_keys_off) override;
    void commit() override;
    void rollback() noexcept override;
    bool reconnect() override;
    std::string blockers(std::string_view statement) override;
    void rebuild(const migrations::RebuildStep& step) override;

    Introspection introspect(const schema::Schema& expected) override;
    Introspection as_introspected(const schema::Schema& physical) override;
    std::vector<std::string> tables() override;

private:
    void look_around();
    void refuse_moved();
    void tell_notices();
    std::chrono::milliseconds lock_timeout();
    void connect_again();

    std::optional<Conninfo> conninfo_ = {};  ///< nullopt: the connection is borrowed
    std::unique_ptr<Connection> connection_;
    Options options_ = {};
    std::optional<Place> place_ = {};
    std::unique_ptr<RunSettings> settings_ = {};
    std::unique_ptr<Lock> lock_ = {};
    /// When the first attempt at this transaction began; its retries share the time that the options give.
    std::chrono::steady_clock::time_point first_attempt_ = {};
    bool retrying_ = false;
};

/// @throws Error for a URL that libpq could not be told, or where nobody answers.
std::unique_ptr<Driver> open(std::string_view url, Access access);
/// @throws Error while the connection is in use.
std::unique_ptr<Driver> borrow(pqxx::connection& database);

}  // namespace aludel::runtime::postgresql
