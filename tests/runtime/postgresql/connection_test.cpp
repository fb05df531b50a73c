#include "postgresql/connection.h"

#include <cmath>
#include <functional>
#include <limits>

#include <doctest/doctest.h>

#include <aludel/runtime/error.h>

#include "postgresql/database.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;
using postgresql::Connection;
using postgresql::conninfo;

namespace {

template <class E = Error>
std::string message_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const E& error) {
        return error.what();
    }
    return "nothing was thrown";
}

std::string text(const Row& row, std::size_t column = 0) {
    return std::get<std::string>(row.at(column));
}

/// Ends the session of a connection from outside.
void terminate(const PostgresqlDatabase& database, Connection& connection) {
    const auto pid = std::get<std::int64_t>(*connection.value("SELECT pg_backend_pid()"));
    database.run("SELECT pg_terminate_backend(" + std::to_string(pid) + ")");
    database.run("DO $$ BEGIN WHILE EXISTS (SELECT FROM pg_stat_activity WHERE pid = " + std::to_string(pid) +
                 ") LOOP PERFORM pg_sleep(0.01); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$");
}

const std::string begin = "BEGIN; SELECT 1";

}  // namespace

TEST_CASE("a value of every kind comes back as it was given") {
    const PostgresqlDatabase database;
    Connection connection(conninfo(database.url()));
    const schema::Blob every = [] {
        schema::Blob blob;
        for (int i = 0; i < 256; ++i) blob.push_back(static_cast<std::byte>(i));
        return blob;
    }();
    connection.execute("CREATE TABLE v (b boolean, i bigint, s smallint, d double precision, t text, x bytea, n numeric, u uuid)");
    const Row given = {true,
                       std::int64_t{-9223372036854775807 - 1},
                       std::int64_t{-3},
                       0.1,
                       std::string("it's \\ \"x\" \xE2\x82\xAC\n"),
                       every,
                       std::string("12345678901234567890.10"),
                       std::string("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")};
    CHECK(connection.execute("INSERT INTO v VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", given) == 1);
    CHECK(connection.query("SELECT * FROM v") == std::vector<Row>{given});
    connection.execute("SET bytea_output = 'escape'");
    CHECK(connection.query("SELECT * FROM v") == std::vector<Row>{given});

    connection.execute("DELETE FROM v");
    const Row nulls(8, schema::Null{});
    connection.execute("INSERT INTO v VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", nulls);
    CHECK(connection.query("SELECT * FROM v") == std::vector<Row>{nulls});
    CHECK(connection.texts("SELECT b, 1 FROM v") == std::vector<postgresql::TextRow>{{std::nullopt, "1"}});
    CHECK(connection.value("SELECT $1::bytea", {schema::Blob{}}) == Value(schema::Blob{}));
    CHECK(connection.value("SELECT $1::text", {std::string()}) == Value(std::string()));
    CHECK(connection.value("SELECT $1::float8", {std::numeric_limits<double>::infinity()}) ==
          Value(std::numeric_limits<double>::infinity()));
    CHECK(std::isnan(std::get<double>(*connection.value("SELECT $1::float8", {std::nan("")}))));
    CHECK(connection.value("SELECT 1 WHERE false") == std::nullopt);
}

TEST_CASE("execute gives the rows that were changed, not those that were read") {
    const PostgresqlDatabase database;
    Connection connection(conninfo(database.url()));
    CHECK(connection.execute("CREATE TABLE t (a int)") == 0);
    CHECK(connection.execute("INSERT INTO t SELECT generate_series(1, 5)") == 5);
    CHECK(connection.execute("UPDATE t SET a = a WHERE a > 2") == 3);
    CHECK(connection.execute("/* all */ SELECT * FROM t") == 0);
    CHECK(connection.execute("WITH gone AS (DELETE FROM t WHERE a = 1 RETURNING a) DELETE FROM t WHERE a = 2") == 1);
}

