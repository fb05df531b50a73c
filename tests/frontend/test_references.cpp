#include <aludel/schema/snapshot.h>
#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::constraints_text;
using aludel::test::Files;
using aludel::test::Headers;
using aludel::test::mistakes;
using aludel::test::read;
namespace schema = aludel::schema;

TEST_CASE("references lead forward, in circles and to themselves") {
    const auto document = read(R"h(
namespace app {
struct Later;
struct [[db::table("first")]] First {
    [[db::primary_key]] std::int64_t id;
    [[db::references(&Later::id), db::on_delete(db::cascade), db::on_update(db::restrict)]] std::int64_t later_id;
    [[db::references(&First::id), db::on_delete(db::set_null)]] std::optional<std::int64_t> parent_id;
    [[using db: references("later.id"), on_delete(set_default), default_value(1)]] std::int64_t again_id;
};
struct [[db::table("later")]] Later {
    [[db::primary_key]] std::int64_t id;
    [[db::references(&app::First::id)]] std::int64_t first_id;
};
}
)h");
    const auto keys = document.schema.tables.find("first")->foreign_keys;
    CHECK(*keys.find("fk_first_later_id") ==
          schema::ForeignKey{"fk_first_later_id", {"later_id"}, "later", {"id"}, schema::Action::cascade, schema::Action::restrict});
    CHECK(*keys.find("fk_first_parent_id") ==
          schema::ForeignKey{"fk_first_parent_id", {"parent_id"}, "first", {"id"}, schema::Action::set_null});
    CHECK(*keys.find("fk_first_again_id") ==
          schema::ForeignKey{"fk_first_again_id", {"again_id"}, "later", {"id"}, schema::Action::set_default});
    CHECK(document.schema.tables.find("later")->foreign_keys.find("fk_later_first_id")->referred_table == "first");
}

TEST_CASE("references are looked up from the namespace of their struct, inline and unnamed ones too") {
    const auto document = read(R"h(
namespace a { inline namespace v1 { namespace b {
struct [[db::table("one")]] One { [[db::references(&Two::id), db::unique]] int two_id; };
struct [[db::table("two")]] Two { [[db::primary_key]] int id; };
} } }
namespace {
struct [[db::table("three")]] Three { [[db::references(&Four::id)]] int four_id; };
struct [[db::table("four")]] Four { [[db::primary_key]] int id; };
}
struct [[db::table("five")]] Five { [[db::references(&a::b::One::two_id)]] int one; };
)h");
    CHECK(document.schema.tables.find("one")->foreign_keys.contains("fk_one_two_id"));
    CHECK(document.schema.tables.find("three")->foreign_keys.contains("fk_three_four_id"));
    CHECK(document.schema.tables.find("five")->foreign_keys.begin()->referred_columns == std::vector<std::string>{"two_id"});
}

TEST_CASE("headers may refer to each other, whichever is given first") {
    const std::map<std::string, std::string> files = {{"models/user.h",
                                                       "#pragma once\n#include <cstdint>\n#include \"team.h\"\n"
                                                       "struct [[db::table(\"users\")]] User { [[db::primary_key]] std::int64_t id; "
                                                       "[[db::references(&Team::id)]] std::int64_t team; };\n"},
                                                      {"models/team.h",
                                                       "#pragma once\n#include <cstdint>\nstruct User;\n"
                                                       "struct [[db::table(\"teams\")]] Team { [[db::primary_key]] std::int64_t id; "
                                                       "[[db::references(&User::id)]] std::int64_t boss; };\n"}};
    const Headers headers(files);
    const auto run = headers.run({"models/user.h", "models/team.h"});
    const auto reversed = headers.run({"models/team.h", "models/user.h"});
    CHECK(run.status == 0);
    CHECK(run.document.schema == reversed.document.schema);
    CHECK(run.document.schema.tables.size() == 2);
    CHECK(run.document.dependencies == std::vector<std::string>{"models/user.h", "models/team.h"});
    CHECK(run.document.locations.at("teams").file == "models/team.h");
}

