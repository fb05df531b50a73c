#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::constraints_text;
using aludel::test::mistakes;

TEST_CASE("a check stands on a member or on the struct, with a name or without") {
    CHECK(constraints_text(R"h(
struct [[db::table("t"), db::check("a < b"), db::check("a <> 'b'"), db::check("1 = 1"), db::check("own", "a > 1"),
         db::check("b > 0", db::name("other")), db::check("b > 1", db::not_valid)]] T {
    [[db::check("a > 0"), db::check("a < 6")]] int a;
    [[db::check("mine", "b < 9", db::not_valid)]] int b;
};
)h") == R"h([[check]]
name = "ck_t_a"
expression = "a > 0"

[[check]]
name = "ck_t_a_2"
expression = "a < 6"

[[check]]
name = "ck_t_a_3"
expression = "a <> 'b'"

[[check]]
name = "ck_t_a_b"
expression = "a < b"

[[check]]
name = "ck_t_b"
expression = "b > 1"
not_valid = true

[[check]]
name = "ck_t_row"
expression = "1 = 1"

[[check]]
name = "mine"
expression = "b < 9"
not_valid = true

[[check]]
name = "other"
expression = "b > 0"

[[check]]
name = "own"
expression = "a > 1"
)h");
}

TEST_CASE("what checks of one name say for different databases is one check") {
    CHECK(constraints_text(R"h(
struct [[db::table("t"), db::check("form", "a ~ '^x'", db::only("postgresql")), db::check("form", "a glob 'x*'", db::only("sqlite")),
         db::check("b > 0", db::name("own")), db::check("b > 0::bigint", db::name("own"), db::only("postgresql"))]] T {
    [[db::check("a ~ 'y'", db::only("postgresql")), db::check("a glob '*y*'", db::only("sqlite")), db::check("a <> ''")]] std::string a;
    [[db::check("b in (1, 2)", db::only("postgresql", "sqlite")), db::check("b < 3", db::only("sqlite"))]] int b;
};
)h") == R"h([[check]]
name = "ck_t_a"
expression = { postgresql = "a ~ 'y'", sqlite = "a glob '*y*'" }
only = ["postgresql", "sqlite"]

[[check]]
name = "ck_t_a_2"
expression = "a <> ''"

[[check]]
name = "ck_t_b"
expression = { postgresql = "b in (1, 2)", sqlite = "b in (1, 2)" }
only = ["postgresql", "sqlite"]

[[check]]
name = "ck_t_b_2"
expression = { sqlite = "b < 3" }
only = ["sqlite"]

[[check]]
name = "form"
expression = { postgresql = "a ~ '^x'", sqlite = "a glob 'x*'" }
only = ["postgresql", "sqlite"]

[[check]]
name = "own"
expression = { sql = "b > 0", postgresql = "b > 0::bigint" }
)h");
}

TEST_CASE("a check is one text of SQL, with one name, once") {
    CHECK(
        mistakes(
            R"h(struct [[db::table("t"), db::check, db::check("a", "b", "c"), db::check(5), db::check("a", 5), db::check(""), db::check("", "a > 0"),
         db::check("x", "a > 0", db::name("y")), db::check("z", "a > 1"), db::check("z", "a > 2"), db::check("a > 3"), db::check("a > 3"),
         db::check("a > 4", db::deferrable), db::check("p", "a > 5", db::only("sqlite")), db::check("p", "a > 6", db::only("sqlite"))]] T {
    int a;
};
)h") == R"h(1:26-35 error [bad-arguments] 'db::check' can't be read like this
    hint: it is written db::check("price >= 0") or db::check("ck_price", "price >= 0")
1:37-61 error [bad-arguments] 'db::check' can't be read like this
    hint: it is written db::check("price >= 0") or db::check("ck_price", "price >= 0")
1:63-75 error [bad-arguments] 'db::check' can't be read like this
    hint: it is written db::check("price >= 0") or db::check("ck_price", "price >= 0")
1:77-94 error [bad-arguments] 'db::check' can't be read like this
    hint: it is written db::check("price >= 0") or db::check("ck_price", "price >= 0")
1:106-108 error [empty-text] 'db::check' has an empty text
    hint: it is written db::check("price >= 0") or db::check("ck_price", "price >= 0")
1:121-123 error [empty-text] 'db::check' has an empty text
    hint: it is written db::check("price >= 0") or db::check("ck_price", "price >= 0")
2:20-23 error [said-twice] the check is given two names
    note 2:34-47: the other is here
    hint: take one of them away
2:75-98 error [constraint-twice] 'z' is defined twice
    note 2:50-73: the first is here
    hint: take one of them away, or give it a name of its own: db::name("...")
2:120-138 error [constraint-twice] this is the same as 'ck_t_a'
    note 2:100-118: the first is here
    hint: take one of them away; where both are meant, give both a name: db::name("...")
3:29-43 error [option-of-what] 'db::deferrable' says nothing about 'db::check'
    hint: what may stand here: db::comment("what it is for"), db::name("ix_users_email"), db::not_valid, db::only("postgresql")
3:91-134 error [constraint-twice] 'p' is defined twice
    note 3:46-89: the first is here
    hint: take one of them away, or give it a name of its own: db::name("...")
)h");
}

TEST_CASE("a check of an alias holds for a column of that type, and not for an array of it") {
    CHECK(mistakes(R"h(using Positive [[db::check("value > 0")]] = int;
struct [[db::table("t")]] T { [[db::unique]] Positive one; std::vector<Positive> many; };
)h") == R"h(2:60-81 error [check-of-element] the check of an array's elements can't be kept
    note 1:18-40: the check is here
    hint: no database checks each element: take an alias without the check, and write one of the whole array on the member
)h");
}
