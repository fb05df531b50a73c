// Where objects in SQL of their authors stand among the others.
#include <aludel/schema/diff.h>

#include <doctest/doctest.h>

#include <aludel/schema/apply.h>
#include <aludel/schema/validate.h>

#include "schema/diff_words.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

/// The first of them, when the drops are said.
Change changes_of(const Schema& a, const Schema& b) {
    return diff(a, b, {.drops = {"search"}}).changes.front();
}

Opaque object(const std::string& name, const std::string& kind, const std::string& create) {
    return {.name = name, .kind = kind, .create = {create, {}}, .drop = {"drop " + name, {}}};
}

const Opaque touch = object("touch", "function", "CREATE FUNCTION touch() RETURNS trigger AS $$BEGIN RETURN NEW; END$$");
const Opaque touch_users = object("touch_users", "trigger", "CREATE TRIGGER touch_users BEFORE UPDATE ON users EXECUTE FUNCTION touch()");

Schema users() {
    return {.tables = {table("users", {column("name", text), column("age", integer)})}, .opaque = {touch, touch_users}};
}

}  // namespace

TEST_CASE("a function that changes takes its trigger along, as PostgreSQL asks, and no other one") {
    Schema before = users();
    before.opaque.add(object("other", "trigger", "CREATE TRIGGER other AFTER INSERT ON users BEGIN SELECT 1; END"));
    Schema after = before;
    after.opaque.find("touch")->create.sql += " -- anew";
    CHECK(changes(before, after) ==
          Lines{"drop trigger touch_users", "drop function touch", "create function touch", "create trigger touch_users"});
    after = before;
    after.opaque.find("touch_users")->drop.sql = "DROP";
    CHECK(changes(before, after) == Lines{"drop trigger touch_users", "create trigger touch_users"});
}

TEST_CASE("a trigger goes before what it names changes, and comes back behind it") {
    const Schema before = users();
    Schema after = before;
    after.tables.find("users")->columns.add(column("city", text, true));
    CHECK(changes(before, after) == Lines{"add users.city text, nullable"});

    Schema named = before;
    named.opaque.find("touch_users")->create.sql =
        "CREATE TRIGGER touch_users BEFORE UPDATE OF \"Age\", name ON users EXECUTE FUNCTION touch()";
    after = named;
    after.tables.find("users")->columns.find("name")->nullable = true;
    CHECK(changes(named, after) == Lines{"alter users.name: nullable"});
    after.tables.find("users")->columns.find("age")->type = bigint;
    CHECK(changes(named, after) == Lines{"drop trigger touch_users", "alter users.name: nullable",
                                         "alter users.age: type integer to bigint", "create trigger touch_users"});

    after = before;
    after.tables = {after.tables.begin()[0]};
    Table members = *before.tables.begin();
    members.name = "members";
    after.tables = {members};
    after.opaque.find("touch_users")->create.sql = "CREATE TRIGGER touch_users BEFORE UPDATE ON members EXECUTE FUNCTION touch()";
    CHECK(changes(before, after, {.renames = {{Rename::Of::table, {}, "users", "members"}}}).front() == "drop trigger touch_users");
    CHECK(changes(before, after, {.renames = {{Rename::Of::table, {}, "users", "members"}}}).back() == "create trigger touch_users");
}

TEST_CASE("functions stand before the tables that call them and behind those that they read") {
    Schema schema;
    Table t = table("books", {column("title", text), column("slug", text)});
    t.checks = {{"ck_slug", {"is_slug(slug)", {}}}};
    schema.tables = {t};
    schema.views = {{.name = "titles", .query = {"select first_word(title) from books", {}}}};
    schema.opaque = {object("is_slug", "function", "CREATE FUNCTION is_slug(s text) ... select strip(s) = s -- not of books"),
                     object("strip", "function", "CREATE FUNCTION strip(s text) ... books"),
                     object("newest", "function", "CREATE FUNCTION newest() RETURNS SETOF Books AS $$select * from books$$"),
                     object("by_title", "function", "CREATE FUNCTION by_title() RETURNS SETOF titles ..."),
                     object("first_word", "function", "CREATE FUNCTION first_word(s text) ... select from newest()"),
                     object("deny", "policy", "CREATE POLICY deny ON books USING (false)"),
                     object("mood", "domain", "CREATE DOMAIN mood AS text CHECK (strip(value) <> '')"),
                     {.name = "citext", .kind = "extension", .only = {"postgresql"}}};
    CHECK(changes({}, schema) == Lines{"create extension citext", "create domain mood", "create function strip", "create function is_slug",
                                       "create table books", "create function newest", "create function first_word", "create view titles",
                                       "create function by_title", "create policy deny"});
    CHECK(changes(schema, {}, {.drops = {"books"}}) ==
          Lines{"drop policy deny", "drop function by_title", "drop view titles", "drop function first_word", "drop function newest",
                "drop table books", "drop function is_slug", "drop function strip", "drop domain mood", "drop extension citext"});
    Schema after = schema;
    after.opaque.find("newest")->create.sql += " limit 1";
    CHECK(changes(schema, after) == Lines{"drop function by_title", "drop view titles", "drop function first_word", "drop function newest",
                                          "create function newest", "create function first_word", "create view titles",
                                          "create function by_title"});
}