TEST_CASE("a statement that is refused says what the server says, with its state, detail and hint") {
    const PostgresqlDatabase database;
    Connection connection(conninfo(database.url()));
    connection.execute("CREATE TABLE t (id int PRIMARY KEY)");
    connection.execute("INSERT INTO t VALUES (1)");
    try {
        connection.execute("INSERT INTO t VALUES (1)");
        FAIL("it did not throw");
    } catch (const Conflict&) {
        FAIL("nobody is in the way");
    } catch (const Error& error) {
        CHECK(error.sqlstate() == "23505");
        CHECK(error.statement() == "INSERT INTO t VALUES (1)");
        CHECK(std::string(error.what()) ==
              "PostgreSQL refused a statement: duplicate key value violates unique constraint \"t_pkey\"; DETAIL: Key (id)=(1) already "
              "exists "
              "(23505): INSERT INTO t VALUES (1)");
    }
    CHECK(message_of([&] {
              connection.query("SELECT ix FROM t");
          }).find("column \"ix\" does not exist; HINT: Perhaps you meant to reference") != std::string::npos);
    CHECK(message_of([&] { connection.execute("SELECT 1; SELECT 2"); }) ==
          "one statement is expected here, and this is more than one: SELECT 1; SELECT 2");
    CHECK(message_of([&] {
              connection.execute("SELECT $1", {});
          }).find("bind message supplies 0 parameters, but prepared statement \"\" requires 1") != std::string::npos);
    CHECK(connection.alive());
    CHECK(connection.execute("SELECT 1;") == 0);
}

TEST_CASE("after a statement failed in a transaction, nothing runs until it is rolled back") {
    const PostgresqlDatabase database;
    Connection connection(conninfo(database.url()));
    CHECK(connection.begin("BEGIN; SELECT 'begun'") == std::vector<postgresql::TextRow>{{"begun"}});
    connection.execute("CREATE TABLE t (a int)");
    CHECK(connection.in_transaction());
    CHECK_THROWS_AS(connection.execute("SELECT 1 / 0"), Error);
    CHECK(connection.failed());
    CHECK(message_of([&] { connection.execute("SELECT 1"); }) ==
          "the transaction was ended by a statement in it: PostgreSQL refused a statement: division by zero (22012): SELECT 1 / 0");
    CHECK(message_of([&] { connection.commit(); }).find("division by zero") != std::string::npos);
    CHECK_FALSE(connection.in_transaction());
    CHECK(database.rows("SELECT count(*) FROM pg_tables WHERE tablename = 't'") == std::vector<std::string>{"0"});

    connection.begin(begin);
    connection.execute("CREATE TABLE t (a int)");
    connection.commit();
    CHECK(database.rows("SELECT count(*) FROM t") == std::vector<std::string>{"0"});
}

TEST_CASE("what a COMMIT finds out is an error, and the transaction is over") {
    const PostgresqlDatabase database;
    Connection connection(conninfo(database.url()));
    connection.execute("CREATE TABLE t (a int PRIMARY KEY, b int REFERENCES t DEFERRABLE INITIALLY DEFERRED)");
    connection.begin(begin);
    connection.execute("INSERT INTO t VALUES (1, 2)");
    try {
        connection.commit();
        FAIL("it did not throw");
    } catch (const CommitInDoubt&) {
        FAIL("there is no doubt");
    } catch (const Error& error) {
        CHECK(error.sqlstate() == "23503");
    }
    CHECK_FALSE(connection.in_transaction());
    CHECK(connection.execute("INSERT INTO t VALUES (1, 1)") == 1);
}

TEST_CASE("a session that is lost is not taken for another one") {
    const PostgresqlDatabase database;
    Connection connection(conninfo(database.url()));
    connection.begin(begin);
    connection.execute("CREATE TABLE t (a int)");
    terminate(database, connection);
    const std::string message = message_of([&] { connection.execute("INSERT INTO t VALUES (1)"); });
    CHECK_MESSAGE(message.find("the connection to " + database.url() + " was lost, and its transaction with it") == 0, message);
    // libpqxx 6 asks a session that is gone for its encoding, and so loses what the server said.
    CHECK(message.find("encoding") == std::string::npos);
    CHECK_FALSE(connection.alive());
    for (int i = 0; i < 3; ++i)
        CHECK(message_of([&] { connection.execute("CREATE TABLE stray (a int)"); }).find("was lost") != std::string::npos);
    connection.rollback();
    CHECK(message_of([&] { connection.execute("CREATE TABLE stray (a int)"); }).find("was lost") != std::string::npos);
    // Here libpqxx 6 would connect anew by itself, at the second attempt.
    for (int i = 0; i < 3; ++i) CHECK(message_of([&] { connection.begin(begin); }).find("was lost") != std::string::npos);
    CHECK(database.rows("SELECT count(*) FROM pg_tables WHERE tablename IN ('t', 'stray')") == std::vector<std::string>{"0"});
}

