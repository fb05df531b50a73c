#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::mistakes;
using aludel::test::read;
namespace schema = aludel::schema;

namespace {

std::optional<schema::Default> default_of(const schema::Table& table, const std::string& column) {
    const schema::Column* found = table.columns.find(column);
    REQUIRE(found != nullptr);
    return found->default_value;
}

schema::Default value(schema::Value value) {
    return schema::Default(std::move(value));
}

}  // namespace

TEST_CASE("db::default_value without an argument takes the member's initialiser") {
    const auto document = read(R"h(
enum class Role { member, admin };
namespace limits { constexpr int start = 40; constexpr const char* name = "someone"; constexpr char text[] = "array"; }
struct [[db::table("t")]] T {
    [[db::default_value]] bool flag = true;
    [[db::default_value]] bool number_flag = 1;
    [[db::default_value]] int number = -5;
    [[db::default_value]] int braced{7};
    [[db::default_value]] int zero{};
    [[db::default_value]] int computed = limits::start + 2;
    [[db::default_value]] std::int64_t large = 9223372036854775807;
    [[db::default_value]] double real = 1.5;
    [[db::default_value]] double whole = 3;
    [[db::default_value]] float single = 0.1;
    [[db::default_value]] std::string text = "it's";
    [[db::default_value]] std::string escaped = "a\n";
    [[db::default_value]] std::string braced_text{"braced"};
    [[db::default_value]] std::string made = std::string("made");
    [[db::default_value]] std::string empty2 = {};
    [[db::default_value]] std::string named = limits::name;
    [[db::default_value]] std::string array = limits::text;
    [[db::default_value]] Role role = Role::admin;
    [[db::default_value]] Role first{};
    [[db::default_value]] std::optional<int> maybe = 3;
    [[db::default_value]] std::optional<std::string> maybe_text = "text";
    [[db::default_value]] std::optional<Role> maybe_role = Role::member;
    [[db::default_value]] std::optional<int> nothing = std::nullopt;
    [[db::default_value]] std::optional<int> nothing2{};
    [[db::numeric(8, 2), db::default_value]] std::string decimal = "0.10";
    int only_cpp = 5;
};
)h");
    const schema::Table& table = *document.schema.tables.begin();
    CHECK(default_of(table, "flag") == value(true));
    CHECK(default_of(table, "number_flag") == value(true));
    CHECK(default_of(table, "number") == value(std::int64_t{-5}));
    CHECK(default_of(table, "braced") == value(std::int64_t{7}));
    CHECK(default_of(table, "zero") == value(std::int64_t{0}));
    CHECK(default_of(table, "computed") == value(std::int64_t{42}));
    CHECK(default_of(table, "large") == value(std::int64_t{INT64_MAX}));
    CHECK(default_of(table, "real") == value(1.5));
    CHECK(default_of(table, "whole") == value(3.0));
    CHECK(default_of(table, "single") == value(0.1));
    CHECK(default_of(table, "text") == value(std::string("it's")));
    CHECK(default_of(table, "escaped") == value(std::string("a\n")));
    for (const auto& expected : std::map<std::string, std::string>{{"braced_text", "braced"},
                                                                   {"made", "made"},
                                                                   {"empty2", ""},
                                                                   {"named", "someone"},
                                                                   {"array", "array"},
                                                                   {"maybe_text", "text"},
                                                                   {"decimal", "0.10"},
                                                                   {"role", "admin"},
                                                                   {"first", "member"},
                                                                   {"maybe_role", "member"}}) {
        CAPTURE(expected.first);
        CHECK(default_of(table, expected.first) == value(expected.second));
    }
    CHECK(default_of(table, "maybe") == value(std::int64_t{3}));
    CHECK(default_of(table, "nothing") == std::nullopt);
    CHECK(default_of(table, "nothing2") == std::nullopt);
    CHECK(default_of(table, "only_cpp") == std::nullopt);
}

