#include "postgresql/statement.h"

#include <string>

#include <doctest/doctest.h>

#include <aludel/runtime/error.h>

using namespace aludel::runtime;
using namespace aludel::runtime::postgresql;

TEST_CASE("no statement, and one that would be cut off, are refused") {
    for (const char* sql : {"", " \n", ";", "-- a comment", "/* one /* in */ another */ ;", "/* never closed", "/* /* */"}) {
        CAPTURE(sql);
        CHECK_THROWS_AS(check_statement(sql), Error);
    }
    CHECK_THROWS_AS(check_statement(std::string("SELECT 1\0 DROP", 14)), Error);
    CHECK_NOTHROW(check_statement("/* one /* in */ another */ SELECT 1"));
    CHECK_NOTHROW(check_statement("-- first\nSELECT 1"));
}

TEST_CASE("what would end the transaction, or wait for the client, is refused") {
    CHECK_THROWS_AS(check_statement("prepare /* x */ Transaction 'x'"), Error);
    CHECK_NOTHROW(check_statement("PREPARE transactions AS SELECT 1"));
    CHECK_THROWS_AS(check_statement("COPY t FROM STDIN"), Error);
    CHECK_THROWS_AS(check_statement("copy (SELECT 1) to\nstdout"), Error);
    CHECK_NOTHROW(check_statement("COPY t FROM '/tmp/stdin'"));
    CHECK_NOTHROW(check_statement("COPY \"stdin\" FROM '/tmp/x'"));
}

TEST_CASE("a name is found where it is a word of the statement") {
    CHECK(mentions("ALTER TABLE customers ADD x int", "customers"));
    CHECK(mentions("ALTER TABLE Customers ADD x int", "customers"));
    CHECK(mentions("DROP TABLE public.customers", "customers"));
    CHECK(mentions("DROP TABLE \"we\"\"ird\"", "we\"ird"));
    CHECK(mentions("DROP TABLE \"Customers\"", "Customers"));
    CHECK_FALSE(mentions("ALTER TABLE customers_old ADD x int", "customers"));
    CHECK_FALSE(mentions("ALTER TABLE my_customers ADD x int", "customers"));
    CHECK_FALSE(mentions("ALTER TABLE x ADD customers2 int", "customers"));
    CHECK_FALSE(mentions("SELECT 1", ""));
}

TEST_CASE("a statement that only reads is known by its first word") {
    CHECK(reads_only("/* x */ (SELECT 1)"));
    CHECK(reads_only("values (1)"));
    CHECK_FALSE(reads_only("INSERT INTO t SELECT 1"));
    CHECK_FALSE(reads_only("selection"));
}
