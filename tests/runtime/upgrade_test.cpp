#include <aludel/sqlite.h>

#include <doctest/doctest.h>

#include <aludel/connection.h>

#include <aludel/runtime/drivers.h>
#include <aludel/runtime/error.h>
#include <aludel/runtime/executor.h>

#include "database_file.h"
#include "doubtful_driver.h"
#include "message_of.h"
#include "shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;

namespace {

using Texts = std::vector<std::string>;

void nothing(operations&) {}

const Texts all = {"a0a0a0000001", "a0a0a0000002", "a0a0a0000003", "a0a0a0000004", "a0a0a0000005"};

}  // namespace

TEST_CASE("rows live through rebuilds, data steps and renames, and back") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    file.run(shop_rows);
    CHECK(upgrade(file.url(), shop(), "+1").revisions == Texts{"a0a0a0000003"});
    CHECK(file.rows("SELECT id, customer_id, amount, typeof(amount) FROM orders ORDER BY id") ==
          "10|1|5|integer\n11|1|7|integer\n12|2|12|integer\n");
    CHECK(upgrade_to_head(file.url(), shop()).revisions == Texts{"a0a0a0000004", "a0a0a0000005"});
    CHECK(file.rows("SELECT id, name, remark, is_active, greeting FROM customers ORDER BY id") ==
          "1|Ada|none|1|Dear Ada\n2|Grace|admiral|0|Dear Grace\n");
    CHECK(file.rows("SELECT * FROM customer_totals") == "1|2\n2|1\n");
    CHECK(file.rows("SELECT seq FROM sqlite_sequence WHERE name = 'customers'") == "7\n");
    CHECK(runtime::check(file.url(), shop()).problems == Texts{});

    CHECK(downgrade(file.url(), shop(), "-3").revisions == Texts{"a0a0a0000005", "a0a0a0000004", "a0a0a0000003"});
    CHECK(current(file.url(), shop()) == Texts{"a0a0a0000002"});
    CHECK(file.rows("SELECT id, name, note FROM customers ORDER BY id") == "1|Ada|none\n2|Grace|admiral\n");
    CHECK(file.rows("SELECT id, amount, typeof(amount) FROM orders ORDER BY id") == "10|5|text\n11|7|text\n12|12|text\n");
    CHECK(runtime::check(file.url(), shop()).problems == Texts{});
    CHECK(upgrade_to_head(file.url(), shop()).revisions.size() == 3);

    CHECK(downgrade(file.url(), shop(), "base").revisions.size() == 5);
    CHECK(file.rows("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name") == "aludel_history\naludel_version\n");
    CHECK(current(file.url(), shop()).empty());
    CHECK(upgrade_to_head(file.url(), shop()).revisions == all);
}

TEST_CASE("the history says what was applied, when, by whom, and how to go back") {
    const DatabaseFile file;
    upgrade_to_head(file.url(), shop());
    CHECK(file.rows("SELECT chain, revision, format FROM aludel_version ORDER BY chain") == "||1\nshop|a0a0a0000005|1\n");
    CHECK(file.rows("SELECT chain, id, position, parents, message, kind, older_may_run FROM aludel_history ORDER BY position") ==
          "shop|a0a0a0000001|1||create customers and orders|upgrade|1\n"
          "shop|a0a0a0000002|2|a0a0a0000001|add email to customers|upgrade|1\n"
          "shop|a0a0a0000003|3|a0a0a0000002|make amounts numbers|upgrade|0\n"
          "shop|a0a0a0000004|4|a0a0a0000003|greet customers|upgrade|0\n"
          "shop|a0a0a0000005|5|a0a0a0000004|rename note to remark|upgrade|0\n");
    CHECK(file.rows("SELECT count(*) FROM aludel_history WHERE applied_at GLOB "
                    "'20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z' AND duration_us > 0 "
                    "AND applied_by LIKE '%_@_%' AND length(hash) = 32 AND json_valid(operations) AND json_valid(down_steps)") == "5\n");
}

TEST_CASE("a failed revision leaves the database at the one before it, and says which and where") {
    static const auto up = +[](operations& op) {
        op.execute("DELETE FROM orders");
        op.execute("INSERT INTO nosuch VALUES (1)");
    };
    static const revision broken = {
        .id = "b0b0b0000003", .parents = {"a0a0a0000002"}, .message = "break", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&shop_tables, &shop_email, &broken};
    const DatabaseFile file;
    upgrade(file.url(), chain, "a0a0a0000002");
    file.run(shop_rows);
    try {
        upgrade_to_head(file.url(), chain);
        FAIL("it did not throw");
    } catch (const Error& error) {
        CHECK(error.revision() == "b0b0b0000003");
        CHECK(error.statement() == "INSERT INTO nosuch VALUES (1)");
        CHECK(error.sqlstate() == "SQLITE_ERROR");
        CHECK(std::string(error.what()) ==
              "upgrading through revision b0b0b0000003 (break) failed at step 2 of 2, execute INSERT INTO nosuch VALUES (1): SQLite "
              "refused a "
              "statement: no such table: nosuch (SQLITE_ERROR): INSERT INTO nosuch VALUES (1). The database is at a0a0a0000002, as before "
              "it");
    }
    CHECK(file.rows("SELECT count(*) FROM orders") == "3\n");
    CHECK(current(file.url(), chain) == Texts{"a0a0a0000002"});
}

