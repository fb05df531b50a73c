#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::diagnostics_text;
using aludel::test::Files;
using aludel::test::Headers;
using aludel::test::mistakes;
using aludel::test::read;
using aludel::test::schema_text;

TEST_CASE("an enum is kept as text, as integer or as a type of its own, and may be named") {
    CHECK(schema_text(read(R"h(
enum class [[db::as_text]] Text { a, b };
enum class [[db::as_text("account_role")]] Role { admin };
enum class [[db::as_integer]] Level : std::int16_t { low = 1, high = 5 };
enum [[db::native_enum]] Genre { novel, essay };
enum class [[db::native_enum("auth.mood")]] Mood { good };
enum class [[db::native_enum, db::schema("auth")]] Status { draft };
typedef enum { red, green } Colour;
struct [[db::table]] Book {
    enum class Binding { hard, soft };
    [[db::default_value]] Text text = Text::b;
    Role role;
    [[db::default_value]] Level level = Level::high;
    [[db::default_value(novel)]] Genre genre;
    std::optional<Mood> mood;
    Status status;
    Binding binding;
    Colour colour;
};
struct [[db::table]] Shelf { Book::Binding binding; };
)h")) == R"h(# books.toml
name = "books"

[[column]]
name = "text"
type = 'enumeration("text")'
default = "b"

[[column]]
name = "role"
type = 'enumeration("account_role")'

[[column]]
name = "level"
type = 'enumeration("level")'
default = "high"

[[column]]
name = "genre"
type = 'enumeration("genre")'
default = "novel"

[[column]]
name = "mood"
type = 'enumeration("auth", "mood")'
nullable = true

[[column]]
name = "status"
type = 'enumeration("auth", "status")'

[[column]]
name = "binding"
type = 'enumeration("binding")'

[[column]]
name = "colour"
type = 'enumeration("colour")'

# enums/account_role.toml
name = "account_role"

[[value]]
name = "admin"
number = 0

# enums/auth.mood.toml
name = "mood"
schema = "auth"
storage = "native"

[[value]]
name = "good"
number = 0

# enums/auth.status.toml
name = "status"
schema = "auth"
storage = "native"

[[value]]
name = "draft"
number = 0

# enums/binding.toml
name = "binding"

[[value]]
name = "hard"
number = 0

[[value]]
name = "soft"
number = 1

# enums/colour.toml
name = "colour"

[[value]]
name = "red"
number = 0

[[value]]
name = "green"
number = 1

# enums/genre.toml
name = "genre"
storage = "native"

[[value]]
name = "novel"
number = 0

[[value]]
name = "essay"
number = 1

# enums/level.toml
name = "level"
storage = "integer"

[[value]]
name = "low"
number = 1

[[value]]
name = "high"
number = 5

# enums/text.toml
name = "text"

[[value]]
name = "a"
number = 0

[[value]]
name = "b"
number = 1

# shelves.toml
name = "shelves"

[[column]]
name = "binding"
type = 'enumeration("binding")'
)h");
}

TEST_CASE("an enumerator's label is what db::value says, in defaults too") {
    CHECK(schema_text(read(R"h(
enum class Rating { general [[db::value("G")]], parental [[db::value("PG-13")]], other };
struct [[db::table]] Film {
    [[db::default_value]] Rating rating = Rating::parental;
    [[db::default_value(Rating::other)]] Rating second;
};
)h")) == R"h(# enums/rating.toml
name = "rating"

[[value]]
name = "G"
number = 0

[[value]]
name = "PG-13"
number = 1

[[value]]
name = "other"
number = 2

# films.toml
name = "films"

[[column]]
name = "rating"
type = 'enumeration("rating")'
default = "PG-13"

[[column]]
name = "second"
type = 'enumeration("rating")'
default = "other"
)h");
}

TEST_CASE("enums and their values may have been renamed") {
    const auto document = read(R"h(
enum class [[db::native_enum("auth.mood"), db::renamed_from("feeling")]] Mood {
    good [[db::value("very good"), db::renamed_from("good")]],
    bad [[db::renamed_from("awful")]],
};
enum class [[db::renamed_from("auth.state")]] Status { draft };
struct [[db::table]] T { Mood mood; Status status; };
)h");
    using aludel::schema::Rename;
    CHECK(document.renames == std::set<Rename>{{.of = Rename::Of::enumeration, .in = {}, .from = "feeling", .to = "auth.mood"},
                                               {.of = Rename::Of::enumeration, .in = {}, .from = "auth.state", .to = "status"},
                                               {.of = Rename::Of::enum_value, .in = {"auth", "mood"}, .from = "good", .to = "very good"},
                                               {.of = Rename::Of::enum_value, .in = {"auth", "mood"}, .from = "awful", .to = "bad"}});
}

TEST_CASE("what can't be said of an enum is refused") {
    CHECK(mistakes(R"h(enum class [[db::as_text, db::as_integer]] Two { a };
enum class [[db::as_integer]] Num { a [[db::value("x")]] };
enum class Lab { a [[db::value("x")]], b [[db::value("x")]], c };
enum class Lab2 { a, b [[db::value("a")]] };
enum class Emp { a [[db::value("")]] };
enum class [[db::as_text("auth.x")]] Sch { a };
enum class [[db::schema("auth")]] Sch2 { a };
enum class [[db::native_enum("auth.y"), db::schema("other")]] Sch3 { a };
enum class [[db::native_enum("ts")]] Tab { a };
enum class [[db::renamed_from("self")]] Self { a };
enum class Self2 { a [[db::renamed_from("a")]], b [[db::renamed_from("z")]], c [[db::renamed_from("z")]] };
enum class Self3 { a [[db::renamed_from("a")]], b [[db::renamed_from("z")]], c [[db::renamed_from("z")]] };
enum class [[db::native_enum(3)]] Arg { a };
enum class Fwd : int;
namespace one { enum class Same { a }; }
namespace two { enum class Same { a }; }
enum class [[db::as_text("same2")]] Named { a };
struct [[db::table("ts")]] T {
    Two two; Num num; Lab lab; Lab2 lab2; Emp emp; Sch sch; Sch2 sch2; Sch3 sch3; Tab tab; Self self; Self2 self2; Arg arg; Fwd fwd; one::Same s1; two::Same s2; Named named;Self3 self3;
};
)h") == R"h(1:27-41 error [two-enum-storages] an enum is stored in one way
    note 1:14-25: the other is here
    hint: db::as_text stores names, db::as_integer numbers, db::native_enum a type of its own where the database has them
2:41-55 error [label-of-integer] the enum is stored as its numbers, and no text of it is
    note 2:14-28: db::as_integer stands here
    hint: the number is the enumerator's: a = 13
3:40-41 error [enum-label-twice] 'b' and 'a' are both stored as 'x': one of them could never be told from the other
    note 3:18-19: the first is here
4:22-23 error [enum-label-twice] 'b' and 'a' are both stored as 'a': one of them could never be told from the other
    note 4:19-20: the first is here
5:32-34 error [empty-text] 'db::value' has an empty text
    hint: it is written db::value("PG-13")
6:14-35 error [schema-of-what] an enum that is stored in its columns alone is in no schema
    hint: db::native_enum makes it a type of its own, which is in one
7:14-32 error [schema-of-what] an enum that is stored in its columns alone is in no schema
    hint: db::native_enum makes it a type of its own, which is in one
8:41-60 error [two-schemas] 'auth.y' is in the schema 'auth', and 'db::schema' says 'other'
    hint: say it once: in the name, or with db::schema
9:38-41 error [name-twice] an enum that is a type of its own and a table are both called 'ts'
    note 18:10-25: the table is here
    hint: on PostgreSQL each table and view is a type, too; give the enum another name: db::native_enum("...")
10:14-38 error [renamed-from-itself] the enum is still called 'self'
    hint: the old name stands here; the new one is the enum's own, or that of its db::native_enum
11:24-45 error [renamed-from-itself] the enumerator is still stored as 'a'
    hint: the old name stands here, the new one is the enumerator's, or that of its db::value
12:24-45 error [renamed-from-itself] the enumerator is still stored as 'a'
    hint: the old name stands here, the new one is the enumerator's, or that of its db::value
13:14-32 error [bad-arguments] 'db::native_enum' can't be read like this
    hint: it is written db::native_enum, or db::native_enum("name")
16:28-32 error [enum-twice] two enums are called 'same' in the schema
    note 15:28-32: the first is here
    hint: give one of them another name: db::as_text("..."), or db::native_enum("...")
19:125-128 error [unmappable-type] 'Fwd': no SQL type stands for it
    hint: the enum has no enumerators here
)h");
}

TEST_CASE("two enums of one name are told apart by a name of one, and attributes stand on the definition") {
    CHECK(schema_text(read(R"h(
namespace a { enum class Role { admin }; }
namespace b { enum class [[db::as_text("reader_role")]] Role { guest }; }
struct [[db::table]] User { a::Role first; b::Role second; };
)h")) == R"h(# enums/reader_role.toml
name = "reader_role"

[[value]]
name = "guest"
number = 0

# enums/role.toml
name = "role"

[[value]]
name = "admin"
number = 0

# users.toml
name = "users"

[[column]]
name = "first"
type = 'enumeration("role")'

[[column]]
name = "second"
type = 'enumeration("reader_role")'
)h");
    CHECK(mistakes(R"h(enum class [[db::as_integer]] E : int;
enum class E : int { x };
struct [[db::table]] T { E e; };
)h") == R"h(1:14-28 error [misplaced-attribute] 'db::as_integer' stands on a declaration without enumerators
    hint: write it where the enum is defined
)h");
}

TEST_CASE("attributes of an enum that no column has are noted") {
    const Headers headers(
        Files{{"model.h",
               "enum class [[db::as_integer]] Unused { a };\nenum class Plain { a [[db::value(\"x\")]] };\nenum class Bare { a };\n"
               "struct [[db::table]] T { [[db::primary_key]] int a; };\n"}});
    const auto run = headers.run({"model.h"});
    CHECK(run.status == 0);
    CHECK(diagnostics_text(run.document.diagnostics) ==
          "1:31-37 note [unused-enum] no column has the enum 'Unused': what its attributes say has no effect\n"
          "2:12-17 note [unused-enum] no column has the enum 'Plain': what its attributes say has no effect\n");
}
