#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>

#include "library_changes.h"
#include "text.h"

// Call and exact text, over library.h. A rebuild is shown as its parts: "=" is copied as it is, "<-" is computed.

using namespace aludel;
using namespace aludel::tests;
using namespace aludel::schema;

TEST_CASE("an enum is nothing until a column has it") {
    CHECK(rendered(library(), {change(CreateEnum{Enum{"mood", EnumStorage::text, {{"sad", 0}}}}), change(RenameEnum{"mood", "temper"}),
                               change(DropEnum{Enum{"temper", {}, {}}})}) == R"sql(
)sql");
}

TEST_CASE("an enum's new value rebuilds its tables") {
    CHECK(rendered(library(), {change(AlterEnum{Enum{"genre", {}, {}},
                                                Enum{"genre", EnumStorage::text, {{"fiction", 0}, {"essay", 1}, {"poem", 2}}}})}) == R"sql(
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction', 'poem'))
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("an enum's vanished value asks for rows that hold it") {
    CHECK(rendered(library(), {change(AlterEnum{Enum{"genre", {}, {}}, Enum{"genre", EnumStorage::text, {{"fiction", 0}}}})}) == R"sql(
GUARD SELECT "books"."id", "books"."genre" FROM "books" WHERE NOT ("genre" IN ('fiction')) LIMIT 10
   -- books.genre becomes enumeration("genre"), and these values are none of its values; correct them first
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('fiction'))
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("an enum kept as numbers maps its labels") {
    CHECK(rendered(library(), {change(AlterEnum{Enum{"genre", {}, {}},
                                                Enum{"genre", EnumStorage::integer, {{"fiction", 0}, {"essay", 1}}}})}) == R"sql(
GUARD SELECT "books"."id", "books"."genre" FROM (SELECT "books"."id" AS "id", "books"."author_id" AS "author_id", "books"."title" AS "title", CASE "books"."genre" WHEN 'fiction' THEN 0 WHEN 'essay' THEN 1 ELSE "books"."genre" END AS "genre", "books"."pages" AS "pages" FROM "books") AS "books" WHERE NOT ("genre" IN (0, 1)) LIMIT 10
   -- books.genre becomes enumeration("genre"), and these values are none of its values; correct them first
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" INTEGER CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN (0, 1))
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre <- CASE "books"."genre" WHEN 'fiction' THEN 0 WHEN 'essay' THEN 1 ELSE "books"."genre" END
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a view is created and dropped") {
    CHECK(rendered(library(), {change(CreateView{View{"titles", sql("SELECT title FROM books"), false}}),
                               change(DropView{View{"titles", {}, false}})}) == R"sql(
CREATE VIEW "titles" AS SELECT title FROM books
DROP VIEW "titles"
)sql");
}

TEST_CASE("a view of another database is none") {
    CHECK(rendered(library(), {change(CreateView{View{"titles", Expression{"", {{"postgresql", "SELECT 1"}}}, true}})}) == R"sql(
)sql");
}

TEST_CASE("a trigger is carried as it is") {
    CHECK(
        rendered(library(), {change(CreateOpaque{Opaque{"tr", "trigger", sql("CREATE TRIGGER tr AFTER INSERT ON books BEGIN SELECT 1; END"),
                                                        sql("DROP TRIGGER tr")}}),
                             change(DropOpaque{Opaque{"tr", "", {}, {}}})}) == R"sql(
CREATE TRIGGER tr AFTER INSERT ON books BEGIN SELECT 1; END
DROP TRIGGER tr
)sql");
}

TEST_CASE("SQLite keeps no comments, and rebuilds nothing for one") {
    Schema before = library();
    before.views.add({.name = "v", .query = sql("SELECT 1")});
    using Of = AlterComment::Of;
    Enum genre = *before.enums.find("genre");
    genre.comment = "of books";
    const std::vector<migrations::Operation> operations = {change(AlterComment{Of::constraint, "books", "pk_books", "", "a"}),
                                                           change(AlterComment{Of::index, "books", "ix_books_title", "", "b"}),
                                                           change(AlterComment{Of::view, "v", "", "", "c"}), change(AlterEnum{{}, genre})};
    CHECK(rendered(before, operations) == "\n");
    Schema commented = before;
    commented.tables.find("books")->primary_key->comment = "a";
    commented.tables.find("books")->foreign_keys.find("fk_books_author_id")->comment = "d";
    commented.enums.find("genre")->comment = "of books";
    CHECK(migrations::sqlite::dialect().lower(commented) == migrations::sqlite::dialect().lower(before));
}
