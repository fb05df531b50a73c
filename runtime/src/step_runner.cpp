#include "step_runner.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/error.h>

#include "data_connection.h"

namespace aludel::runtime {
namespace {

struct ShownValue {
    std::string operator()(const schema::Null&) const { return "NULL"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const { return fmt::format("{}", value); }
    std::string operator()(const std::string& value) const { return fmt::format("'{}'", value.substr(0, 80)); }
    std::string operator()(const schema::Blob& value) const { return fmt::format("{} bytes", value.size()); }
};

std::string shown(const std::vector<Row>& rows) {
    constexpr std::size_t most = 5;
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < rows.size() && i < most; ++i) {
        std::vector<std::string> values;
        for (const Value& value : rows[i]) values.push_back(std::visit(ShownValue{}, value));
        lines.push_back(fmt::format("({})", fmt::join(values, ", ")));
    }
    if (rows.size() > most) lines.push_back(fmt::format("and {} more", rows.size() - most));
    return fmt::format("{}", fmt::join(lines, ", "));
}

struct Execution {
    Driver& driver;

    void operator()(const migrations::SqlStep& step) const { driver.execute(step.sql); }
    void operator()(const migrations::RebuildStep& step) const { driver.rebuild(step); }
    void operator()(const migrations::GuardStep& step) const {
        const std::vector<Row> rows = driver.query(step.query);
        if (!rows.empty()) throw Error(fmt::format("{}: {}", step.message, shown(rows)), {}, step.query);
    }
    void operator()(const migrations::IrreversibleStep& step) const { throw Error(fmt::format("it is irreversible: {}", step.reason)); }
    void operator()(const migrations::RunStep& step) const {
        DataConnection connection(driver);
        try {
            step.callback(connection);
        } catch (const Error&) {
            throw;
        } catch (const std::exception& error) {
            std::throw_with_nested(Error(fmt::format("the data step {} threw: {}", step.name, error.what())));
        }
    }
};

}  // namespace

void StepRunner::run(const migrations::Step& step) {
    ++number_;
    description_ = step.description;
    if (options_.observer != nullptr) options_.observer->step_started(revision_, step.description);
    std::visit(Execution{driver_}, step.action);
    description_.clear();
}

std::string StepRunner::place(std::size_t count) const {
    if (description_.empty()) return {};
    return fmt::format(" at step {} of {}, {}", number_, count, description_);
}

}  // namespace aludel::runtime
