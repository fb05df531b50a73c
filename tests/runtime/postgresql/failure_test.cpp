#include "postgresql/failure.h"

#include <doctest/doctest.h>

using namespace aludel::runtime::postgresql;

TEST_CASE("libpq's text becomes one line without the statement") {
    CHECK(one_line("ERROR:  relation \"x\" does not exist\nLINE 1: SELECT * FROM x\n                      ^\n") ==
          "relation \"x\" does not exist");
    CHECK(one_line("ERROR:  duplicate key\nDETAIL:  Key (id)=(1) already exists.\n") ==
          "duplicate key; DETAIL: Key (id)=(1) already exists");
    CHECK(one_line("ERROR:  no\nLINE 1: SELECT ix FROM t\n               ^\nHINT:  Perhaps you meant \"id\".\n") ==
          "no; HINT: Perhaps you meant \"id\"");
    CHECK(one_line("ERROR:  boom\nDETAIL:  one\ntwo\nCONTEXT:  PL/pgSQL function f() line 1\nSQL statement \"SELECT\"\n") ==
          "boom; DETAIL: one; two");
    CHECK(one_line("connection to server at \"x\", port 1 failed: Connection refused\n\tIs the server running?\n") ==
          "connection to server at \"x\", port 1 failed: Connection refused;  Is the server running?");
    CHECK(one_line("FEHLER:  Division durch Null\n") == "Division durch Null");
    CHECK(one_line("").empty());
}

TEST_CASE("a failure is a conflict where another transaction was in the way") {
    for (const char* state : {"55P03", "40P01", "40001"}) CHECK(Failure{"x", state, false}.conflict());
    for (const char* state : {"", "57014", "23505", "40002"}) CHECK_FALSE(Failure{"x", state, false}.conflict());
}
