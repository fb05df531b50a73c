#include <aludel/postgresql.h>

#include <doctest/doctest.h>

#include <aludel/connection.h>

#include <aludel/runtime/drivers.h>
#include <aludel/runtime/error.h>

#include "postgresql/database.h"
#include "runtime/message_of.h"
#include "runtime/shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;

// What the executor's own tests (../executor_test.cpp) leave to each engine.

namespace {

using Texts = std::vector<std::string>;

void nothing(operations&) {}

}  // namespace

TEST_CASE("rows live through changes of types, data steps and renames, and back") {
    const PostgresqlDatabase database;
    const std::string url = database.url();
    upgrade(url, shop(), "a0a0a0000002");
    database.run(shop_rows);
    CHECK(upgrade(url, shop(), "+1").revisions == Texts{"a0a0a0000003"});
    CHECK(database.rows("SELECT id, customer_id, amount, pg_typeof(amount) FROM orders ORDER BY id") ==
          Texts{"10|1|5|bigint", "11|1|7|bigint", "12|2|12|bigint"});
    CHECK(upgrade_to_head(url, shop()).revisions == Texts{"a0a0a0000004", "a0a0a0000005"});
    CHECK(database.rows("SELECT id, name, remark, is_active, greeting FROM customers ORDER BY id") ==
          Texts{"1|Ada|none|t|Dear Ada", "2|Grace|admiral|f|Dear Grace"});
    CHECK(database.rows("SELECT * FROM customer_totals ORDER BY 1") == Texts{"1|2", "2|1"});

    CHECK(downgrade(url, shop(), "-3").revisions == Texts{"a0a0a0000005", "a0a0a0000004", "a0a0a0000003"});
    CHECK(current(url, shop()) == Texts{"a0a0a0000002"});
    CHECK(database.rows("SELECT id, name, note FROM customers ORDER BY id") == Texts{"1|Ada|none", "2|Grace|admiral"});
    CHECK(database.rows("SELECT id, amount, pg_typeof(amount) FROM orders ORDER BY id") == Texts{"10|5|text", "11|7|text", "12|12|text"});
    CHECK(upgrade_to_head(url, shop()).revisions.size() == 3);
    CHECK(downgrade(url, shop(), "base").revisions.size() == 5);
    CHECK(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1") ==
          Texts{"aludel_history", "aludel_version", "pk_aludel_history", "pk_aludel_version"});
}

TEST_CASE("rows that a policy hides are not cut unseen") {
    const PostgresqlDatabase database;
    const std::string role = "aludel_tenant";
    database.run("DROP ROLE IF EXISTS " + role + "; CREATE ROLE " + role + "; GRANT ALL ON SCHEMA public TO " + role);
    const std::string url = database.url() + "?options=-crole%3D" + role;
    upgrade(url, shop(), "a0a0a0000002");
    database.run(shop_rows);
    database.run(
        "ALTER TABLE orders ENABLE ROW LEVEL SECURITY; ALTER TABLE orders FORCE ROW LEVEL SECURITY; "
        "CREATE POLICY own ON orders USING (id = 11)");
    const std::string message = message_of([&] { upgrade_to_head(url, shop()); });
    CHECK_MESSAGE(message.find("query would be affected by row-level security policy for table \"orders\"") != std::string::npos, message);
    CHECK(current(url, shop()) == Texts{"a0a0a0000002"});
    database.run("ALTER TABLE orders NO FORCE ROW LEVEL SECURITY");
    CHECK(upgrade(url, shop(), "+1").revisions == Texts{"a0a0a0000003"});
    database.run("DROP OWNED BY " + role + "; DROP ROLE " + role);
}

TEST_CASE("the history says what was applied, when, by whom, and how to go back; no password is in it") {
    const PostgresqlDatabase database;
    const std::string at = database.url().substr(database.url().find('@'));
    upgrade_to_head("postgresql://aludel:hush-hush" + at, shop());
    CHECK(database.rows("SELECT chain, revision, format FROM aludel_version ORDER BY chain") == Texts{"||1", "shop|a0a0a0000005|1"});
    CHECK(database.rows("SELECT id, position, parents, message, kind, older_may_run FROM aludel_history ORDER BY position") ==
          Texts{"a0a0a0000001|1||create customers and orders|upgrade|1", "a0a0a0000002|2|a0a0a0000001|add email to customers|upgrade|1",
                "a0a0a0000003|3|a0a0a0000002|make amounts numbers|upgrade|0", "a0a0a0000004|4|a0a0a0000003|greet customers|upgrade|0",
                "a0a0a0000005|5|a0a0a0000004|rename note to remark|upgrade|0"});
    CHECK(database.rows(
              "SELECT count(*) FROM aludel_history WHERE applied_at ~ '^20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' AND duration_us > "
              "0 AND applied_by LIKE '%_@_%' AND length(hash) = 32 AND operations::json IS NOT NULL AND down_steps::json IS NOT NULL") ==
          Texts{"5"});
    CHECK(database.rows("SELECT count(*) FROM aludel_history AS h WHERE h::text LIKE '%hush%'") == Texts{"0"});
}

