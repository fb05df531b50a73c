#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>

#include "library_changes.h"
#include "text.h"

// Call and exact text, over library.h. A rebuild is shown as its parts: "=" is copied as it is, "<-" is computed.

using namespace aludel;
using namespace aludel::tests;
using namespace aludel::schema;

TEST_CASE("a unique constraint asks for duplicates") {
    CHECK(rendered(library(), {change(AddConstraint{"books", Unique{.name = "uq_books_title", .columns = {"author_id", "title"}}})}) ==
          R"sql(
GUARD SELECT "books"."author_id", "books"."title", count(*) FROM "books" WHERE "books"."author_id" IS NOT NULL AND "books"."title" IS NOT NULL GROUP BY "books"."author_id", "books"."title" HAVING count(*) > 1 LIMIT 10
   -- books (author_id, title) is to be unique (uq_books_title), and these values occur more than once; make them differ first
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  CONSTRAINT "uq_books_title" UNIQUE ("author_id", "title")
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

TEST_CASE("a check asks for rows that break it") {
    CHECK(rendered(library(), {change(AddConstraint{
                                  "books", Check{.name = "ck_books_title", .expression = sql("title <> ''"), .not_valid = false}})}) ==
          R"sql(
GUARD SELECT "books"."id", "books"."title" FROM "books" WHERE NOT (title <> '') LIMIT 10
   -- title <> '' is to hold for every row of books (ck_books_title), and it does not for these; correct them first
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  CONSTRAINT "ck_books_title" CHECK (title <> '')
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a foreign key asks for orphans") {
    CHECK(rendered(library(), {change(AddConstraint{"books", foreign_key("fk_books_pages", {"pages"}, "users", {"id"})})}) == R"sql(
GUARD SELECT "books"."id", "books"."pages" FROM "books" WHERE "books"."pages" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" AS "aludel_parent" WHERE "aludel_parent"."id" = "books"."pages") LIMIT 10
   -- books.pages is to refer to users.id (fk_books_pages), and these rows refer to no row there; correct or remove them first
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "fk_books_pages" FOREIGN KEY ("pages") REFERENCES "users" ("id")
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a constraint is dropped by a rebuild") {
    CHECK(rendered(library(), {change(DropConstraint{"books", named_constraint("fk_books_author_id")})}) == R"sql(
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a constraint is renamed by a rebuild") {
    CHECK(rendered(library(), {change(RenameConstraint{"books", "ck_books_pages", "ck_books_has_pages"})}) == R"sql(
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_has_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("an index is created") {
    CHECK(rendered(library(), {change(CreateIndex{"books", index("ix_books_genre_pages", {"genre", "pages"})})}) == R"sql(
CREATE INDEX "ix_books_genre_pages" ON "books" ("genre", "pages")
)sql");
}

TEST_CASE("a unique index asks for duplicates") {
    CHECK(rendered(library(), {[] {
                       Index i = index("ix_books_pages", {"pages"});
                       i.unique = true;
                       i.where = sql("pages > 5");
                       return change(CreateIndex{"books", i});
                   }()}) == R"sql(
GUARD SELECT "books"."pages", count(*) FROM "books" WHERE "books"."pages" IS NOT NULL AND (pages > 5) GROUP BY "books"."pages" HAVING count(*) > 1 LIMIT 10
   -- the index ix_books_pages on books is to be unique, and these values occur more than once; make them differ first
CREATE UNIQUE INDEX "ix_books_pages" ON "books" ("pages") WHERE pages > 5
)sql");
}

TEST_CASE("an index of another database is none") {
    CHECK(rendered(library(), {[] {
                       Index i = index("ix_books_pages", {"pages"});
                       i.only = {"postgresql"};
                       return change(CreateIndex{"books", i});
                   }()}) == R"sql(
)sql");
}

TEST_CASE("an index is dropped") {
    CHECK(rendered(library(), {change(DropIndex{"books", named_index("ix_books_title")})}) == R"sql(
DROP INDEX "ix_books_title"
)sql");
}

TEST_CASE("an index is renamed by making it anew") {
    CHECK(rendered(library(), {change(RenameIndex{"books", "ix_books_title", "ix_books_name"})}) == R"sql(
DROP INDEX "ix_books_title"
CREATE INDEX "ix_books_name" ON "books" ("title")
)sql");
}
