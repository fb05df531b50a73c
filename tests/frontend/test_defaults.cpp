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

namespace {

/// "column value", one a line; a text in quotes.
std::string defaults_text(const schema::Table& table) {
    struct Text {
        std::string operator()(const schema::Null&) const { return "NULL"; }
        std::string operator()(bool value) const { return value ? "true" : "false"; }
        std::string operator()(std::int64_t value) const { return std::to_string(value); }
        std::string operator()(double value) const { return std::to_string(value); }
        std::string operator()(const std::string& value) const { return '"' + value + '"'; }
        std::string operator()(const schema::Blob& value) const {
            std::string text = "bytes";
            for (const std::byte octet : value) text += ' ' + std::to_string(std::to_integer<int>(octet));
            return text;
        }
    };
    std::string text;
    for (const schema::Column& column : table.columns) {
        const auto* value = column.default_value ? std::get_if<schema::Value>(&*column.default_value) : nullptr;
        text += column.name + " " + (value == nullptr ? "none" : std::visit(Text{}, *value)) + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("the times of std::chrono are defaults as databases write them") {
    const auto document = read(R"h(
using namespace std::chrono_literals;
using Ticks = std::chrono::duration<std::int64_t, std::ratio<1, 10000000>>;
struct [[db::table("t")]] T {
    [[db::default_value]] std::chrono::year_month_day day = std::chrono::year{2026} / 11 / 20;
    [[db::default_value]] std::chrono::sys_days day2 = std::chrono::sys_days{std::chrono::year{2024} / 2 / 29};
    [[db::default_value]] std::chrono::sys_days before{std::chrono::days{-1}};
    [[db::default_value]] std::chrono::sys_seconds epoch{};
    [[db::default_value]] std::chrono::sys_seconds at{std::chrono::seconds{1'795'900'500}};
    [[db::default_value]] std::chrono::sys_time<std::chrono::milliseconds> fraction{std::chrono::milliseconds{1500}};
    [[db::default_value]] std::chrono::sys_time<Ticks> ticks{Ticks{1}};
    [[db::default_value]] std::optional<std::chrono::local_seconds> local = std::chrono::local_seconds{std::chrono::seconds{-1}};
    [[db::default_value]] std::chrono::seconds timeout{90};
    [[db::default_value]] std::chrono::minutes minutes = 2h;
    [[db::default_value]] std::chrono::milliseconds negative = -1500ms;
    [[db::default_value]] std::chrono::hours none{};
    [[db::default_value]] std::chrono::days days{30};
    [[db::default_value]] std::chrono::weeks weeks{2};
    [[db::default_value]] std::chrono::months months{18};
    [[db::default_value(std::chrono::seconds{5})]] std::optional<std::chrono::seconds> given;
    [[db::default_value("2026-11-20")]] std::chrono::sys_days written;
    [[db::default_value("2026-11-20 21:15:00.5")]] std::chrono::sys_seconds written2;
};
)h");
    CHECK(defaults_text(*document.schema.tables.begin()) == R"h(day "2026-11-20"
day2 "2024-02-29"
before "1969-12-31"
epoch "1970-01-01 00:00:00"
at "2026-11-28 21:15:00"
fraction "1970-01-01 00:00:01.5"
ticks "1970-01-01 00:00:00.0000001"
local "1969-12-31 23:59:59"
timeout "PT1M30S"
minutes "PT2H"
negative "PT-1.5S"
none "PT0S"
days "P30D"
weeks "P14D"
months "P18M"
given "PT5S"
written "2026-11-20"
written2 "2026-11-20 21:15:00.5"
)h");
}

TEST_CASE("lists, bytes, fixed text, optional enums and exact decimals have defaults") {
    const auto document = read(R"h(
#include <array>
enum class Role { member, admin };
struct [[db::table("t")]] T {
    [[db::default_value]] std::vector<int> empty{};
    [[db::default_value]] std::vector<int> numbers = {1, -2, 3};
    [[db::default_value]] std::array<std::int64_t, 3> filled{7};
    [[db::default_value]] std::vector<std::string> texts{"a", "say \"b\"", ""};
    [[db::default_value]] std::vector<bool> flags = {true, false};
    [[db::default_value]] std::vector<Role> roles{Role::admin};
    [[db::default_value]] std::optional<std::vector<int>> maybe = std::vector<int>{};
    [[db::default_value]] std::optional<std::vector<int>> nothing = std::nullopt;
    [[db::default_value]] std::vector<std::byte> bytes = {std::byte{1}, std::byte{255}};
    [[db::default_value]] std::vector<std::uint8_t> none{};
    [[db::default_value]] std::array<std::byte, 3> zeros{};
    [[db::default_value]] std::uint8_t raw[4] = {1, 2};
    [[db::default_value("ab")]] std::vector<std::byte> of_text;
    [[db::default_value]] char code[4] = "ab";
    [[db::default_value]] std::array<char, 2> country{'D', 'E'};
    [[db::default_value]] std::optional<Role> role = Role::admin;
    [[db::default_value]] std::optional<int> zero = int{};
    [[db::default_value(18446744073709551615u), db::numeric(20, 0)]] std::uint64_t wide;
    [[db::default_value("-999999.99"), db::numeric(8, 2)]] std::string exact;
    [[db::default_value("01234567-89ab-cdef-0123-456789ABCDEF"), db::type("uuid")]] std::string id;
    [[db::default_value("{}"), db::type("json")]] std::string document;
    [[db::default_value("x"), db::type("citext")]] std::string own;
};
)h");
    CHECK(defaults_text(*document.schema.tables.begin()) == R"h(empty "{}"
numbers "{1,-2,3}"
filled "{7,0,0}"
texts "{"a","say \"b\"",""}"
flags "{true,false}"
roles "{"admin"}"
maybe "{}"
nothing none
bytes bytes 1 255
none bytes
zeros bytes 0 0 0
raw bytes 1 2 0 0
of_text bytes 97 98
code "ab"
country "DE"
role "admin"
zero 0
wide "18446744073709551615"
exact "-999999.99"
id "01234567-89ab-cdef-0123-456789ABCDEF"
document "{}"
own "x"
)h");
}

TEST_CASE("a default that its column does not hold is refused with what it holds") {
    CHECK(mistakes(R"h(#include <array>
#include <memory>
std::vector<int> made();
struct [[db::table("t")]] T {
    [[db::default_value(9223372036854775808u)]] std::int64_t a;
    [[db::default_value]] std::int32_t b = -2147483648;
    [[db::default_value(-1)]] std::uint8_t c;
    [[db::default_value("a\0b")]] std::string d;
    [[db::default_value("123.4"), db::numeric(4, 2)]] std::string e;
    [[db::default_value("1.234"), db::numeric(4, 2)]] std::string f;
    [[db::default_value("1e5"), db::numeric(8, 2)]] std::string g;
    [[db::default_value(1e40)]] float h;
    [[db::default_value]] double i = 1e400;
    [[db::default_value("2026-13-01")]] std::chrono::sys_days j;
    [[db::default_value("2026-11-20T21:15:00Z")]] std::chrono::sys_seconds k;
    [[db::default_value("0123")]] [[db::type("uuid")]] std::string l;
    [[db::default_value("")]] [[db::type("json")]] std::string m;
    [[db::default_value]] std::chrono::year_month_day n{};
    [[db::default_value]] std::vector<int> o = made();
    [[db::default_value]] std::vector<std::int16_t> p{};
    [[db::default_value("1, 2")]] std::vector<int> q;
    [[db::default_value("abcd")]] std::array<std::byte, 3> r;
    [[db::default_value(true)]] std::string s;
    [[db::default_value(2)]] bool t;
    [[db::default_value(1.5)]] int u;
};
)h") == R"h(5:25-45 error [default-type] 9223372036854775808 is no value of a column of type bigint: it holds -9223372036854775808 to 9223372036854775807
8:25-31 error [default-type] "a\0b" is no value of a column of type text: no text in a database has a NUL byte
9:25-32 error [default-type] "123.4" is no value of a column of type numeric(4, 2): it holds 2 digits before the point and 2 after it
10:25-32 error [default-type] "1.234" is no value of a column of type numeric(4, 2): it holds 2 digits before the point and 2 after it
11:25-30 error [default-type] "1e5" is no value of a column of type numeric(8, 2): it is no decimal number
    hint: it is written "12.50"
12:25-29 error [default-type] this is no value of a column of type real: it is too large for a float
13:38-43 error [default-type] this is no value of a column of type double_precision: no database writes infinity, or what is no number, as others do
14:25-37 error [default-type] "2026-13-01" is no value of a column of type date
    hint: it is written "2026-11-20"
15:25-47 error [default-type] "2026-11-20T21:15:00Z" is no value of a column of type timestamp
    hint: it is written "2026-11-20 21:15:00"
16:25-31 error [default-type] "0123" is no value of a column of type uuid
    hint: it is written "00000000-0000-0000-0000-000000000000"
17:25-27 error [default-type] "" is no value of a column of type json: an empty text is no JSON
    hint: an empty object is "{}"
18:56-58 error [default-not-constant] the default of 'n' can't be computed from the header
    hint: it is a number, a string, true or false, an enumerator, a time of std::chrono or a list of these; anything else is said in SQL: db::default_sql("...")
19:48-54 error [default-not-constant] the default of 'o' can't be computed from the header
    hint: it is a number, a string, true or false, an enumerator, a time of std::chrono or a list of these; anything else is said in SQL: db::default_sql("...")
21:25-31 error [default-type] "1, 2" is no value of a column of type array_of(integer)
    hint: an array is written "{1, 2}"
22:25-31 error [default-type] "abcd" is no value of a column of type bytes(3): it has 4 bytes
23:25-29 error [default-type] true is no value of a column of type text
    hint: anything but a plain value is said in SQL: db::default_sql("...")
24:25-26 error [default-type] 2 is no value of a column of type boolean
    hint: anything but a plain value is said in SQL: db::default_sql("...")
25:25-28 error [default-type] this is no value of a column of type integer
    hint: anything but a plain value is said in SQL: db::default_sql("...")
)h");
}
