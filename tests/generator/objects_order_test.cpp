// The order in which objects come and go around the tables, put to PostgreSQL, which refuses what would break.
#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/diff.h>

#include "runtime/live_database.h"

using namespace aludel;
using namespace aludel::schema;

namespace {

Opaque object(const char* name, const char* kind, const char* create, const char* drop) {
    return {.name = name, .kind = kind, .create = {create, {}}, .drop = {drop, {}}, .only = {"postgresql"}};
}

Schema library() {
    Table books{.name = "books",
                .columns = {{.name = "title", .type = {String{}}}, {.name = "pages", .type = {Integer{32}}, .nullable = true}},
                .primary_key = PrimaryKey{"pk_books", {"title"}},
                .checks = {{"ck_title", {"is_title(title)", {}}}}};
    Schema schema{.tables = {books}};
    schema.views = {{.name = "long_books", .query = {"SELECT * FROM books_of(500)", {}}}};
    schema.sequences = {{.name = "numbers", .only = {"postgresql"}}};
    schema.opaque = {
        {.name = "citext", .kind = "extension", .only = {"postgresql"}},
        object("word", "domain", "CREATE DOMAIN word AS citext CHECK (value <> '')", "DROP DOMAIN word"),
        object("is_title", "function",
               "CREATE FUNCTION is_title(t text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT t::word IS NOT NULL'",
               "DROP FUNCTION is_title(text)"),
        object("books_of", "function",
               "CREATE FUNCTION books_of(n int) RETURNS SETOF books LANGUAGE sql AS $$SELECT * FROM books WHERE pages >= n$$",
               "DROP FUNCTION books_of(int)"),
        object("number", "function",
               "CREATE FUNCTION number() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.pages := nextval('numbers'); RETURN NEW; END$$",
               "DROP FUNCTION number()"),
        object("a_trigger", "trigger",
               "CREATE TRIGGER a_trigger BEFORE UPDATE OF pages ON books FOR EACH ROW WHEN (NEW.pages IS NULL) EXECUTE FUNCTION number()",
               "DROP TRIGGER a_trigger ON books"),
        object("a_policy", "policy", "CREATE POLICY a_policy ON books USING (pages > 0)", "DROP POLICY a_policy ON books"),
        object("a_rule", "rule", "CREATE RULE a_rule AS ON DELETE TO long_books DO INSTEAD DELETE FROM books WHERE title = OLD.title",
               "DROP RULE a_rule ON long_books")};
    return schema;
}

void lead(const tests::LiveDatabase& database, const Schema& from, const std::vector<Change>& changes) {
    std::string all = "BEGIN;\n";
    for (const migrations::Step& step : migrations::postgresql::dialect().render(from, {changes.begin(), changes.end()}))
        if (const auto* statement = std::get_if<migrations::SqlStep>(&step.action)) all += statement->sql + ";\n";
    database.run(all + "COMMIT");
}

/// There and back and there again.
void lead(const tests::LiveDatabase& database, const Schema& from, const Schema& to, const Decisions& decisions = {}) {
    const Diff difference = diff(from, to, decisions);
    REQUIRE(difference.questions.empty());
    lead(database, from, difference.changes);
    lead(database, to, reverse(difference.changes, from));
    lead(database, from, difference.changes);
}

}  // namespace

TEST_CASE("objects are made, changed with what they stand on, and dropped, in an order that PostgreSQL takes") {
    const tests::LiveDatabase database;
    const Schema first = library();
    lead(database, {}, first);
    database.run("INSERT INTO books VALUES ('Emma', 600), ('Ulysses', 100)");

    Schema altered = first;
    altered.tables.find("books")->columns.find("pages")->type = {Integer{64}};
    lead(database, first, altered);
    database.run("UPDATE books SET pages = NULL WHERE title = 'Ulysses'");
    CHECK(database.rows("SELECT title, pages FROM books ORDER BY title") == "Emma|600\nUlysses|1\n");

    Schema other_function = altered;
    other_function.opaque.find("number")->create.sql += " COST 5";
    other_function.opaque.find("books_of")->create.sql += " ROWS 5";
    lead(database, altered, other_function);
    CHECK(database.rows("SELECT title FROM long_books") == "Emma\n");

    Schema renamed = other_function;
    renamed.tables.find("books")->columns.erase("pages");
    renamed.tables.find("books")->columns.add({.name = "length", .type = {Integer{64}}, .nullable = true});
    for (const char* name : {"books_of", "number", "a_trigger", "a_policy"}) {
        std::string& text = renamed.opaque.find(name)->create.sql;
        for (auto at = text.find("pages"); at != std::string::npos; at = text.find("pages")) text.replace(at, 5, "length");
    }
    lead(database, other_function, renamed, {.renames = {{Rename::Of::column, "books", "pages", "length"}}});
    database.run("UPDATE books SET length = NULL WHERE title = 'Ulysses'");
    CHECK(database.rows("SELECT title, length FROM books ORDER BY title") == "Emma|600\nUlysses|2\n");

    lead(database, renamed, {}, {.drops = {"books", "numbers"}});
    CHECK(database.rows("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace").empty());
}
