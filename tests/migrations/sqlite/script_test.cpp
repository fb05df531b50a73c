#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>

#include "database.h"
#include "library.h"
#include "text.h"

using namespace aludel;
using namespace aludel::tests;
using migrations::Execute;
using migrations::Operation;
using migrations::Run;

namespace {

std::string script(const Schema& before, const std::vector<Operation>& raw) {
    return migrations::script(migrations::sqlite::dialect(), steps(before, raw));
}

}  // namespace

TEST_CASE("a script describes each statement and ends it") {
    CHECK(script(library(), {Change{AddColumn{"books", column("blurb", String{}, true), {}}},
                             Execute{sql("UPDATE books SET blurb = '' -- all"), {}}}) == R"sql(-- add books.blurb text, nullable
ALTER TABLE "books" ADD COLUMN "blurb" TEXT;

-- execute UPDATE books SET blurb = '' -- all
UPDATE books SET blurb = '' -- all
;
)sql");
}

TEST_CASE("a script writes a rebuild out, and says what it does not know") {
    Column pages;
    pages.name = "pages";
    Schema schema = library();
    schema.tables.find("books")->checks.erase("ck_books_pages");
    CHECK(
        script(schema, {Change{DropColumn{"books", pages}}}) ==
        R"sql(-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop books.pages
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT,
    "author_id" INTEGER NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction')),
    CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
);
INSERT INTO "aludel_new_books" ("id", "author_id", "title", "genre")
SELECT "books"."id", "books"."author_id", "books"."title", "books"."genre"
FROM "books";
DELETE FROM sqlite_sequence WHERE name = 'aludel_new_books';
INSERT INTO sqlite_sequence (name, seq) SELECT 'aludel_new_books', seq FROM sqlite_sequence WHERE name = 'books';
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_books_title" ON "books" ("title");
)sql");
}

TEST_CASE("a script that needs foreign keys off stops where they are on, with every row in its place") {
    Database database;
    database.run("PRAGMA foreign_keys = ON");
    database.run(creation(library()));
    database.run("INSERT INTO users (email) VALUES ('a')");
    database.run("INSERT INTO books (author_id, title) VALUES (1, 'x')");
    const std::string text = script(library(), {Change{RenameConstraint{"users", "uq_users_email", "uq_email"}}});
    database.run("BEGIN");
    CHECK_THROWS_WITH(database.run(text), doctest::Contains("foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN"));
    database.run("ROLLBACK");
    CHECK(database.value("SELECT count(*) FROM books") == "1");
    database.run("PRAGMA foreign_keys = OFF; BEGIN");
    database.run(text);
    database.run("COMMIT");
    CHECK(database.value("SELECT count(*) FROM books") == "1");
    CHECK(database.value("SELECT count(*) FROM users") == "1");
}

TEST_CASE("a script keeps the highest number that an identity has given") {
    Database database;
    database.run(creation(library()));
    database.run("INSERT INTO users (email) VALUES ('a'), ('b'), ('c'); DELETE FROM users");
    database.run(script(library(), {Change{RenameConstraint{"users", "uq_users_email", "uq_email"}}}));
    database.run("INSERT INTO users (email) VALUES ('d')");
    CHECK(database.value("SELECT id FROM users") == "4");
}

TEST_CASE("a script goes through views that mention a table that is made anew") {
    Database database;
    database.run(creation(library()));
    database.run("CREATE VIEW emails AS SELECT email FROM users; INSERT INTO users (email) VALUES ('a')");
    database.run(script(library(), {Change{RenameConstraint{"users", "uq_users_email", "uq_email"}}}));
    CHECK(database.value("SELECT email FROM emails") == "a");
}

TEST_CASE("a guard of a script stops it with its message") {
    Database database;
    database.run(creation(library()));
    database.run("INSERT INTO users (email) VALUES ('a'); INSERT INTO books (author_id, title) VALUES (1, 'x')");
    CHECK_THROWS_WITH(database.run(script(library(), {Change{AddColumn{"books", column("isbn", String{}), {}}}})),
                      doctest::Contains("CHECK constraint failed: books.isbn is to be NOT NULL, and these rows have no value for it"));
}

TEST_CASE("a script stops at what it cannot do: data steps in C++, and a way back that there is not") {
    Database database;
    CHECK_THROWS_WITH(database.run(script({}, {Run{"fix_titles", 2, nullptr}})),
                      doctest::Contains("the data step fix_titles, version 2, is not part of this script"));
    Database other;
    CHECK_THROWS_WITH(other.run(script({}, {Irreversible{"rows may hold poems"}})), doctest::Contains("irreversible: rows may hold poems"));
}
