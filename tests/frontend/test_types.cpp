#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::columns_text;
using aludel::test::mistakes;
using aludel::test::read;

TEST_CASE("text and bytes of a fixed size have it as their length") {
    const auto document = read(R"h(
#include <array>
struct [[db::table("t")]] T {
    char name[64];
    const char code[3] = "DE";
    std::array<char, 2> country;
    std::array<std::byte, 16> key;
    std::array<unsigned char, 8> hash;
    std::uint8_t raw[4];
    std::byte more[20];
    std::optional<std::array<std::uint8_t, 32>> digest;
    [[db::length(10)]] char shorter[32];
    [[db::length(8)]] std::array<std::byte, 16> part;
};
)h");
    CHECK(columns_text(*document.schema.tables.begin()) == R"h(name varchar(63)
code varchar(2)
country varchar(2)
key bytes(16)
hash bytes(8)
raw bytes(4)
more bytes(20)
digest bytes(32) null
shorter varchar(10)
part bytes(8)
)h");
}

TEST_CASE("a list is an array of what its elements are") {
    const auto document = read(R"h(
#include <array>
enum class Genre { novel, essay };
using Tag [[db::length(20)]] = std::string;
struct Isbn { [[db::value, db::length(13)]] std::string text; };
struct [[db::table("t")]] T {
    std::vector<std::int64_t> numbers;
    std::array<double, 3> point;
    std::int16_t three[3];
    std::vector<bool> flags;
    std::vector<std::string> texts;
    [[db::length(5)]] std::vector<std::string> shorts;
    std::vector<Tag> tags;
    std::optional<std::vector<Tag>> maybe;
    std::vector<std::optional<int>> with_nulls;
    std::vector<Genre> genres;
    std::vector<std::chrono::sys_days> days;
    std::vector<std::vector<std::byte>> blobs;
    std::vector<std::array<char, 2>> countries;
    std::array<Isbn, 2> isbns;
    [[db::numeric(20, 0)]] std::vector<std::uint64_t> wide;
    [[db::type("text")]] std::vector<std::int64_t> joined;
};
)h");
    CHECK(columns_text(*document.schema.tables.begin()) == R"h(numbers array_of(bigint)
point array_of(double_precision)
three array_of(smallint)
flags array_of(boolean)
texts array_of(text)
shorts array_of(varchar(5))
tags array_of(varchar(20))
maybe array_of(varchar(20)) null
with_nulls array_of(integer)
genres array_of(enumeration("genre"))
days array_of(date)
blobs array_of(bytes)
countries array_of(varchar(2))
isbns array_of(varchar(13))
wide array_of(numeric(20, 0))
joined text
)h");
}

TEST_CASE("times are dates, points in time with or without a zone, times of day and intervals") {
    const auto document = read(R"h(
#include <ratio>
using Ticks = std::chrono::duration<std::int64_t, std::ratio<1, 10000000>>;
using FileTime = std::chrono::sys_time<Ticks>;
struct [[db::table("t")]] T {
    FileTime ticks;
    std::chrono::local_time<std::chrono::milliseconds> local;
    std::chrono::local_seconds local2;
    std::chrono::local_days local_date;
    std::chrono::sys_time<std::chrono::weeks> week;
    std::chrono::sys_time<std::chrono::duration<int, std::ratio<172800, 2>>> day;
    std::chrono::seconds timeout;
    std::chrono::duration<double> exact;
    Ticks length;
    std::chrono::months age;
    std::optional<std::chrono::minutes> maybe;
    std::chrono::hh_mm_ss<std::chrono::seconds> time_of_day;
};
)h");
    CHECK(columns_text(*document.schema.tables.begin()) == R"h(ticks timestamp
local local_timestamp
local2 local_timestamp
local_date date
week date
day date
timeout interval
exact interval
length interval
age interval
maybe interval null
time_of_day time_of_day
)h");
}

