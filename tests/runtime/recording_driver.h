#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <aludel/runtime/driver.h>

namespace aludel::tests {

/// A driver that writes down the statements it is given, in their order, with BEGIN and COMMIT.
class RecordingDriver final : public runtime::Driver {
public:
    RecordingDriver(std::unique_ptr<runtime::Driver> driver, std::vector<std::string>& statements)
        : driver_(std::move(driver)), statements_(statements) {}

    const migrations::Dialect& dialect() const override { return driver_->dialect(); }
    bool transactional_ddl() const override { return driver_->transactional_ddl(); }
    std::string where() const override { return driver_->where(); }
    void configure(const runtime::Options& options) override { driver_->configure(options); }
    void prepare() override { driver_->prepare(); }
    void restore() noexcept override { driver_->restore(); }
    bool reconnect() override { return driver_->reconnect(); }
    std::string blockers(std::string_view statement) override { return driver_->blockers(statement); }
    void rebuild(const migrations::RebuildStep& step) override { driver_->rebuild(step); }
    runtime::Introspection introspect(const schema::Schema& expected) override { return driver_->introspect(expected); }
    runtime::Introspection as_introspected(const schema::Schema& physical) override { return driver_->as_introspected(physical); }
    std::vector<std::string> tables() override { return driver_->tables(); }

    std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters) override {
        statements_.emplace_back(sql);
        return driver_->execute(sql, parameters);
    }
    std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters) override {
        // One that fails is none that a reference could run.
        std::vector<Row> rows = driver_->query(sql, parameters);
        statements_.emplace_back(sql);
        return rows;
    }
    void begin(bool foreign_keys_off) override {
        driver_->begin(foreign_keys_off);
        statements_.emplace_back("BEGIN");
    }
    void commit() override {
        statements_.emplace_back("COMMIT");
        driver_->commit();
    }
    void rollback() noexcept override { driver_->rollback(); }

private:
    std::unique_ptr<runtime::Driver> driver_;
    std::vector<std::string>& statements_;
};

}  // namespace aludel::tests
