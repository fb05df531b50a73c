#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::mistakes;
using aludel::test::read;
using aludel::test::table_text;

TEST_CASE("an attribute that does not exist is an error with the one that is meant") {
    CHECK(mistakes(R"h(struct [[db::tabel("t")]] [[db::table("t")]] T {
    [[db::primry_key]] int a;
    [[using db: length(3), uniqe]] std::string b;
    [[db::frobnicate(1, 2)]] int c;
};
)h") == R"h(1:14-19 error [unknown-attribute] there is no attribute 'db::tabel'
    fix 1:14-19 "table"
    hint: did you mean 'db::table'?
2:11-21 error [unknown-attribute] there is no attribute 'db::primry_key'
    fix 2:11-21 "primary_key"
    hint: did you mean 'db::primary_key'?
3:28-33 error [unknown-attribute] there is no attribute 'db::uniqe'
    fix 3:28-33 "unique"
    hint: did you mean 'db::unique'?
4:11-21 error [unknown-attribute] there is no attribute 'db::frobnicate'
    hint: the attributes are as_integer, as_text, check, collate, column, comment, computed, default_sql, default_value, deferrable, embedded, fill, foreign_key, identity, ignore, index, initially_deferred, length, materialized_view, native_enum, now, numeric, on_delete, on_update, primary_key, references, renamed_from, schema, strict, table, type, unique, value, view, without_rowid
)h");
}

