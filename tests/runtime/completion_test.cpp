#include "sqlite/completion.h"

#include <doctest/doctest.h>

#include <aludel/runtime/error.h>

using namespace aludel::runtime;
using namespace aludel::runtime::sqlite;
using aludel::migrations::Definition;
using aludel::migrations::RebuildStep;

namespace {

RebuildStep step() {
    RebuildStep step;
    step.table = "t";
    step.before.columns = {{"a", "\"a\" TEXT"}, {"b", "\"b\" TEXT"}};
    step.before.constraints = {{"ck", "CONSTRAINT \"ck\" CHECK (\"a\" > 0)"}};
    step.after = step.before;
    step.after.columns[1].sql = "\"b\" INTEGER";
    step.copies = {{"a", "\"t\".\"a\"", true}, {"b", "CAST(\"t\".\"b\" AS INTEGER)", false}};
    return step;
}

std::vector<std::string> columns(const CompletedRebuild& completed) {
    std::vector<std::string> result;
    for (const Definition& one : completed.after.columns) result.push_back(one.sql);
    return result;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a live table that is as the revisions have it adds nothing") {
    const CompletedRebuild completed = complete(step(), parse_create_table("CREATE TABLE T(a text, [b] TEXT, constraint CK check(a>0))"));
    CHECK(completed.after == step().after);
    CHECK(completed.copies == step().copies);
    CHECK(completed.carried.empty());
}

TEST_CASE("what the revisions do not know is carried over") {
    const CompletedRebuild completed =
        complete(step(), parse_create_table("CREATE TABLE t(a TEXT NOT NULL, b TEXT, \"x y\" REAL, g AS (a), CONSTRAINT ck CHECK (a > 0 OR "
                                            "a IS NULL), UNIQUE (b), CONSTRAINT q UNIQUE (a)) STRICT"));
    CHECK(columns(completed) == Texts{"a TEXT NOT NULL", "\"b\" INTEGER", "\"x y\" REAL", "g AS (a)"});
    CHECK(completed.after.constraints == std::vector<Definition>{{"ck", "CONSTRAINT ck CHECK (a > 0 OR a IS NULL)"},
                                                                 {"", "UNIQUE (b)"},
                                                                 {"q", "CONSTRAINT q UNIQUE (a)"}});
    CHECK(completed.after.options == "STRICT");
    REQUIRE(completed.copies.size() == 3);
    CHECK(completed.copies[2].column == "x y");
    CHECK(completed.copies[2].expression == "\"t\".\"x y\"");
    CHECK(completed.copies[2].exact);
    CHECK(completed.carried.size() == 7);
}

TEST_CASE("a rebuild that would lose a difference is refused") {
    const char* missing =
        "table t cannot be made again: the applied revisions say that it has column b, constraint ck, and the live table does not; "
        "somebody "
        "changed the database by hand. Bring it back, or write a revision that says what is there";
    CHECK_THROWS_WITH_AS(complete(step(), parse_create_table("CREATE TABLE t(a TEXT)")), missing, Error);
    const char* changed =
        "table t cannot be made again: column b is written `b TEXT UNIQUE` in the live table and `\"b\" TEXT` in the applied revisions, "
        "and this "
        "step changes it: the difference would be lost. Bring the live definition and the revisions together first";
    CHECK_THROWS_WITH_AS(complete(step(), parse_create_table("CREATE TABLE t(a TEXT, b TEXT UNIQUE, CONSTRAINT ck CHECK (a > 0))")),
                         changed, Error);

    RebuildStep drops_check = step();
    drops_check.after.constraints.clear();
    CHECK_THROWS_AS(complete(drops_check, parse_create_table("CREATE TABLE t(a TEXT, b TEXT, CONSTRAINT ck CHECK (a > 1))")), Error);

    RebuildStep adds = step();
    adds.after.columns.push_back({"c", "\"c\" TEXT"});
    CHECK_THROWS_AS(complete(adds, parse_create_table("CREATE TABLE t(a TEXT, b TEXT, C INT, CONSTRAINT ck CHECK (a > 0))")), Error);

    RebuildStep renames = step();
    renames.after.columns[0] = {"z", "\"z\" TEXT"};
    renames.copies[0] = {"z", "\"t\".\"a\"", true};
    CHECK_THROWS_AS(complete(renames, parse_create_table("CREATE TABLE t(a TEXT CHECK (a <> 'x'), b TEXT, CONSTRAINT ck CHECK (a > 0))")),
                    Error);

    RebuildStep strict = step();
    strict.after.options = "STRICT";
    CHECK_THROWS_AS(
        complete(strict, parse_create_table("CREATE TABLE t(a TEXT PRIMARY KEY, b TEXT, CONSTRAINT ck CHECK (a > 0)) WITHOUT ROWID")),
        Error);
}

TEST_CASE("a column that is dropped goes with whatever its live definition says") {
    RebuildStep drops = step();
    drops.after.columns.pop_back();
    drops.copies.pop_back();
    const CompletedRebuild completed =
        complete(drops, parse_create_table("CREATE TABLE t(a TEXT, b TEXT DEFAULT 'x', CONSTRAINT ck CHECK (a > 0))"));
    CHECK(columns(completed) == Texts{"\"a\" TEXT"});
}
