#include <aludel/postgresql.h>

#include <doctest/doctest.h>

#include <aludel/runtime/drivers.h>
#include <aludel/runtime/error.h>

#include "postgresql/database.h"
#include "runtime/message_of.h"
#include "runtime/shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;

namespace {

using Texts = std::vector<std::string>;

std::string with_option(const PostgresqlDatabase& database, const std::string& setting) {
    return database.url() + "?options=-c" + setting;
}

}  // namespace

TEST_CASE("a history in another schema of the search_path is not taken for one's own") {
    const PostgresqlDatabase database;
    upgrade_to_head(database.url(), shop());
    database.run("CREATE SCHEMA tenant");
    const std::string url = with_option(database, "search_path%3Dtenant,public");
    const std::string expected = "the history of " + url +
                                 " would be read from the schema \"public\" and written to \"tenant\", which come in this order along the "
                                 "search_path (tenant,public): leave the one that is not meant out of it";
    CHECK(message_of([&] { upgrade_to_head(url, shop()); }) == expected);
    CHECK(message_of([&] { current(url, shop()); }) == expected);
    CHECK(message_of([&] { runtime::check(url, shop()); }) == expected);
    CHECK(upgrade_to_head(with_option(database, "search_path%3Dtenant"), shop()).revisions.size() == 5);
    CHECK(upgrade_to_head(url, shop()).revisions.empty());
}

TEST_CASE("a search_path without a schema is refused") {
    const PostgresqlDatabase database;
    const std::string url = with_option(database, "search_path%3Dnosuch");
    CHECK(message_of([&] { upgrade_to_head(url, shop()); }).find("no schema of the search_path (nosuch) exists in " + url) == 0);
}

TEST_CASE("nothing is made in the schema that ends with the session") {
    const PostgresqlDatabase database;
    const std::string url = with_option(database, "search_path%3Dpg_temp,public");
    const std::string expected = "the search_path (pg_temp,public) begins with pg_temp in " + url +
                                 ", so that all that is made would be gone with the session: leave pg_temp out of it, or write it last";
    CHECK(message_of([&] { upgrade_to_head(url, shop()); }) == expected);
    CHECK(message_of([&] { current(url, shop()); }) == expected);
    CHECK(upgrade_to_head(with_option(database, "search_path%3Dpublic,pg_temp"), shop()).revisions.size() == 5);
}

TEST_CASE("a temporary table that hides another stops the run, and so does a database that can only be read") {
    const PostgresqlDatabase database;
    upgrade(database.url(), shop(), "a0a0a0000002");
    pqxx::connection connection(database.url());
    pqxx::nontransaction(connection).exec("CREATE TEMP TABLE customers (a int)");
    CHECK(message_of([&] { upgrade_to_head(connection, shop()); }) ==
          "the connection has a temporary table customers that hides the table customers of the open PostgreSQL database " +
              database.name() + " of aludel: drop it before the upgrade");
    pqxx::nontransaction(connection).exec("DROP TABLE customers");
    CHECK(upgrade(connection, shop(), "+1").revisions.size() == 1);

    const std::string url = with_option(database, "default_transaction_read_only%3Don");
    CHECK(message_of([&] { upgrade_to_head(url, shop()); }) ==
          url +
              " can only be read, and there are revisions to run: default_transaction_read_only is on, for the server, the database or the "
              "role");
    CHECK(current(url, shop()) == Texts{"a0a0a0000003"});
}

TEST_CASE("what a server, a database or a role has as defaults does not change a run") {
    const PostgresqlDatabase database;
    database.run("ALTER DATABASE " + database.name() + " SET statement_timeout = '150ms'");
    database.run("ALTER DATABASE " + database.name() + " SET idle_in_transaction_session_timeout = '150ms'");
    database.run("ALTER DATABASE " + database.name() + " SET default_transaction_isolation = 'serializable'");
    database.run("ALTER DATABASE " + database.name() + " SET lock_timeout = '1ms'");
    database.run("ALTER DATABASE " + database.name() + " SET bytea_output = 'escape'");
    if (postgresql_version() >= 17) database.run("ALTER DATABASE " + database.name() + " SET transaction_timeout = '150ms'");
    static Texts seen;
    seen.clear();
    static const auto step = +[](connection& session) {
        session.execute("SELECT pg_sleep(0.3)");
        for (const char* setting : {"transaction_isolation", "lock_timeout", "client_encoding", "client_connection_check_interval"})
            seen.push_back(std::get<std::string>(session.query(std::string("SHOW ") + setting).at(0).at(0)));
    };
    static const auto up = +[](operations& op) { op.run("sleep", 1, step); };
    static const auto nothing = +[](operations&) {};
    static const revision slow = {.id = "b0b0b0000001", .message = "sleep", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&slow};
    CHECK(upgrade_to_head(database.url(), chain).revisions.size() == 1);
    CHECK(seen == Texts{"read committed", "5s", "UTF8", "5s"});
}

TEST_CASE("a borrowed connection is as it was, after success and after an error") {
    const PostgresqlDatabase database;
    pqxx::connection connection(database.url());
    pqxx::nontransaction(connection).exec("SET statement_timeout = '7s'");
    pqxx::nontransaction(connection).exec("SET lock_timeout = '8s'");
    pqxx::nontransaction(connection).exec("SET client_encoding TO 'LATIN1'");
    pqxx::nontransaction(connection).exec("SET default_transaction_isolation TO 'repeatable read'");
    const auto settings = [&] {
        Texts result;
        for (const auto& row : pqxx::nontransaction(connection).exec("SELECT name || '=' || setting FROM pg_settings ORDER BY name"))
            result.emplace_back(row[0].c_str());
        return result;
    };
    const Texts before = settings();
    CHECK(upgrade_to_head(connection, shop()).revisions.size() == 5);
    CHECK(settings() == before);
    CHECK(upgrade_to_head(connection, shop()).revisions.empty());
    CHECK(runtime::check(connection, shop()).at_head());
    downgrade(connection, shop(), "a0a0a0000003");
    CHECK(settings() == before);
    static const auto up = +[](operations& op) { op.execute("SELECT nosuch"); };
    static const auto nothing = +[](operations&) {};
    static const revision broken = {
        .id = "b0b0b0000004", .parents = {"a0a0a0000003"}, .message = "break", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&shop_tables, &shop_email, &shop_amounts, &broken};
    CHECK_THROWS_AS(upgrade_to_head(connection, chain), Error);
    CHECK(settings() == before);
    CHECK(current(connection, chain) == Texts{"a0a0a0000003"});
    stamp(connection, chain, "b0b0b0000004");
    CHECK(settings() == before);
    CHECK(connection.is_open());
    pqxx::work(connection).exec("SELECT 1");
}

TEST_CASE("tables are those of the current schema, but for those of extensions") {
    const PostgresqlDatabase database;
    database.run(
        "CREATE TABLE b (a int); CREATE VIEW a AS SELECT 1; CREATE MATERIALIZED VIEW \"C c\" AS SELECT 1; CREATE SCHEMA s; CREATE TABLE "
        "s.t (a "
        "int); CREATE SEQUENCE q; CREATE TYPE y AS (a int); CREATE INDEX i ON b (a)");
    const auto driver = postgresql_driver.open(database.url(), Access::read);
    CHECK(driver->tables() == Texts{"C c", "a", "b"});
}
