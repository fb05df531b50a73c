#include <aludel/schema/validate.h>

#include <doctest/doctest.h>

#include "schema/samples.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

const std::set<std::string> sqlite = {"sqlite"};
const std::set<std::string> postgresql = {"postgresql"};

Lines problems(const Schema& schema, const std::set<std::string>& dialects = {"postgresql", "sqlite"}) {
    Lines found;
    for (const Problem& problem : validate(schema, dialects)) found.push_back(problem.object + ": " + problem.message);
    return found;
}

Lines problems_of(const Column& column, const std::set<std::string>& dialects = {"postgresql", "sqlite"}) {
    return problems({.tables = {table("t", {column})}}, dialects);
}

Column with_default(Type type, Default value) {
    Column x = column("x", std::move(type));
    x.default_value = std::move(value);
    return x;
}

Value string(const char* value) {
    return Value{std::string(value)};
}

}  // namespace

TEST_CASE("a sound schema has no problems") {
    Table users = table("users", {column("email", varchar(255)), column("team_id", integer, true)});
    users.columns.find("id")->identity = Identity{};
    users.uniques = {{"uq_users_email", {"email"}}};
    users.foreign_keys = {
        {.name = "fk", .columns = {"team_id"}, .referred_table = "teams", .referred_columns = {"id"}, .on_delete = Action::set_null}};
    users.indexes = {{"ix_users_team_id", {{"team_id"}}}};
    CHECK(problems({.tables = {users, table("teams", {})}}) == Lines{});
}

TEST_CASE("names are there, are UTF-8, and fit PostgreSQL") {
    CHECK(problems_of(column("", text)) == Lines{"t.\"\": the name of the column is empty"});
    CHECK(problems_of(column("a\xff", text)) == Lines{"t.a\xff: the name of the column is not valid UTF-8: \\x61\\xff"});
    CHECK(problems_of(column("\xed\xa0\x80", text)) == Lines{"t.\xed\xa0\x80: the name of the column is not valid UTF-8: \\xed\\xa0\\x80"});
    CHECK(problems_of(column("\xc0\xaf", text)).size() == 1);
    CHECK(problems_of(column("\xc3\xa4\xf0\x9f\x98\x80", text)) == Lines{});
    const std::string long_name(64, 'x');
    CHECK(problems_of(column(long_name, text)) ==
          Lines{"t." + long_name + ": the name of the column has 64 bytes, and PostgreSQL keeps 63; shorten it"});
    CHECK(problems_of(column(long_name, text), sqlite) == Lines{});
}

TEST_CASE("SQLite has no schemas, and folds the case of names") {
    Table t = table("t", {column("x", text), column("X", text)});
    CHECK(problems({.tables = {t}}, postgresql) == Lines{});
    CHECK(problems({.tables = {t}}, sqlite) == Lines{"t.X: SQLite does not tell it from t.x"});
    Table users = table("users", {});
    Table upper = table("USERS", {});
    CHECK(problems({.tables = {users, upper}}, postgresql) == Lines{});
    CHECK(problems({.tables = {users, upper}}, sqlite) ==
          Lines{"users: its name users is taken by the table USERS; give one of them another name"});
    users.name = Name("auth", "users");
    CHECK(problems({.tables = {users}}, sqlite) == Lines{"auth.users: SQLite has no database schemas; call the table auth_users"});
    CHECK(problems({.tables = {table("sqlite_stat", {})}}, sqlite) == Lines{"sqlite_stat: names that begin with sqlite_ are SQLite's own"});
}

TEST_CASE("index names are one namespace, on PostgreSQL with tables, keys and types") {
    Table a = table("a", {});
    Table b = table("b", {});
    a.indexes = {{"ix", {{"id"}}}};
    b.indexes = {{"ix", {{"id"}}}};
    CHECK(problems({.tables = {a, b}}, sqlite) == Lines{"b.ix: its name ix is taken by the index a.ix; give one of them another name"});
    a.indexes = {{"b", {{"id"}}}};
    b.indexes = {};
    CHECK(problems({.tables = {a, b}}, sqlite) == Lines{"a.b: its name b is taken by the table b; give one of them another name"});
    a.indexes = {};
    b.primary_key->name = "a";
    CHECK(problems({.tables = {a, b}}, sqlite) == Lines{});
    CHECK(problems({.tables = {a, b}}, postgresql) ==
          Lines{"b.a: its name a is taken by the table a, and PostgreSQL tells them not apart; give one of them another name"});
    b.primary_key->name = "pk_b";
    CHECK(problems({.tables = {a, b}, .enums = {{"a", EnumStorage::native, {{"v", 0}}}}}, postgresql).size() == 1);
    CHECK(problems({.tables = {a, b}, .enums = {{"a", EnumStorage::text, {{"v", 0}}}}}, postgresql) == Lines{});
    b.uniques = {{"pk_b", {"id"}}};
    CHECK(problems({.tables = {a, b}}, sqlite) == Lines{"b.pk_b: two constraints of the table have this name"});
    b.uniques = {{"uq", {"id"}}};
    b.indexes = {{"uq", {{"id"}}}};
    CHECK(problems({.tables = {a, b}}, sqlite) == Lines{"b.uq: an index of the table has this name too; give one of them another name"});
    CHECK(problems({.tables = {a, b}}, postgresql).size() == 1);
}

