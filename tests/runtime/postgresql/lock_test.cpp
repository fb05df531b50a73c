#include "postgresql/lock.h"

#include <aludel/postgresql.h>

#include <thread>

#include <doctest/doctest.h>

#include <aludel/runtime/drivers.h>
#include <aludel/runtime/error.h>
#include <aludel/runtime/executor.h>

#include "postgresql/database.h"
#include "runtime/message_of.h"
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

void nothing(operations&) {}

/// Numbers become "N" and times "T".
std::string without_numbers(const std::string& text) {
    std::string result;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit) {
            result += c;
        } else if (result.empty() || result.back() != 'N') {
            result += 'N';
        }
    }
    return result;
}

}  // namespace

TEST_CASE("the key of the lock is a format: another version of this program has to meet the same") {
    CHECK(postgresql::lock_key({"shop", "public"}) == 1089031738147617923);
    CHECK(postgresql::lock_key({"shop", "other"}) != postgresql::lock_key({"shop", "public"}));
    CHECK(postgresql::lock_key({"sho", "ppublic"}) != postgresql::lock_key({"shop", "public"}));
}

TEST_CASE("who waits too long is told for whom, and so is who watches") {
    const PostgresqlDatabase database;
    const auto holder = postgresql_driver.open(database.url() + "?application_name=the%20holder", Access::write);
    holder->prepare();
    Watcher watcher;
    Options options;
    options.observer = &watcher;
    options.lock_timeout = std::chrono::milliseconds(1600);
    const std::string message = message_of<LockTimeout>([&] { upgrade_to_head(database.url(), shop(), options); });
    CHECK(without_numbers(message) ==
          without_numbers(
              "another program has been upgrading " + database.url() +
              " (schema public) for more than 1600 ms: process 1 (user aludel, application \"the holder\", from 127.0.0.1, connected "
              "since 2026-11-21 02:00:00+00): try again when it is done, or raise Options::lock_timeout"));
    REQUIRE(watcher.told.size() == 1);
    CHECK(watcher.told.at(0).find("another program upgrades " + database.url() + " (schema public): process ") == 0);
    CHECK(database.rows("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'aludel%'") == Texts{"0"});

    // A lock that is given up in time is no trouble.
    options.lock_timeout = std::chrono::seconds(30);
    std::thread releases([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        holder->restore();
    });
    CHECK(upgrade_to_head(database.url(), shop(), options).revisions.size() == 5);
    releases.join();
    CHECK(database.advisory_locks() == 0);
}

TEST_CASE("at head nothing is locked and nothing written: a role that may only read starts") {
    const PostgresqlDatabase database;
    upgrade_to_head(database.url(), shop());
    const auto holder = postgresql_driver.open(database.url(), Access::write);
    holder->prepare();
    Options options;
    options.lock_timeout = std::chrono::milliseconds(0);
    CHECK(upgrade_to_head(database.url(), shop(), options).revisions.empty());
    CHECK(upgrade_to_head(database.url() + "?options=-cdefault_transaction_read_only%3Don", shop(), options).revisions.empty());
    holder->restore();

    const std::string reader = database.name() + "_reader";
    database.run("CREATE ROLE " + reader + " LOGIN; GRANT SELECT ON aludel_version TO " + reader);
    const std::string as_reader = "postgresql://" + reader + database.url().substr(database.url().find('@'));
    CHECK(upgrade_to_head(as_reader, shop()).revisions.empty());
    CHECK(current(as_reader, shop()) == Texts{"a0a0a0000005"});
    database.run("DROP OWNED BY " + reader + "; DROP ROLE " + reader);
}