TEST_CASE("an object with a table in it is asked for before its rows are lost") {
    const auto with = [](const std::string& create) {
        return Schema{.tables = {table("docs", {column("x", text)})}, .opaque = {object("search", "virtual table", create)}};
    };
    const Schema before = with("/* of docs */ CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(title, x, content='docs')");
    Schema after = before;
    after.tables.find("docs")->columns.find("x")->type = integer;
    for (const Change& change : diff(before, after).changes) CHECK_FALSE(std::holds_alternative<DropOpaque>(change));
    after = with("CREATE VIRTUAL TABLE search USING fts5(title)");
    const Diff changed = diff(before, after);
    REQUIRE(ids(changed.questions) == Lines{"drop:search"});
    CHECK(
        changed.questions[0].message ==
        "the virtual table search has another text, and what its SQL makes is dropped and made anew: the rows of its table would be lost");
    CHECK(changed.questions[0].answers.back() == "--drop search");
    CHECK(changes(before, after, {.drops = {"search"}}) == Lines{"drop virtual table search", "create virtual table search"});
    after.opaque = {};
    CHECK(ids(diff(before, after).questions) == Lines{"drop:search"});
    CHECK(destroys_data(changes_of(before, after)));
    for (const char* harmless : {"CREATE FUNCTION f() RETURNS TABLE (a int) AS $x$ CREATE TABLE b () $x$", "CREATE TEMP TABLE a ()",
                                 "-- CREATE TABLE\nCREATE TRIGGER t ON \"CREATE TABLE\"", "CREATE VIEW v AS SELECT 'CREATE TABLE a'"})
        CHECK_FALSE(holds_rows(object("f", "object", harmless)));
    for (const char* table : {"create unlogged table a ()", "SELECT $1; CREATE GLOBAL  TABLE a ()", "CREATE FOREIGN/**/TABLE a ()"})
        CHECK(holds_rows(object("f", "object", table)));
}

TEST_CASE("a trigger of a view goes and comes with the view") {
    Schema before{.tables = {table("t", {})}, .views = {{.name = "v", .query = {"select 1", {}}}}};
    before.opaque = {object("into_v", "trigger", "CREATE TRIGGER into_v INSTEAD OF INSERT ON v BEGIN SELECT 1; END")};
    Schema after = before;
    after.views.find("v")->query.sql = "select 2";
    CHECK(changes(before, after) == Lines{"drop trigger into_v", "drop view v", "create view v", "create trigger into_v"});
}

TEST_CASE("a sequence is altered and keeps its number") {
    const Schema before{.sequences = {{.name = "s", .start = 5}}};
    const Schema after{.sequences = {{.name = "s", .increment = 2, .cycle = true, .only = {"postgresql"}}}};
    CHECK(changes(before, after) == Lines{"alter sequence s: no start, increment 2, cycle, databases"});
}

TEST_CASE("a sequence that goes is asked for, as its number goes with it") {
    const Schema before{.sequences = {{.name = "ticket"}}};
    const Diff difference = diff(before, {});
    REQUIRE(ids(difference.questions) == Lines{"drop:ticket"});
    CHECK(difference.questions[0].message == "the sequence ticket is gone; dropping it loses the number that it has come to");
    CHECK(difference.questions[0].answers == Lines{"--drop ticket"});
    CHECK(ids(diff(before, {.sequences = {{.name = "renamed"}}}).questions) == Lines{"drop:ticket"});
    CHECK(changes(before, {}, {.drops = {"ticket"}}) == Lines{"drop sequence ticket"});
}

TEST_CASE("an object without a text for a database is limited to others, or a mistake") {
    const auto problems = [](const Schema& schema) {
        Lines lines;
        for (const Problem& problem : validate(schema, {"postgresql", "sqlite"})) lines.push_back(problem.object + ": " + problem.message);
        return lines;
    };
    Opaque half{.name = "half", .kind = "trigger", .create = {"", {{"sqlite", "CREATE"}}}, .drop = {"DROP", {}}};
    CHECK(problems({.opaque = {half}}) ==
          Lines{"half: it has no SQL that creates it on postgresql; give it some, or say which databases have it"});
    half.only = {"sqlite"};
    CHECK(problems({.opaque = {half}}) == Lines{});
    half.drop = {"", {{"postgresql", "DROP"}}};
    CHECK(problems({.opaque = {half}}) ==
          Lines{"half: it has no SQL that drops it on sqlite; give it some, or say which databases have it"});
    half.only = {"mysql"};
    CHECK(problems({.opaque = {half}}) == Lines{"half: it is for mysql alone, and the databases here are postgresql, sqlite"});
    CHECK(problems({.opaque = {{.name = "citext", .kind = "extension"}}}) ==
          Lines{"citext: SQLite has no extensions; say which databases have it: only = [\"postgresql\"]"});
    CHECK(problems({.opaque = {{.name = "public", .kind = "schema", .only = {"postgresql"}}}}) ==
          Lines{"public: the schema public is there already, and not Aludel's to make or drop; leave it out"});
    CHECK(problems({.opaque = {{.name = "t", .kind = "trigger"}}}) == Lines{"t: it has no SQL that creates it"});
    const Schema sequences{.sequences = {{.name = "a", .minimum = 5, .maximum = 5, .only = {"postgresql"}},
                                         {.name = "b", .start = 7, .maximum = 5, .only = {"postgresql"}},
                                         {.name = {"x", "c"}, .start = -7, .increment = -1, .only = {"postgresql"}}}};
    CHECK(problems(sequences) ==
          Lines{"a: its minimum 5 is not below its maximum 5", "b: its start 7 is not between its minimum 1 and its maximum 5"});
}
