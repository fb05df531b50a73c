#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::constraints_text;
using aludel::test::mistakes;

TEST_CASE("an index has columns and expressions, each with its order and operator class") {
    CHECK(constraints_text(R"h(
struct [[db::table("t"), db::index(&T::a, "b"), db::index(db::desc(&T::b), &T::a), db::index(db::nulls_first(&T::c)),
         db::index(db::nulls_last(db::desc("c")), db::desc(db::nulls_first(&T::d))),
         db::index(db::expression("lower(d)"), &T::a), db::index(db::nulls_last(db::desc(db::expression("a + 2 * b")))),
         db::index(db::operator_class(&T::d, "gin_trgm_ops"), db::method("gin"), db::name("one")),
         db::index(&T::d, db::operator_class("d", "text_pattern_ops"), db::name("two")),
         db::index(db::desc(&T::d), db::operator_class(&T::d, "text_pattern_ops"), db::name("three")),
         db::index(db::desc(db::operator_class(&T::d, "text_pattern_ops")), &T::a, db::name("four")),
         db::index(db::operator_class(db::expression("lower(d)"), "text_pattern_ops"), db::name("five")),
         db::index(db::expression("lower(d)"), db::operator_class(db::expression("lower(d)"), "text_pattern_ops"), db::name("six"))]] T {
    int a;
    int b;
    std::optional<int> c;
    std::string d;
};
)h") == R"h([[index]]
name = "five"
keys = [{ expression = "lower(d)", operator_class = "text_pattern_ops" }]

[[index]]
name = "four"
keys = [{ column = "d", descending = true, operator_class = "text_pattern_ops" }, "a"]

[[index]]
name = "ix_t_a_2_b"
keys = [{ expression = "a + 2 * b", descending = true, nulls = "last" }]

[[index]]
name = "ix_t_a_b"
keys = ["a", "b"]

[[index]]
name = "ix_t_b_a"
keys = [{ column = "b", descending = true }, "a"]

[[index]]
name = "ix_t_c"
keys = [{ column = "c", nulls = "first" }]

[[index]]
name = "ix_t_c_d"
keys = [{ column = "c", descending = true, nulls = "last" }, { column = "d", descending = true, nulls = "first" }]

[[index]]
name = "ix_t_lower_d_a"
keys = [{ expression = "lower(d)" }, "a"]

[[index]]
name = "one"
keys = [{ column = "d", operator_class = "gin_trgm_ops" }]
method = "gin"

[[index]]
name = "six"
keys = [{ expression = "lower(d)", operator_class = "text_pattern_ops" }]

[[index]]
name = "three"
keys = [{ column = "d", descending = true, operator_class = "text_pattern_ops" }]

[[index]]
name = "two"
keys = [{ column = "d", operator_class = "text_pattern_ops" }]
)h");
}

TEST_CASE("an index has its options, on a struct and on a member") {
    CHECK(constraints_text(R"h(
struct [[db::table("t"), db::index(&T::a, &T::b, db::unique, db::where("a > 0"), db::include(&T::c, "d"), db::nulls_not_distinct),
         db::index(&T::d, db::method("hash"), db::only("postgresql")), db::index(db::expression("lower(d)"), db::unique),
         db::index(&T::c, db::include(&T::a))]] T {
    [[db::index]] int a;
    [[db::index(db::desc)]] int b;
    [[db::index(db::nulls_last, db::desc, db::where("c is not null"), db::name("own"))]] std::optional<int> c;
    [[db::index(db::method("gin"), db::operator_class("gin_trgm_ops"), db::only("postgresql"), db::name("trigrams")),
      db::index(db::unique, db::include(&T::b), db::name("other"))]] std::string d;
    [[using db: index(method("brin"), name("e")), index(desc, nulls_first)]] int e;
};
)h") == R"h([[index]]
name = "e"
keys = ["e"]
method = "brin"

[[index]]
name = "ix_t_a"
keys = ["a"]

[[index]]
name = "ix_t_a_b"
keys = ["a", "b"]
unique = true
where = "a > 0"
include = ["c", "d"]
nulls_not_distinct = true

[[index]]
name = "ix_t_b"
keys = [{ column = "b", descending = true }]

[[index]]
name = "ix_t_c"
keys = ["c"]
include = ["a"]

[[index]]
name = "ix_t_d"
keys = ["d"]
method = "hash"
only = ["postgresql"]

[[index]]
name = "ix_t_e"
keys = [{ column = "e", descending = true, nulls = "first" }]

[[index]]
name = "ix_t_lower_d"
keys = [{ expression = "lower(d)" }]
unique = true

[[index]]
name = "other"
keys = ["d"]
unique = true
include = ["b"]

[[index]]
name = "own"
keys = [{ column = "c", descending = true, nulls = "last" }]
where = "c is not null"

[[index]]
name = "trigrams"
keys = [{ column = "d", operator_class = "gin_trgm_ops" }]
method = "gin"
only = ["postgresql"]
)h");
}

TEST_CASE("the name of an index says its columns, and the words of its expressions") {
    CHECK(constraints_text(R"h(
struct [[db::table("people"), db::index(db::expression("LOWER( email )")), db::index(db::expression("data ->> 'Größe'")),
         db::index(&Person::id, db::expression("coalesce(nick, name)")), db::index(db::expression("'' || '-'")),
         db::index(db::expression("date_trunc('day', created_at at time zone 'UTC') + interval '1 day'"), &Person::id)]] Person {
    std::int64_t id;
};
)h") == R"h([[index]]
name = "ix_people_data_größe"
keys = [{ expression = "data ->> 'Größe'" }]

[[index]]
name = "ix_people_date_trunc_day_created_at_at_time_zone_utc_i_61d01713"
keys = [{ expression = "date_trunc('day', created_at at time zone 'UTC') + interval '1 day'" }, "id"]

[[index]]
name = "ix_people_expression"
keys = [{ expression = "'' || '-'" }]

[[index]]
name = "ix_people_id_coalesce_nick_name"
keys = ["id", { expression = "coalesce(nick, name)" }]

[[index]]
name = "ix_people_lower_email"
keys = [{ expression = "LOWER( email )" }]
)h");
}

TEST_CASE("a key is refined once, stands once, and is something that a key can be") {
    CHECK(mistakes(R"h(struct [[db::table("t"), db::index(db::desc(db::desc(&T::a))), db::index(db::nulls_first(db::nulls_last(&T::a))),
         db::index(db::operator_class(&T::a, "x"), db::operator_class(&T::a, "y")), db::index(&T::a, &T::a), db::index(&T::a, db::desc(&T::a)),
         db::index(db::expression("a+b"), db::expression("a+b")), db::index(db::desc), db::index(db::desc(&T::a, &T::b)),
         db::index(db::operator_class(&T::a)), db::index(db::operator_class("a", 5)), db::index(db::expression(&T::a)),
         db::index(db::expression("")), db::index(db::columns(&T::a, &T::b)), db::index(db::desc(3)), db::index(db::desc("c")),
         db::index(db::desc(db::where("a > 0"))), db::index(db::name("x")), db::index(&T::f)]] T {
    int a;
    int b;
    void f();
};
)h") == R"h(1:36-61 error [key-twice-refined] the key is given twice that it is descending
    hint: say it once
1:74-112 error [key-twice-refined] the key is given twice where its NULLs stand
    hint: say it once
2:52-82 error [key-twice-refined] the key is given two operator classes
    hint: say it once
2:102-107 error [column-repeated] 'a' stands twice in an index
    hint: take one of them away
2:127-142 error [column-repeated] 'a' stands twice in an index
    hint: take one of them away
3:43-64 error [column-repeated] 'a+b' stands twice in an index
    hint: take one of them away
3:77-85 error [bad-arguments] 'db::desc' can't be read like this
    hint: it is written db::desc(&T::a)
3:98-120 error [bad-arguments] 'db::desc' can't be read like this
    hint: it is written db::desc(&T::a)
4:20-45 error [bad-arguments] 'db::operator_class' can't be read like this
    hint: it is written db::operator_class(&T::a, "gin_trgm_ops")
4:58-84 error [bad-arguments] 'db::operator_class' can't be read like this
    hint: it is written db::operator_class(&T::a, "gin_trgm_ops")
4:97-118 error [bad-arguments] 'db::expression' can't be read like this
    hint: it is written db::expression("lower(email)")
5:35-37 error [empty-text] 'db::expression' has an empty text
    hint: it is written db::expression("lower(email)")
5:51-76 error [key-of-columns] 'db::columns' lists the columns of a foreign key, and none of an index
    hint: write the columns themselves: &T::a, &T::b
5:89-100 error [bad-arguments] 'db::desc' can't be read like this
    hint: it is written db::desc(&T::a)
5:122-125 error [no-column] 't' has no column 'c'
    hint: did you mean 'a'?
    note 6:96-97: the table is here
6:29-47 error [option-of-what] 'db::where' says nothing about 'db::desc'
    hint: it takes no options
6:51-75 error [bad-arguments] 'db::index' can't be read like this
    hint: it is written db::index(&T::a, db::desc(&T::b), db::expression("lower(c)"))
6:87-92 error [no-column] '&T::f' is no column of 't'
    note 6:96-97: the table is here
)h");
}

TEST_CASE("the key of an index on a member is the member") {
    CHECK(mistakes(R"h(struct [[db::table("t")]] T {
    [[db::index(&T::b)]] int a;
    [[db::index("a", "b")]] int b;
    [[db::index(db::desc(&T::a))]] int c;
    [[db::index(db::expression("lower(d)"))]] std::string d;
    [[db::index(db::desc, db::desc)]] int e;
    [[db::index(db::nulls_first, db::nulls_last)]] int f;
    [[db::index(db::operator_class)]] int g;
    [[db::index(db::operator_class(&T::a, "x"))]] int h;
    [[db::index(5)]] int i;
};
)h") == R"h(2:17-22 error [keys-on-member] 'db::index' on a member has that member for its key, 'a'
    hint: other keys are said on the struct: db::index(&T::a, db::desc(&T::b), db::expression("lower(c)"))
3:17-20 error [keys-on-member] 'db::index' on a member has that member for its key, 'b'
    hint: other keys are said on the struct: db::index(&T::a, db::desc(&T::b), db::expression("lower(c)"))
4:17-32 error [keys-on-member] 'db::index' on a member has that member for its key, 'c'
    hint: other keys are said on the struct: db::index(&T::a, db::desc(&T::b), db::expression("lower(c)"))
5:17-43 error [keys-on-member] 'db::index' on a member has that member for its key, 'd'
    hint: other keys are said on the struct: db::index(&T::a, db::desc(&T::b), db::expression("lower(c)"))
6:27-35 error [key-twice-refined] the key is given twice that it is descending
    hint: say it once
7:34-48 error [key-twice-refined] the key is given twice where its NULLs stand
    hint: say it once
8:17-35 error [keys-on-member] 'db::index' on a member has that member for its key, 'g'
    hint: other keys are said on the struct: db::index(&T::a, db::desc(&T::b), db::expression("lower(c)"))
9:17-47 error [keys-on-member] 'db::index' on a member has that member for its key, 'h'
    hint: other keys are said on the struct: db::index(&T::a, db::desc(&T::b), db::expression("lower(c)"))
10:7-19 error [bad-arguments] 'db::index' can't be read like this
    hint: it is written db::index, or db::index(db::desc)
)h");
}

TEST_CASE("an option that says nothing, or is none, is refused") {
    CHECK(
        mistakes(
            R"h(struct [[db::table("t"), db::index(&T::a, db::nulls_not_distinct), db::index(&T::a, db::deferrable), db::index(&T::a, db::wher("a > 0")),
         db::index(&T::a, db::where("a > 0"), db::where("b > 0")), db::index(&T::a, db::where), db::index(&T::a, db::unique("b")),
         db::index(&T::a, db::where(5)), db::index(&T::a, db::name("")), db::index(&T::a, db::only()), db::index(&T::a, db::only("postgres")),
         db::index(&T::a, db::include(&T::a)), db::index(&T::a, db::include("c")), db::index(&T::a, db::include(db::expression("a"))),
         db::index(&T::a, db::include(&T::b, "b")), db::index(&T::a, db::include(db::desc(&T::b))), db::index(&T::a, db::method("")),
         db::index(&T::a, db::on_delete(db::cascade))]] T {
    int a;
    int b;
};
)h") == R"h(1:43-65 error [nulls-of-no-unique] 'db::nulls_not_distinct' says which rows are alike, and the index is not unique
    hint: add db::unique to it, or take this away
1:85-99 error [option-of-what] 'db::deferrable' says nothing about 'db::index'
    hint: what may stand here: db::comment("what it is for"), db::include(&T::a, &T::b), db::method("gin"), db::name("ix_users_email"), db::nulls_not_distinct, db::only("postgresql"), db::unique, db::where("deleted_at is null")
1:119-136 error [unknown-option] there is no option 'db::wher'
    fix 1:123-127 "where"
    hint: did you mean 'db::where'?
2:47-65 error [repeated-option] 'db::where' stands twice in 'db::index'
    note 2:27-45: the first is here
2:85-94 error [bad-arguments] 'db::where' can't be read like this
    hint: it is written db::where("deleted_at is null")
2:114-129 error [bad-arguments] 'db::unique' can't be read like this
    hint: it is written db::unique
3:27-39 error [bad-arguments] 'db::where' can't be read like this
    hint: it is written db::where("deleted_at is null")
3:68-70 error [empty-text] 'db::name' has an empty text
    hint: it is written db::name("ix_users_email")
3:91-101 error [bad-arguments] 'db::only' can't be read like this
    hint: it is written db::only("postgresql")
3:130-140 error [unknown-database] 'postgres' is no database that Aludel knows
    fix 3:130-140 ""postgresql""
    hint: did you mean 'postgresql'?
4:39-44 error [column-repeated] 'a' is a key of the index, and so in it already
    hint: db::include brings in columns that are no keys
4:77-80 error [no-column] 't' has no column 'c'
    hint: did you mean 'a'?
    note 6:57-58: the table is here
4:113-132 error [key-of-columns] 'db::include' has columns, and no expressions
    hint: write the column itself: &T::a
5:46-49 error [column-repeated] 'b' stands twice in 'db::include'
    hint: take one of them away
5:82-97 error [key-of-columns] 'db::desc' says how an index is kept, and nothing about 'db::include'
    hint: write the column itself: &T::a
5:129-131 error [empty-text] 'db::method' has an empty text
    hint: it is written db::method("gin")
6:27-53 error [option-of-what] 'db::on_delete' says nothing about 'db::index'
    hint: what may stand here: db::comment("what it is for"), db::include(&T::a, &T::b), db::method("gin"), db::name("ix_users_email"), db::nulls_not_distinct, db::only("postgresql"), db::unique, db::where("deleted_at is null")
)h");
}
