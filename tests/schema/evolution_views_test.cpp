// Views and objects around a change of what they name: they go before it and come back behind it, and otherwise they stay.
#include <doctest/doctest.h>

#include "schema/evolution.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

View view(const std::string& name, const std::string& query) {
    return {.name = name, .query = {query, {}}};
}

Schema books(std::initializer_list<Column> columns, std::initializer_list<View> views) {
    return {.tables = {table("books", columns)}, .views = views};
}

const std::set<std::string> postgresql = {"postgresql"};

}  // namespace

TEST_CASE("a view of a renamed column is made anew, with the views above it") {
    const View above = view("a_titles", "select title from recent_books");
    check_evolution(
        {.before = books({column("title", text)}, {view("recent_books", "select id, title from books where id > 1"), above}),
         .after = books({column("heading", text)}, {view("recent_books", "select id, heading as title from books where id > 1"), above}),
         .decisions = renamed({column_renamed("books", "title", "heading")}),
         .up = {"drop view a_titles", "drop view recent_books", "rename books.title to heading", "create view recent_books",
                "create view a_titles"},
         .down = {"drop view a_titles", "drop view recent_books", "rename books.heading to title", "create view recent_books",
                  "create view a_titles"}});
}

TEST_CASE("a view of every column is made anew around a rename and a new column, another view is not") {
    const View all = view("everything", "select * from books");
    const View count = view("how_many", "select count(*) as n, max(id) * 2 as twice from books");
    check_evolution({.before = books({column("title", text)}, {all, count}),
                     .after = books({column("heading", text)}, {all, count}),
                     .decisions = renamed({column_renamed("books", "title", "heading")}),
                     .up = {"drop view everything", "rename books.title to heading", "create view everything"},
                     .down = {"drop view everything", "rename books.heading to title", "create view everything"}});
    Schema after = books({column("title", text), column("pages", integer, true)}, {all, count});
    after.tables.find("books")->indexes = {{"ix_books_title", {{"title"}}}};
    check_evolution({.before = books({column("title", text)}, {all, count}),
                     .after = after,
                     .up = {"drop view everything", "add books.pages integer, nullable", "create on books index ix_books_title (title)",
                            "create view everything"},
                     .down = {"drop view everything", "drop index books.ix_books_title", "drop books.pages", "create view everything"}});
}

TEST_CASE("a view stays when a column that it does not name changes, and goes when one that it names does") {
    const View titles = view("titles", "select title from books");
    const View pages = view("long_ones", "select id from books where pages > 100");
    Schema before = books({column("title", text), column("pages", integer)}, {titles, pages});
    Schema after = books({column("title", text), column("pages", bigint)}, {titles, pages});
    check_evolution({.before = before,
                     .after = after,
                     .decisions = {.accepted = {"downgrade:narrow:books.pages"}},
                     .up = {"drop view long_ones", "alter books.pages: type integer to bigint", "create view long_ones"},
                     .down = {"drop view long_ones", "alter books.pages: type bigint to integer", "create view long_ones"}});
    after = before;
    after.tables.find("books")->columns.find("pages")->default_value = Value{std::int64_t{1}};
    after.tables.find("books")->columns.find("pages")->comment = "printed";
    check_evolution({.before = before,
                     .after = after,
                     .up = {"alter books.pages: default none to 1, comment"},
                     .down = {"alter books.pages: default 1 to none, no comment"}});
    after = books({column("title", text)}, {titles});
    check_evolution({.before = before,
                     .after = after,
                     .decisions = {.drops = {"books.pages"}, .fills = {{"downgrade:books.pages", {"0", {}}}}},
                     .up = {"drop view long_ones", "drop books.pages"},
                     .down = {"add books.pages integer, existing rows get 0", "create view long_ones"}});
}

TEST_CASE("a materialized view and its index go around a change of type") {
    View pages = view("long_ones", "select id, pages from books where pages > 100");
    pages.materialized = true;
    pages.only = {"postgresql"};
    const Opaque index{.name = "ix_long_ones",
                       .kind = "index",
                       .create = {"CREATE INDEX ix_long_ones ON long_ones (pages)", {}},
                       .drop = {"DROP INDEX ix_long_ones", {}},
                       .only = {"postgresql"}};
    Schema before = books({column("pages", integer)}, {pages});
    before.opaque = {index};
    Schema after = before;
    after.tables.find("books")->columns.find("pages")->type = bigint;
    check_evolution({.before = before,
                     .after = after,
                     .decisions = {.accepted = {"downgrade:narrow:books.pages"}},
                     .up = {"drop index ix_long_ones", "drop view long_ones", "alter books.pages: type integer to bigint",
                            "create view long_ones", "create index ix_long_ones"},
                     .down = {"drop index ix_long_ones", "drop view long_ones", "alter books.pages: type bigint to integer",
                              "create view long_ones", "create index ix_long_ones"},
                     .on = postgresql});
}

