// Names that pass from one object to another, of whatever kind: PostgreSQL keeps those of tables, indexes, keys, views, sequences and
// types together, and SQLite does not tell names apart by their case.
#include <doctest/doctest.h>

#include "schema/evolution.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

const std::set<std::string> postgresql = {"postgresql"};

Table indexed(const std::string& name, const std::string& column_name) {
    Table made = table(name, {column(column_name, integer)});
    made.indexes = {{"ix_" + name + "_" + column_name, {{column_name}}}};
    made.uniques = {{"uq_" + name + "_" + column_name, {column_name}}};
    return made;
}

}  // namespace

TEST_CASE("a view takes the name of a table that goes, and a table that of a view") {
    const Schema with_table{.tables = {table("t", {}), table("u", {})}};
    const Schema with_view{.tables = {table("u", {})}, .views = {{.name = "t", .query = {"select id from u", {}}}}};
    check_evolution({.before = with_table,
                     .after = with_view,
                     .decisions = {.drops = {"t"}},
                     .up = {"drop table t", "create view t"},
                     .down = {"drop view t", "create table t"}});
    check_evolution(
        {.before = with_view, .after = with_table, .up = {"drop view t", "create table t"}, .down = {"drop table t", "create view t"}});
}

TEST_CASE("a table is renamed, and a new one has its name and the names of its keys and indexes") {
    check_evolution({.before = {.tables = {indexed("a", "x")}},
                     .after = {.tables = {indexed("b", "x"), indexed("a", "x")}},
                     .decisions = renamed({table_renamed("a", "b")}),
                     .up = {"rename table a to b", "rename constraint b.pk_a to pk_b", "rename constraint b.uq_a_x to uq_b_x",
                            "create table a", "rename index b.ix_a_x to ix_b_x", "create on a index ix_a_x (x)"},
                     .down = {"drop index a.ix_a_x", "rename index b.ix_b_x to ix_a_x", "drop table a",
                              "rename constraint b.uq_b_x to uq_a_x", "rename constraint b.pk_b to pk_a", "rename table b to a"}});
}

TEST_CASE("two tables trade their names, and with them those of their keys and indexes") {
    check_evolution(
        {.before = {.tables = {indexed("a", "x"), indexed("b", "y")}},
         .after = {.tables = {indexed("b", "x"), indexed("a", "y")}},
         .decisions = renamed({table_renamed("a", "b"), table_renamed("b", "a")}),
         .up = {"rename table a to a_renamed", "rename table b to a", "rename table a_renamed to b",
                "rename constraint b.pk_a to pk_a_renamed", "rename constraint a.pk_b to pk_a", "rename constraint a.uq_b_y to uq_a_y",
                "rename index a.ix_b_y to ix_a_y", "rename constraint b.pk_a_renamed to pk_b", "rename constraint b.uq_a_x to uq_b_x",
                "rename index b.ix_a_x to ix_b_x"},
         .down = {"rename index b.ix_b_x to ix_a_x", "rename constraint b.uq_b_x to uq_a_x", "rename constraint b.pk_b to pk_a_renamed",
                  "rename index a.ix_a_y to ix_b_y", "rename constraint a.uq_a_y to uq_b_y", "rename constraint a.pk_a to pk_b",
                  "rename constraint b.pk_a_renamed to pk_a", "rename table b to a_renamed", "rename table a to b",
                  "rename table a_renamed to a"}});
}

TEST_CASE("tables move up by one name") {
    check_evolution({.before = {.tables = {indexed("a", "x"), indexed("b", "x")}},
                     .after = {.tables = {indexed("b", "x"), indexed("c", "x")}},
                     .decisions = renamed({table_renamed("a", "b"), table_renamed("b", "c")}),
                     .up = {"rename table b to c", "rename table a to b", "rename constraint c.pk_b to pk_c",
                            "rename constraint b.pk_a to pk_b", "rename constraint c.uq_b_x to uq_c_x",
                            "rename constraint b.uq_a_x to uq_b_x", "rename index c.ix_b_x to ix_c_x", "rename index b.ix_a_x to ix_b_x"},
                     .down = {"rename index b.ix_b_x to ix_a_x", "rename index c.ix_c_x to ix_b_x", "rename constraint b.uq_b_x to uq_a_x",
                              "rename constraint c.uq_c_x to uq_b_x", "rename constraint b.pk_b to pk_a",
                              "rename constraint c.pk_c to pk_b", "rename table b to a", "rename table c to b"}});
}

