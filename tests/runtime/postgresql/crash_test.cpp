#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <set>

#include <doctest/doctest.h>
#include <pqxx/pqxx>

#include <aludel/runtime/drivers.h>
#include <aludel/runtime/error.h>
#include <aludel/runtime/executor.h>

#include "postgresql/database.h"
#include "runtime/fault_driver.h"
#include "runtime/shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;

namespace {

using Texts = std::vector<std::string>;

/// A database at the revision before the tables are changed in their types, with rows; and what no revision from there on
/// loses, whatever they make of it.
struct Filled {
    PostgresqlDatabase database;

    Filled() {
        upgrade(database.url(), shop(), "a0a0a0000002");
        database.run(
            "INSERT INTO customers (name, note, email) SELECT 'customer ' || i, CASE i % 3 WHEN 0 THEN NULL ELSE repeat('x', i * 10) END, "
            "i || "
            "'@example.org' FROM generate_series(1, 60) AS n (i);"
            "INSERT INTO orders (id, customer_id, amount) SELECT i, 1 + i % 60, '00' || i FROM generate_series(1, 200) AS n (i);"
            "DELETE FROM orders WHERE customer_id = 60; DELETE FROM customers WHERE id = 60");
    }

    Texts rows() const {
        Texts result = database.rows("SELECT count(*), sum(id), string_agg(name, ',' ORDER BY id) FROM customers");
        for (const std::string& row :
             database.rows("SELECT count(*), sum(id), sum(customer_id * id), sum(CAST(CAST(amount AS text) AS integer)) FROM orders"))
            result.push_back(row);
        return result;
    }

    /// To where it began, for the next round.
    void back() const {
        downgrade(database.url(), shop(), "a0a0a0000002");
        CHECK(current(database.url(), shop()) == Texts{"a0a0a0000002"});
    }

    /// At one revision or the other, nothing lost, and the next start finishes.
    std::string is_whole(const Texts& expected) const {
        const Findings found = runtime::check(database.url(), shop());
        CHECK(found.problems == Texts{});
        REQUIRE(found.rows.size() == 1);
        CHECK(rows() == expected);
        CHECK(upgrade_to_head(database.url(), shop()).rows == Texts{"a0a0a0000005"});
        CHECK(rows() == expected);
        CHECK(database.rows("SELECT count(*) FROM customers WHERE greeting = 'Dear ' || name") == Texts{"59"});
        CHECK(database.rows("SELECT count(*) FROM aludel_history") == Texts{"5"});
        return found.rows.front();
    }
};

/// Ends every session on the database but the one that asks.
void end_sessions(const PostgresqlDatabase& database) {
    database.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();"
        "DO $$ BEGIN WHILE EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()) LOOP "
        "PERFORM pg_sleep(0.002); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$");
}

}  // namespace

TEST_CASE("killed at any call of the driver, the database is at one revision or the other, and the next start finishes") {
    const Filled filled;
    const Texts expected = filled.rows();
    std::set<std::string> seen;
    std::size_t number = 1;
    for (;; ++number) {
        CAPTURE(number);
        const pid_t child = fork();
        if (child == 0) {
            try {
                FaultDriver driver(postgresql_driver.open(filled.database.url(), Access::write), number, [] { kill(getpid(), SIGKILL); });
                upgrade_to_head(driver, shop());
            } catch (const std::exception&) {
                _exit(1);
            }
            _exit(0);
        }
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        seen.insert(filled.is_whole(expected));
        filled.back();
        if (!WIFSIGNALED(status)) {
            CHECK(WEXITSTATUS(status) == 0);
            break;
        }
        CHECK(WTERMSIG(status) == SIGKILL);
    }
    CHECK(number > 30);
    CHECK(seen == std::set<std::string>{"a0a0a0000002", "a0a0a0000003", "a0a0a0000004", "a0a0a0000005"});
}

TEST_CASE("when the session is lost before any call, the run says so or goes on, and the next one finishes") {
    const Filled filled;
    const Texts expected = filled.rows();
    for (std::size_t number = 1;; ++number) {
        CAPTURE(number);
        std::string said;
        std::size_t calls = 0;
        {
            FaultDriver driver(postgresql_driver.open(filled.database.url(), Access::write), number,
                               [&] { end_sessions(filled.database); });
            try {
                upgrade_to_head(driver, shop());
            } catch (const Error& error) {
                said = error.what();
            }
            calls = driver.calls();
        }
        if (!said.empty()) CHECK_MESSAGE(said.find("the connection to " + filled.database.url() + " was lost") != std::string::npos, said);
        filled.is_whole(expected);
        filled.back();
        if (calls < number) break;
    }
}

TEST_CASE("when any call of the driver fails, the database is at a revision, and the next run finishes, up and down") {
    const Filled filled;
    const Texts expected = filled.rows();
    for (const bool up : {true, false}) {
        for (std::size_t number = 1;; ++number) {
            CAPTURE(up);
            CAPTURE(number);
            if (!up) upgrade_to_head(filled.database.url(), shop());
            std::size_t calls = 0;
            {
                FaultDriver driver(postgresql_driver.open(filled.database.url(), Access::write), number, [] { throw Error("injected"); });
                try {
                    up ? upgrade_to_head(driver, shop()) : downgrade(driver, shop(), "a0a0a0000002");
                } catch (const Error& error) {
                    CHECK(std::string(error.what()).find("injected") != std::string::npos);
                }
                calls = driver.calls();
            }
            CHECK(filled.database.advisory_locks() == 0);
            if (!up) {
                downgrade(filled.database.url(), shop(), "a0a0a0000002");
                CHECK(filled.rows() == expected);
            }
            filled.is_whole(expected);
            filled.back();
            if (calls < number) break;
        }
    }
}