TEST_CASE("a failed revision leaves the database at the one before it, and says which and where") {
    static const auto up = +[](operations& op) {
        op.execute("DELETE FROM orders");
        op.execute("INSERT INTO nosuch VALUES (1)");
    };
    static const revision broken = {
        .id = "b0b0b0000003", .parents = {"a0a0a0000002"}, .message = "break", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&shop_tables, &shop_email, &broken};
    const PostgresqlDatabase database;
    upgrade(database.url(), chain, "a0a0a0000002");
    database.run(shop_rows);
    try {
        upgrade_to_head(database.url(), chain);
        FAIL("it did not throw");
    } catch (const Error& error) {
        CHECK(error.revision() == "b0b0b0000003");
        CHECK(error.statement() == "INSERT INTO nosuch VALUES (1)");
        CHECK(error.sqlstate() == "42P01");
        CHECK(std::string(error.what()) ==
              "upgrading through revision b0b0b0000003 (break) failed at step 2 of 2, execute INSERT INTO nosuch VALUES (1): PostgreSQL "
              "refused a statement: relation \"nosuch\" does not exist (42P01): INSERT INTO nosuch VALUES (1). The database is at "
              "a0a0a0000002, as before it");
    }
    CHECK(database.rows("SELECT count(*) FROM orders") == Texts{"3"});
    CHECK(current(database.url(), chain) == Texts{"a0a0a0000002"});
}

TEST_CASE("a data step that goes on after an error keeps nothing") {
    static const auto step = +[](connection& session) {
        session.execute("CREATE TABLE t (a int UNIQUE)");
        session.execute("INSERT INTO t VALUES (1)");
        try {
            session.execute("INSERT INTO t VALUES (1)");
        } catch (const Error&) {
        }
        // PostgreSQL would refuse this, and answer the COMMIT after it with ROLLBACK and no error.
    };
    static const auto up = +[](operations& op) { op.run("step", 1, step); };
    static const revision stepping = {.id = "e0e0e0000001", .message = "step", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&stepping};
    const PostgresqlDatabase database;
    CHECK(message_of([&] { upgrade_to_head(database.url(), chain); }).find("the transaction was ended by a statement in it") !=
          std::string::npos);
    CHECK(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace") == Texts{});
}

TEST_CASE("a revision that ends with another search_path is rolled back: its row would be in another schema's history") {
    static const auto away = +[](operations& op) { op.execute("SELECT set_config('search_path', 'other', true)"); };
    static const revision moved = {
        .id = "e0e0e0000003", .parents = {"a0a0a0000002"}, .message = "moves", .api = 1, .upgrade = away, .downgrade = nothing};
    static const auto and_back = +[](operations& op) {
        op.execute("SET LOCAL search_path = other");
        op.execute("CREATE TABLE there (a int)");
        op.execute("SET LOCAL search_path = public");
    };
    static const revision returned = {
        .id = "e0e0e0000003", .parents = {"a0a0a0000002"}, .message = "moves", .api = 1, .upgrade = and_back, .downgrade = nothing};
    const Chain chain{&shop_tables, &shop_email, &moved};
    const Chain mended{&shop_tables, &shop_email, &returned};
    const PostgresqlDatabase database;
    upgrade(database.url(), chain, "a0a0a0000002");
    database.run("CREATE SCHEMA other");
    upgrade(database.url() + "?options=-csearch_path%3Dother", chain, "a0a0a0000002");
    const std::string message = message_of([&] { upgrade_to_head(database.url(), chain); });
    CHECK_MESSAGE(message.find("a statement in it changed the search_path") != std::string::npos, message);
    CHECK(current(database.url(), chain) == Texts{"a0a0a0000002"});
    CHECK(database.rows("SELECT count(*) FROM other.aludel_history") == Texts{"2"});
    CHECK(upgrade_to_head(database.url(), mended).revisions.size() == 1);
    CHECK(database.rows("SELECT count(*) FROM other.there") == Texts{"0"});
}

TEST_CASE("an unversioned database is adopted when it is what its revision says, and only then") {
    const PostgresqlDatabase database;
    upgrade(database.url(), shop(), "a0a0a0000002");
    database.run(shop_rows);
    database.run("DROP TABLE aludel_history; DROP TABLE aludel_version; COMMENT ON SCHEMA public IS 'version 37'");
    Options options;
    options.adopt = [](connection& session) -> std::optional<std::string> {
        const Row row = session.query("SELECT obj_description($1::regnamespace)", {std::string("public")}).at(0);
        if (row.at(0) == Value(std::string("version 37"))) return "a0a0a0000002";
        return std::nullopt;
    };
    CHECK(upgrade_to_head(database.url(), shop(), options).revisions == Texts{"a0a0a0000003", "a0a0a0000004", "a0a0a0000005"});
    CHECK(database.rows("SELECT kind, count(*) FROM aludel_history GROUP BY kind ORDER BY kind") == Texts{"adopt|2", "upgrade|3"});
    CHECK(database.rows("SELECT count(*) FROM orders") == Texts{"3"});
}

TEST_CASE("a database that is not there, a wrong scheme and a server that does not answer say what to do") {
    const PostgresqlDatabase database;
    const std::string url = database.url().substr(0, database.url().rfind('/')) + "/nosuch";
    const std::string message = message_of([&] { upgrade_to_head(url, shop()); });
    CHECK_MESSAGE(message.find("cannot connect to " + url + ": ") == 0, message);
    CHECK_MESSAGE(
        message.find("database \"nosuch\" does not exist. Does the server run there, and is there that database? Aludel makes none") !=
            std::string::npos,
        message);
    CHECK(message_of([&] { current(url, shop()); }).find("cannot connect to " + url) == 0);
    CHECK(message_of([&] { upgrade_to_head("postgres://ada:secret@h/db", shop()); }) ==
          "\"postgres://ada:***@h/db\" asks for the driver \"postgres\", and this program has postgresql: add it to DRIVERS of "
          "aludel_add_migrations()");
    CHECK(message_of([&] { upgrade_to_head("postgresql://ada:secret@127.0.0.1:1/db", shop()); }).find("Connection refused") !=
          std::string::npos);
}
