#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::mistakes;
using aludel::test::read;
using aludel::test::schema_text;

TEST_CASE("a view is its query; its members are types to read rows into") {
    CHECK(schema_text(read(R"h(
enum class Mood { good, bad };
struct [[db::view("select id, name from users where active")]] ActiveUser {
    std::int64_t id;
    [[db::column("name")]] std::optional<std::string> label;
    Mood mood;
};
struct [[db::view("select count(*) as n from active_users", db::name("totals"))]] Total { std::int64_t n; };
struct [[db::table("auth.totals"), db::view("select 1")]] AuthTotal {};
struct [[db::materialized_view("select 2"), db::schema("auth")]] Kept {};
)h")) == R"h(# views/active_users.toml
name = "active_users"
query = "select id, name from users where active"

# views/auth.kepts.toml
name = "kepts"
schema = "auth"
materialized = true
query = "select 2"

# views/auth.totals.toml
name = "totals"
schema = "auth"
query = "select 1"

# views/totals.toml
name = "totals"
query = "select count(*) as n from active_users"
)h");
}

TEST_CASE("a view inherits from the struct whose rows it shows") {
    CHECK(schema_text(read(R"h(
struct [[db::table]] User { [[db::primary_key]] int id; std::string name; };
struct [[db::view("select users.*, 1 as n from users", db::name("counted_users"))]] CountedUser : User { int n; };
)h")) == R"h(# users.toml
name = "users"

[[column]]
name = "id"
type = "integer"

[[column]]
name = "name"
type = "text"

[primary_key]
name = "pk_users"
columns = ["id"]

# views/counted_users.toml
name = "counted_users"
query = "select users.*, 1 as n from users"
)h");
}

TEST_CASE("a view may have a query for each engine") {
    CHECK(schema_text(read(R"h(
struct [[db::view("select now()", db::only("postgresql")), db::view("select datetime()", db::only("sqlite"))]] Clock {};
struct [[db::view("select 1"), db::view("select 2", db::only("sqlite"))]] Number {};
)h")) == R"h(# views/clocks.toml
name = "clocks"
only = ["postgresql", "sqlite"]
query = { postgresql = "select now()", sqlite = "select datetime()" }

# views/numbers.toml
name = "numbers"
query = { sql = "select 1", sqlite = "select 2" }
)h");
}

TEST_CASE("a view that can't be one is refused") {
    CHECK(mistakes(R"h(struct [[db::table("same")]] A { int a; };
struct [[db::view("select 1", db::name("same"))]] B { int a; };
struct [[db::view("select 1", db::name("v")), db::table("w")]] C { int a; };
struct [[db::view("select 1"), db::materialized_view("select 2")]] D { int a; };
struct [[db::view("select 1"), db::view("select 2")]] E { int a; };
struct [[db::view("")]] F { int a; };
struct [[db::view]] G { int a; };
struct [[db::view("select 1", db::only("mysql"))]] H { int a; };
struct [[db::view("select 1", db::name("i"))]] I1 { int a; };
struct [[db::view("select 1", db::name("i"))]] I2 { int a; };
struct [[db::view("select 1")]] { int a; } unnamed;
struct [[db::view("select 1", db::unique)]] J { int a; };
)h") == R"h(2:10-48 error [name-twice] a view and a table are both called 'same'
    note 1:10-27: the table is here
3:10-45 error [two-names] the view is called 'v' here and 'w' elsewhere
    note 3:47-61: the other name is here
4:32-65 error [two-kinds-of-view] a view is materialized or it is not
    note 4:10-30: the other is here
5:32-52 error [two-queries] the view has two queries for the same database
    note 5:10-30: the first is here
    hint: say for which databases each is: db::only("postgresql")
6:19-21 error [empty-text] 'db::view' has an empty text
    hint: it is written db::view("select ...")
7:10-18 error [bad-arguments] 'db::view' can't be read like this
    hint: it is written db::view("select ...")
8:40-47 error [unknown-database] 'mysql' is no database that Aludel knows
    hint: there are 'postgresql', 'sqlite'
10:10-45 error [name-twice] two views are called 'i'
    note 9:10-45: the first is here
11:1-7 error [struct-without-name] the struct has no name to call its table or view by
    hint: name it here: db::table("...")
12:31-41 error [option-of-what] 'db::unique' says nothing about 'db::view'
    hint: what may stand here: db::name("ix_users_email"), db::only("postgresql")
)h");
}

TEST_CASE("what makes no sense on a view or its members is refused with a reason") {
    CHECK(mistakes(R"h(struct [[db::table]] User { int id; };
struct [[db::view("select 1"), db::primary_key(&A::a), db::comment("x"), db::renamed_from("x"), db::strict, db::index(&A::a)]] A {
    [[db::primary_key, db::length(3)]] int a;
    [[db::references(&User::id), db::default_value]] int b = 1;
    [[db::comment("x")]] int c;
};
)h") == R"h(2:32-54 error [no-attribute-of-views] 'db::primary_key' says nothing about a view
    hint: a view has no keys and no checks: the tables have them whose rows it shows
2:74-95 error [no-attribute-of-views] 'db::renamed_from' says nothing about a view
    hint: a view holds no rows: under its new name it is created anew, and the old one goes
2:97-107 error [no-attribute-of-views] 'db::strict' says nothing about a view
    hint: it says how rows are stored, and a view stores none
2:109-125 error [no-attribute-of-views] 'db::index' says nothing about a view
    hint: an index is on a table; one on a materialized view is declared as SQL of its own, in a file that aludel.toml names
3:7-22 error [no-attribute-of-views] 'db::primary_key' says nothing about a member of a view
    hint: a view has no keys and no checks: the tables have them whose rows it shows
3:24-37 error [no-attribute-of-views] 'db::length' says nothing about a member of a view
    hint: the query says what a view's columns are
4:7-32 error [no-attribute-of-views] 'db::references' says nothing about a member of a view
    hint: a view has no keys and no checks: the tables have them whose rows it shows
4:34-51 error [no-attribute-of-views] 'db::default_value' says nothing about a member of a view
    hint: no rows are put into a view: its query gives all their values
5:7-23 error [no-attribute-of-views] 'db::comment' says nothing about a member of a view
    hint: the schema keeps the comment of a view, and none of its columns
)h");
}

TEST_CASE("a member of a view that is no column is a mistake all the same") {
    CHECK(mistakes(R"h(struct [[db::view("select 1")]] A {
    long a;
    int* b;
    int c;
    [[db::column("c")]] int d;
};
)h") == R"h(2:5-9 error [target-dependent-type] 'long' has another width on another platform, and would mean another schema there
    fix 2:5-9 "std::int64_t"
    hint: write std::int64_t
3:5-9 error [pointer-member] 'int*': a pointer is no column
    hint: std::optional makes a column nullable; db::references on the key's value leads to another table; db::ignore leaves the member out
5:29-30 error [column-twice] 'c' and 'd' are both the column 'as.c'
    note 4:9-10: the first is here
)h");
}
