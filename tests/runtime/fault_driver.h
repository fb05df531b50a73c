#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include <aludel/runtime/driver.h>

namespace aludel::tests {

/// A driver whose calls are numbered from 1: before the call of that number, something happens.
class FaultDriver final : public runtime::Driver {
public:
    FaultDriver(std::unique_ptr<runtime::Driver> driver, std::size_t number, std::function<void()> fault)
        : driver_(std::move(driver)), number_(number), fault_(std::move(fault)) {}

    std::size_t calls() const { return calls_; }

    const migrations::Dialect& dialect() const override { return driver_->dialect(); }
    bool transactional_ddl() const override { return driver_->transactional_ddl(); }
    std::string where() const override { return driver_->where(); }
    runtime::Introspection as_introspected(const schema::Schema& physical) override { return called()->as_introspected(physical); }
    bool reconnect() override { return called()->reconnect(); }
    std::string blockers(std::string_view statement) override { return called()->blockers(statement); }
    void configure(const runtime::Options& options) override { driver_->configure(options); }

    std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters) override { return called()->execute(sql, parameters); }
    std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters) override { return called()->query(sql, parameters); }
    void prepare() override { called()->prepare(); }
    void begin(bool foreign_keys_off) override { called()->begin(foreign_keys_off); }
    void commit() override {
        // A driver that fails to commit has rolled back.
        try {
            called()->commit();
        } catch (...) {
            driver_->rollback();
            throw;
        }
    }
    void rebuild(const migrations::RebuildStep& step) override { called()->rebuild(step); }
    runtime::Introspection introspect(const schema::Schema& expected) override { return called()->introspect(expected); }
    std::vector<std::string> tables() override { return called()->tables(); }

    // These cannot fail.
    void restore() noexcept override { driver_->restore(); }
    void rollback() noexcept override { driver_->rollback(); }

private:
    runtime::Driver* called() {
        if (++calls_ == number_) fault_();
        return driver_.get();
    }

    std::unique_ptr<runtime::Driver> driver_;
    std::size_t number_;
    std::function<void()> fault_;
    std::size_t calls_ = 0;
};

}  // namespace aludel::tests