TEST_CASE("attributes may come in any of the places and forms of C++, and from macros") {
    const std::string plain = table_text(R"h(
struct [[db::table("t")]] T {
    [[db::primary_key, db::identity]] int id;
    [[db::unique]] [[db::length(5)]] std::string name;
    [[db::index]] int a;
    [[db::index]] int b;
};
)h");
    CHECK(table_text(R"h(
#define KEY [[db::primary_key, db::identity]]
#define DB(...) [[db::__VA_ARGS__]]
#define LENGTH length
struct DB(table("t")) T {
    KEY int id;
    [[nodiscard]] int f();
    [[using db: unique, LENGTH(5)]] std::string name;
    DB(index) int a, b;
};
)h") == plain);
    CHECK(table_text(R"h(
struct [[maybe_unused, db::table("t"), other::vendor(")]]")]] T {
    int id [[db::primary_key, db::identity]];
    std::string name [[db::unique]] [[db::length(5)]];
    int a [[db::index]], b [[db::index]];
};
)h") == plain);
}

TEST_CASE("an attribute where it says nothing is an error, not skipped") {
    CHECK(mistakes(R"h(struct [[db::table("t"), db::identity]] T {
    [[db::table("u")]] int a;
    int [[db::primary_key]] b;
    [[db::unique]] void f();
    [[db::unique]] static int c;
    enum class [[db::table("e")]] E { x [[db::column("y")]] };
};
[[db::unique]] int global;
struct [[db::table("d")]] Declared;
union [[db::table("u")]] U { int a; };
template <class T> struct [[db::table("p")]] Pattern { [[db::primary_key]] int id; };
)h") == R"h(1:26-38 error [misplaced-attribute] 'db::identity' says nothing about a struct
    hint: it belongs on a member: db::identity, or db::identity(db::always, db::start(1000), db::increment(1))
2:7-21 error [misplaced-attribute] 'db::table' says nothing about a member
    hint: it belongs on a struct: db::table, for a name by the naming convention, or db::table("name")
3:11-26 error [misplaced-attribute] 'db::primary_key' belongs to no struct and no member here
    hint: it stands before the member's type, or between 'struct' and its name
4:7-17 error [misplaced-attribute] 'db::unique' can't stand here
    hint: it belongs on a struct or a member
5:7-17 error [misplaced-attribute] 'db::unique' can't stand here
    hint: it belongs on a struct or a member
6:18-32 error [misplaced-attribute] 'db::table' says nothing about an enum
    hint: it belongs on a struct: db::table, for a name by the naming convention, or db::table("name")
6:43-58 error [misplaced-attribute] 'db::column' says nothing about an enumerator
    hint: it belongs on a member: db::column("name")
8:3-13 error [misplaced-attribute] 'db::unique' can't stand here
    hint: it belongs on a struct or a member
9:10-24 error [misplaced-attribute] 'db::table' stands on a declaration without members
    hint: write it where the struct is defined
10:9-23 error [union-table] a union is no table: its members are not there at the same time
11:29-43 error [attribute-in-template] 'db::table' can't be used in a template
    hint: a table is one struct; members that tables share belong in a plain base struct
11:58-73 error [attribute-in-template] 'db::primary_key' can't be used in a template
    hint: a table is one struct; members that tables share belong in a plain base struct
)h");
}

TEST_CASE("the same table twice is refused with both places") {
    CHECK(mistakes(R"h(struct [[db::table("t")]] A { int a; };
struct [[db::table("t")]] B { int a; };
)h") == R"h(2:10-24 error [table-twice] the table 't' is defined twice
    note 1:10-24: the first is here, as 'A'
)h");
}

TEST_CASE("an attribute's arguments are checked, and what it is written like is said") {
    CHECK(mistakes(R"h(struct [[db::table(1)]] A { int a; };
struct [[db::table("")]] B { int a; };
struct [[db::table("a.b.c")]] C { int a; };
struct [[db::table("d"), db::renamed_from("d")]] D {
    [[db::length(0)]] std::string a;
    [[db::length("x")]] std::string b;
    [[db::length(3)]] int c;
    [[db::numeric(2, 8)]] std::string d;
    [[db::numeric(8, 2)]] bool e;
    [[db::identity]] std::string f;
    [[db::primary_key(1)]] int g;
    [[db::column("h"), db::column("i")]] int h;
    [[db::renamed_from("i")]] int i;
    [[db::check("")]] int j;
    [[db::fill(5)]] int k;
};
struct [[db::table("e")]] E {};
)h") == R"h(1:10-22 error [bad-arguments] 'db::table' can't be read like this
    hint: it is written db::table, for a name by the naming convention, or db::table("name")
2:20-22 error [empty-text] 'db::table' has an empty text
    hint: it is written db::table, for a name by the naming convention, or db::table("name")
3:20-27 error [bad-name] 'a.b.c' is no name of a table, a view or an enum
    hint: write "users", or "auth.users" for one in a schema
4:26-47 error [renamed-from-itself] the table is still called 'd'
    hint: write the new name in db::table, the old one here
5:18-19 error [bad-length] a length of 0 leaves room for nothing
    hint: it is written db::length(255)
6:7-22 error [bad-arguments] 'db::length' can't be read like this
    hint: it is written db::length(255)
7:7-20 error [length-of-what] 'db::length' says nothing about 'int'
    hint: it is the length of a std::string in characters, or of bytes
8:7-24 error [bad-precision] a number of 2 digits has no 8 of them after the point
    hint: db::numeric(8, 2) has 8 digits in all, 2 of them after the point
9:7-24 error [numeric-of-what] 'db::numeric' says nothing about 'bool'
    hint: an exact decimal is held in a std::string, a number or an integer
10:7-19 error [identity-of-what] only an integer numbers its rows itself, and this is 'std::string'
11:7-25 error [bad-arguments] 'db::primary_key' can't be read like this
    hint: it is written db::primary_key
12:24-39 error [repeated-attribute] 'db::column' stands here twice
    note 12:7-22: the first is here
13:7-28 error [renamed-from-itself] the column is still called 'i'
    hint: the old name stands here, the new one is the member's
14:17-19 error [empty-text] 'db::check' has an empty text
    hint: it is written db::check("price >= 0") or db::check("ck_price", "price >= 0")
15:7-18 error [bad-arguments] 'db::fill' can't be read like this
    hint: it is written db::fill("lower(name)")
17:27-28 error [no-columns] the table 'e' has no columns
    hint: each data member is one
)h");
}

TEST_CASE("a mistake in a macro is shown where the macro stands, with where it comes from") {
    CHECK(mistakes(R"h(#define KEY(name) [[db::primry_key, db::column(name)]]
struct [[db::table("t")]] T {
    KEY("k") int a;
    int b;
};
)h") == R"h(3:5-8 error [unknown-attribute] there is no attribute 'db::primry_key'
    hint: did you mean 'db::primary_key'?
    note 1:25-35: expanded from macro 'KEY'
)h");
}

TEST_CASE("a name in an argument is found as it is where the attribute stands: in the structs around it, their bases, the namespace") {
    CHECK(table_text(R"h(
namespace shop {
constexpr int widest = 9;
struct Limits { static constexpr int shorter = 5; };
class Outer {
    static constexpr int widest = 7;
    struct [[db::table("inner"), db::primary_key(&Inner::id)]] Inner : Limits {
        static constexpr int longest = 20;
        enum { most = 30 };
        std::int64_t id;
        [[db::length(longest)]] std::string a;
        [[db::length(most + 1)]] std::string b;
        [[db::length(widest)]] std::string c;
        [[db::length(shop::widest)]] std::string d;
        [[db::length(shorter)]] std::string e;
        [[db::references(&Inner::id)]] std::int64_t parent;
    };
};
}
)h") == R"h(name = "inner"

[[column]]
name = "id"
type = "bigint"

[[column]]
name = "a"
type = "varchar(20)"

[[column]]
name = "b"
type = "varchar(31)"

[[column]]
name = "c"
type = "varchar(7)"

[[column]]
name = "d"
type = "varchar(9)"

[[column]]
name = "e"
type = "varchar(5)"

[[column]]
name = "parent"
type = "bigint"

[primary_key]
name = "pk_inner"
columns = ["id"]

[[foreign_key]]
name = "fk_inner_parent"
columns = ["parent"]
referred_table = "inner"
referred_columns = ["id"]
)h");
}
