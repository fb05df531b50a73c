#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::diagnostics_text;
using aludel::test::Files;
using aludel::test::Headers;
using aludel::test::mistakes;
using aludel::test::read;
using aludel::test::Run;
using aludel::test::schema_text;

TEST_CASE("a table that is not named is named after its struct, by the naming convention") {
    CHECK(schema_text(read(R"h(
struct [[db::table]] User { [[db::primary_key]] int id; };
struct [[db::table()]] OrderItem { [[db::primary_key]] int orderId; };
typedef struct [[db::table]] { [[db::primary_key]] int id; } Category;
struct [[db::table("as_said")]] Person { [[db::primary_key]] int id; };
)h")) == R"h(# as_said.toml
name = "as_said"

[[column]]
name = "id"
type = "integer"

[primary_key]
name = "pk_as_said"
columns = ["id"]

# categories.toml
name = "categories"

[[column]]
name = "id"
type = "integer"

[primary_key]
name = "pk_categories"
columns = ["id"]

# order_items.toml
name = "order_items"

[[column]]
name = "orderId"
type = "integer"

[primary_key]
name = "pk_order_items"
columns = ["orderId"]

# users.toml
name = "users"

[[column]]
name = "id"
type = "integer"

[primary_key]
name = "pk_users"
columns = ["id"]
)h");
    CHECK(schema_text(read(R"h(
struct [[db::table]] SalesPerson { [[db::primary_key]] int m_orderId; int count_; [[db::column("m_kept_")]] int m_c; };
)h",
                           {"--table-names", "snake_case_plural", "--plural", "person=people", "--column-names", "snake_case",
                            "--strip-prefix", "m_", "--strip-suffix", "_"})) == R"h(# sales_people.toml
name = "sales_people"

[[column]]
name = "order_id"
type = "integer"

[[column]]
name = "count"
type = "integer"

[[column]]
name = "m_kept_"
type = "integer"

[primary_key]
name = "pk_sales_people"
columns = ["order_id"]
)h");
    CHECK(schema_text(read(R"h(
struct [[db::table]] SalesPerson { [[db::primary_key]] int m_orderId; };
)h",
                           {"--table-names", "as_written"})) == R"h(# SalesPerson.toml
name = "SalesPerson"

[[column]]
name = "m_orderId"
type = "integer"

[primary_key]
name = "pk_SalesPerson"
columns = ["m_orderId"]
)h");
}

TEST_CASE("names that the conventions can't make are refused, and two that come out the same") {
    CHECK(mistakes(R"h(struct [[db::table]] T {
    int m_;
    int m_2d;
    int m_count;
    int count_;
};
struct [[db::table]] User { int a; };
struct [[db::table]] Users { int a; };
struct [[db::table]] { int a; } variable;
)h",
                   {"--strip-prefix", "m_", "--strip-suffix", "_"}) ==
          R"h(2:9-11 error [no-name-left] nothing is left of 'm_' as the name of a column
    hint: aludel.toml says what is stripped from members: [naming] strip_prefixes and strip_suffixes
    hint: name it here: db::column("...")
3:9-13 error [no-name-left] '2d', which is left of 'm_2d', is no name of a column
    hint: aludel.toml says what is stripped from members: [naming] strip_prefixes and strip_suffixes
    hint: name it here: db::column("...")
5:9-15 error [column-twice] 'm_count' and 'count_' are both the column 'ts.count'
    note 4:9-16: the first is here
8:10-19 error [table-twice] the table 'users' is defined twice
    note 7:10-19: the first is here, as 'User'
    hint: the naming convention gives 'Users' this name; give it another: db::table("...")
9:10-19 error [struct-without-name] the struct has no name to call its table or view by
    hint: name it here: db::table("...")
)h");
}

