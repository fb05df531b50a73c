// Why each change of a diff is there, word by word: `aludel diff --explain` prints it.
#include <aludel/schema/diff.h>

#include <doctest/doctest.h>

#include <aludel/schema/apply.h>

#include "schema/samples.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

// "the change: the reason", without the latter where there is none.
Lines explained(const Schema& a, const Schema& b, const Decisions& decisions = {}) {
    const Diff difference = diff(a, b, decisions);
    CHECK(ids(difference.questions) == Lines{});
    CHECK(aludel::schema::apply(a, difference.changes) == b);
    REQUIRE(difference.reasons.size() == difference.changes.size());
    Lines lines = sentences(difference.changes);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!difference.reasons[i].empty()) lines[i] += ": " + difference.reasons[i];
    }
    return lines;
}

}  // namespace

TEST_CASE("what the models ask for directly has no reason beside it") {
    Table t = table("t", {column("x", integer)});
    const Schema before{.tables = {t, table("gone", {})}};
    t.columns.find("x")->nullable = true;
    t.columns.add(column("y", text, true));
    t.indexes = {{"ix_t_y", {{"y"}}}};
    CHECK(explained(before, {.tables = {t, table("fresh", {})}}, {.drops = {"gone"}}) ==
          Lines{"create table fresh", "add t.y text, nullable", "alter t.x: nullable", "create on t index ix_t_y (y)", "drop table gone"});
}

TEST_CASE("a rename names what says it; a temporary name, what it is for") {
    const Schema before{.tables = {table("t", {column("x", integer), column("y", text)})}};
    const Schema after{.tables = {table("t", {column("y", integer), column("x", text)})}};
    CHECK(explained(before, after, {.renames = {{Rename::Of::column, "t", "x", "y"}, {Rename::Of::column, "t", "y", "x"}}}) ==
          Lines{"rename t.x to x_renamed: the renames go in a circle, which a temporary name opens",
                "rename t.y to x: by [[db::renamed_from]] or --rename",
                "rename t.x_renamed to y: the second half of a rename in a circle"});
    const Schema both{.tables = {table("t", {column("about", text), column("bio", text)})}};
    const Schema bio{.tables = {table("t", {column("bio", text)})}};
    CHECK(explained(both, bio, {.renames = {{Rename::Of::column, "t", "about", "bio"}}, .drops = {"t.bio"}}) ==
          Lines{"rename t.bio to bio_dropped: it is dropped, and its name given up to about",
                "rename t.about to bio: by [[db::renamed_from]] or --rename", "drop t.bio_dropped"});
    const std::vector<EnumValue> values = {{"a", 0}};
    CHECK(explained({.enums = {{"genre", EnumStorage::text, values}}}, {.enums = {{"kind", EnumStorage::text, values}}}) ==
          Lines{"rename enum genre to kind: it differs in its name alone"});
}

TEST_CASE("a foreign key that steps aside says for what, and that it comes back") {
    Table authors = table("authors", {column("code", integer)});
    authors.uniques = {{"uq_authors_code", {"code"}}};
    Table books = table("books", {column("author", integer)});
    books.foreign_keys = {{.name = "fk_books_author", .columns = {"author"}, .referred_table = "authors", .referred_columns = {"code"}}};
    const Schema before{.tables = {authors, books}};
    authors.columns.find("code")->type = text;
    books.columns.find("author")->type = text;
    CHECK(
        explained(before, {.tables = {authors, books}}) ==
        Lines{"drop from books foreign key fk_books_author (author) to authors (code): authors.code changes its type, and the foreign key "
              "stands in the way; it comes back",
              "alter authors.code: type integer to text", "alter books.author: type integer to text",
              "add to books foreign key fk_books_author (author) to authors (code): it stood in the way of another change, and comes "
              "back"});
    authors = *before.tables.find("authors");
    authors.columns.erase(std::string("code"));
    authors.uniques = {};
    books = table("books", {column("author", integer)});
    CHECK(explained(before, {.tables = {authors, books}}, {.drops = {"authors.code"}}).front() ==
          "drop from books foreign key fk_books_author (author) to authors (code): authors.code is dropped, and the foreign key stands in "
          "the way");
}

TEST_CASE("the key that closes a cycle is named with both tables") {
    Table authors = table("authors", {column("best", integer, true)});
    authors.foreign_keys = {reference("fk_authors_best", "best", "books")};
    Table books = table("books", {column("author", integer)});
    books.foreign_keys = {reference("fk_books_author", "author", "authors")};
    const Schema cycle{.tables = {authors, books}};
    CHECK(explained({}, cycle).back() ==
          "add to books foreign key fk_books_author (author) to authors (id): books and authors refer to each other: the key that closes "
          "the cycle is added last");
    CHECK(explained(cycle, {}, {.drops = {"authors", "books"}}).front() ==
          "drop from books foreign key fk_books_author (author) to authors (id): books and authors refer to each other: the key that "
          "closes the cycle is dropped first");
    Table c = table("c", {column("books_id", integer)});
    c.foreign_keys = {reference("fk_c", "books_id", "books")};
    authors.foreign_keys = {reference("fk_authors_best", "best", "c")};
    CHECK(explained({}, {.tables = {authors, books, c}}).back() ==
          "add to books foreign key fk_books_author (author) to authors (id): authors refers back to books through other tables: the key "
          "that closes the cycle is added last");
}

