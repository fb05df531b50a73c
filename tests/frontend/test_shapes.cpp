#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::columns_text;
using aludel::test::Files;
using aludel::test::Headers;
using aludel::test::mistakes;
using aludel::test::read;
using aludel::test::schema_text;

TEST_CASE("tables may stand in nested, inline and anonymous namespaces, with macros and comments around them") {
    CHECK(schema_text(read(R"h(
#define DB_ID db::primary_key, db::identity
#define TABLE(name) struct [[db::table(#name)]]
#define API __attribute__((visibility("default")))
#define EXPORT
namespace a::b {
struct User;
/// A doc comment. [[db::table("no")]]
TABLE(people) /* inside */ API User final {  //!< trailing
    [[DB_ID]] std::int64_t id;
    /** [[db::unique]] */
    [[using db: unique, index(name("ix_x"), unique)]] std::string name;
};
struct User;
inline namespace v1 {
struct API [[db::table]] Inner { [[DB_ID]] int id; [[db::references(&User::id)]] std::int64_t user; };
}
namespace {
struct EXPORT [[db::table, db::unique(&Anon::id, &Anon::inner)]] Anon { [[DB_ID]] int id; [[db::references(&Inner::id)]] int inner; };
}
}  // namespace a::b
)h")) == R"h(# anons.toml
name = "anons"

[[column]]
name = "id"
type = "integer"
identity = true

[[column]]
name = "inner"
type = "integer"

[primary_key]
name = "pk_anons"
columns = ["id"]

[[unique]]
name = "uq_anons_id_inner"
columns = ["id", "inner"]

[[foreign_key]]
name = "fk_anons_inner"
columns = ["inner"]
referred_table = "inners"
referred_columns = ["id"]

# inners.toml
name = "inners"

[[column]]
name = "id"
type = "integer"
identity = true

[[column]]
name = "user"
type = "bigint"

[primary_key]
name = "pk_inners"
columns = ["id"]

[[foreign_key]]
name = "fk_inners_user"
columns = ["user"]
referred_table = "people"
referred_columns = ["id"]

# people.toml
name = "people"

[[column]]
name = "id"
type = "bigint"
identity = true

[[column]]
name = "name"
type = "text"

[primary_key]
name = "pk_people"
columns = ["id"]

[[unique]]
name = "uq_people_name"
columns = ["name"]

[[index]]
name = "ix_x"
keys = ["name"]
unique = true
)h");
}

TEST_CASE("a table may be nested in a class, private, a class itself, or a struct of C") {
    CHECK(schema_text(read(R"h(
class Shop {
    struct [[db::table, db::index(&Item::a, &Item::b)]] Item { [[db::primary_key]] int id; int a; int b; };
public:
    class [[db::table]] Shelf final {
    public:
        [[db::primary_key]] int id;
        explicit Shelf(int of) : item_(of) {}
    private:
        [[db::references(&Item::id)]] int item_;
    };
};
typedef struct [[db::table]] tagOld { [[db::primary_key]] int id; } OLD, *POLD;
)h")) == R"h(# items.toml
name = "items"

[[column]]
name = "id"
type = "integer"

[[column]]
name = "a"
type = "integer"

[[column]]
name = "b"
type = "integer"

[primary_key]
name = "pk_items"
columns = ["id"]

[[index]]
name = "ix_items_a_b"
keys = ["a", "b"]

# shelves.toml
name = "shelves"

[[column]]
name = "id"
type = "integer"

[[column]]
name = "item_"
type = "integer"

[primary_key]
name = "pk_shelves"
columns = ["id"]

[[foreign_key]]
name = "fk_shelves_item_"
columns = ["item_"]
referred_table = "items"
referred_columns = ["id"]

# tag_olds.toml
name = "tag_olds"

[[column]]
name = "id"
type = "integer"

[primary_key]
name = "pk_tag_olds"
columns = ["id"]
)h");
}

TEST_CASE("attributes may be split over lists and lines") {
    CHECK(schema_text(read(R"h(
struct
[[db::table("split"),
  db::comment("over "
              "lines")]]
[[db::unique(&Split::a,
             &Split::b)]]
Split {
    [[db::primary_key]]
    [[db::identity]]
    int
    id;
    int a, b;
};
)h")) == R"h(# split.toml
name = "split"
comment = "over lines"

[[column]]
name = "id"
type = "integer"
identity = true

[[column]]
name = "a"
type = "integer"

[[column]]
name = "b"
type = "integer"

[primary_key]
name = "pk_split"
columns = ["id"]

[[unique]]
name = "uq_split_a_b"
columns = ["a", "b"]
)h");
}

TEST_CASE("brackets that are no attributes, attributes of others, lambdas and concepts disturb nothing") {
    CHECK(schema_text(read(R"h(
template <class T> concept Addable = requires(T t) { { t + t }; };
inline int a[3], b[2] = {0, 1};
inline int f([[maybe_unused]] int x) { return a[b[0]] + [](int y) { return y; }(a[b[1]]); }
inline auto g = [](auto x) [[gnu::always_inline]] { return x; };
template <class T> requires requires(T t) { t[0]; } auto h(T t) { return t[0]; }
struct [[gnu::packed]] Packed { char c; };
struct [[deprecated("db::table(")]] Old { char c; };
struct [[nodiscard, deprecated("[[db::table(\"x\")]]"), db::table]] Result {
    [[deprecated("]]")]] [[db::primary_key]] int id;
    int place(int i) const { return a[b[i]]; }
    [[nodiscard]] bool empty() const;
    template <Addable T> T add(T t) requires(sizeof(T) > 1) { return t + t; }
    static constexpr int numbers[2] = {1, 2};
    alignas(8) int aligned;
};
)h")) == R"h(# results.toml
name = "results"

[[column]]
name = "id"
type = "integer"

[[column]]
name = "aligned"
type = "integer"

[primary_key]
name = "pk_results"
columns = ["id"]
)h");
}

TEST_CASE("headers may include each other, be reached by two ways, and hold models that were not named") {
    CHECK(schema_text(read(Files{{"a.h", R"h(#ifndef A_H
#define A_H
#include "b.h"
#include "sub/../plain.h"
struct B;
struct [[db::table]] A { [[db::primary_key]] int id; [[db::references("bs.id")]] int b; };
#endif
)h"},
                                 {"b.h", R"h(#pragma once
#include "a.h"
struct A;
struct [[db::table]] B { [[db::primary_key]] int id; [[db::references(&A::id)]] int a; };
struct A;
)h"},
                                 {"sub/c.h", R"h(#include "../plain.h"
#include "../b.h"
)h"},
                                 {"plain.h", R"h(#pragma once
struct [[db::table]] Hidden { [[db::primary_key]] int id;
#ifdef WITH_NAME
    std::string name;
#else
    int number;
#endif
};
)h"}},
                           {"a.h", "b.h", "sub/c.h", "sub/../a.h"})) == R"h(# as.toml
name = "as"

[[column]]
name = "id"
type = "integer"

[[column]]
name = "b"
type = "integer"

[primary_key]
name = "pk_as"
columns = ["id"]

[[foreign_key]]
name = "fk_as_b"
columns = ["b"]
referred_table = "bs"
referred_columns = ["id"]

# bs.toml
name = "bs"

[[column]]
name = "id"
type = "integer"

[[column]]
name = "a"
type = "integer"

[primary_key]
name = "pk_bs"
columns = ["id"]

[[foreign_key]]
name = "fk_bs_a"
columns = ["a"]
referred_table = "as"
referred_columns = ["id"]

# hiddens.toml
name = "hiddens"

[[column]]
name = "id"
type = "integer"

[[column]]
name = "number"
type = "integer"

[primary_key]
name = "pk_hiddens"
columns = ["id"]
)h");
}

TEST_CASE("what a definition switches is read as the compiler reads it") {
    const std::string header = R"h(#include <string>
struct [[db::table]] T {
    [[db::primary_key]] int id;
#if defined(WITH_NAME) && LIMIT > 10
    [[db::length(LIMIT)]] std::string name;
#endif
};
)h";
    const Headers headers(Files{{"model.h", header}});
    const auto columns = [&](const std::vector<std::string>& definitions) {
        std::vector<std::string> arguments = {"model.h", "--"};
        arguments.insert(arguments.end(), definitions.begin(), definitions.end());
        return columns_text(*headers.run(arguments).document.schema.tables.begin());
    };
    CHECK(columns({}) == "id integer\n");
    CHECK(columns({"-DWITH_NAME", "-DLIMIT=20"}) == "id integer\nname varchar(20)\n");
    CHECK(columns({"-DWITH_NAME", "-DLIMIT=5"}) == "id integer\n");
}

TEST_CASE("what can be no table is refused with an explanation") {
    CHECK(mistakes(R"h(template <class T> struct Outer { struct [[db::table]] In { int a; }; };
template <> struct [[db::table]] Outer<int> { int a; };
union [[db::table]] U { int a; };
inline void f() { struct [[db::table("x")]] L { int a; }; }
constexpr int g() { struct [[db::table("x")]] L { int a; }; return 3; }
static_assert(g() == 3);
using Alias [[db::table]] = int;
struct [[db::table]] Forward;
extern struct [[db::table]] Other variable;
)h") == R"h(1:44-53 error [attribute-in-template] 'db::table' can't be used in a template
    hint: a table is one struct; members that tables share belong in a plain base struct
2:22-31 error [attribute-in-template] 'db::table' can't be used in a template
    hint: a table is one struct; members that tables share belong in a plain base struct
3:9-18 error [union-table] a union is no table: its members are not there at the same time
4:28-42 error [misplaced-attribute] 'db::table' belongs to no struct and no member here
    hint: it stands between 'struct' and its name, and outside all functions
5:30-44 error [local-struct] 'db::table' says nothing inside a function
    hint: what is a table outlives a call: define it in a namespace
7:15-24 error [misplaced-attribute] 'db::table' says nothing about an alias
    hint: it belongs on a struct: db::table, for a name by the naming convention, or db::table("name")
8:10-19 error [misplaced-attribute] 'db::table' stands on a declaration without members
    hint: write it where the struct is defined
9:17-26 error [misplaced-attribute] 'db::table' belongs to no struct and no member here
    hint: it stands between 'struct' and its name, and outside all functions
)h");
}

TEST_CASE("the same table twice, a view of its name and a type of its name are refused with both places") {
    CHECK(mistakes(R"h(namespace a { struct [[db::table]] User { int id; }; }
namespace b { struct [[db::table]] User { int id; }; }
struct [[db::table("t")]] T1 { int id; };
struct [[db::table("t")]] T2 { int id; };
struct [[db::view("select 1", db::name("t"))]] V {};
enum class [[db::native_enum("t")]] E { a };
enum class [[db::as_text("t")]] Harmless { a };
struct [[db::view("select 1", db::name("mood"))]] W {};
enum class [[db::native_enum]] Mood { a };
struct [[db::table]] Holder { E e; Harmless harmless; Mood mood; };
)h") == R"h(2:24-33 error [table-twice] the table 'users' is defined twice
    note 1:24-33: the first is here, as 'User'
    hint: the naming convention gives 'User' this name; give it another: db::table("...")
4:10-24 error [table-twice] the table 't' is defined twice
    note 3:10-24: the first is here, as 'T1'
5:10-45 error [name-twice] a view and a table are both called 't'
    note 3:10-24: the table is here
6:37-38 error [name-twice] an enum that is a type of its own and a table are both called 't'
    note 3:10-24: the table is here
    hint: on PostgreSQL each table and view is a type, too; give the enum another name: db::native_enum("...")
7:33-41 error [enum-twice] two enums are called 't' in the schema
    note 6:37-38: the first is here
    hint: give one of them another name: db::as_text("..."), or db::native_enum("...")
9:32-36 error [name-twice] an enum that is a type of its own and a view are both called 'mood'
    note 8:10-48: the view is here
    hint: on PostgreSQL each table and view is a type, too; give the enum another name: db::native_enum("...")
)h");
}