TEST_CASE("db::default_value with an argument takes that, and SQL is said as a string") {
    const auto document = read(R"header(
enum class Role { member, admin };
namespace limits { constexpr int start = 40; }
struct [[db::table("t")]] T {
    [[db::default_value(true)]] bool flag;
    [[db::default_value(-5)]] int number;
    [[db::default_value(limits::start)]] int named;
    [[db::default_value(0x10)]] int hexadecimal;
    [[db::default_value(1.25)]] double real;
    [[db::default_value("member")]] std::string text;
    [[db::default_value("a" "b")]] std::string joined;
    [[db::default_value(R"x(raw "text")x")]] std::string raw;
    [[db::default_value(Role::admin)]] Role role;
    [[db::default_value(7)]] std::optional<int> maybe;
    [[db::default_sql("lower('X')")]] std::string sql;
    [[db::default_sql(db::now)]] std::chrono::sys_seconds at;
    [[db::now]] std::chrono::system_clock::time_point at2;
    [[using db: default_sql(now)]] std::chrono::system_clock::time_point at3;
};
)header");
    const schema::Table& table = *document.schema.tables.begin();
    CHECK(default_of(table, "flag") == value(true));
    CHECK(default_of(table, "number") == value(std::int64_t{-5}));
    CHECK(default_of(table, "named") == value(std::int64_t{40}));
    CHECK(default_of(table, "hexadecimal") == value(std::int64_t{16}));
    CHECK(default_of(table, "real") == value(1.25));
    CHECK(default_of(table, "text") == value(std::string("member")));
    CHECK(default_of(table, "joined") == value(std::string("ab")));
    CHECK(default_of(table, "raw") == value(std::string("raw \"text\"")));
    CHECK(default_of(table, "role") == value(std::string("admin")));
    CHECK(default_of(table, "maybe") == value(std::int64_t{7}));
    CHECK(default_of(table, "sql") == schema::Default(schema::Expression{"lower('X')", {}}));
    for (const char* column : {"at", "at2", "at3"}) CHECK(default_of(table, column) == schema::Default(schema::Portable::now));
}

TEST_CASE("a default that is no value of its column is refused") {
    CHECK(mistakes(R"h(int next();
enum class Role { member };
enum class Other { member };
struct [[db::table("t")]] T {
    [[db::default_value]] int none;
    [[db::default_value]] int called = next();
    [[db::default_value("x")]] int text;
    [[db::default_value(40000)]] std::int16_t large;
    [[db::default_value(0)]] Role zero;
    [[db::default_value(Other::member)]] Role other;
    [[db::length(3), db::default_value("four")]] std::string four;
    [[db::default_value(0)]] std::chrono::sys_seconds time;
    [[db::now]] int now;
    [[db::default_sql(db::nwo)]] std::chrono::sys_seconds nwo;
    [[db::default_value(1), db::default_sql("1")]] int two;
    [[db::identity, db::default_value(1)]] int id;
    [[db::default_value(1, 2)]] int many;
    [[db::default_sql]] int no_sql;
};
)h") == R"h(5:7-24 error [no-initialiser] 'db::default_value' takes the member's initialiser, and there is none
    hint: write one, or db::default_value(0), or db::default_sql("...")
6:40-46 error [default-not-constant] the default of 'called' can't be computed from the header
    hint: it is a number, a string, true or false, an enumerator, a time of std::chrono or a list of these; anything else is said in SQL: db::default_sql("...")
7:25-28 error [default-type] "x" is no value of a column of type integer
    hint: anything but a plain value is said in SQL: db::default_sql("...")
8:25-30 error [default-type] 40000 is no value of a column of type smallint: it holds -32768 to 32767
9:25-26 error [default-type] 0 is no value of a column of type enumeration("role")
    hint: anything but a plain value is said in SQL: db::default_sql("...")
10:25-38 error [default-type] 'member' is no value of a column of type enumeration("role"): it is of another enum
11:40-46 error [default-type] "four" is no value of a column of type varchar(3): it has 4 characters
12:25-26 error [default-type] 0 is no value of a column of type timestamp
    hint: anything but a plain value is said in SQL: db::default_sql("...")
13:7-14 error [default-type] 'db::now' is a point in time, and the column's type is integer
    hint: the member of a point in time is a std::chrono::system_clock::time_point
14:23-30 error [unknown-word] 'db::nwo' is no expression of ours
    hint: the one there is: db::now; other SQL is written as a string
15:29-49 error [contradiction] 'db::default_sql' beside 'db::default_value': a column has one default
    note 15:7-27: the other is here
16:21-41 error [contradiction] 'db::default_value' beside 'db::identity': a column that numbers its rows has no other default
    note 16:7-19: the other is here
17:7-30 error [bad-arguments] 'db::default_value' can't be read like this
    hint: it is written db::default_value, for the member's initialiser, or db::default_value(0)
18:7-22 error [bad-arguments] 'db::default_sql' can't be read like this
    hint: it is written db::default_sql("lower(name)") or db::default_sql(db::now)
)h");
}
