#pragma once

#include <memory>
#include <utility>

#include <aludel/runtime/driver.h>
#include <aludel/runtime/error.h>

namespace aludel::tests {

/// A driver whose line breaks during each COMMIT, before the server has seen it or after.
class DoubtfulDriver final : public runtime::Driver {
public:
    enum class Line { breaks_before, breaks_after };

    DoubtfulDriver(std::unique_ptr<runtime::Driver> driver, Line line) : driver_(std::move(driver)), line_(line) {}

    const migrations::Dialect& dialect() const override { return driver_->dialect(); }
    bool transactional_ddl() const override { return driver_->transactional_ddl(); }
    std::string where() const override { return driver_->where(); }
    void configure(const runtime::Options& options) override { driver_->configure(options); }
    std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters) override { return driver_->execute(sql, parameters); }
    std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters) override { return driver_->query(sql, parameters); }
    void prepare() override { driver_->prepare(); }
    void restore() noexcept override { driver_->restore(); }
    void begin(bool foreign_keys_off) override { driver_->begin(foreign_keys_off); }
    void commit() override {
        if (line_ == Line::breaks_before)
            driver_->rollback();
        else
            driver_->commit();
        throw runtime::CommitInDoubt("the line broke");
    }
    void rollback() noexcept override { driver_->rollback(); }
    bool reconnect() override { return true; }
    std::string blockers(std::string_view statement) override { return driver_->blockers(statement); }
    void rebuild(const migrations::RebuildStep& step) override { driver_->rebuild(step); }
    runtime::Introspection introspect(const schema::Schema& expected) override { return driver_->introspect(expected); }
    runtime::Introspection as_introspected(const schema::Schema& physical) override { return driver_->as_introspected(physical); }
    std::vector<std::string> tables() override { return driver_->tables(); }

private:
    std::unique_ptr<runtime::Driver> driver_;
    Line line_;
};

}  // namespace aludel::tests