TEST_CASE("db::type says what the database has, by a neutral word or in its own") {
    const auto document = read(R"h(
namespace boost { struct uuid { std::uint8_t data[16]; }; }
struct Json;
template <class T> struct Big { T digits; };
struct [[db::table("t")]] T {
    [[db::type("uuid")]] boost::uuid id;
    [[db::type("UUID")]] std::optional<boost::uuid> maybe;
    [[db::type("json")]] std::string document;
    [[db::type("numeric(8, 2)")]] Big<int> price;
    [[db::type("date")]] std::string day;
    [[db::type("varchar(20)")]] std::string name;
    [[db::type("citext")]] std::string email;
    [[db::type("smallint")]] enum Color { red, green } color;
    [[db::type("array_of(integer)")]] std::vector<std::vector<int>> list;
    [[db::type("inet", db::only("postgresql")), db::type("text", db::only("sqlite"))]] std::optional<Big<long>> address;
    [[db::type("bigint")]] std::size_t size;
    [[db::length(50), db::type("citext", db::only("postgresql"))]] std::optional<std::string> other;
    [[db::type("citext"), db::type("text", db::only("sqlite"))]] std::string most;
    [[db::type("bigint[]", db::only("postgresql"))]] std::string few;
};
)h");
    CHECK(columns_text(*document.schema.tables.begin()) == R"h(id uuid
maybe uuid null
document json
price numeric(8, 2)
day date
name varchar(20)
email custom("citext")
color smallint
list array_of(integer)
address custom("", {{"postgresql", "inet"}, {"sqlite", "text"}}) null
size bigint
other varchar(50) on("postgresql", "citext") null
most custom("citext") on("sqlite", "text")
few text on("postgresql", "bigint[]")
)h");
    CHECK(document.schema.enums.empty());
}

TEST_CASE("a strong typedef is the column that its one value is, with what is said of it") {
    const auto document = read(R"h(
struct UserId {
    [[db::value]] std::int64_t value;
    [[db::ignore]] void* cache;
    friend bool operator==(const UserId&, const UserId&) = default;
};
class Email {
public:
    explicit Email(std::string text);
    const std::string& text() const { return text_; }
private:
    [[db::value, db::length(255), db::collate("nocase"), db::comment("as it was typed")]] std::string text_;
};
struct Nickname { [[db::value]] std::optional<std::string> text; };
struct Price { [[db::value, db::numeric(8, 2), db::default_value("0.00")]] std::string text; };
struct Unused { [[db::value, db::length(3)]] std::string text; };
struct Outer { [[db::value]] UserId id; };
struct [[db::table("users")]] User {
    [[db::primary_key, db::identity]] UserId id;
    [[db::unique]] Email email;
    [[db::length(100), db::comment("for letters")]] std::optional<Email> other;
    Nickname nickname;
    Price price;
    Outer outer;
};
struct [[db::table("books")]] Book { [[db::references(&User::id)]] std::optional<UserId> author_id; };
)h");
    CHECK(columns_text(*document.schema.tables.find("users")) == R"h(id bigint
email varchar(255)
other varchar(100) null
nickname text null
price numeric(8, 2)
outer bigint
)h");
    CHECK(columns_text(*document.schema.tables.find("books")) == "author_id bigint null\n");
    const auto& columns = document.schema.tables.find("users")->columns;
    CHECK(columns.find("id")->identity.has_value());
    CHECK(columns.find("email")->collation.sql == "nocase");
    CHECK(columns.find("email")->comment == "as it was typed");
    CHECK(columns.find("other")->comment == "for letters");
    CHECK(columns.find("price")->default_value == aludel::schema::Default(aludel::schema::Value(std::string("0.00"))));
}

