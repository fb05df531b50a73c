#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::mistakes;

TEST_CASE("attributes that contradict each other are refused, each pair at its place") {
    CHECK(mistakes(R"h(struct [[db::table("t")]] T {
    [[db::computed("1"), db::default_value(1)]] int a;
    [[db::now, db::computed("1")]] std::chrono::sys_seconds b;
    [[db::computed("1"), db::identity]] int c;
    [[db::computed("1"), db::fill("1")]] int d;
    [[db::identity, db::fill("1")]] int e;
    [[db::length(5), db::numeric(5)]] std::string f;
    [[db::type("citext"), db::length(5)]] std::string g;
    [[db::numeric(5), db::type("text")]] std::string h;
    [[db::ignore, db::unique, db::length(5)]] std::string i;
    [[db::default_value(1), db::default_sql("1"), db::default_sql(db::now)]] int j;
    [[db::identity]] [[db::references("t.l")]] int k;
    [[db::primary_key]] int l;
};
)h") == R"h(2:26-46 error [contradiction] 'db::default_value' beside 'db::computed': the value is computed, and no default is ever used
    note 2:7-24: the other is here
3:16-33 error [contradiction] 'db::computed' beside 'db::now': the value is computed, and no default is ever used
    note 3:7-14: the other is here
4:26-38 error [contradiction] 'db::identity' beside 'db::computed': one numbers the rows, the other computes the value
    note 4:7-24: the other is here
5:26-39 error [contradiction] 'db::fill' beside 'db::computed': the value of existing rows is computed, too
    note 5:7-24: the other is here
6:21-34 error [contradiction] 'db::fill' beside 'db::identity': existing rows are numbered, too
    note 6:7-19: the other is here
7:22-36 error [contradiction] 'db::numeric' beside 'db::length': a length is of text or bytes, digits are of a number
    note 7:7-20: the other is here
8:27-40 error [contradiction] 'db::length' beside 'db::type': the type is said in full: write its length in it
    note 8:7-25: the other is here
9:23-39 error [contradiction] 'db::type' beside 'db::numeric': the type is said in full: write its digits in it
    note 9:7-21: the other is here
10:19-29 error [contradiction] 'db::unique' beside 'db::ignore': the member is no column, and nothing is to be said of it
    note 10:7-17: the other is here
10:31-44 error [contradiction] 'db::length' beside 'db::ignore': the member is no column, and nothing is to be said of it
    note 10:7-17: the other is here
11:29-49 error [contradiction] 'db::default_sql' beside 'db::default_value': a column has one default
    note 11:7-27: the other is here
12:24-45 error [contradiction] 'db::references' beside 'db::identity': a number that the row gets by itself is the key of no other
    note 12:7-19: the other is here
)h");
}

