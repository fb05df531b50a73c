#include <aludel/postgresql.h>

#include <regex>
#include <thread>

#include <doctest/doctest.h>

#include <aludel/runtime/drivers.h>
#include <aludel/runtime/error.h>

#include "postgresql/database.h"
#include "runtime/shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;

namespace {

using Texts = std::vector<std::string>;

struct Watcher : Observer {
    void waiting(std::string_view text) override { told.emplace_back(text); }
    Texts told;
};

/// Somebody who left a transaction open.
class Holder {
public:
    Holder(const PostgresqlDatabase& database, const std::string& sql) : connection_(database.url() + "?application_name=psql") {
        pqxx::nontransaction session(connection_);
        session.exec("BEGIN");
        session.exec(sql);
    }
    int pid() const { return connection_.backendpid(); }
    void release() { pqxx::nontransaction(connection_).exec("ROLLBACK"); }

private:
    pqxx::connection connection_;
};

}  // namespace

TEST_CASE("a revision that waits too long for a table says who holds it, and changes nothing") {
    const PostgresqlDatabase database;
    upgrade(database.url(), shop(), "a0a0a0000002");
    database.run(shop_rows);
    Holder holder(database, "SELECT * FROM orders");
    Watcher watcher;
    Options options;
    options.observer = &watcher;
    options.lock_timeout = std::chrono::milliseconds(400);
    const auto began = std::chrono::steady_clock::now();
    try {
        upgrade_to_head(database.url(), shop(), options);
        FAIL("it did not throw");
    } catch (const LockTimeout& error) {
        const std::string message = error.what();
        CHECK_MESSAGE(message.find("revision a0a0a0000003 could not be run on " + database.url() + " within 400 ms, in ") == 0, message);
        CHECK_MESSAGE(message.find("canceling statement due to lock timeout (55P03): ALTER TABLE \"orders\"") != std::string::npos,
                      message);
        CHECK_MESSAGE(message.find("; in the way is process " + std::to_string(holder.pid()) +
                                   " (user aludel, application \"psql\", from 127.0.0.1, connected since 20") != std::string::npos,
                      message);
        CHECK_MESSAGE(std::regex_search(message, std::regex(", idle in transaction for [0-9]+ s with locks on orders")), message);
        CHECK_MESSAGE(message.find(". The database is at a0a0a0000002, as before it") != std::string::npos, message);
        CHECK(error.revision() == "a0a0a0000003");
        CHECK(error.sqlstate() == "55P03");
    }
    // Never longer than the options say, one attempt and its pause aside.
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(3));
    CHECK(current(database.url(), shop()) == Texts{"a0a0a0000002"});
    CHECK(database.rows("SELECT count(*) FROM orders") == Texts{"3"});
    CHECK(database.advisory_locks() == 0);
}

TEST_CASE("a revision that met another transaction is tried again when that one is done") {
    const PostgresqlDatabase database;
    upgrade(database.url(), shop(), "a0a0a0000002");
    database.run(shop_rows);
    Holder holder(database, "LOCK TABLE customers IN ACCESS SHARE MODE");
    std::thread releases([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(5400));
        holder.release();
    });
    Watcher watcher;
    Options options;
    options.observer = &watcher;
    CHECK(upgrade_to_head(database.url(), shop(), options).revisions.size() == 3);
    releases.join();
    // A statement waits for 5 s and no longer, so that those who queue behind it get their turn.
    REQUIRE(watcher.told.size() == 1);
    CHECK(watcher.told.at(0).find("revision a0a0a0000003 is tried again: ") == 0);
    CHECK(database.rows("SELECT count(*) FROM customers WHERE greeting = 'Dear ' || name") == Texts{"2"});
    CHECK(runtime::check(database.url(), shop()).at_head());
}

TEST_CASE("a deadlock is a conflict: the revision is run again and every statement of it once") {
    const PostgresqlDatabase database;
    database.run("CREATE TABLE a (n int); CREATE TABLE b (n int); INSERT INTO a VALUES (0); INSERT INTO b VALUES (0)");
    database.run("ALTER DATABASE " + database.name() + " SET deadlock_timeout = '50ms'");
    stamp(database.url(), shop(), "a0a0a0000005");
    static std::string url;
    static int attempts = 0;
    static std::thread other;
    url = database.url();
    attempts = 0;
    static const auto step = +[](connection& session) {
        session.execute("UPDATE a SET n = n + 1");
        if (++attempts == 1) {
            other = std::thread([] {
                pqxx::connection connection(url);
                pqxx::nontransaction work(connection);
                work.exec("SET deadlock_timeout = '60s'");
                work.exec("BEGIN");
                work.exec("UPDATE b SET n = n + 10");
                work.exec("UPDATE a SET n = n + 10");
                work.exec("COMMIT");
            });
            // Until the other one waits for this one.
            while (session.query("SELECT count(*) FROM pg_locks WHERE NOT granted").at(0).at(0) == Value(std::int64_t{0}))
                session.execute("SELECT pg_sleep(0.01)");
        }
        session.execute("UPDATE b SET n = n + 1");
    };
    static const auto up = +[](operations& op) { op.run("step", 1, step); };
    static const auto nothing = +[](operations&) {};
    static const revision stepping = {
        .id = "e0e0e0000001", .parents = {"a0a0a0000005"}, .message = "step", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&shop_tables, &shop_email, &shop_amounts, &shop_greeting, &shop_rename, &stepping};
    Watcher watcher;
    Options options;
    options.observer = &watcher;
    CHECK(upgrade_to_head(database.url(), chain, options).revisions == Texts{"e0e0e0000001"});
    other.join();
    CHECK(attempts == 2);
    CHECK(database.rows("SELECT a.n, b.n FROM a, b") == Texts{"11|11"});
    REQUIRE(watcher.told.size() == 1);
    CHECK_MESSAGE(watcher.told.at(0).find("revision e0e0e0000001 is tried again: PostgreSQL refused a statement: deadlock detected") == 0,
                  watcher.told.at(0));
}

TEST_CASE("who blocks is found by name, by an index, and across a foreign key") {
    const PostgresqlDatabase database;
    upgrade(database.url(), shop(), "a0a0a0000002");
    const auto driver = postgresql_driver.open(database.url(), Access::write);
    CHECK(driver->blockers("ALTER TABLE \"customers\" ADD x int") == "");
    Holder holder(database, "SELECT count(*) FROM customers");
    const auto found = [&](const char* statement) { return driver->blockers(statement).find("process ") == 0; };
    CHECK(found("ALTER TABLE \"customers\" ADD x int"));
    CHECK(found("drop table public.Customers"));
    // A reader holds its table's indexes, too.
    CHECK(found("DROP INDEX \"ix_customers_email\""));
    // orders refers to customers: to drop it, the other is locked.
    CHECK(found("DROP TABLE \"orders\""));
    CHECK_FALSE(found("DROP TABLE \"customers_old\""));
    CHECK_FALSE(found("SELECT 1"));
    holder.release();
    CHECK(driver->blockers("ALTER TABLE \"customers\" ADD x int") == "");
}
