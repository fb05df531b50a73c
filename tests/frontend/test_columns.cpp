#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::columns_text;
using aludel::test::read;
using aludel::test::table_text;

TEST_CASE("a struct with db::table is a table, and each of its members a column") {
    CHECK(table_text(R"h(
namespace bookshelf {
struct [[db::table("users")]] User {
    [[db::primary_key, db::identity]] std::int64_t id;
    [[db::unique, db::length(255)]] std::string email;
    std::optional<std::string> bio;
    [[db::default_value]] bool is_active = true;
};
}
)h") == R"h(name = "users"

[[column]]
name = "id"
type = "bigint"
identity = true

[[column]]
name = "email"
type = "varchar(255)"

[[column]]
name = "bio"
type = "text"
nullable = true

[[column]]
name = "is_active"
type = "boolean"
default = true

[primary_key]
name = "pk_users"
columns = ["id"]

[[unique]]
name = "uq_users_email"
columns = ["email"]
)h");
}

TEST_CASE("every C++ type that a column can have stands for one SQL type") {
    const auto document = read(R"h(
using Id = std::int64_t;
using MaybeId = std::optional<Id>;
struct [[db::table("t")]] T {
    std::int8_t i8; std::int16_t i16; std::int32_t i32; std::int64_t i64;
    std::uint8_t u8; std::uint16_t u16; std::uint32_t u32;
    int64_t global; signed char tiny; short s; int i; unsigned u; long long ll; Id id; const int constant;
    bool flag; float single; double twice;
    std::string text; const std::string constant_text;
    std::vector<std::byte> bytes; std::vector<unsigned char> bytes2; std::vector<std::uint8_t> bytes3;
    std::chrono::system_clock::time_point at;
    std::chrono::sys_time<std::chrono::seconds> seconds; std::chrono::sys_seconds seconds2;
    std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds> milliseconds;
    std::chrono::year_month_day day; std::chrono::sys_days day2; std::chrono::sys_time<std::chrono::days> day3;
    std::optional<std::int16_t> maybe; std::optional<std::string> maybe_text; std::optional<std::vector<std::byte>> maybe_bytes;
    std::optional<std::chrono::sys_days> maybe_day; MaybeId maybe_id; std::optional<Id> maybe_id2;
};
)h");
    CHECK(columns_text(*document.schema.tables.begin()) == R"h(i8 smallint
i16 smallint
i32 integer
i64 bigint
u8 smallint
u16 integer
u32 bigint
global bigint
tiny smallint
s smallint
i integer
u bigint
ll bigint
id bigint
constant integer
flag boolean
single real
twice double_precision
text text
constant_text text
bytes bytes
bytes2 bytes
bytes3 bytes
at timestamp
seconds timestamp
seconds2 timestamp
milliseconds timestamp
day date
day2 date
day3 date
maybe smallint null
maybe_text text null
maybe_bytes bytes null
maybe_day date null
maybe_id bigint null
maybe_id2 bigint null
)h");
}

TEST_CASE("length and numeric refine a type, and macros may stand for their numbers") {
    const auto document = read(R"h(
#define LONG 255
constexpr int width = 16;
struct [[db::table("t")]] T {
    [[db::length(5)]] std::string five;
    [[db::length(LONG)]] std::string many;
    [[db::length(width * 2)]] std::optional<std::string> computed;
    [[db::length(16)]] std::vector<std::byte> uuid;
    [[db::numeric(8, 2)]] std::string price;
    [[db::numeric(10)]] double whole;
    [[db::numeric(20, 0)]] std::uint64_t wide;
};
)h");
    CHECK(columns_text(*document.schema.tables.begin()) == R"h(five varchar(5)
many varchar(255)
computed varchar(32) null
uuid bytes(16)
price numeric(8, 2)
whole numeric(10)
wide numeric(20, 0)
)h");
}

TEST_CASE("a column takes the name that db::column gives it, and keys follow") {
    CHECK(table_text(R"h(
struct [[db::table("auth.t"), db::index(&T::name_, "other")]] T {
    [[db::column("name"), db::unique]] std::string name_;
    int other;
};
)h") == R"h(name = "t"
schema = "auth"

[[column]]
name = "name"
type = "text"

[[column]]
name = "other"
type = "integer"

[[unique]]
name = "uq_t_name"
columns = ["name"]

[[index]]
name = "ix_t_name_other"
keys = ["name", "other"]
)h");
}

TEST_CASE("private members are columns, static ones and functions are not") {
    const auto document = read(R"h(
class [[db::table("t")]] T {
    int id;
    static int count;
    static constexpr int limit = 3;
    void touch() { broken_names_in_a_body(); }
    enum Inner { a };
    struct Nested { long not_a_column; };
public:
    int visible;
};
)h");
    CHECK(columns_text(*document.schema.tables.begin()) == "id integer\nvisible integer\n");
}

TEST_CASE("renamed_from and fill are hints beside the schema") {
    const auto document = read(R"h(
struct [[db::table("users"), db::renamed_from("accounts")]] User {
    [[db::renamed_from("about")]] std::string bio;
    [[db::fill("lower(bio)"), db::column("key")]] std::string key_;
};
)h");
    using Of = aludel::schema::Rename::Of;
    const std::set<aludel::schema::Rename> renames = {{Of::table, {}, "accounts", "users"}, {Of::column, "users", "about", "bio"}};
    CHECK(document.renames == renames);
    const std::map<std::string, aludel::schema::Expression> fills = {{"users.key", {"lower(bio)", {}}}};
    CHECK(document.fills == fills);
}

TEST_CASE("the document says where each table, column, constraint and index stands") {
    const auto document = read(R"h(struct [[db::table("t"), db::index(&T::a)]] T {
    [[db::primary_key]] std::int64_t a;
    [[using db: column("c"), check("c > 0")]] int b;
};
)h");
    std::string places;
    for (const auto& [object, at] : document.locations) {
        CHECK(at.file == "model.h");
        CHECK(at.line == at.end_line);
        places += object + " " + std::to_string(at.line) + ":" + std::to_string(at.column) + "-" + std::to_string(at.end_column) + "\n";
    }
    CHECK(places == R"h(t 1:45-46
t.a 2:38-39
t.c 3:51-52
t.ck_t_c 3:30-44
t.ix_t_a 1:26-42
t.pk_t 2:7-22
)h");
}

TEST_CASE("an identity, a computed column, a collation, a comment and a fill are read with their options") {
    CHECK(table_text(R"h(
struct [[db::table("t")]] T {
    [[db::primary_key, db::identity(db::always, db::start(1000), db::increment(-10))]] std::int64_t id;
    [[db::collate("nocase", db::only("sqlite")), db::collate("de-x-icu", db::only("postgresql"))]] std::string name;
    [[db::comment("cents")]] std::int32_t price;
    [[db::computed("price * 2", db::stored)]] std::int32_t twice;
    [[db::computed("lower(name)"), db::computed("name || ''", db::only("sqlite"))]] std::string lower;
    [[db::default_sql("gen_random_uuid()", db::only("postgresql")), db::default_sql("lower(hex(randomblob(16)))", db::only("sqlite"))]]
    std::string key;
    [[db::now]] std::chrono::sys_days on;
    [[using db: identity(start(5)), comment("not alone")]] std::int16_t other;
};
)h") == R"h(name = "t"

[[column]]
name = "id"
type = "bigint"
identity = { always = true, start = 1000, increment = -10 }

[[column]]
name = "name"
type = "text"
collation = { postgresql = "de-x-icu", sqlite = "nocase" }

[[column]]
name = "price"
type = "integer"
comment = "cents"

[[column]]
name = "twice"
type = "integer"
computed = "price * 2"
stored = true

[[column]]
name = "lower"
type = "text"
computed = { sql = "lower(name)", sqlite = "name || ''" }

[[column]]
name = "key"
type = "text"
default = { postgresql = "gen_random_uuid()", sqlite = "lower(hex(randomblob(16)))" }

[[column]]
name = "on"
type = "date"
default = { portable = "now" }

[[column]]
name = "other"
type = "smallint"
identity = { start = 5 }
comment = "not alone"

[primary_key]
name = "pk_t"
columns = ["id"]
)h");
    const auto document = read(R"h(
struct [[db::table("t")]] T {
    [[db::fill("1"), db::fill("2", db::only("sqlite"))]] std::optional<int> a;
};
)h");
    CHECK(document.fills.at("t.a") == aludel::schema::Expression{"1", {{"sqlite", "2"}}});
}

TEST_CASE("classes, templates, enums and aliases are columns as the settings say") {
    const aludel::test::Headers headers(aludel::test::Files{{"model.h", R"h(#include <cstdint>
#include <optional>
#include <string>
#include <vector>
namespace boost { namespace uuids { struct uuid { unsigned char data[16]; }; } }
namespace money { inline namespace v1 {
template <int Places, class T = long> class amount { T value_; };
enum class currency { eur, usd };
using rate = amount<6>;
} }
template <class T> class Json {};
struct [[db::table("t")]] T {
    boost::uuids::uuid id;
    std::optional<boost::uuids::uuid> maybe;
    std::vector<boost::uuids::uuid> list;
    money::amount<2> price;
    money::amount<4, int> other;
    money::rate rate;
    money::currency currency;
    Json<std::string> json;
    std::size_t size;
};
)h"}});
    const auto run =
        headers.run({"--type", "boost::uuids::uuid=uuid", "--type", "money::amount<2>=numeric(12, 2)", "--type",
                     "money::amount<4, int>=numeric(8, 4)", "--type", "money::rate=numeric(10, 6)", "--type", "money::currency=varchar(3)",
                     "--type", "Json=json", "--type", "std::size_t=bigint", "--no-primary-key-note", "model.h"});
    REQUIRE(!run.document.schema.tables.empty());
    CHECK(columns_text(*run.document.schema.tables.begin()) == R"h(id uuid
maybe uuid null
list array_of(uuid)
price numeric(12, 2)
other numeric(8, 4)
rate numeric(10, 6)
currency varchar(3)
json json
size bigint
)h");
    CHECK(aludel::test::diagnostics_text(run.document.diagnostics) == "");
}