TEST_CASE("a native enum may not have the name of a type that PostgreSQL finds first") {
    const Enum path{"path", EnumStorage::native, {{"left", 0}}};
    CHECK(
        problems({.enums = {path}}, {"postgresql"}) ==
        Lines{"path: PostgreSQL has a type of its own of this name, and a column would get that one; rename the enum, or keep it as text"});
    CHECK(problems({.enums = {path}}, {"sqlite"}).empty());
    CHECK(problems({.enums = {{Name("ways", "path"), EnumStorage::native, {{"left", 0}}}}}, {"postgresql"}).empty());
    CHECK(problems({.enums = {{"path", EnumStorage::text, {{"left", 0}}}}}, {"postgresql"}).empty());
}

TEST_CASE("references lead somewhere") {
    Table c = table("c", {column("p_id", text), column("q", integer)});
    const auto with_key = [&](ForeignKey key) {
        Table copy = c;
        copy.foreign_keys = {std::move(key)};
        return Schema{.tables = {copy, table("p", {column("x", integer)})}};
    };
    CHECK(problems(with_key({"fk", {"q"}, "nowhere", {"id"}})) == Lines{"c.fk: there is no table nowhere"});
    CHECK(problems(with_key({"fk", {"nope"}, "p", {"id"}})) == Lines{"c.fk: there is no column c.nope"});
    CHECK(problems(with_key({"fk", {"q"}, "p", {"nope"}})) == Lines{"c.fk: there is no column p.nope"});
    CHECK(problems(with_key({"fk", {"q", "id"}, "p", {"id"}})) == Lines{"c.fk: it has 2 columns and refers to 1"});
    CHECK(problems(with_key({"fk", {"q"}, "p", {"x"}})) == Lines{"c.fk: p has neither a primary key nor a unique constraint on (x)"});
    CHECK(problems(with_key({"fk", {"p_id"}, "p", {"id"}})) == Lines{"c.fk: c.p_id is text, and p.id is integer"});
    CHECK(problems(with_key({"fk", {"q"}, "p", {"id"}, Action::set_null})) == Lines{"c.fk: it sets q to NULL, and the column is not null"});
    c.uniques = {{"uq", {"q", "q"}}};
    c.indexes = {{"ix", {{"nope"}}}};
    c.primary_key->columns = {};
    CHECK(problems({.tables = {c}}) == Lines{"c.pk_c: the primary key has no columns",
                                             "c.uq: the unique constraint names the column q twice", "c.ix: there is no column c.nope"});
    CHECK(problems_of(column("x", {Enumeration{"genre"}})) == Lines{"t.x: there is no enum genre"});
}

TEST_CASE("a default is of the column's type") {
    CHECK(problems_of(with_default(integer, string("x"))) == Lines{"t.x: the default 'x' is no integer"});
    CHECK(problems_of(with_default({Integer{16}}, Value{std::int64_t{32768}})) == Lines{"t.x: the default 32768 is no smallint"});
    CHECK(problems_of(with_default({Integer{16}}, Value{std::int64_t{-32768}})) == Lines{});
    CHECK(problems_of(with_default(varchar(2), string("abc"))) == Lines{"t.x: the default 'abc' is no varchar(2)"});
    CHECK(problems_of(with_default(varchar(2), string("\xc3\xa4\xc3\xa4"))) == Lines{});
    CHECK(problems_of(with_default({Boolean{}}, Value{std::int64_t{1}})) == Lines{"t.x: the default 1 is no boolean"});
    CHECK(problems_of(with_default(integer, Portable::now)) ==
          Lines{"t.x: the default now is a point in time, which integer does not hold"});
    CHECK(problems_of(with_default({Timestamp{}}, Portable::now)) == Lines{});
    CHECK(problems_of(with_default(integer, Value{Null{}})) == Lines{"t.x: the default is NULL, and the column is not null"});
    CHECK(problems_of(with_default(integer, Expression{"", {{"sqlite", "1"}}})) ==
          Lines{"t.x: the default has no text for postgresql; give it one"});
    CHECK(problems_of(with_default(integer, Expression{"1", {{"sql", "1"}}})) ==
          Lines{"t.x: the default has a text for \"sql\", which is no dialect"});
    const Schema genre{.tables = {table("t", {with_default({Enumeration{"genre"}}, string("c"))})},
                       .enums = {{"genre", EnumStorage::text, {{"a", 0}}}}};
    CHECK(problems(genre) == Lines{"t.x: the default 'c' is no enumeration(\"genre\")"});
}