TEST_CASE("parts that are made anew, renamed or in the way say which of these") {
    Table t = table("t", {column("x", integer), column("y", integer)});
    t.checks = {{"ck_t_x", {"x > 0", {}}}, {"ck_t_y", {"y > 0", {}}}};
    t.indexes = {{"ix_t_y", {{"y"}}}};
    Table after = table("t", {column("y", integer)});
    after.checks = {{"ck_t_y", {"y > 1", {}}}};
    after.indexes = {{"ix_t_y_new", {{"y"}}}};
    CHECK(explained({.tables = {t}}, {.tables = {after}}, {.drops = {"t.x"}}) ==
          Lines{"drop from t check ck_t_y (y > 0): what it says cannot be altered: it is dropped, and made anew",
                "drop from t check ck_t_x (x > 0): a column that it names is dropped",
                "rename index t.ix_t_y to ix_t_y_new: it differs in its name alone", "drop t.x",
                "add to t check ck_t_y (y > 1): in place of the one of that name"});
    Table a = table("a", {column("x", integer)});
    Table b = table("b", {column("x", integer)});
    b.indexes = {{"ix", {{"x"}}}};
    const Schema before{.tables = {a, b}};
    a.indexes = {{"ix", {{"x"}}}};
    b.indexes = {};
    CHECK(explained(before, {.tables = {a, b}}) ==
          Lines{"drop index b.ix: its name is given up to an index of a", "create on a index ix (x)"});
}

TEST_CASE("views and objects that go around a change name what it is") {
    const View low{.name = "low", .query = {"select 1", {}}};
    const View high{.name = "a_high", .query = {"select * from low", {}}};
    const Schema before{.views = {low, high}};
    Schema after = before;
    after.views.find("low")->query.sql = "select 2";
    CHECK(explained(before, after) == Lines{"drop view a_high: it names low, which changes",
                                            "drop view low: its text changes: it is dropped, and made anew",
                                            "create view low: in place of the one of that name",
                                            "create view a_high: it stood in the way of another change, and comes back"});
    Schema users{.tables = {table("users", {column("age", integer)})}};
    users.opaque = {{"touch", "trigger", {"CREATE TRIGGER touch UPDATE OF age ON users", {}}, {"DROP TRIGGER touch", {}}}};
    after = users;
    after.tables.find("users")->columns.find("age")->type = bigint;
    CHECK(explained(users, after) == Lines{"drop trigger touch: it names users.age, which changes",
                                           "alter users.age: type integer to bigint",
                                           "create trigger touch: it stood in the way of another change, and comes back"});
}

TEST_CASE("values of an enum say why they come and go in two steps") {
    Column genre = column("genre", {Enumeration{"genre"}});
    genre.default_value = Value{std::string("a")};
    const Schema before{.tables = {table("books", {genre})}, .enums = {{"genre", EnumStorage::text, {{"a", 0}, {"b", 1}}}}};
    genre.default_value = Value{std::string("c")};
    const Schema after{.tables = {table("books", {genre})}, .enums = {{"genre", EnumStorage::text, {{"b", 1}, {"c", 2}}}}};
    CHECK(explained(before, after, {.accepted = {"enum:genre.a"}}) ==
          Lines{"alter enum genre: add c: values are added before the columns that need them change, and taken away after",
                "alter books.genre: default 'a' to 'c'",
                "alter enum genre: remove a: its columns have changed, and the old values can go"});
    Table users = table("users", {column("role", {Enumeration{"role"}})});
    users.checks = {{"ck", {"role <> 'user'", {}}}};
    Schema roles{.tables = {users}, .enums = {{"role", EnumStorage::text, {{"user", 0}}}}};
    Schema renamed = roles;
    renamed.tables.find("users")->checks = {{"ck", {"role <> 'member'", {}}}};
    renamed.enums = {{"role", EnumStorage::text, {{"member", 0}}}};
    CHECK(explained(roles, renamed, {.renames = {{Rename::Of::enum_value, "role", "user", "member"}}}) ==
          Lines{"drop from users check ck (role <> 'user'): it names the value role.user, which is renamed",
                "rename the value role.user to member: by [[db::renamed_from]] or --rename",
                "add to users check ck (role <> 'member'): in place of the one of that name"});
}