TEST_CASE("an attribute that says nothing about the member's type is refused") {
    CHECK(mistakes(R"h(enum class Role { member };
struct [[db::table("t")]] T {
    [[db::length(5)]] int a;
    [[db::numeric(5)]] bool b;
    [[db::numeric(5, 2)]] std::int32_t c;
    [[db::numeric(2, 5)]] double d;
    [[db::collate("nocase")]] int e;
    [[db::collate("nocase")]] Role f;
    [[db::identity]] std::string g;
    [[db::identity]] std::optional<int> h;
    [[db::now]] bool i;
    [[db::now, db::length(5)]] std::string j;
    [[db::length(0)]] std::string k;
    [[db::length(64)]] char l[64];
    [[db::renamed_from("m")]] int m;
    [[db::identity]] std::vector<int> n;
    [[db::now]] std::vector<std::chrono::sys_seconds> o;
    [[db::length(5)]] std::vector<int> p;
};
)h") == R"h(3:7-20 error [length-of-what] 'db::length' says nothing about 'int'
    hint: it is the length of a std::string in characters, or of bytes
4:7-21 error [numeric-of-what] 'db::numeric' says nothing about 'bool'
    hint: an exact decimal is held in a std::string, a number or an integer
5:7-24 error [numeric-of-what] 'std::int32_t' has no digits after the point
    hint: an exact decimal is held in a std::string or a type of your own; db::numeric(8, 0) is a whole number
6:7-24 error [bad-precision] a number of 2 digits has no 5 of them after the point
    hint: db::numeric(8, 2) has 8 digits in all, 2 of them after the point
7:7-28 error [collate-of-what] 'db::collate' says nothing about 'int'
    hint: it is the order of text: of a std::string
8:7-28 error [collate-of-what] 'db::collate' says nothing about 'Role'
    hint: it is the order of text: of a std::string
9:7-19 error [identity-of-what] only an integer numbers its rows itself, and this is 'std::string'
10:7-19 error [nullable-key] 'db::identity' on a column that may be NULL
    note 10:22-40: take std::optional away: a row has a key from its first moment
11:7-14 error [default-type] 'db::now' is a point in time, and the column's type is boolean
    hint: the member of a point in time is a std::chrono::system_clock::time_point
12:7-14 error [default-type] 'db::now' has 19 characters, and the column's type is varchar(5)
    hint: the member of a point in time is a std::chrono::system_clock::time_point
13:18-19 error [bad-length] a length of 0 leaves room for nothing
    hint: it is written db::length(255)
14:18-20 error [bad-length] 'char l[64]' has room for no more than 63
    hint: leave db::length away: the type says it
15:7-28 error [renamed-from-itself] the column is still called 'm'
    hint: the old name stands here, the new one is the member's
16:7-19 error [identity-of-what] only an integer numbers its rows itself, and this is 'std::vector<int>'
17:7-14 error [default-type] 'db::now' is a point in time, and the column's type is array_of(timestamp)
    hint: the member of a point in time is a std::chrono::system_clock::time_point
18:7-20 error [length-of-what] 'db::length' says nothing about 'std::vector<int>'
    hint: it is the length of a std::string in characters, or of bytes
)h");
}

TEST_CASE("an identity takes numbers that its column holds") {
    CHECK(mistakes(R"h(struct [[db::table("t")]] T {
    [[db::identity(db::start(40000))]] std::int16_t a;
    [[db::identity(db::increment(0))]] int b;
    [[db::identity(db::start)]] int c;
    [[db::identity(db::start())]] int d;
    [[db::identity(db::start("1"))]] int e;
    [[db::identity(db::start(1), db::start(2))]] int f;
    [[db::identity(5)]] int g;
    [[db::identity(db::stored)]] int h;
};
)h") == R"h(2:30-35 error [number-out-of-range] 40000 is no number of a column of type smallint
    hint: it holds -32768 to 32767
3:20-36 error [bad-increment] steps of 0 give every row the same number
    hint: it is written db::increment(10), or db::increment(-1) to count down
4:20-29 error [bad-arguments] 'db::start' can't be read like this
    hint: it is written db::start(1000)
5:20-31 error [bad-arguments] 'db::start' can't be read like this
    hint: it is written db::start(1000)
6:20-34 error [bad-arguments] 'db::start' can't be read like this
    hint: it is written db::start(1000)
7:34-46 error [repeated-option] 'db::start' stands twice in 'db::identity'
    note 7:20-32: the first is here
8:7-22 error [bad-arguments] 'db::identity' can't be read like this
    hint: it is written db::identity, or db::identity(db::always, db::start(1000), db::increment(1))
9:20-30 error [option-of-what] 'db::stored' says nothing about 'db::identity'
    hint: what may stand here: db::always, db::increment(10), db::start(1000)
)h");
}

TEST_CASE("one attribute for several databases says one thing for each") {
    CHECK(mistakes(R"h(struct [[db::table("t")]] T {
    [[db::collate("nocase"), db::collate("de")]] std::string a;
    [[db::default_sql("1"), db::default_sql("2")]] int b;
    [[db::default_sql("1", db::only("sqlite")), db::default_sql("2", db::only("sqlite"))]] int c;
    [[db::computed("1"), db::computed("2", db::only("sqlite"), db::stored)]] int d;
    [[db::computed("1"), db::computed("2")]] int e;
    [[db::fill("1"), db::fill("2")]] int f;
    [[db::type("text"), db::type("citext")]] std::string g;
    [[db::default_sql(db::now, db::only("sqlite"))]] std::chrono::sys_seconds h;
    [[db::default_sql("1"), db::default_sql(db::now)]] std::chrono::sys_seconds i;
    [[db::default_sql("1", db::only("mysql"))]] int j;
    [[db::comment("a"), db::comment("b")]] int k;
};
)h") == R"h(2:30-47 error [said-twice] 'db::collate' stands twice for the same database
    note 2:7-28: the first is here
    hint: db::only("postgresql") says it for one of them
3:29-49 error [said-twice] 'db::default_sql' stands twice for the same database
    hint: db::only("postgresql") says it for one of them
4:49-89 error [said-twice] 'db::default_sql' stands twice for the same database
    hint: db::only("postgresql") says it for one of them
5:26-75 error [stored-or-not] a column is stored on every database, or on none
    note 5:7-24: the other is here
    hint: write db::stored in both
6:26-43 error [said-twice] 'db::computed' stands twice for the same database
    hint: db::only("postgresql") says it for one of them
7:22-35 error [said-twice] 'db::fill' stands twice for the same database
    hint: db::only("postgresql") says it for one of them
8:25-43 error [said-twice] 'db::type' stands twice for the same database
    note 8:7-23: the first is here
    hint: db::only("postgresql") says it for one of them
9:32-50 error [option-of-what] 'db::now' is for every database
    hint: write the text of that one: db::default_sql("CURRENT_TIMESTAMP", db::only("postgresql"))
10:29-53 error [said-twice] 'db::default_sql' stands twice for the same database
    hint: db::only("postgresql") says it for one of them
11:37-44 error [unknown-database] 'mysql' is no database that Aludel knows
    hint: there are 'postgresql', 'sqlite'
12:25-41 error [repeated-attribute] 'db::comment' stands here twice
    note 12:7-23: the first is here
)h");
}
