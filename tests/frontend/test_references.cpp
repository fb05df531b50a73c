#include <aludel/schema/snapshot.h>
#include <doctest/doctest.h>

#include "front_end.h"

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
    [[using db: references("later.id"), on_delete(set_default)]] std::int64_t again_id;
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
struct [[db::table("one")]] One { [[db::references(&Two::id)]] int two_id; };
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
8:7-27 error [bad-arguments] 'db::references' can't be read like this
    hint: it is written db::references(&T::id)
9:7-24 error [bad-arguments] 'db::references' can't be read like this
    hint: it is written db::references(&T::id)
10:7-21 error [bad-arguments] 'db::references' can't be read like this
    hint: it is written db::references(&T::id)
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
