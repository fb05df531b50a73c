#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <set>

#include <doctest/doctest.h>

#include <aludel/runtime/drivers.h>
#include <aludel/runtime/error.h>
#include <aludel/runtime/executor.h>
#include <aludel/sqlite.h>

#include "database_file.h"
#include "fault_driver.h"
#include "shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;

namespace {

using Texts = std::vector<std::string>;

/// Enough rows that their pages do not all fit in one, at the revision before the rebuilds.
void fill(const DatabaseFile& file) {
    upgrade(file.url(), shop(), "a0a0a0000002");
    file.run(R"(
        INSERT INTO customers (name, note, email)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
            SELECT 'customer ' || i, CASE i % 3 WHEN 0 THEN NULL ELSE hex(zeroblob(i * 10)) END, i || '@example.org' FROM n;
        INSERT INTO orders (id, customer_id, amount)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) SELECT i, 1 + i % 60, '00' || i FROM n;
        DELETE FROM orders WHERE customer_id = 60;
        DELETE FROM customers WHERE id = 60;
        CREATE TABLE log (amount);
        CREATE TRIGGER log_orders AFTER INSERT ON orders BEGIN INSERT INTO log VALUES (new.amount); END;
    )");
}

/// What no revision from there on loses, whatever they make of it.
std::string rows(const DatabaseFile& file) {
    return file.rows("SELECT count(*), sum(id), group_concat(name) FROM (SELECT id, name FROM customers ORDER BY id)") +
           file.rows("SELECT count(*), sum(id), sum(customer_id * id), sum(CAST(amount AS INTEGER)) FROM orders") +
           file.rows("SELECT seq FROM sqlite_sequence WHERE name = 'customers'") + file.rows("SELECT count(*) FROM log") +
           file.rows("SELECT sql FROM sqlite_schema WHERE name = 'log_orders'");
}

struct Crashed {
    DatabaseFile file;
    explicit Crashed(const DatabaseFile& from) { std::filesystem::copy_file(from.path(), file.path()); }

    /// Runs this in a process of its own. @returns the signal that killed it; 0 when it came to its end.
    template <class Function>
    int run(Function function) const {
        const pid_t child = fork();
        if (child == 0) {
            try {
                function();
            } catch (const std::exception&) {
                _exit(1);
            }
            _exit(0);
        }
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        if (WIFSIGNALED(status)) return WTERMSIG(status);
        CHECK(WEXITSTATUS(status) == 0);
        return 0;
    }

    /// At one revision or the other, nothing lost, and the next start finishes.
    void is_whole(const std::string& expected) const {
        CHECK(file.rows("PRAGMA integrity_check") == "ok\n");
        CHECK(file.rows("PRAGMA foreign_key_check") == "");
        const Findings found = runtime::check(file.url(), shop());
        // The log and its trigger are of nobody's making, and live through all.
        CHECK(found.problems == Texts{"table log is there and no revision made it", "trigger log_orders is there and no revision made it"});
        REQUIRE(found.rows.size() == 1);
        CHECK(file.rows("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'aludel_rebuild%'") == "0\n");
        CHECK(rows(file) == expected);
        CHECK(upgrade_to_head(file.url(), shop()).rows == Texts{"a0a0a0000005"});
        CHECK(rows(file) == expected);
        CHECK(file.rows("SELECT count(*) FROM customers WHERE greeting = 'Dear ' || name") == "59\n");
    }
};

void kill_here() {
    kill(getpid(), SIGKILL);
}

}  // namespace

TEST_CASE("killed at any call of the driver, the database is at one revision or the other, and the next start finishes") {
    const DatabaseFile start;
    fill(start);
    const std::string expected = rows(start);
    std::set<std::string> seen;
    std::size_t number = 1;
    for (;; ++number) {
        CAPTURE(number);
        const Crashed crashed(start);
        const int signal = crashed.run([&] {
            FaultDriver driver(sqlite_driver.open(crashed.file.url(), Access::write), number, kill_here);
            upgrade_to_head(driver, shop());
        });
        seen.insert(current(crashed.file.url(), shop()).at(0));
        crashed.is_whole(expected);
        if (signal == 0) break;
        CHECK(signal == SIGKILL);
    }
    CHECK(number > 30);
    CHECK(seen == std::set<std::string>{"a0a0a0000002", "a0a0a0000003", "a0a0a0000004", "a0a0a0000005"});
}

TEST_CASE("killed at any statement, and in the middle of any, the same holds") {
    const DatabaseFile start;
    fill(start);
    const std::string expected = rows(start);
    static int countdown = 0;
    const auto survives = [&](auto arm, int first, int step) {
        for (int number = first;; number += step) {
            CAPTURE(number);
            const Crashed crashed(start);
            const int signal = crashed.run([&] {
                sqlite3* database = nullptr;
                sqlite3_open(crashed.file.path().c_str(), &database);
                countdown = number;
                arm(database);
                upgrade_to_head(database, shop());
            });
            crashed.is_whole(expected);
            if (signal == 0) return number;
        }
    };
    const int statements = survives(
        [](sqlite3* database) {
            sqlite3_trace_v2(
                database, SQLITE_TRACE_STMT, [](unsigned, void*, void*, void*) { return --countdown == 0 ? (kill_here(), 0) : 0; },
                nullptr);
        },
        1, 1);
    CHECK(statements > 100);
    const int instructions = survives(
        [](sqlite3* database) {
            sqlite3_progress_handler(
                database, 100, [](void*) { return --countdown == 0 ? (kill_here(), 0) : 0; }, nullptr);
        },
        3, 5);
    CHECK(instructions > 100);
}

TEST_CASE("when any call of the driver fails, the database is at a revision, and the next run finishes") {
    const DatabaseFile start;
    fill(start);
    const std::string expected = rows(start);
    for (std::size_t number = 1;; ++number) {
        CAPTURE(number);
        const Crashed crashed(start);
        std::size_t calls = 0;
        {
            FaultDriver driver(sqlite_driver.open(crashed.file.url(), Access::write), number, [] { throw Error("injected"); });
            try {
                upgrade_to_head(driver, shop());
            } catch (const Error& error) {
                CHECK(std::string(error.what()).find("injected") != std::string::npos);
            }
            calls = driver.calls();
        }
        crashed.is_whole(expected);
        if (calls < number) break;
    }
}

TEST_CASE("when any call fails on the way down, the next run finishes") {
    const DatabaseFile start;
    fill(start);
    const std::string expected = rows(start);
    upgrade_to_head(start.url(), shop());
    for (std::size_t number = 1;; ++number) {
        CAPTURE(number);
        const Crashed crashed(start);
        std::size_t calls = 0;
        {
            FaultDriver driver(sqlite_driver.open(crashed.file.url(), Access::write), number, [] { throw Error("injected"); });
            try {
                downgrade(driver, shop(), "a0a0a0000002");
            } catch (const Error& error) {
                CHECK(std::string(error.what()).find("injected") != std::string::npos);
            }
            calls = driver.calls();
        }
        downgrade(crashed.file.url(), shop(), "a0a0a0000002");
        CHECK(rows(crashed.file) == expected);
        CHECK(current(crashed.file.url(), shop()) == Texts{"a0a0a0000002"});
        if (calls < number) break;
    }
}