TEST_CASE("a primary key holds no NULL, and SQLite numbers rows in an integer key alone") {
    Table t = table("t", {column("x", integer, true)});
    t.primary_key->columns = {"x"};
    CHECK(problems({.tables = {t}}) == Lines{"t.pk_t: the column x is nullable, and a primary key holds no NULL"});
    t.primary_key->columns = {"id"};
    t.columns.find("x")->nullable = false;
    t.columns.find("x")->identity = Identity{};
    CHECK(problems({.tables = {t}}, postgresql) == Lines{});
    CHECK(problems({.tables = {t}}, sqlite) ==
          Lines{"t.x: SQLite numbers rows only in a column that is the primary key by itself; make it that, or leave out db::identity"});
    t.columns.find("x")->type = text;
    CHECK(problems({.tables = {t}}, postgresql) == Lines{"t.x: only an integer can number its rows itself, and this is text"});
}

TEST_CASE("what SQLite has not is told, with what to do instead") {
    Table t = table("t", {column("x", {Integer{32}, true})});
    t.uniques = {
        {.name = "uq", .columns = {"x"}, .include = {"id"}, .nulls_not_distinct = true, .deferrability = Deferrability::deferrable}};
    t.indexes = {{.name = "ix",
                  .keys = {{.of = "x", .nulls = NullsOrder::last, .operator_class = "int4_ops"}},
                  .unique = true,
                  .include = {"id"},
                  .nulls_not_distinct = true},
                 {.name = "ix_gin", .keys = {{"x"}}, .method = "gin"},
                 {.name = "ix_pg", .keys = {{Expression{"", {{"postgresql", "x[1]"}}}}}, .method = "gin", .only = {"postgresql"}},
                 {.name = "ix_plain", .keys = {{"id"}, {.of = "x", .nulls = NullsOrder::first}}, .method = "btree"}};
    const Schema schema{
        .tables = {t},
        .views = {{.name = "v", .query = {"select 1", {}}, .materialized = true},
                  {.name = "v_pg", .query = {"", {{"postgresql", "select 1"}}}, .materialized = true, .only = {"postgresql"}}},
        .sequences = {{.name = "s"}}};
    CHECK(problems(schema, postgresql) == Lines{});
    constexpr const char* other = "; leave it out, or say which databases have the index (db::only)";
    CHECK(problems(schema, sqlite) ==
          Lines{"t.x: SQLite has no arrays; keep the values in a table of their own, or as JSON (db::type(\"json\"))",
                "t.uq: SQLite takes NULLs for distinct always; leave out db::nulls_not_distinct, or make it a unique index that other "
                "databases alone have (db::only)",
                "t.uq: SQLite defers foreign keys alone; leave out db::deferrable",
                std::string("t.ix: SQLite sorts NULL before all else, and has no NULLS FIRST or LAST in an index") + other,
                std::string("t.ix: SQLite has no operator class int4_ops") + other,
                std::string("t.ix: SQLite takes NULLs for distinct always (nulls_not_distinct)") + other,
                std::string("t.ix_gin: SQLite has no index method gin") + other,
                "v: SQLite has no materialized views; make it a plain one, or say which databases have it (db::only)",
                "s: SQLite has no sequences; say which databases have it: only = [\"postgresql\"]"});
}

TEST_CASE("what SQLite leaves out of an index without another meaning is no problem") {
    Table t = table("t", {column("x", integer, true), column("y", integer, true)});
    t.uniques = {{.name = "uq", .columns = {"x"}, .include = {"y"}}};
    t.indexes = {{.name = "ix",
                  .keys = {{.of = "x", .nulls = NullsOrder::first}, {.of = "id", .descending = true, .nulls = NullsOrder::last}},
                  .method = "btree",
                  .include = {"y"}}};
    CHECK(problems({.tables = {t}}) == Lines{});
}