TEST_CASE("an index takes the name of a table that goes, and a table that of an index") {
    Table members = table("members", {column("x", integer)});
    const Schema before{.tables = {members, table("people", {column("y", text)}), table("by_x", {})}};
    members.indexes = {{"by_x", {{"x"}}}};
    const Schema after{.tables = {members, table("people", {column("y", text)})}};
    check_evolution({.before = before,
                     .after = after,
                     .decisions = {.drops = {"by_x"}},
                     .up = {"rename table by_x to by_x_dropped", "create on members index by_x (x)", "drop table by_x_dropped"},
                     .down = {"create table by_x_dropped", "drop index members.by_x", "rename table by_x_dropped to by_x"}});
    Table by_x = table("by_x", {column("y", text)});
    by_x.primary_key->name = "pk_people";
    check_evolution(
        {.before = after,
         .after = {.tables = {table("members", {column("x", integer)}), by_x}},
         .decisions = renamed({table_renamed("people", "by_x")}),
         .up = {"rename index members.by_x to by_x_renamed", "rename table people to by_x", "drop index members.by_x_renamed"},
         .down = {"create on members index by_x_renamed (x)", "rename table by_x to people", "rename index members.by_x_renamed to by_x"}});
}

TEST_CASE("an enum gives way to a table of its name, and a table to an enum") {
    const auto enumerated = [](const std::string& name) {
        return Schema{.tables = {table("books", {column("genre", {Enumeration{name}})})},
                      .enums = {{name, EnumStorage::native, {{"a", 0}, {"b", 1}}}}};
    };
    Schema before = enumerated("genre");
    const Schema plain{.tables = {table("books", {column("genre", text)}), table("genre", {column("label", text)})}};
    check_evolution(
        {.before = before,
         .after = plain,
         .decisions = {.converts = {{"downgrade:books.genre", {"genre", {{"postgresql", "genre::genre_dropped"}}}}}},
         .up = {"rename enum genre to genre_dropped", "create table genre",
                "alter books.genre: type enumeration(\"genre_dropped\") to text", "drop enum genre_dropped"},
         .down = {"create enum genre_dropped", "alter books.genre: type text to enumeration(\"genre_dropped\"), values become genre",
                  "drop table genre", "rename enum genre_dropped to genre"}});
    before = enumerated("kind");
    before.tables.add(table("genre", {column("label", text)}));
    check_evolution({.before = before,
                     .after = enumerated("genre"),
                     .decisions = {.drops = {"genre"}},
                     .up = {"rename table genre to genre_dropped", "rename enum kind to genre", "drop table genre_dropped"},
                     .down = {"create table genre_dropped", "rename enum genre to kind", "rename table genre_dropped to genre"}});
}

TEST_CASE("a sequence that a default draws on gives way to a table of its name") {
    Column number = column("number", bigint);
    number.default_value = Expression{"", {{"postgresql", "nextval('ticket')"}, {"sqlite", "0"}}};
    const Schema before{.tables = {table("t", {number})}, .sequences = {{.name = "ticket", .only = {"postgresql"}}}};
    number.default_value = Value{std::int64_t{0}};
    check_evolution({.before = before,
                     .after = {.tables = {table("t", {number}), table("ticket", {})}},
                     .decisions = {.drops = {"ticket"}},
                     .up = {"alter t.number: default nextval('ticket') to none", "drop sequence ticket", "create table ticket",
                            "alter t.number: default none to 0"},
                     .down = {"alter t.number: default 0 to none", "drop table ticket", "create sequence ticket",
                              "alter t.number: default none to nextval('ticket')"},
                     .on = postgresql});
}

TEST_CASE("a name changes its case alone: a table, a column, an index") {
    Table was = table("Users", {column("Name", text)});
    was.indexes = {{"IX_Name", {{"Name"}}}};
    Table is = table("users", {column("name", text)});
    is.indexes = {{"ix_name", {{"name"}}}};
    check_evolution({.before = {.tables = {was}},
                     .after = {.tables = {is}},
                     .decisions = renamed({table_renamed("Users", "users"), column_renamed("users", "Name", "name")}),
                     .up = {"rename table Users to users", "rename users.Name to name", "rename constraint users.pk_Users to pk_users",
                            "rename index users.IX_Name to ix_name"},
                     .down = {"rename index users.ix_name to IX_Name", "rename constraint users.pk_users to pk_Users",
                              "rename users.name to Name", "rename table users to Users"}});
}