TEST_CASE("a table may be in a schema, have a comment and SQLite's options, and may have been renamed") {
    CHECK(schema_text(read(R"h(
struct [[db::table, db::schema("auth"), db::comment("who may sign in"), db::strict, db::without_rowid]] User { [[db::primary_key]] int id; };
struct [[db::table("auth.roles"), db::schema("auth")]] Role { [[db::primary_key]] int id; };
struct [[db::table("people")]] Plain { [[db::primary_key]] int id; };
)h")) == R"h(# auth.roles.toml
name = "roles"
schema = "auth"

[[column]]
name = "id"
type = "integer"

[primary_key]
name = "pk_roles"
columns = ["id"]

# auth.users.toml
name = "users"
schema = "auth"
comment = "who may sign in"
strict = true
without_rowid = true

[[column]]
name = "id"
type = "integer"

[primary_key]
name = "pk_users"
columns = ["id"]

# people.toml
name = "people"

[[column]]
name = "id"
type = "integer"

[primary_key]
name = "pk_people"
columns = ["id"]
)h");
    const auto document = read(R"h(
struct [[db::table("auth.users"), db::renamed_from("auth.persons")]] User { int id; };
struct [[db::table, db::renamed_from("lists")]] Item { int id; };
)h");
    using aludel::schema::Rename;
    CHECK(document.renames == std::set<Rename>{{.of = Rename::Of::table, .in = {}, .from = "auth.persons", .to = "auth.users"},
                                               {.of = Rename::Of::table, .in = {}, .from = "lists", .to = "items"}});
}

TEST_CASE("what can't be said of a table is refused") {
    CHECK(mistakes(R"h(struct [[db::table("auth.x"), db::schema("other")]] A { int a; };
struct [[db::table, db::schema("a.b")]] B { int a; };
struct [[db::table, db::schema("")]] B2 { int a; };
struct [[db::table, db::without_rowid]] C { int a; };
struct [[db::table, db::strict(1)]] D { int a; };
struct [[db::table, db::renamed_from("es")]] E { int a; };
struct [[db::table("f"), db::renamed_from("a.b.c")]] F { int a; };
struct [[db::table("g", db::name("h"))]] G { int a; };
struct [[db::table(".i")]] I { int a; };
struct [[db::table, db::comment("")]] J { int a; };
struct [[db::table, db::table("k")]] K { int a; };
)h") == R"h(1:31-50 error [two-schemas] 'auth.x' is in the schema 'auth', and 'db::schema' says 'other'
    hint: say it once: in the name, or with db::schema
2:32-37 error [bad-name] 'a.b' is no name of a schema
    hint: a schema stands in none: db::schema("auth")
3:32-34 error [empty-text] 'db::schema' has an empty text
    hint: it is written db::schema("auth")
4:21-38 error [without-rowid-without-key] 'cs' has no primary key, and without a rowid SQLite has nothing else to find its rows by
    hint: give it one: db::primary_key on a member, or db::primary_key(&T::a, &T::b) on the struct
5:21-34 error [bad-arguments] 'db::strict' can't be read like this
    hint: it is written db::strict
6:21-43 error [renamed-from-itself] the table is still called 'es'
    hint: write the new name in db::table, the old one here
7:43-50 error [bad-name] 'a.b.c' is no name of a table, a view or an enum
    hint: write "users", or "auth.users" for one in a schema
8:25-38 error [option-of-what] 'db::name' says nothing about 'db::table'
    hint: it takes no options
9:20-24 error [bad-name] '.i' is no name of a table, a view or an enum
    hint: write "users", or "auth.users" for one in a schema
10:33-35 error [empty-text] 'db::comment' has an empty text
    hint: it is written db::comment("what it holds")
11:21-35 error [repeated-attribute] 'db::table' stands here twice
    note 11:10-19: the first is here
)h");
}

TEST_CASE("a table without a primary key is noted, unless that is switched off") {
    const Headers headers(
        Files{{"model.h", "struct [[db::table]] Log { int a; };\nstruct [[db::table]] Key { [[db::primary_key]] int a; };\n"}});
    const Run noted = headers.run({"model.h"});
    CHECK(noted.status == 0);
    CHECK(diagnostics_text(noted.document.diagnostics) == R"h(1:22-25 note [no-primary-key] the table 'logs' has no primary key
    hint: give it one: db::primary_key on a member, or db::primary_key(&T::a, &T::b) on the struct
    hint: aludel.toml switches this note off: [models] note_missing_primary_key = false
)h");
    CHECK(headers.run({"--no-primary-key-note", "model.h"}).document.diagnostics.empty());
    // With mistakes it would be one of their consequences, or of no use yet.
    const Headers mistaken(Files{{"model.h", "struct [[db::table]] Log { long a; int b; };\n"}});
    CHECK(mistaken.run({"model.h"}).document.diagnostics.size() == 1);
}