TEST_CASE("an index has what its method can, on PostgreSQL") {
    const auto with = [](Index index) {
        Table t = table("t", {column("x", integer, true), column("y", integer, true)});
        index.name = "ix";
        if (index.keys.empty()) index.keys = {{.of = "x"}};
        t.indexes = {index};
        return problems({.tables = {t}}, postgresql);
    };
    const std::string btree = "; PostgreSQL's btree, which stands where none is said, can";
    for (const std::string method : {"brin", "gin", "gist", "hash", "spgist"}) {
        CHECK(with({.method = method}) == Lines{});
        CHECK(with({.unique = true, .method = method}) == Lines{"t.ix: an index of the method " + method + " can't be unique" + btree});
        CHECK(with({.keys = {{.of = "x", .descending = true}}, .method = method}) ==
              Lines{"t.ix: an index of the method " + method + " has no order of its keys" + btree});
    }
    CHECK(with({.keys = {{.of = "x"}, {.of = "y"}}, .method = "hash"}) == Lines{"t.ix: an index of the method hash has one key" + btree});
    CHECK(with({.keys = {{.of = "x"}, {.of = "y"}}, .method = "gin"}) == Lines{});
    CHECK(with({.method = "gin", .include = {"y"}}) == Lines{"t.ix: an index of the method gin has no included columns" + btree});
    CHECK(with({.method = "gist", .include = {"y"}}) == Lines{});
    CHECK(with({.unique = true, .method = "bloom"}) == Lines{});
    CHECK(with({.unique = true, .method = "btree"}) == Lines{});
    CHECK(with({.unique = true, .method = "gin", .only = {"sqlite"}}) == Lines{});
}

TEST_CASE("a key that can be deferred is referred to by nothing on PostgreSQL, and NULLs are told apart where they must be") {
    Table p = table("p", {column("x", integer)});
    p.uniques = {{.name = "uq_p_x", .columns = {"x"}, .deferrability = Deferrability::deferrable}};
    p.indexes = {{.name = "ix_nulls", .keys = {{"x"}}, .nulls_not_distinct = true}};
    Table c = table("c", {column("p_x", integer)});
    c.foreign_keys = {{.name = "fk", .columns = {"p_x"}, .referred_table = "p", .referred_columns = {"x"}}};
    CHECK(problems({.tables = {p, c}}, postgresql) ==
          Lines{"c.fk: it refers to (x) of p, which is unique at the end of a transaction alone, and PostgreSQL takes no deferrable "
                "constraint for that; make that one not deferrable",
                "p.ix_nulls: the index is not unique, so that NULLs need not be told apart; leave out db::nulls_not_distinct, or add "
                "db::unique"});
}

TEST_CASE("a type in a database's own words stands beside one that the others have") {
    Type email = text;
    email.on = {{"postgresql", "citext"}};
    CHECK(problems_of(column("x", email)) == Lines{});
    Type own = {Custom{{"citext", {}}}};
    own.on = {{"sqlite", "TEXT"}};
    CHECK(problems_of(column("x", own)) ==
          Lines{"t.x: the type is custom(\"citext\") on(\"sqlite\", \"TEXT\"); give the words of each database in one custom type"});
    Type tags = {Integer{32}, true};
    tags.on = {{"sqlite", "TEXT"}};
    CHECK(problems_of(column("x", tags)) == Lines{});
    Type empty = text;
    empty.on = {{"postgresql", ""}, {"SQLite", "TEXT"}};
    CHECK(problems_of(column("x", empty)) ==
          Lines{"t.x: the type has a text for \"SQLite\", which is no dialect", "t.x: the type has no text for postgresql; give it one"});
}

TEST_CASE("a collation of one database leaves the others at their own") {
    Column name = column("x", text);
    name.collation = {"", {{"sqlite", "NOCASE"}}};
    CHECK(problems_of(name) == Lines{});
    name.collation = {"", {{"SQLite", "NOCASE"}}};
    CHECK(problems_of(name) == Lines{"t.x: the collation has a text for \"SQLite\", which is no dialect"});
}

TEST_CASE("a table needs no primary key, and a check may be of one database alone") {
    Table t = table("t", {});
    t.primary_key.reset();
    t.checks = {{.name = "ck", .expression = {"", {{"postgresql", "id % 2 = 0"}}}, .only = {"postgresql"}}};
    CHECK(problems({.tables = {t}}) == Lines{});
}

TEST_CASE("types and enums have sense") {
    CHECK(problems_of(column("x", varchar(0))) == Lines{"t.x: the length is at least 1, not 0"});
    CHECK(problems_of(column("x", numeric(2, 3))) == Lines{"t.x: the scale of numeric is between 0 and its precision 2, not 3"});
    CHECK(problems_of(column("x", {Integer{8}})) == Lines{"t.x: an integer has 16, 32 or 64 bits, not 8"});
    CHECK(problems({.enums = {{"e", EnumStorage::integer, {{"a", 1}, {"b", 1}}}}}) == Lines{"e: two of its values are stored as 1"});
    CHECK(problems({.enums = {{"e", EnumStorage::text, {}}}}) == Lines{"e: an enum needs at least one value"});
    Table empty;
    empty.name = "t";
    CHECK(problems({.tables = {empty}}) == Lines{"t: a table needs at least one column"});
    Table check = table("t", {});
    check.checks = {{"ck", {}}};
    CHECK(problems({.tables = {check}}) == Lines{"t.ck: the check is empty"});
}
