#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>

#include "library_changes.h"
#include "text.h"

// Call and exact text, over library.h. A rebuild is shown as its parts: "=" is copied as it is, "<-" is computed.

using namespace aludel;
using namespace aludel::tests;
using namespace aludel::schema;

TEST_CASE("a table is created with its constraints, then its indexes") {
    CHECK(rendered(library(), {change(CreateTable{tags()})}) == R"sql(
CREATE TABLE "tags" (
    "book_id" INTEGER NOT NULL,
    "word" VARCHAR(40) NOT NULL,
    CONSTRAINT "pk_tags" PRIMARY KEY ("book_id", "word"),
    CONSTRAINT "fk_tags_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE
)
CREATE INDEX "ix_tags_word" ON "tags" ("word")
)sql");
}

TEST_CASE("a column without a type is its name alone") {
    Table pairs;
    pairs.name = "pairs";
    pairs.columns = {column("key", String{}), column("value", Custom{{"untyped", {}}}), column("other", Custom{{"untyped", {}}})};
    pairs.columns.find("value")->nullable = true;
    CHECK(rendered(library(), {change(CreateTable{pairs})}) == R"sql(
CREATE TABLE "pairs" (
    "key" TEXT NOT NULL,
    "value",
    "other" NOT NULL
)
)sql");
}

TEST_CASE("a table is dropped with foreign keys off, so that no child cascades away") {
    CHECK(rendered(library(), {change(DropTable{*library().tables.find("books")})}) == R"sql(
DROP TABLE "books"
)sql");
}

TEST_CASE("a table is renamed, and the check that has its name is named after it") {
    CHECK(rendered(library(), {change(RenameTable{"users", "people"})}) == R"sql(
ALTER TABLE "users" RENAME TO "people"
REBUILD people
  "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY AUTOINCREMENT
  "email" VARCHAR(255) NOT NULL
  "is_active" INTEGER NOT NULL DEFAULT 1 CONSTRAINT "ck_people_is_active_boolean" CHECK ("is_active" IN (0, 1))
  CONSTRAINT "uq_users_email" UNIQUE ("email")
  id = "people"."id"
  email = "people"."email"
  is_active = "people"."is_active"
)sql");
}

TEST_CASE("a table without such checks is renamed and no more") {
    CHECK(rendered(library(), {change(CreateTable{tags()}), change(RenameTable{"tags", "labels"})}) == R"sql(
CREATE TABLE "tags" (
    "book_id" INTEGER NOT NULL,
    "word" VARCHAR(40) NOT NULL,
    CONSTRAINT "pk_tags" PRIMARY KEY ("book_id", "word"),
    CONSTRAINT "fk_tags_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE
)
CREATE INDEX "ix_tags_word" ON "tags" ("word")
ALTER TABLE "tags" RENAME TO "labels"
)sql");
}

TEST_CASE("a name that changes in case alone takes a step between") {
    CHECK(rendered(library(), {change(RenameTable{"users", "Users"}), change(RenameColumn{"Users", "is_active", "active"})}) == R"sql(
ALTER TABLE "users" RENAME TO "aludel_renamed_users"
ALTER TABLE "aludel_renamed_users" RENAME TO "Users"
ALTER TABLE "Users" RENAME COLUMN "is_active" TO "active"
REBUILD Users
  "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY AUTOINCREMENT
  "email" VARCHAR(255) NOT NULL
  "active" INTEGER NOT NULL DEFAULT 1 CONSTRAINT "ck_Users_active_boolean" CHECK ("active" IN (0, 1))
  CONSTRAINT "uq_users_email" UNIQUE ("email")
  id = "Users"."id"
  email = "Users"."email"
  active = "Users"."active"
)sql");
}

TEST_CASE("a comment is no business of SQLite's") {
    CHECK(rendered(library(), {change(AlterTable{
                                  "books", {}, TableOptions{.comment = "read them", .strict = false, .without_rowid = false}})}) == R"sql(
)sql");
}

TEST_CASE("a table made strict is rebuilt") {
    CHECK(rendered(library(), {change(AlterTable{"books", {}, TableOptions{.comment = "", .strict = true, .without_rowid = false}})}) ==
          R"sql(
GUARD SELECT "books"."id", "books"."author_id", "books"."title", "books"."genre", "books"."pages" FROM "books" WHERE typeof("books"."author_id") NOT IN ('integer', 'null') OR typeof("books"."title") NOT IN ('text', 'null') OR typeof("books"."genre") NOT IN ('text', 'null') OR typeof("books"."pages") NOT IN ('integer', 'null') LIMIT 10
   -- books becomes STRICT, and these rows hold a value of another type than its column's; correct them first
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" TEXT NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  STRICT
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}
