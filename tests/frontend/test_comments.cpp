#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::constraints_text;
using aludel::test::mistakes;
using aludel::test::read;
using aludel::test::schema_text;

TEST_CASE("keys, references, checks and indexes have comments of their own, said inside them") {
    CHECK(constraints_text(R"h(
struct [[db::table("teams"), db::primary_key(&Team::id, db::comment("one for each season")), db::unique("name", db::comment("as printed")),
         db::index(db::expression("lower(name)"), db::comment("for the search field")),
         db::check("name <> ''", db::comment("not a blank line"))]] Team {
    std::int64_t id;
    std::string name;
};
struct [[db::table("players"), db::foreign_key(db::columns(&Player::team), db::columns(&Team::id), db::comment("plays for"))]] Player {
    [[db::primary_key(db::comment("drawn by lot"))]] std::int64_t id;
    std::int64_t team;
    [[db::references(&Team::id, db::comment("played for"))]] std::int64_t former;
    [[db::unique(db::comment("it's on the shirt")), db::check("shirt > 0", db::comment("sewn on")), db::index(db::desc, db::comment("by shirt"))]]
    std::int32_t shirt;
    [[db::unique(db::where("shirt < 12"), db::comment("of those who play"))]] std::string nickname;
};
)h") == R"h(# players
[primary_key]
name = "pk_players"
columns = ["id"]
comment = "drawn by lot"

[[unique]]
name = "uq_players_shirt"
columns = ["shirt"]
comment = "it's on the shirt"

[[foreign_key]]
name = "fk_players_former"
columns = ["former"]
referred_table = "teams"
referred_columns = ["id"]
comment = "played for"

[[foreign_key]]
name = "fk_players_team"
columns = ["team"]
referred_table = "teams"
referred_columns = ["id"]
comment = "plays for"

[[check]]
name = "ck_players_shirt"
expression = "shirt > 0"
comment = "sewn on"

[[index]]
name = "ix_players_shirt"
keys = [{ column = "shirt", descending = true }]
comment = "by shirt"

[[index]]
name = "ux_players_nickname"
keys = ["nickname"]
unique = true
where = "shirt < 12"
comment = "of those who play"

# teams
[primary_key]
name = "pk_teams"
columns = ["id"]
comment = "one for each season"

[[unique]]
name = "uq_teams_name"
columns = ["name"]
comment = "as printed"

[[check]]
name = "ck_teams_name"
expression = "name <> ''"
comment = "not a blank line"

[[index]]
name = "ix_teams_lower_name"
keys = [{ expression = "lower(name)" }]
comment = "for the search field"
)h");
}

TEST_CASE("views and enums have comments, however an enum is stored") {
    CHECK(schema_text(read(R"h(
enum class [[db::native_enum, db::comment("how it feels")]] Mood { good };
enum class [[db::comment("as printed")]] Size { small };
struct [[db::table("t")]] T { Mood mood; Size size; };
struct [[db::view("select mood from t"), db::comment("of those who answered")]] Mood_of { Mood mood; };
struct [[db::materialized_view("select 1", db::only("postgresql")), db::comment("once a day")]] One {};
)h")) == R"h(# enums/mood.toml
name = "mood"
storage = "native"
comment = "how it feels"

[[value]]
name = "good"
number = 0

# enums/size.toml
name = "size"
comment = "as printed"

[[value]]
name = "small"
number = 0

# t.toml
name = "t"

[[column]]
name = "mood"
type = 'enumeration("mood")'

[[column]]
name = "size"
type = 'enumeration("size")'

# views/mood_ofs.toml
name = "mood_ofs"
comment = "of those who answered"
query = "select mood from t"

# views/ones.toml
name = "ones"
materialized = true
only = ["postgresql"]
comment = "once a day"
query = { postgresql = "select 1" }
)h");
}

TEST_CASE("the comment of a check in a base, an alias or for one database goes where the check goes") {
    CHECK(constraints_text(R"h(
struct [[db::check("b > 0", db::comment("of the base"))]] Base { int b; };
using Price [[db::check("value > 0", db::comment("in cents"))]] = int;
struct [[db::table("t"), db::check("ck_d", "d > 0", db::only("sqlite")),
         db::check("ck_d", "d > 1", db::only("postgresql"), db::comment("of one"))]] T : Base {
    Price p;
    int d;
};
)h") == R"h([[check]]
name = "ck_d"
expression = { postgresql = "d > 1", sqlite = "d > 0" }
only = ["postgresql", "sqlite"]
comment = "of one"

[[check]]
name = "ck_t_b"
expression = "b > 0"
comment = "of the base"

[[check]]
name = "ck_t_p"
expression = "p > 0"
comment = "in cents"
)h");
}

TEST_CASE("a comment that stands twice, is empty, is no text or stands in what has none is refused where it stands") {
    CHECK(mistakes(R"h(struct [[db::table("t"), db::index("b", db::comment("x"), db::comment("y"))]] T {
    [[db::primary_key(db::comment(""))]] int a;
    [[db::unique(db::comment(5))]] int b;
    [[db::check("c > 0", db::comment)]] int c;
    [[db::default_value(1, db::comment("x"))]] int d;
    [[db::references(&T::a, db::comment("x", "y"))]] int e;
    [[db::index(db::coment("x"))]] int f;
};
struct [[db::table("u", db::comment("x"))]] U { [[db::primary_key]] int id; };
struct [[db::view("select 1", db::comment("x"))]] V {};
enum class [[db::as_text(db::comment("x"))]] E { e };
struct [[db::table("w")]] W { E e; };
)h") == R"h(1:59-75 error [repeated-option] 'db::comment' stands twice in 'db::index'
    note 1:41-57: the first is here
2:35-37 error [empty-text] 'db::comment' has an empty text
    hint: it is written db::comment("what it is for")
3:18-32 error [bad-arguments] 'db::comment' can't be read like this
    hint: it is written db::comment("what it is for")
4:26-37 error [bad-arguments] 'db::comment' can't be read like this
    hint: it is written db::comment("what it is for")
5:28-44 error [option-of-what] 'db::comment' says nothing about 'db::default_value'
    hint: it takes no options
6:29-50 error [bad-arguments] 'db::comment' can't be read like this
    hint: it is written db::comment("what it is for")
7:17-32 error [unknown-option] there is no option 'db::coment'
    fix 7:21-27 "comment"
    hint: did you mean 'db::comment'?
9:25-41 error [option-of-what] 'db::comment' says nothing about 'db::table'
    hint: it takes no options
10:31-47 error [option-of-what] 'db::comment' says nothing about 'db::view'
    hint: what may stand here: db::name("ix_users_email"), db::only("postgresql")
11:26-42 error [option-of-what] 'db::comment' says nothing about 'db::as_text'
    hint: it takes no options
)h");
}

TEST_CASE("two comments of one thing are refused, and one of what is none") {
    CHECK(mistakes(R"h(enum class [[db::comment("x"), db::comment("y")]] E { e [[db::comment("z")]] };
enum class [[db::comment("")]] F { f };
struct [[db::table("t")]] T {
    E e;
    F f;
    [[db::ignore, db::comment("x")]] int no;
    [[db::comment("x")]] static const int shared;
    [[db::comment("x")]] int method();
};
struct [[db::view("select 1"), db::comment("x"), db::comment("y")]] V {};
struct [[db::view("select 1"), db::comment("")]] W {};
struct [[db::table("u"), db::check("ck", "a > 0", db::only("sqlite"), db::comment("x")),
         db::check("ck", "a > 1", db::only("postgresql"), db::comment("y"))]] U {
    int a;
    [[db::check("b > 0", db::only("sqlite"), db::comment("x")), db::check("b > 1", db::only("postgresql"), db::comment("y"))]] int b;
};
)h") == R"h(1:32-48 error [repeated-attribute] 'db::comment' stands here twice
    note 1:14-30: the first is here
1:59-75 error [misplaced-attribute] 'db::comment' says nothing about an enumerator
    hint: it belongs on a struct, a member or an enum
2:26-28 error [empty-text] 'db::comment' has an empty text
    hint: it is written db::comment("what it says")
6:19-35 error [contradiction] 'db::comment' beside 'db::ignore': the member is no column, and nothing is to be said of it
    note 6:7-17: the other is here
7:7-23 error [misplaced-attribute] 'db::comment' can't stand here
    hint: it belongs on a struct, a member or an enum
8:7-23 error [misplaced-attribute] 'db::comment' can't stand here
    hint: it belongs on a struct, a member or an enum
10:50-66 error [repeated-attribute] 'db::comment' stands here twice
    note 10:32-48: the first is here
11:44-46 error [empty-text] 'db::comment' has an empty text
    hint: it is written db::comment("what it holds")
13:59-75 error [said-twice] 'ck' is given two comments
    note 12:26-88: the other is here
    hint: it is one check, whose expression is another on each database: say its comment once
15:108-124 error [said-twice] 'ck_u_b' is given two comments
    note 15:7-63: the other is here
    hint: it is one check, whose expression is another on each database: say its comment once
)h");
}

TEST_CASE("two constraints that differ in their comments alone are the same one") {
    CHECK(mistakes(R"h(struct [[db::table("t"), db::unique(&T::a, db::comment("x")), db::unique(&T::a, db::name("u"), db::comment("y")),
         db::index(&T::a, db::comment("x")), db::index(&T::a, db::name("i"))]] T {
    int a;
};
)h") == R"h(1:63-113 error [constraint-twice] 'u' is the same as 'uq_t_a'
    note 1:26-61: the first is here
    hint: take one of them away; where both are meant, give both a name: db::name("...")
2:46-77 error [constraint-twice] 'i' is the same as 'ix_t_a'
    note 2:10-44: the first is here
    hint: take one of them away; where both are meant, give both a name: db::name("...")
)h");
}

TEST_CASE("what is said of a table as a whole is not inherited, and refused on a base") {
    CHECK(mistakes(R"h(struct [[db::comment("x"), db::strict]] First { int a; };
struct [[db::without_rowid, db::schema("auth"), db::renamed_from("old")]] Second : First { int b; };
struct [[db::table("t")]] T : Second { int c; };
struct [[db::table("u")]] U : Second { int d; };
struct [[db::comment("y")]] Shown { int e; };
struct [[db::view("select 1 as e")]] V : Shown {};
struct [[db::comment("z")]] Deep { int f; };
struct Part : Deep { int g; };
struct [[db::table("w")]] W { [[db::embedded]] Part part; };
)h") == R"h(1:10-26 error [misplaced-attribute] 'db::comment' stands on a struct that is no table
    hint: it belongs on the struct with db::table or db::view, or on a member
1:28-38 error [misplaced-attribute] 'db::strict' stands on a struct that is no table
    hint: it belongs on the struct with db::table
2:10-27 error [misplaced-attribute] 'db::without_rowid' stands on a struct that is no table
    hint: it belongs on the struct with db::table
2:29-47 error [misplaced-attribute] 'db::schema' stands on a struct that is no table
    hint: it belongs on the struct with db::table or db::view
2:49-72 error [misplaced-attribute] 'db::renamed_from' stands on a struct that is no table
    hint: it belongs on the struct with db::table, or on a member
5:10-26 error [misplaced-attribute] 'db::comment' stands on a struct that is no table
    hint: it belongs on the struct with db::table or db::view, or on a member
7:10-26 error [misplaced-attribute] 'db::comment' stands on a struct that is no table
    hint: it belongs on the struct with db::table or db::view, or on a member
)h");
}

TEST_CASE("what stands on the struct of a strong typedef is refused, not skipped") {
    CHECK(mistakes(R"h(struct [[db::comment("an address")]] Email { [[db::value]] std::string text; };
struct [[db::strict, db::index("text")]] Name { [[db::value]] std::string text; };
struct [[db::table("t")]] T { Email email; Name name; };
)h") == R"h(1:10-35 error [misplaced-attribute] 'db::comment' stands on a struct that is one value, by 'db::value'
    hint: it belongs on the member with db::value
2:10-20 error [misplaced-attribute] 'db::strict' stands on a struct that is one value, by 'db::value'
    hint: it belongs on the struct with db::table
2:22-39 error [misplaced-attribute] 'db::index' stands on a struct that is one value, by 'db::value'
    hint: it belongs on the struct with db::table
)h");
}