TEST_CASE("what goes gives its name up to what differs from it in case alone") {
    check_evolution({.before = {.tables = {table("t", {column("Name", text)})}},
                     .after = {.tables = {table("t", {column("name", integer, true)})}},
                     .decisions = {.drops = {"t.Name"}, .fills = {{"downgrade:t.Name", {"''", {}}}}},
                     .up = {"rename t.Name to Name_dropped", "add t.name integer, nullable", "drop t.Name_dropped"},
                     .down = {"irreversible: t.Name_dropped is not null and has no default, and its values are gone with the drop"}});
    Table gone = table("T", {column("x", text)});
    gone.primary_key->name = "pk_T";
    check_evolution({.before = {.tables = {gone}},
                     .after = {.tables = {table("t", {column("y", integer)})}},
                     .decisions = {.drops = {"T"}},
                     .up = {"rename table T to T_dropped", "rename constraint T_dropped.pk_T to pk_T_renamed", "create table t",
                            "drop table T_dropped"},
                     .down = {"create table T_dropped", "drop table t", "rename constraint T_dropped.pk_T_renamed to pk_T",
                              "rename table T_dropped to T"}});
    check_evolution({.before = {.tables = {table("t", {column("Name", text), column("other", integer)})}},
                     .after = {.tables = {table("t", {column("name", integer), column("title", text)})}},
                     .decisions = renamed({column_renamed("t", "other", "name"), column_renamed("t", "Name", "title")}),
                     .up = {"rename t.Name to title", "rename t.other to name"},
                     .down = {"rename t.name to other", "rename t.title to Name"}});
}

TEST_CASE("indexes and keys of a table trade names, or move up by one, and are not made anew") {
    Table was = table("t", {column("x", integer), column("y", integer)});
    was.indexes = {{"first", {{"x"}}}, {"second", {{"y"}}}};
    was.uniques = {{"uq_first", {"x"}}, {"uq_second", {"y"}}};
    Table is = table("t", {column("x", integer), column("y", integer)});
    is.indexes = {{"first", {{"y"}}}, {"second", {{"x"}}}};
    is.uniques = {{"uq_second", {"x"}}, {"uq_third", {"y"}}};
    check_evolution(
        {.before = {.tables = {was}},
         .after = {.tables = {is}},
         .up = {"rename constraint t.uq_second to uq_third", "rename constraint t.uq_first to uq_second",
                "rename index t.first to first_renamed", "rename index t.second to first", "rename index t.first_renamed to second"},
         .down = {"rename index t.second to first_renamed", "rename index t.first to second", "rename index t.first_renamed to first",
                  "rename constraint t.uq_second to uq_first", "rename constraint t.uq_third to uq_second"}});
}

TEST_CASE("keys of two tables trade names") {
    const auto tables = [](const std::string& first, const std::string& second) {
        Table a = table("a", {column("x", integer)});
        a.uniques = {{first, {"x"}}};
        Table b = table("b", {column("x", integer)});
        b.uniques = {{second, {"x"}}};
        return Schema{.tables = {a, b}};
    };
    check_evolution(
        {.before = tables("one", "two"),
         .after = tables("two", "one"),
         .up = {"rename constraint b.two to two_renamed", "rename constraint a.one to two", "rename constraint b.two_renamed to one"},
         .down = {"rename constraint b.one to two_renamed", "rename constraint a.two to one", "rename constraint b.two_renamed to two"}});
}

TEST_CASE("a domain takes the name of an enum that goes") {
    const Schema before{.tables = {table("users", {column("email", {Enumeration{"email"}})})},
                        .enums = {{"email", EnumStorage::native, {{"a", 0}}}}};
    const Schema after{.tables = {table("users", {column("email", text)})},
                       .opaque = {{.name = "email",
                                   .kind = "domain",
                                   .create = {"CREATE DOMAIN email AS text", {}},
                                   .drop = {"DROP DOMAIN email", {}},
                                   .only = {"postgresql"}}}};
    check_evolution(
        {.before = before,
         .after = after,
         .decisions = {.converts = {{"downgrade:users.email", {"email", {{"postgresql", "email::email_dropped"}}}}}},
         .up = {"rename enum email to email_dropped", "create domain email",
                "alter users.email: type enumeration(\"email_dropped\") to text", "drop enum email_dropped"},
         .down = {"create enum email_dropped", "alter users.email: type text to enumeration(\"email_dropped\"), values become email",
                  "drop domain email", "rename enum email_dropped to email"},
         .on = postgresql});
}