TEST_CASE("a trigger goes around a change of its table's name and of a column's type") {
    const auto with_trigger = [](const std::string& name, const Type& type) {
        Schema schema{.tables = {table(name, {column("pages", type)}), table("log", {column("what", text, true)})}};
        schema.opaque = {{.name = "noted",
                          .kind = "trigger",
                          .create = {"CREATE TRIGGER noted AFTER UPDATE OF pages ON " + name + " BEGIN SELECT 1; END", {}},
                          .drop = {"DROP TRIGGER noted", {}},
                          .only = {"sqlite"}}};
        return schema;
    };
    const Decisions accepted{.renames = {table_renamed("books", "works")}, .accepted = {"downgrade:narrow:books.pages"}};
    check_evolution({.before = with_trigger("books", integer),
                     .after = with_trigger("books", bigint),
                     .decisions = accepted,
                     .up = {"drop trigger noted", "alter books.pages: type integer to bigint", "create trigger noted"},
                     .down = {"drop trigger noted", "alter books.pages: type bigint to integer", "create trigger noted"}});
    check_evolution({.before = with_trigger("books", integer),
                     .after = with_trigger("works", integer),
                     .decisions = accepted,
                     .up = {"drop trigger noted", "rename table books to works", "rename constraint works.pk_books to pk_works",
                            "create trigger noted"},
                     .down = {"drop trigger noted", "rename constraint works.pk_works to pk_books", "rename table works to books",
                              "create trigger noted"}});
}

TEST_CASE("two tables trade names: a view of every column is of the other table then") {
    const auto schema = [](const char* first, const char* second) {
        Table a = table(first, {column("x", integer)});
        Table b = table(second, {column("x", integer)});
        a.primary_key->name = "pk_first";
        b.primary_key->name = "pk_second";
        return Schema{.tables = {a, b}, .views = {view("of_a", "select * from a")}};
    };
    check_evolution(
        {.before = schema("a", "b"),
         .after = schema("b", "a"),
         .decisions = renamed({table_renamed("a", "b"), table_renamed("b", "a")}),
         .up = {"drop view of_a", "rename table a to a_renamed", "rename table b to a", "rename table a_renamed to b", "create view of_a"},
         .down = {"drop view of_a", "rename table b to a_renamed", "rename table a to b", "rename table a_renamed to a",
                  "create view of_a"}});
}

TEST_CASE("a view that groups by the key leans on it") {
    const View grouped = view("grouped", "select id, title from books group by id");
    const Schema before = books({column("title", text)}, {grouped});
    Schema after = before;
    after.tables.find("books")->primary_key->columns = {"id", "title"};
    after.views.find("grouped")->query.sql = "select id, max(title) as title from books group by id";
    Schema other = before;
    other.tables.find("books")->primary_key->name = "books_key";
    check_evolution({.before = before,
                     .after = after,
                     .up = {"drop view grouped", "drop from books primary key pk_books (id)",
                            "add to books primary key pk_books (id, title)", "create view grouped"},
                     .down = {"irreversible: rows may hold the same (id) twice, which books.pk_books forbids"}});
    check_evolution({.before = before,
                     .after = other,
                     .up = {"rename constraint books.pk_books to books_key"},
                     .down = {"rename constraint books.books_key to pk_books"}});
}

TEST_CASE("a view of an enum's column goes when its values change, not when it is renamed, nor where it is no type") {
    const auto roles = [](const std::string& name, std::vector<EnumValue> values, EnumStorage storage = EnumStorage::native) {
        return Schema{.tables = {table("users", {column("standing", {Enumeration{name}})})},
                      .enums = {{name, storage, std::move(values)}},
                      .views = {view("standings", "select standing from users")}};
    };
    const Schema before = roles("role", {{"admin", 0}, {"user", 1}});
    check_evolution({.before = before,
                     .after = roles("rank", {{"admin", 0}, {"user", 1}}),
                     .up = {"rename enum role to rank"},
                     .down = {"rename enum rank to role"}});
    check_evolution({.before = before,
                     .after = roles("role", {{"admin", 0}, {"guest", 2}, {"user", 1}}),
                     .decisions = {.accepted = {"downgrade:enum:role.guest"}},
                     .up = {"drop view standings", "alter enum role: add guest", "create view standings"},
                     .down = {"drop view standings", "alter enum role: remove guest", "create view standings"}});
    check_evolution({.before = roles("role", {{"admin", 0}}, EnumStorage::text),
                     .after = roles("role", {{"admin", 0}, {"guest", 2}}, EnumStorage::text),
                     .decisions = {.accepted = {"downgrade:enum:role.guest"}},
                     .up = {"alter enum role: add guest"},
                     .down = {"alter enum role: remove guest"}});
    check_evolution({.before = before,
                     .after = roles("role", {{"user", 1}, {"admin", 0}}),
                     .up = {"drop view standings", "alter enum role: order", "create view standings"},
                     .down = {"drop view standings", "alter enum role: order", "create view standings"}});
}

