#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::constraints_text;
using aludel::test::mistakes;

TEST_CASE("a primary key stands on its member, or on the struct with its columns in order, and may be named") {
    CHECK(constraints_text(R"h(
struct [[db::table("a")]] A { [[db::primary_key]] int id; };
struct [[db::table("b")]] B { [[db::primary_key(db::name("b_key"))]] int id; };
struct [[db::table("c"), db::primary_key(&C::y, "x", db::name("c_key"))]] C { int x; int y; };
struct [[db::table("auth.d")]] D { [[using db: primary_key(name("d_key"))]] int id; };
)h") == R"h(# a
[primary_key]
name = "pk_a"
columns = ["id"]

# b
[primary_key]
name = "b_key"
columns = ["id"]

# c
[primary_key]
name = "c_key"
columns = ["y", "x"]

# auth.d
[primary_key]
name = "d_key"
columns = ["id"]
)h");
}

TEST_CASE("a second primary key is refused at its place, with the first beside it") {
    CHECK(mistakes(R"h(struct [[db::table("t")]] T {
    [[db::primary_key]] int a;
    [[db::primary_key]] int b;
};
struct [[db::table("u"), db::primary_key(&U::a, &U::b)]] U {
    [[db::primary_key]] int a;
    int b;
};
struct Identified { [[db::primary_key]] int id; };
struct [[db::table("v")]] V : Identified { [[db::primary_key]] int a; };
)h") == R"h(3:7-22 error [two-primary-keys] the table 't' has two primary keys
    note 2:7-22: the first is here
    hint: a key of several columns is said on the struct: db::primary_key(&T::a, &T::b)
5:26-55 error [two-primary-keys] the table 'u' has two primary keys
    note 6:7-22: the first is here
    hint: a key of several columns is said on the struct: db::primary_key(&T::a, &T::b)
10:46-61 error [two-primary-keys] the table 'v' has two primary keys
    note 9:23-38: the first is here
    hint: a key of several columns is said on the struct: db::primary_key(&T::a, &T::b)
)h");
}

TEST_CASE("a key may not be NULL") {
    CHECK(mistakes(R"h(struct [[db::table("t")]] T {
    [[db::primary_key]] std::optional<int> a;
};
struct [[db::table("u"), db::primary_key(&U::a)]] U {
    std::optional<int> a;
};
struct [[db::table("v")]] V {
    [[db::identity]] std::optional<int> a;
};
)h") == R"h(2:7-22 error [nullable-key] 'db::primary_key' on a column that may be NULL
    note 2:25-43: take std::optional away: a row has a key from its first moment
4:26-48 error [nullable-key] 'a' may be NULL, and a column of the primary key may not
    hint: take std::optional away: a row has a key from its first moment
8:7-19 error [nullable-key] 'db::identity' on a column that may be NULL
    note 8:22-40: take std::optional away: a row has a key from its first moment
)h");
}

TEST_CASE("a unique constraint stands on its member or on the struct, with its options") {
    CHECK(constraints_text(R"h(
struct [[db::table("t"), db::unique(&T::b, "a"), db::unique(&T::a, &T::c, db::include(&T::d), db::nulls_not_distinct),
         db::unique("c", "d", db::name("own"), db::deferrable)]] T {
    [[db::unique]] int a;
    [[db::unique(db::initially_deferred, db::name("late"))]] int b;
    [[db::unique(db::include(&T::a, "b"), db::deferrable, db::initially_deferred)]] std::optional<int> c;
    [[using db: unique(nulls_not_distinct)]] std::optional<int> d;
};
)h") == R"h([[unique]]
name = "late"
columns = ["b"]
deferrability = "initially_deferred"

[[unique]]
name = "own"
columns = ["c", "d"]
deferrability = "deferrable"

[[unique]]
name = "uq_t_a"
columns = ["a"]

[[unique]]
name = "uq_t_a_c"
columns = ["a", "c"]
include = ["d"]
nulls_not_distinct = true

[[unique]]
name = "uq_t_b_a"
columns = ["b", "a"]

[[unique]]
name = "uq_t_c"
columns = ["c"]
include = ["a", "b"]
deferrability = "initially_deferred"

[[unique]]
name = "uq_t_d"
columns = ["d"]
nulls_not_distinct = true
)h");
}

TEST_CASE("a unique constraint with a condition, or on some databases only, is a unique index") {
    CHECK(constraints_text(R"h(
struct [[db::table("t"), db::unique(&T::a, &T::b, db::where("gone is null"), db::include("c")), db::unique(&T::a, &T::b)]] T {
    [[db::unique(db::where("b > 0"))]] int a;
    [[db::unique(db::only("postgresql"), db::nulls_not_distinct)]] int b;
    [[db::unique(db::where("c > 0"), db::name("own"), db::only("sqlite", "postgresql")), db::index]] int c;
    std::optional<std::chrono::sys_seconds> gone;
};
)h") == R"h([[unique]]
name = "uq_t_a_b"
columns = ["a", "b"]

[[index]]
name = "ix_t_c"
keys = ["c"]

[[index]]
name = "own"
keys = ["c"]
unique = true
where = "c > 0"
only = ["postgresql", "sqlite"]

[[index]]
name = "ux_t_a"
keys = ["a"]
unique = true
where = "b > 0"

[[index]]
name = "ux_t_a_b"
keys = ["a", "b"]
unique = true
where = "gone is null"
include = ["c"]

[[index]]
name = "ux_t_b"
keys = ["b"]
unique = true
nulls_not_distinct = true
only = ["postgresql"]
)h");
}

TEST_CASE("what a key can't have is refused, with the index that has it") {
    CHECK(mistakes(R"h(struct [[db::table("t"), db::primary_key(db::desc(&T::a), &T::b), db::unique(db::expression("lower(c)")),
         db::unique(db::nulls_last(&T::a)), db::unique(db::operator_class(&T::c, "text_pattern_ops")), db::unique(db::columns(&T::a, &T::b)),
         db::primary_key(&T::a, db::where("b > 0"))]] T {
    [[db::unique(db::desc)]] int a;
    [[db::unique(db::method("hash"))]] int b;
    [[db::unique(db::where("a > 0"), db::deferrable)]] std::string c;
    [[db::unique(db::initially_deferred, db::only("postgresql"))]] int d;
};
)h") == R"h(1:42-57 error [key-of-columns] 'db::desc' says how an index is kept, and nothing about a primary key
    hint: write the column itself: &T::a
1:78-104 error [key-of-columns] a unique constraint has columns, and no expressions
    hint: a unique index has such keys: db::index(db::expression("lower(email)"), db::unique)
2:21-42 error [key-of-columns] 'db::nulls_last' says how an index is kept, and nothing about a unique constraint
    hint: a unique index has such keys: db::index(db::expression("lower(email)"), db::unique)
2:56-101 error [key-of-columns] 'db::operator_class' says how an index is kept, and nothing about a unique constraint
    hint: a unique index has such keys: db::index(db::expression("lower(email)"), db::unique)
2:115-140 error [key-of-columns] 'db::columns' lists the columns of a foreign key, and none of a unique constraint
    hint: write the columns themselves: &T::a, &T::b
3:10-52 error [repeated-attribute] 'db::primary_key' stands here twice
    note 1:26-65: the first is here
3:33-51 error [option-of-what] 'db::where' says nothing about 'db::primary_key'
    hint: what may stand here: db::comment("what it is for"), db::name("ix_users_email")
4:18-26 error [key-of-columns] 'db::desc' says how an index is kept, and nothing about a unique constraint
    hint: a unique index has such keys: db::index(db::expression("lower(email)"), db::unique)
5:18-36 error [option-of-what] 'db::method' says nothing about 'db::unique'
    hint: what may stand here: db::comment("what it is for"), db::deferrable, db::include(&T::a, &T::b), db::initially_deferred, db::name("ix_users_email"), db::nulls_not_distinct, db::only("postgresql"), db::where("deleted_at is null")
6:38-52 error [deferrable-index] an index can't be deferred, a unique constraint alone can
    note 6:18-36: which makes it an index
    hint: take one of the two away
7:18-40 error [deferrable-index] an index can't be deferred, a unique constraint alone can
    note 7:42-64: which makes it an index
    hint: take one of the two away
)h");
}

TEST_CASE("a key's columns are columns of the table, each once, and a member's key is the member") {
    CHECK(mistakes(R"h(struct Other { int a; void f(); };
struct [[db::table("t"), db::unique("naem"), db::unique(&Other::a, &T::name), db::primary_key(&T::f), db::unique(&T::name, "name"),
         db::unique(3), db::unique, db::primary_key, db::unique(db::name("x")), db::unique(&T::secret), db::unique(""),
         db::unique(db::name("")), db::unique(&T::name, db::include(&T::name)), db::unique(&T::name, db::include(&T::other, &T::other)),
         db::unique(&T::name, db::include())]] T {
    int name;
    [[db::unique(&T::name, &T::other)]] int other;
    [[db::primary_key("name", "other")]] int third;
    [[db::ignore]] int secret;
    void f();
};
)h") == R"h(2:37-43 error [no-column] 't' has no column 'naem'
    hint: did you mean 'name'?
    note 5:48-49: the table is here
2:57-66 error [no-column] '&Other::a' is no column of 't'
    note 5:48-49: the table is here
2:95-100 error [no-column] '&T::f' is no column of 't'
    note 5:48-49: the table is here
2:124-130 error [column-repeated] 'name' stands twice in a unique constraint
    hint: take one of them away
3:10-23 error [bad-arguments] 'db::unique' can't be read like this
    hint: it is written db::unique(&T::a, &T::b)
3:25-35 error [bad-arguments] 'db::unique' can't be read like this
    hint: it is written db::unique(&T::a, &T::b)
3:37-52 error [repeated-attribute] 'db::primary_key' stands here twice
    note 2:79-101: the first is here
3:37-52 error [bad-arguments] 'db::primary_key' can't be read like this
    hint: it is written db::primary_key(&T::a, &T::b)
3:54-79 error [bad-arguments] 'db::unique' can't be read like this
    hint: it is written db::unique(&T::a, &T::b)
3:92-102 error [no-column] '&T::secret' is no column: db::ignore keeps it out of the table
    note 9:24-30: the member is here
3:116-118 error [empty-text] 'db::unique' has an empty text
    hint: it is written db::unique(&T::a, &T::b)
4:10-34 error [bad-arguments] 'db::unique' can't be read like this
    hint: it is written db::unique(&T::a, &T::b)
4:69-77 error [column-repeated] 'name' is a key of the index, and so in it already
    hint: db::include brings in columns that are no keys
4:125-134 error [column-repeated] 'other' stands twice in 'db::include'
    hint: take one of them away
5:31-44 error [bad-arguments] 'db::include' can't be read like this
    hint: it is written db::include(&T::a, &T::b)
7:18-26 error [keys-on-member] 'db::unique' on a member has that member for its key, 'other'
    hint: several columns are said on the struct: db::unique(&T::a, &T::b)
8:23-29 error [keys-on-member] 'db::primary_key' on a member has that member for its key, 'third'
    hint: several columns are said on the struct: db::primary_key(&T::a, &T::b)
)h");
}

TEST_CASE("a unique constraint over the primary key says nothing") {
    CHECK(mistakes(R"h(struct [[db::table("t"), db::unique(&T::b, &T::a), db::primary_key(&T::a, &T::b)]] T { int a; int b; };
struct [[db::table("u")]] U { [[db::primary_key, db::unique]] int a; };
struct [[db::table("v")]] V { [[db::primary_key, db::unique(db::name("twice"))]] int a; };
)h") == R"h(1:26-50 error [unique-primary-key] the primary key is unique already
    note 1:52-81: the primary key is here
    hint: take db::unique away
2:50-60 error [unique-primary-key] the primary key is unique already
    note 2:33-48: the primary key is here
    hint: take db::unique away
)h");
}
