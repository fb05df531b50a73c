#pragma once

#include <sqlite3.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include <aludel/migrations/dialect.h>
#include <aludel/runtime/compare.h>
#include <aludel/runtime/error.h>

#include "sqlite/driver.h"
#include "step_runner.h"

namespace aludel::tests {

using namespace runtime;
using migrations::Operation;
using schema::Schema;

/// A database in memory with a driver on it.
struct Live {
    Live() {
        RC_ASSERT(sqlite3_open(":memory:", &handle) == SQLITE_OK);
        driver = sqlite::borrow(handle);
        driver->configure(options);
        driver->prepare();
    }
    ~Live() {
        driver->restore();
        driver.reset();
        sqlite3_close(handle);
    }
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    void run(const std::string& statements) const {
        if (sqlite3_exec(handle, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            RC_FAIL(sqlite3_errmsg(handle) + (": " + statements));
    }

    /// As the executor runs a revision. @returns the message of a guard that stopped it.
    std::string apply(const Schema& before, const std::vector<Operation>& operations) {
        const Observer::Revision revision;
        StepRunner runner(*driver, options, revision);
        driver->begin(true);
        try {
            for (const migrations::Step& step : driver->dialect().render(before, operations)) runner.run(step);
            driver->commit();
        } catch (const Error& error) {
            driver->rollback();
            return error.what();
        }
        return {};
    }

    /// What the live schema differs in, but for what the test itself has put there.
    std::vector<std::string> differences(const Schema& expected) const {
        const Schema physical = driver->dialect().lower(expected);
        const Comparison found = compare(driver->introspect(physical), driver->as_introspected(physical));
        std::vector<std::string> result = found.unknown;
        for (const std::string& one : found.differences) {
            if (one.find("stray") == std::string::npos) result.push_back(one);
        }
        return result;
    }

    std::multiset<std::string> texts(const std::string& query) const {
        std::multiset<std::string> result;
        for (const Row& row : driver->query(query)) result.insert(std::get<std::string>(row.at(0)));
        return result;
    }

    /// The values of every column called stray, whatever its table is called by now.
    std::multiset<std::string> stray_values() const {
        std::multiset<std::string> result;
        for (const std::string& table : driver->tables()) {
            if (driver->query("SELECT 1 FROM pragma_table_info(?) WHERE name = 'stray'", {table}).empty()) continue;
            result.merge(texts("SELECT stray FROM " + driver->dialect().quote(table)));
        }
        return result;
    }

    Options options = {.lock_timeout = std::chrono::milliseconds(0)};
    sqlite3* handle = nullptr;
    std::unique_ptr<Driver> driver = {};
};

}  // namespace aludel::tests