TEST_CASE("a session that is lost during COMMIT leaves it in doubt") {
    const PostgresqlDatabase database;
    // The trigger runs within COMMIT.
    database.run(
        "CREATE TABLE t (a int); CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM "
        "pg_terminate_backend(pg_backend_pid()); "
        "RETURN NULL; END'; CREATE CONSTRAINT TRIGGER die AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "
        "die()");
    Connection connection(conninfo(database.url()));
    connection.begin(begin);
    connection.execute("INSERT INTO t VALUES (1)");
    const std::string message = message_of<CommitInDoubt>([&] { connection.commit(); });
    CHECK_MESSAGE(message.find("that was during COMMIT, so that the transaction may have been kept or not") != std::string::npos, message);
    CHECK_FALSE(connection.in_transaction());

    Connection other(conninfo(database.url()));
    other.begin(begin);
    terminate(database, other);
    CHECK_THROWS_AS(other.commit(), CommitInDoubt);
}

TEST_CASE("a lock that is not to be had is a conflict in a transaction, and stays one when a step goes on after it") {
    const PostgresqlDatabase database;
    database.run("CREATE TABLE t (a int)");
    Connection holder(conninfo(database.url()));
    holder.begin("BEGIN; LOCK TABLE t");
    Connection connection(conninfo(database.url()));
    connection.begin("BEGIN; SET LOCAL lock_timeout = 20; SELECT 1");
    try {
        connection.execute("ALTER TABLE t ADD b int");
        FAIL("it did not throw");
    } catch (const Conflict& conflict) {
        CHECK(conflict.sqlstate() == "55P03");
        CHECK(conflict.statement() == "ALTER TABLE t ADD b int");
    }
    CHECK_THROWS_AS(connection.execute("SELECT 1"), Conflict);
    CHECK_THROWS_AS(connection.commit(), Conflict);
    CHECK_FALSE(connection.in_transaction());
}

TEST_CASE("what the server notices is told") {
    const PostgresqlDatabase database;
    Connection connection(conninfo(database.url()));
    std::vector<std::string> told;
    connection.on_notice([&](std::string_view text) { told.emplace_back(text); });
    connection.execute("DROP TABLE IF EXISTS nosuch");
    CHECK(told == std::vector<std::string>{"table \"nosuch\" does not exist, skipping"});
    connection.on_notice({});
    connection.execute("DROP TABLE IF EXISTS nosuch");
    CHECK(told.size() == 1);
}

TEST_CASE("a borrowed connection is refused while it is in use, and left as it was") {
    const PostgresqlDatabase database;
    pqxx::connection borrowed(database.url());
    {
        pqxx::work work(borrowed);
        CHECK(message_of([&] { Connection(borrowed, "it"); }).find("has a transaction object of libpqxx: let it go out of scope") !=
              std::string::npos);
    }
    pqxx::nontransaction(borrowed).exec("BEGIN");
    CHECK(message_of([&] { Connection(borrowed, "it"); }) ==
          "the pqxx::connection that was given is in a transaction: commit it or roll it back before the upgrade");
    CHECK_THROWS_AS(pqxx::nontransaction(borrowed).exec("SELECT 1 / 0"), pqxx::sql_error);
    CHECK(message_of([&] { Connection(borrowed, "it"); }) ==
          "the pqxx::connection that was given is in a transaction that failed: roll it back before the upgrade");
    pqxx::nontransaction(borrowed).exec("ROLLBACK");
    pqxx::nontransaction(borrowed).exec("SET client_encoding TO 'LATIN1'");
    {
        Connection connection(borrowed, "it");
        CHECK(text(connection.query("SHOW client_encoding").at(0)) == "UTF8");
        CHECK(connection.value("SELECT chr(8364)") == Value(std::string("\xE2\x82\xAC")));
        connection.begin(begin);
        connection.execute("CREATE TABLE t (a int)");
    }
    CHECK(borrowed.is_open());
    CHECK(std::string(pqxx::nontransaction(borrowed).exec("SHOW client_encoding")[0][0].c_str()) == "LATIN1");
    CHECK(database.rows("SELECT count(*) FROM pg_tables WHERE tablename = 't'") == std::vector<std::string>{"0"});
}