TEST_CASE("a reference to a member that is not there is Clang's own mistake, at its own columns") {
    CHECK(mistakes(R"h(struct [[db::table("users")]] User {
    [[db::references(&Team::idd)]] std::int64_t team_id;
    [[db::references(&Teams::id)]] std::int64_t other_id;
};
struct [[db::table("teams")]] Team { [[db::primary_key]] std::int64_t id; };
)h") == R"h(2:29-32 error [clang] no member named 'idd' in 'Team'; did you mean 'id'?
    fix 2:29-32 "id"
    note 5:71-73: 'id' declared here
3:23-28 error [clang] use of undeclared identifier 'Teams'; did you mean 'Team'?
    fix 3:23-28 "Team"
    note 5:31-35: 'Team' declared here
)h");
}

TEST_CASE("a reference leads to a column of a table") {
    CHECK(mistakes(R"h(struct Plain { int id; static int count; };
struct [[db::table("teams")]] Team { [[db::primary_key]] int id; void f(); };
struct [[db::table("users")]] User {
    [[db::references(&Plain::id)]] int a;
    [[db::references(&Team::f)]] int b;
    [[db::references("teams.idd")]] int c;
    [[db::references("taems.id")]] int d;
    [[db::references("id")]] int e;
    [[db::references(5)]] int f;
    [[db::references]] int g;
    [[db::references(&Team::id), db::on_delete(db::casade)]] int h;
    [[db::references(&Team::id), db::on_delete(db::set_null)]] int i;
    [[db::on_update(db::cascade)]] int j;
    [[db::references(&Team::id), db::on_delete("cascade")]] int k;
};
)h") == R"h(4:22-32 error [reference-to-no-table] 'Plain' is no table
    note 1:8-13: give it a table: struct [[db::table("...")]] Plain
5:22-30 error [no-column] '&Team::f' is no column of 'teams'
    note 2:31-35: the table is here
6:22-33 error [no-column] 'teams' has no column 'idd'
    hint: did you mean 'id'?
    note 2:31-35: the table is here
7:22-32 error [reference-to-no-table] there is no table 'taems'
    hint: did you mean 'teams'?
8:22-26 error [bad-reference] 'id' is no column of a table
    hint: write "users.id", or "auth.users.id" for a table in a schema, or &User::id
9:7-24 error [bad-arguments] 'db::references' can't be read like this
    hint: it is written db::references(&T::id), or db::references("users.id")
10:7-21 error [bad-arguments] 'db::references' can't be read like this
    hint: it is written db::references(&T::id), or db::references("users.id")
11:48-58 error [unknown-action] 'db::casade' is no action
    fix 11:48-58 "db::cascade"
    hint: the actions are db::cascade, db::restrict, db::set_null, db::set_default and db::no_action
12:34-61 error [set-null-on-not-null] 'i' can't become NULL
    note 12:64-67: wrap its type in std::optional, or choose another action
13:7-33 error [action-without-reference] 'db::on_update' says what happens when the row referred to goes, and 'j' refers to none
    hint: add db::references(&T::id)
14:34-58 error [bad-arguments] 'db::on_delete' can't be read like this
    hint: it is written db::on_delete(db::cascade)
)h");
}

TEST_CASE("what happens to a reference is said inside it or beside it, and it may have a name") {
    CHECK(constraints_text(R"h(
struct [[db::table("teams")]] Team { [[db::primary_key]] std::int64_t id; [[db::unique]] std::string code; };
struct [[db::table("users")]] User {
    [[db::references(&Team::id, db::on_delete(db::cascade), db::name("to_team"), db::deferrable, db::not_valid)]] std::int64_t a;
    [[db::references(&Team::id), db::deferrable, db::on_update(db::cascade)]] std::int32_t b;
    [[db::references(&Team::id, db::initially_deferred), db::deferrable, db::on_delete(db::restrict)]] std::int64_t c;
    [[using db: references(&Team::id, on_delete(set_null)), initially_deferred]] std::optional<std::int64_t> d;
    [[db::references(&Team::code), db::length(9)]] std::string e;
    [[db::references("teams.code", db::on_update(db::no_action))]] std::string f;
};
)h") == R"h(# teams
[primary_key]
name = "pk_teams"
columns = ["id"]

[[unique]]
name = "uq_teams_code"
columns = ["code"]

# users
[[foreign_key]]
name = "fk_users_b"
columns = ["b"]
referred_table = "teams"
referred_columns = ["id"]
on_update = "cascade"
deferrability = "deferrable"

[[foreign_key]]
name = "fk_users_c"
columns = ["c"]
referred_table = "teams"
referred_columns = ["id"]
on_delete = "restrict"
deferrability = "initially_deferred"

[[foreign_key]]
name = "fk_users_d"
columns = ["d"]
referred_table = "teams"
referred_columns = ["id"]
on_delete = "set_null"
deferrability = "initially_deferred"

[[foreign_key]]
name = "fk_users_e"
columns = ["e"]
referred_table = "teams"
referred_columns = ["code"]

[[foreign_key]]
name = "fk_users_f"
columns = ["f"]
referred_table = "teams"
referred_columns = ["code"]

[[foreign_key]]
name = "to_team"
columns = ["a"]
referred_table = "teams"
referred_columns = ["id"]
on_delete = "cascade"
deferrability = "deferrable"
not_valid = true
)h");
}

TEST_CASE("a reference leads into another database schema, to itself, to an inherited member, from a base") {
    CHECK(constraints_text(R"h(
struct Identified { [[db::primary_key]] std::int64_t id; };
struct [[db::table("auth.users")]] User : Identified { [[db::references(&User::id)]] std::optional<std::int64_t> boss; };
struct Owned { [[db::references(&User::id), db::on_delete(db::cascade)]] std::int64_t owner; };
struct [[db::table("books")]] Book : Identified, Owned { [[db::references("auth.users.id")]] std::int64_t reader; };
struct [[db::table("shop.books")]] Sold : Identified, Owned { [[db::references(&Book::id)]] std::int64_t book; };
)h") == R"h(# books
[primary_key]
name = "pk_books"
columns = ["id"]

[[foreign_key]]
name = "fk_books_owner"
columns = ["owner"]
referred_table = "users"
referred_schema = "auth"
referred_columns = ["id"]
on_delete = "cascade"

[[foreign_key]]
name = "fk_books_reader"
columns = ["reader"]
referred_table = "users"
referred_schema = "auth"
referred_columns = ["id"]

# auth.users
[primary_key]
name = "pk_users"
columns = ["id"]

[[foreign_key]]
name = "fk_users_boss"
columns = ["boss"]
referred_table = "users"
referred_schema = "auth"
referred_columns = ["id"]

# shop.books
[primary_key]
name = "pk_books"
columns = ["id"]

[[foreign_key]]
name = "fk_books_book"
columns = ["book"]
referred_table = "books"
referred_columns = ["id"]

[[foreign_key]]
name = "fk_books_owner"
columns = ["owner"]
referred_table = "users"
referred_schema = "auth"
referred_columns = ["id"]
on_delete = "cascade"
)h");
}

TEST_CASE("a reference is said once, in one place") {
    CHECK(mistakes(R"h(struct [[db::table("teams")]] Team { [[db::primary_key]] int id; };
struct [[db::table("users")]] User {
    [[db::references(&Team::id, db::on_delete(db::cascade)), db::on_delete(db::cascade)]] int a;
    [[db::references(&Team::id, db::deferrable), db::deferrable]] int b;
    [[db::references(&Team::id), db::references(&Team::id)]] int c;
    [[db::references(&Team::id, &Team::id)]] int d;
    [[db::references(&Team::id), db::deferrable(true)]] int e;
    [[db::references(&Team::id, db::where("f > 0"))]] int f;
    [[db::references(&Team::id, db::on_delete)]] int g;
    [[db::references(&Team::id, db::on_delete(db::set_default))]] int h;
    [[db::references(db::columns(&Team::id))]] int i;
};
)h") == R"h(3:62-88 error [said-twice] 'db::on_delete' stands inside 'db::references' and beside it
    note 3:33-59: the other is here
    hint: take one of them away
4:50-64 error [said-twice] 'db::deferrable' stands inside 'db::references' and beside it
    note 4:33-47: the other is here
    hint: take one of them away
5:34-59 error [repeated-attribute] 'db::references' stands here twice
    note 5:7-32: the first is here
5:34-59 error [constraint-twice] 'fk_users_c' is defined twice
    note 5:7-32: the first is here
    hint: take one of them away, or give it a name of its own: db::name("...")
6:7-43 error [bad-arguments] 'db::references' can't be read like this
    hint: it is written db::references(&T::id), or db::references("users.id")
7:34-54 error [bad-arguments] 'db::deferrable' can't be read like this
    hint: it is written db::deferrable
8:33-51 error [option-of-what] 'db::where' says nothing about 'db::references'
    hint: what may stand here: db::comment("what it is for"), db::deferrable, db::initially_deferred, db::name("ix_users_email"), db::not_valid, db::on_delete(db::cascade), db::on_update(db::cascade)
9:33-46 error [bad-arguments] 'db::on_delete' can't be read like this
    hint: it is written db::on_delete(db::cascade)
10:33-63 error [set-default-without-default] 'h' has no default that it could be set to
    note 10:67-70: give it one: db::default_value(...), or choose another action
11:7-45 error [bad-arguments] 'db::references' can't be read like this
    hint: it is written db::references(&T::id), or db::references("users.id")
)h");
}

TEST_CASE("what says how a reference is kept stands where there is one") {
    CHECK(mistakes(R"h(struct [[db::table("t"), db::foreign_key(db::columns(&T::d), db::columns(&T::a))]] T {
    [[db::primary_key, db::deferrable]] int a;
    [[db::unique, db::deferrable]] int b;
    [[db::initially_deferred]] int c;
    [[db::on_delete(db::cascade)]] int d;
};
)h") == R"h(2:24-38 error [action-without-reference] 'db::deferrable' says when a reference is checked, and 'a' refers to none
    hint: add db::references(&T::id)
3:19-33 error [action-without-reference] 'db::deferrable' says when a reference is checked, and 'b' refers to none
    hint: write it inside db::unique, if that is meant: db::unique(db::deferrable)
4:7-29 error [action-without-reference] 'db::initially_deferred' says when a reference is checked, and 'c' refers to none
    hint: add db::references(&T::id)
5:7-33 error [action-without-reference] 'db::on_delete' says what happens when the row referred to goes, and 'd' refers to none
    hint: add db::references(&T::id)
)h");
}

TEST_CASE("what is referred to is a key, of a table, with the same kind of type") {
    CHECK(mistakes(R"h(enum class Colour { red, green };
enum class Shape { round };
struct Identified { int id; };
struct [[db::table("teams"), db::unique(&Team::left, &Team::right)]] Team : Identified {
    [[db::primary_key]] std::int64_t number;
    int plain;
    int left;
    int right;
    [[db::unique(db::deferrable)]] int late;
    [[db::unique(db::where("some > 0"))]] int some;
    [[db::index]] int indexed;
    [[db::index(db::unique)]] int unique;
    [[db::unique]] std::string text;
    [[db::unique]] Colour colour;
    [[db::ignore]] int ignored;
};
struct [[db::table("users")]] User {
    [[db::references(&Identified::id)]] int a;
    [[db::references(&Team::plain)]] int b;
    [[db::references(&Team::left)]] int c;
    [[db::references(&Team::late)]] int d;
    [[db::references(&Team::some)]] int e;
    [[db::references(&Team::indexed)]] int f;
    [[db::references(&Team::unique)]] int g;
    [[db::references(&Team::text)]] int h;
    [[db::references(&Team::number)]] std::string i;
    [[db::references(&Team::colour)]] Shape j;
    [[db::references(&Team::colour)]] Colour k;
    [[db::references(&Team::number)]] double l;
    [[db::references("teams.")]] int m;
    [[db::references("planets.id")]] int n;
    [[db::references("")]] int o;
};
)h") == R"h(18:22-37 error [reference-to-no-table] 'Identified' is no table, but a base of tables
    note 3:8-18: the base is here
    hint: name the table that is meant: &Team::id
19:22-34 error [reference-to-no-key] 'teams' has neither a primary key nor a unique constraint on (plain)
    note 4:70-74: the table is here
    hint: a reference leads to one row: add db::unique there, or refer to the primary key
20:22-33 error [reference-to-no-key] 'teams' has neither a primary key nor a unique constraint on (left)
    note 4:70-74: the table is here
    hint: a reference leads to one row: add db::unique there, or refer to the primary key
21:22-33 error [reference-to-no-key] 'uq_teams_late' is deferrable
    note 4:70-74: the table is here
    hint: no database refers to a constraint that may be broken until the end of a transaction: take db::deferrable away from it
22:22-33 error [reference-to-no-key] 'teams' has neither a primary key nor a unique constraint on (some)
    note 4:70-74: the table is here
    hint: a reference leads to one row: add db::unique there, or refer to the primary key
23:22-36 error [reference-to-no-key] 'teams' has neither a primary key nor a unique constraint on (indexed)
    note 4:70-74: the table is here
    hint: a reference leads to one row: add db::unique there, or refer to the primary key
25:22-33 error [reference-type] 'h' is integer, and the column referred to, 'text', is text
    note 25:37-40: 'h' is here
    note 13:20-31: 'text' is here
    hint: give both one kind of type; its width or length may differ
26:22-35 error [reference-type] 'i' is text, and the column referred to, 'number', is bigint
    note 26:39-50: 'i' is here
    note 5:25-37: 'number' is here
    hint: give both one kind of type; its width or length may differ
27:22-35 error [reference-type] 'j' is enumeration("shape"), and the column referred to, 'colour', is enumeration("colour")
    note 27:39-44: 'j' is here
    note 14:20-26: 'colour' is here
    hint: give both one kind of type; its width or length may differ
29:22-35 error [reference-type] 'l' is double_precision, and the column referred to, 'number', is bigint
    note 29:39-45: 'l' is here
    note 5:25-37: 'number' is here
    hint: give both one kind of type; its width or length may differ
30:22-30 error [bad-reference] 'teams.' is no column of a table
    hint: write "users.id", or "auth.users.id" for a table in a schema, or &User::id
31:22-34 error [reference-to-no-table] there is no table 'planets'
    hint: a table is a struct with db::table, in one of the headers
32:22-24 error [empty-text] 'db::references' has an empty text
    hint: it is written db::references(&T::id), or db::references("users.id")
)h");
}

TEST_CASE("a mistake in a key is told once, not again where it is referred to") {
    CHECK(mistakes(R"h(struct [[db::table("teams"), db::unique("cod")]] Team {
    [[db::primary_key]] std::optional<int> id;
    int code;
};
struct [[db::table("users")]] User {
    [[db::references(&Team::id)]] int a;
    [[db::references(&Team::code)]] int b;
};
)h") == R"h(1:41-46 error [no-column] 'teams' has no column 'cod'
    hint: did you mean 'code'?
    note 1:50-54: the table is here
2:7-22 error [nullable-key] 'db::primary_key' on a column that may be NULL
    note 2:25-43: take std::optional away: a row has a key from its first moment
)h");
}