TEST_CASE("the lock is released after success and after an error, and once taken twice is still released") {
    const PostgresqlDatabase database;
    pqxx::connection connection(database.url());
    upgrade(connection, shop(), "a0a0a0000002");
    CHECK(database.advisory_locks() == 0);
    static const auto up = +[](operations& op) { op.execute("SELECT nosuch"); };
    static const revision broken = {
        .id = "b0b0b0000003", .parents = {"a0a0a0000002"}, .message = "break", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&shop_tables, &shop_email, &broken};
    CHECK_THROWS_AS(upgrade_to_head(connection, chain), Error);
    CHECK(database.advisory_locks() == 0);

    const auto driver = postgresql_driver.open(database.url(), Access::write);
    driver->prepare();
    driver->prepare();
    CHECK(database.advisory_locks() == 1);
    driver->restore();
    CHECK(database.advisory_locks() == 0);
    driver->restore();
    CHECK_THROWS_AS(driver->begin(false), Error);
}

TEST_CASE("a session that lost its lock, as behind a pooler, runs no further revision") {
    static const auto unlock = +[](operations& op) { op.execute("SELECT pg_advisory_unlock_all()"); };
    static const revision loses = {
        .id = "b0b0b0000003", .parents = {"a0a0a0000002"}, .message = "unlock", .api = 1, .upgrade = unlock, .downgrade = nothing};
    static const auto up = +[](operations& op) { op.execute("CREATE TABLE stray (a int)"); };
    static const revision next = {
        .id = "b0b0b0000004", .parents = {"b0b0b0000003"}, .message = "next", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&shop_tables, &shop_email, &loses, &next};
    const PostgresqlDatabase database;
    const std::string message = message_of<Error>([&] { upgrade_to_head(database.url(), chain); });
    CHECK(message.find("this session no longer holds the lock under which " + database.url() + " is upgraded") == 0);
    CHECK(message.find("PgBouncer with pool_mode transaction") != std::string::npos);
    CHECK(current(database.url(), chain) == Texts{"b0b0b0000003"});
    CHECK(database.rows("SELECT count(*) FROM pg_tables WHERE tablename = 'stray'") == Texts{"0"});
    CHECK(upgrade_to_head(database.url(), chain).revisions == Texts{"b0b0b0000004"});
}

TEST_CASE("two schemas of one database are upgraded side by side") {
    const PostgresqlDatabase database;
    database.run("CREATE SCHEMA one; CREATE SCHEMA two");
    const auto in = [&](const std::string& path) { return database.url() + "?options=-csearch_path%3D" + path; };
    const auto holder = postgresql_driver.open(in("one"), Access::write);
    holder->prepare();
    Options options;
    options.lock_timeout = std::chrono::milliseconds(0);
    CHECK(upgrade_to_head(in("two"), shop(), options).revisions.size() == 5);
    holder->restore();
    CHECK(current(in("one"), shop()).empty());
    CHECK(upgrade_to_head(in("one"), shop()).revisions.size() == 5);
    CHECK(database.rows("SELECT schemaname FROM pg_tables WHERE tablename = 'customers' ORDER BY 1") == Texts{"one", "two"});
    CHECK(runtime::check(in("one"), shop()).at_head());
}

TEST_CASE("of a session that a role may not look into, its process and user are told") {
    const PostgresqlDatabase database;
    const auto holder = postgresql_driver.open(database.url(), Access::write);
    holder->prepare();
    const std::string role = database.name() + "_plain";
    database.run("CREATE ROLE " + role + " LOGIN; GRANT CREATE ON SCHEMA public TO " + role);
    Options options;
    options.lock_timeout = std::chrono::milliseconds(0);
    const std::string url = "postgresql://" + role + database.url().substr(database.url().find('@'));
    const std::string message = message_of<LockTimeout>([&] { upgrade_to_head(url, shop(), options); });
    CHECK_MESSAGE(without_numbers(message).find("for more than N ms: process N (user aludel") != std::string::npos, message);
    CHECK(message.find("from 127.0.0.1") == std::string::npos);
    holder->restore();
    CHECK(upgrade(url, shop(), "a0a0a0000001").revisions.size() == 1);
    database.run("DROP OWNED BY " + role + "; DROP ROLE " + role);
}