TEST_CASE("a strong typedef holds one value") {
    CHECK(mistakes(R"h(struct Two { [[db::value]] int a; [[db::value]] int b; };
struct Beside { [[db::value]] int a; int b; };
struct Base { int c; };
struct Derived : Base { [[db::value]] int a; };
struct Loop { [[db::value]] std::vector<Loop> loops; };
struct Wrong { [[db::value]] long a; };
struct Named { [[db::value, db::column("x"), db::primary_key]] int a; };
struct [[db::table("t")]] T {
    Two two;
    Beside beside;
    Derived derived;
    Loop loop;
    Wrong wrong;
    Named named;
    [[db::value]] int value;
};
)h") == R"h(1:53-54 error [value-beside-others] 'Two' is one value, by 'db::value', and 'b' is another
    hint: a struct of several columns is used with db::embedded; db::ignore leaves a member out
2:42-43 error [value-beside-others] 'Beside' is one value, by 'db::value', and 'b' is another
    hint: a struct of several columns is used with db::embedded; db::ignore leaves a member out
4:18-22 error [value-beside-others] 'Derived' is one value, by 'db::value', and its base has members, too
    hint: a struct of several columns is used with db::embedded
5:41-45 error [unmappable-type] 'Loop': no SQL type stands for it
    hint: it holds itself
6:30-34 error [target-dependent-type] 'long' has another width on another platform, and would mean another schema there
    fix 6:30-34 "std::int64_t"
    hint: write std::int64_t
7:29-44 error [contradiction] 'db::column' beside 'db::value': it is said of one column, and any column may have this type
    hint: write it on the members that have the type
7:46-61 error [contradiction] 'db::primary_key' beside 'db::value': it is said of one column, and any column may have this type
    hint: write it on the members that have the type
15:7-16 error [value-of-table] 'db::value' stands on the member of a struct that is one value, and this is a row
    hint: it belongs in a struct of its own, which is then the type of a column
)h");
}

TEST_CASE("what is said of an alias is said of every column of its type, and the member's own words win") {
    const auto document = read(R"h(
using Email [[db::length(255), db::collate("nocase"), db::comment("of a person")]] = std::string;
using WorkEmail [[db::comment("of a company")]] = Email;
using MaybeEmail = std::optional<Email>;
typedef std::string Code [[db::length(3)]];
using Created [[db::now]] = std::chrono::sys_seconds;
using Money [[db::numeric(12, 2), db::default_value("0.00")]] = std::string;
using Id [[db::type("uuid")]] = struct { char text[36]; };
struct [[db::table("t")]] T {
    Email email;
    WorkEmail work;
    MaybeEmail maybe;
    std::optional<WorkEmail> maybe_work;
    [[db::length(50), db::comment("mine")]] Email own;
    Code code;
    Created created;
    [[db::default_sql("'epoch'")]] Created other;
    Money money;
    [[db::default_value("1.00")]] Money one;
    Id id;
    std::optional<Id> maybe_id;
};
)h");
    const aludel::schema::Table& table = *document.schema.tables.begin();
    CHECK(columns_text(table) == R"h(email varchar(255)
work varchar(255)
maybe varchar(255) null
maybe_work varchar(255) null
own varchar(50)
code varchar(3)
created timestamp
other timestamp
money numeric(12, 2)
one numeric(12, 2)
id uuid
maybe_id uuid null
)h");
    std::string said;
    for (const auto& column : table.columns) said += column.name + " (" + column.collation.sql + ") (" + column.comment + ")\n";
    CHECK(said == R"h(email (nocase) (of a person)
work (nocase) (of a company)
maybe (nocase) (of a person)
maybe_work (nocase) (of a company)
own (nocase) (mine)
code () ()
created () ()
other () ()
money () ()
one () ()
id () ()
maybe_id () ()
)h");
    using aludel::schema::Default;
    using aludel::schema::Value;
    CHECK(table.columns.find("created")->default_value == Default(aludel::schema::Portable::now));
    CHECK(table.columns.find("other")->default_value == Default(aludel::schema::Expression{"'epoch'", {}}));
    CHECK(table.columns.find("money")->default_value == Default(Value(std::string("0.00"))));
    CHECK(table.columns.find("one")->default_value == Default(Value(std::string("1.00"))));
}