TEST_CASE("a view that changes with the function that it calls") {
    Schema before = books({column("title", text)}, {view("shouted", "select loud(title) as title from books")});
    before.views.find("shouted")->only = {"postgresql"};
    before.opaque = {{.name = "loud",
                      .kind = "function",
                      .create = {"CREATE FUNCTION loud(t text) RETURNS text LANGUAGE sql AS $$ SELECT upper(t) $$", {}},
                      .drop = {"DROP FUNCTION loud(text)", {}},
                      .only = {"postgresql"}}};
    Schema after = before;
    after.opaque.find("loud")->create.sql = "CREATE FUNCTION loud(t text) RETURNS text LANGUAGE sql AS $$ SELECT upper(t) || '!' $$";
    check_evolution({.before = before,
                     .after = after,
                     .up = {"drop view shouted", "drop function loud", "create function loud", "create view shouted"},
                     .down = {"drop view shouted", "drop function loud", "create function loud", "create view shouted"},
                     .on = postgresql});
}

TEST_CASE("what calls a function goes before the function changes, and comes back behind it") {
    Column slug = column("slug", text);
    slug.default_value = Expression{"", {{"postgresql", "slugged('none')"}, {"sqlite", "'none'"}}};
    Schema before = books({slug, column("pages", integer)}, {});
    Table& t = *before.tables.find("books");
    t.checks = {{"ck_books_slug", {"", {{"postgresql", "slugged(slug) = slug"}, {"sqlite", "slug <> ''"}}}},
                {"ck_books_pages", {"pages > 0", {}}}};
    t.indexes = {{.name = "ix_books_slugged", .keys = {{Expression{"", {{"postgresql", "slugged(slug)"}, {"sqlite", "lower(slug)"}}}}}}};
    before.opaque = {{.name = "slugged",
                      .kind = "function",
                      .create = {"CREATE FUNCTION slugged(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(t) $$", {}},
                      .drop = {"DROP FUNCTION slugged(text)", {}},
                      .only = {"postgresql"}}};
    Schema after = before;
    after.opaque.find("slugged")->create.sql =
        "CREATE FUNCTION slugged(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(trim(t)) $$";
    check_evolution(
        {.before = before,
         .after = after,
         .up = {"drop index books.ix_books_slugged", "drop from books check ck_books_slug (slugged(slug) = slug)",
                "alter books.slug: default slugged('none') to none", "drop function slugged", "create function slugged",
                "alter books.slug: default none to slugged('none')", "add to books check ck_books_slug (slugged(slug) = slug)",
                "create on books index ix_books_slugged (slugged(slug))"},
         .down = {"drop index books.ix_books_slugged", "drop from books check ck_books_slug (slugged(slug) = slug)",
                  "alter books.slug: default slugged('none') to none", "drop function slugged", "create function slugged",
                  "alter books.slug: default none to slugged('none')", "add to books check ck_books_slug (slugged(slug) = slug)",
                  "create on books index ix_books_slugged (slugged(slug))"},
         .on = postgresql});
}

TEST_CASE("a table that goes is no caller any more, and those behind it are") {
    Schema before = books({column("pages", integer)}, {});
    before.tables.find("books")->checks = {{"ck_books_pages", {"", {{"postgresql", "is_long(pages)"}, {"sqlite", "pages > 0"}}}}};
    before.opaque = {{.name = "is_long",
                      .kind = "function",
                      .create = {"CREATE FUNCTION is_long(n int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT n > 0 $$", {}},
                      .drop = {"DROP FUNCTION is_long(int)", {}},
                      .only = {"postgresql"}}};
    Schema after = before;
    after.opaque.find("is_long")->create.sql =
        "CREATE FUNCTION is_long(n int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT n >= 0 $$";
    before.tables.add(table("albums", {}));
    check_evolution({.before = before,
                     .after = after,
                     .decisions = {.drops = {"albums"}, .accepted = {"downgrade:check:books.ck_books_pages"}},
                     .up = {"drop from books check ck_books_pages (is_long(pages))", "drop function is_long", "create function is_long",
                            "add to books check ck_books_pages (is_long(pages))", "drop table albums"},
                     .down = {"create table albums", "drop from books check ck_books_pages (is_long(pages))", "drop function is_long",
                              "create function is_long", "add to books check ck_books_pages (is_long(pages))"},
                     .on = postgresql});
}

TEST_CASE("a view goes before the table, the column and the sequence that it names, and does not come back") {
    Schema before = books({column("title", text), column("pages", integer)},
                          {view("long_ones", "select pages from books"), view("old_ones", "select id from papers")});
    before.tables.add(table("papers", {}));
    before.sequences = {{.name = "ticket", .only = {"postgresql"}}};
    before.views.add({.name = "last_ticket", .query = {"select last_value from ticket", {}}, .only = {"postgresql"}});
    check_evolution({.before = before,
                     .after = books({column("title", text)}, {}),
                     .decisions = {.drops = {"books.pages", "papers", "ticket"}, .fills = {{"downgrade:books.pages", {"0", {}}}}},
                     .up = {"drop view old_ones", "drop view long_ones", "drop view last_ticket", "drop books.pages", "drop table papers",
                            "drop sequence ticket"},
                     .down = {"create sequence ticket", "create table papers", "add books.pages integer, existing rows get 0",
                              "create view last_ticket", "create view long_ones", "create view old_ones"}});
}
