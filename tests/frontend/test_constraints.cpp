#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::mistakes;
using aludel::test::table_text;

TEST_CASE("keys, uniques, indexes and checks of several columns stand on the struct") {
    CHECK(table_text(R"h(
struct [[db::table("reviews"), db::primary_key(&Review::user, &Review::book), db::unique(&Review::book, "rank"),
         db::index(&Review::rank), db::check("rank <= stars"), db::check("stars <> 'user'"), db::check("1 = 1"),
         db::check("ck_own", "rank > 0")]] Review {
    std::int64_t user;
    std::int64_t book;
    int rank;
    [[db::check("stars > 0"), db::check("stars < 6"), db::index]] int stars;
};
)h") == R"h(name = "reviews"

[[column]]
name = "user"
type = "bigint"

[[column]]
name = "book"
type = "bigint"

[[column]]
name = "rank"
type = "integer"

[[column]]
name = "stars"
type = "integer"

[primary_key]
name = "pk_reviews"
columns = ["user", "book"]

[[unique]]
name = "uq_reviews_book_rank"
columns = ["book", "rank"]

[[check]]
name = "ck_own"
expression = "rank > 0"

[[check]]
name = "ck_reviews_rank_stars"
expression = "rank <= stars"

[[check]]
name = "ck_reviews_row"
expression = "1 = 1"

[[check]]
name = "ck_reviews_stars"
expression = "stars > 0"

[[check]]
name = "ck_reviews_stars_2"
expression = "stars < 6"

[[check]]
name = "ck_reviews_stars_3"
expression = "stars <> 'user'"

[[index]]
name = "ix_reviews_rank"
keys = ["rank"]

[[index]]
name = "ix_reviews_stars"
keys = ["stars"]
)h");
}

TEST_CASE("a second primary key is refused at its place, with the first beside it") {
    CHECK(mistakes(R"h(struct [[db::table("t")]] T {
    [[db::primary_key]] int a;
    [[db::primary_key]] int b;
};
)h") == R"h(3:7-22 error [two-primary-keys] the table 't' has two primary keys
    note 2:7-22: the first is here
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

TEST_CASE("a column that a key names must be a column of the table") {
    CHECK(mistakes(R"h(struct Other { int a; void f(); };
struct [[db::table("t"), db::unique("naem"), db::index(&Other::a, &T::name), db::index(&T::f), db::unique(&T::name, &T::name),
         db::index(3), db::index]] T {
    int name;
    void f();
};
)h") == R"h(2:37-43 error [no-column] 't' has no column 'naem'
    hint: did you mean 'name'?
    note 3:36-37: the table is here
2:56-65 error [no-column] '&Other::a' is no column of 't'
    note 3:36-37: the table is here
2:88-93 error [no-column] '&T::f' is no column of 't'
    note 3:36-37: the table is here
2:117-125 error [column-repeated] 'name' stands twice in 'db::unique'
3:10-22 error [bad-arguments] 'db::index' can't be read like this
    hint: it is written db::index(&T::a, db::desc(&T::b))
3:24-33 error [bad-arguments] 'db::index' can't be read like this
    hint: it is written db::index(&T::a, db::desc(&T::b))
)h");
}

TEST_CASE("the same constraint twice is refused") {
    CHECK(mistakes(R"h(struct [[db::table("t"), db::unique(&T::a)]] T {
    [[db::unique]] int a;
    [[db::index, db::index]] int b;
};
)h") == R"h(1:26-43 error [constraint-twice] 'uq_t_a' is defined twice
    note 2:7-17: the first is here
3:18-27 error [constraint-twice] 'ix_t_b' is defined twice
    note 3:7-16: the first is here
)h");
}