TEST_CASE("an unversioned database is adopted when it is what its revision says, and only then") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    file.run(shop_rows);
    file.run("DROP TABLE aludel_history; DROP TABLE aludel_version; PRAGMA user_version = 37;");
    Options options;
    options.adopt = [](connection& database) -> std::optional<std::string> {
        const Row row = database.query("PRAGMA user_version").at(0);
        if (row.at(0) == Value(std::int64_t{37})) return "a0a0a0000002";
        return std::nullopt;
    };
    file.run("ALTER TABLE customers ADD COLUMN stray TEXT");
    CHECK(message_of([&] {
              upgrade_to_head(file.url(), shop(), options);
          }).find("is not at revision a0a0a0000002 as Options::adopt says: column customers.stray is there and no revision made it") !=
          std::string::npos);
    CHECK(file.rows("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'aludel%'") == "0\n");
    file.run("ALTER TABLE customers DROP COLUMN stray");
    CHECK(upgrade_to_head(file.url(), shop(), options).revisions == Texts{"a0a0a0000003", "a0a0a0000004", "a0a0a0000005"});
    CHECK(file.rows("SELECT kind, count(*) FROM aludel_history GROUP BY kind ORDER BY kind") == "adopt|2\nupgrade|3\n");
    CHECK(file.rows("SELECT count(*) FROM orders") == "3\n");

    const DatabaseFile other;
    other.run("CREATE TABLE x(a)");
    CHECK(message_of([&] { upgrade_to_head(other.url(), shop(), options); }).find("and Options::adopt does not know it either") !=
          std::string::npos);
}

TEST_CASE("a commit in doubt is looked up, and a line that breaks every one is given up in time") {
    const DatabaseFile file;
    Options options;
    options.lock_timeout = std::chrono::milliseconds(300);
    {
        DoubtfulDriver driver(sqlite_driver.open(file.url(), Access::write), DoubtfulDriver::Line::breaks_before);
        CHECK_THROWS_AS(upgrade_to_head(driver, shop(), options), CommitInDoubt);
    }
    CHECK(current(file.url(), shop()).empty());
    DoubtfulDriver driver(sqlite_driver.open(file.url(), Access::write), DoubtfulDriver::Line::breaks_after);
    CHECK(upgrade_to_head(driver, shop(), options).revisions == all);
    CHECK(downgrade(driver, shop(), "-2", options).revisions == Texts{"a0a0a0000005", "a0a0a0000004"});
    CHECK(file.rows("SELECT id FROM aludel_history ORDER BY position") == "a0a0a0000001\na0a0a0000002\na0a0a0000003\n");
}

TEST_CASE("a URL that names no driver of the program, or no file, says what to do") {
    CHECK(message_of([] { upgrade_to_head("postgresql://ada:secret@host/db", shop()); }) ==
          "\"postgresql://ada:***@host/db\" asks for the driver \"postgresql\", and this program has sqlite: add it to DRIVERS of "
          "aludel_add_migrations()");
    CHECK(message_of([] {
              upgrade_to_head("sqlite://host/db", shop());
          }).find("an SQLite database is a file: write sqlite:///relative.db") != std::string::npos);
    CHECK(message_of([] {
              upgrade_to_head("sqlite:///x.db?timeout=5", shop());
          }).find("it knows cache, immutable, mode, modeof, nolock, psow, vfs") != std::string::npos);
    CHECK(message_of([] { upgrade_to_head("sqlite:////nosuch/folder/x.db", shop()); }).find("cannot open sqlite:////nosuch/folder/x.db") ==
          0);
    CHECK(upgrade_to_head("sqlite://", shop()).revisions == all);
}

TEST_CASE("who only asks leaves no file behind") {
    const DatabaseFile file;
    CHECK(current(file.url(), shop()).empty());
    CHECK_FALSE(file.exists());
}

TEST_CASE("a database that can only be read is read at head and refused below it") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    CHECK(message_of([&] { upgrade_to_head(file.url() + "?mode=ro", shop()); }).find("can only be read, and there are revisions to run") !=
          std::string::npos);
    upgrade_to_head(file.url(), shop());
    CHECK(upgrade_to_head(file.url() + "?mode=ro", shop()).revisions.empty());
}

TEST_CASE("a transaction that a statement rolled back is noticed, and nothing after it is kept") {
    static const auto step = +[](connection& database) {
        database.execute("CREATE TABLE t(a UNIQUE)");
        database.execute("INSERT INTO t VALUES (1)");
        try {
            database.execute("INSERT OR ROLLBACK INTO t VALUES (1)");
        } catch (const Error&) {
        }
        database.execute("CREATE TABLE kept(a)");
    };
    static const auto up = +[](operations& op) { op.run("step", 1, step); };
    static const revision stepping = {.id = "e0e0e0000001", .message = "step", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&stepping};
    const DatabaseFile file;
    CHECK(message_of([&] { upgrade_to_head(file.url(), chain); }).find("is no longer open") != std::string::npos);
    CHECK(file.rows("SELECT count(*) FROM sqlite_schema") == "0\n");
}
