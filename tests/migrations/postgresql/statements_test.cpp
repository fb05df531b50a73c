#include <doctest/doctest.h>

#include "sql/postgresql/statements.h"

using namespace aludel::migrations::postgresql;
using Statements = std::vector<std::string>;

TEST_CASE("an author's SQL is cut at its semicolons and nowhere else") {
    CHECK(split_statements("") == Statements{});
    CHECK(split_statements(" ; -- nothing\n;") == Statements{});
    CHECK(split_statements("SELECT 1; SELECT 2") == Statements{"SELECT 1", "SELECT 2"});
    CHECK(split_statements("SELECT ';', \";\" -- ;\n, 2 /* ; /* ; */ ; */; SELECT 3") ==
          Statements{"SELECT ';', \";\" -- ;\n, 2 /* ; /* ; */ ; */", "SELECT 3"});
    CHECK(split_statements("SELECT 'it''s;'; SELECT 2") == Statements{"SELECT 'it''s;'", "SELECT 2"});
    CHECK(split_statements("SELECT E'it\\'s;'; SELECT 2") == Statements{"SELECT E'it\\'s;'", "SELECT 2"});
    CHECK(split_statements("SELECT 'back\\'; SELECT 2") == Statements{"SELECT 'back\\'", "SELECT 2"});
    CHECK(split_statements("SELECT U&'\\0041;', U&\"d;\"; SELECT 2") == Statements{"SELECT U&'\\0041;', U&\"d;\"", "SELECT 2"});
    CHECK(split_statements("SELECT type'x;'; SELECT 2") == Statements{"SELECT type'x;'", "SELECT 2"});
    CHECK(split_statements("DO $$ BEGIN a; b; END $$; SELECT 2") == Statements{"DO $$ BEGIN a; b; END $$", "SELECT 2"});
    CHECK(split_statements("DO $a$ $b$; $$; $a$; SELECT 2") == Statements{"DO $a$ $b$; $$; $a$", "SELECT 2"});
    CHECK(split_statements("SELECT $1; SELECT a$b$; SELECT 2") == Statements{"SELECT $1", "SELECT a$b$", "SELECT 2"});
    CHECK(split_statements("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3") ==
          Statements{"CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3"});
    const std::string atomic = "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END";
    CHECK(split_statements(atomic + "; SELECT 3") == Statements{atomic, "SELECT 3"});
    CHECK(split_statements("CREATE PROCEDURE p() BEGIN ATOMIC SELECT 1; END; SELECT 3").size() == 2);
    CHECK(split_statements("SELECT 'open") == Statements{"SELECT 'open"});
    CHECK(split_statements("SELECT $$ open; ") == Statements{"SELECT $$ open;"});
}

TEST_CASE("a statement is known by its first words") {
    CHECK(first_words("-- why\n/* how */ create  unique index i", 2) == Statements{"CREATE", "UNIQUE"});
    CHECK(first_words("(SELECT 1)", 1) == Statements{});
    CHECK(first_words("", 1) == Statements{});
}

TEST_CASE("what begins, ends or divides a transaction is known") {
    for (const char* text : {"BEGIN", "begin work", "START TRANSACTION", "COMMIT", "END", "ROLLBACK TO s", "ABORT", "SAVEPOINT s",
                             "RELEASE s", "PREPARE TRANSACTION 'x'"})
        CHECK(controls_transaction(text));
    for (const char* text : {"PREPARE p AS SELECT 1", "SELECT 'COMMIT'", "CREATE TABLE begin (end int)", "LOCK TABLE t", ""})
        CHECK(!controls_transaction(text));
}

TEST_CASE("what PostgreSQL refuses in a transaction is known") {
    for (const char* text :
         {"VACUUM", "vacuum full t", "CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)",
          "DROP INDEX CONCURRENTLY i", "REINDEX INDEX CONCURRENTLY i", "REINDEX (VERBOSE, CONCURRENTLY) TABLE t", "REINDEX DATABASE d",
          "CREATE DATABASE d", "DROP DATABASE d", "ALTER SYSTEM SET a = 1", "CREATE TABLESPACE s LOCATION '/x'", "CLUSTER",
          "ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "DISCARD ALL", "DROP SUBSCRIPTION s"})
        CHECK(!may_stand_in_transaction(text));
    for (const char* text : {"CREATE INDEX i ON t (a)", "DROP INDEX i", "REINDEX TABLE t", "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
                             "CLUSTER t USING i", "ALTER TYPE mood ADD VALUE 'x'", "ALTER TABLE t ADD COLUMN a int", "DROP TABLE vacuum",
                             "DISCARD TEMP", "CREATE INDEX \"CONCURRENTLY\" ON t (a)", ""})
        CHECK(may_stand_in_transaction(text));
}
