#include "sql/sqlite/statements.h"

#include <doctest/doctest.h>

using aludel::migrations::sqlite::first_word;
using aludel::migrations::sqlite::split_statements;

TEST_CASE("statements end at a semicolon that is not in a string, a name or a comment") {
    CHECK(split_statements("SELECT ';'; SELECT \";\" ; SELECT [;]; SELECT `;`") ==
          std::vector<std::string>{"SELECT ';'", "SELECT \";\"", "SELECT [;]", "SELECT `;`"});
    CHECK(split_statements("SELECT 'it''s;' -- one; two\n; /* ; */ SELECT 2;") ==
          std::vector<std::string>{"SELECT 'it''s;' -- one; two", "/* ; */ SELECT 2"});
    CHECK(split_statements(" ; -- nothing\n ;; ").empty());
    CHECK(split_statements("").empty());
    CHECK(split_statements("SELECT 'not closed; x") == std::vector<std::string>{"SELECT 'not closed; x"});
}

TEST_CASE("a trigger is one statement, with what it does") {
    const std::string trigger = "CREATE TEMP TRIGGER t AFTER INSERT ON x BEGIN SELECT CASE WHEN 1 THEN 2 END; UPDATE x SET a = 1; END";
    CHECK(split_statements(trigger + "; SELECT 1") == std::vector<std::string>{trigger, "SELECT 1"});
    CHECK(split_statements("CREATE TABLE trigger (a); SELECT 1").size() == 2);
}

TEST_CASE("the first word is found behind comments") {
    CHECK(first_word("/* a */ -- b\n vacuum x") == "VACUUM");
    CHECK(first_word("(SELECT 1)").empty());
    CHECK(first_word("-- only").empty());
}
