#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>

#include "library_changes.h"
#include "text.h"

// Call and exact text, over library.h. A rebuild is shown as its parts: "=" is copied as it is, "<-" is computed.

using namespace aludel;
using namespace aludel::tests;
using namespace aludel::schema;

TEST_CASE("a nullable column is added in place") {
    CHECK(rendered(library(), {change(AddColumn{"books", column("blurb", String{}, true), {}})}) == R"sql(
ALTER TABLE "books" ADD COLUMN "blurb" TEXT
)sql");
}

TEST_CASE("a column with a constant default is added in place") {
    CHECK(rendered(library(), {change(AddColumn{"books", with_default(column("available", Boolean{}), Value{true}), {}})}) == R"sql(
ALTER TABLE "books" ADD COLUMN "available" INTEGER NOT NULL DEFAULT 1 CONSTRAINT "ck_books_available_boolean" CHECK ("available" IN (0, 1))
)sql");
}

TEST_CASE("a default that SQLite computes is no constant, and rebuilds") {
    CHECK(rendered(library(), {change(AddColumn{"books", with_default(column("added_at", Timestamp{}), Portable::now), {}})}) == R"sql(
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  "added_at" TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  added_at <- (CURRENT_TIMESTAMP)
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a fill that is not the default rebuilds") {
    CHECK(rendered(library(), {change(AddColumn{"books", with_default(column("stock", Integer{}), Value{std::int64_t{0}}), sql("1")})}) ==
          R"sql(
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  "stock" INTEGER NOT NULL DEFAULT 0
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  stock <- (1)
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a fill that is the default does not") {
    CHECK(rendered(library(), {change(AddColumn{"books", with_default(column("stock", Integer{}), Value{std::int64_t{0}}), sql("0")})}) ==
          R"sql(
ALTER TABLE "books" ADD COLUMN "stock" INTEGER NOT NULL DEFAULT 0
)sql");
}

TEST_CASE("a NOT NULL column without a value asks that there be no rows") {
    CHECK(rendered(library(), {change(AddColumn{"books", column("isbn", String{13}), {}})}) == R"sql(
GUARD SELECT "books"."id" FROM "books" WHERE NULL IS NULL LIMIT 10
   -- books.isbn is to be NOT NULL, and these rows have no value for it; give the column a default, or the operation a fill
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  "isbn" VARCHAR(13) NOT NULL
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  isbn <- NULL
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a column is dropped by a rebuild, for DROP COLUMN takes its checks with it in silence") {
    CHECK(rendered(library(), {change(DropColumn{"books", named("genre")})}) == R"sql(
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a column without a check is renamed in place") {
    CHECK(rendered(library(), {change(RenameColumn{"books", "title", "name"})}) == R"sql(
ALTER TABLE "books" RENAME COLUMN "title" TO "name"
)sql");
}

TEST_CASE("an enum's column is renamed in place, and its check after it") {
    CHECK(rendered(library(), {change(RenameColumn{"books", "genre", "kind"})}) == R"sql(
ALTER TABLE "books" RENAME COLUMN "genre" TO "kind"
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "kind" TEXT CONSTRAINT "ck_books_kind_enum" CHECK ("kind" IN ('essay', 'fiction'))
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  kind = "books"."kind"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a narrower text asks for longer values and copies") {
    CHECK(rendered(library(), {change(new_type("title", String{50}))}) == R"sql(
GUARD SELECT "books"."id", "books"."title" FROM "books" WHERE length("books"."title") > 50 LIMIT 10
   -- books.title becomes varchar(50), and these values do not fit in it; correct them first, or say in the alteration what they become (convert)
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(50) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
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

TEST_CASE("a wider integer is the same column") {
    CHECK(rendered(library(), {change(new_type("pages", Integer{64}))}) == R"sql(
)sql");
}

TEST_CASE("a narrower integer asks, and is the same column") {
    CHECK(rendered(library(), {change(new_type("pages", Integer{16}))}) == R"sql(
GUARD SELECT "books"."id", "books"."pages" FROM "books" WHERE "books"."pages" NOT BETWEEN -32768 AND 32767 LIMIT 10
   -- books.pages becomes smallint, and these values do not fit in it; correct them first, or say in the alteration what they become (convert)
)sql");
}

TEST_CASE("a text becomes a number by a cast that must lead back") {
    CHECK(rendered(library(), {change(new_type("title", Integer{32}))}) == R"sql(
GUARD SELECT "books"."id", "books"."title" FROM "books" WHERE "books"."title" IS NOT NULL AND (CAST(CAST("books"."title" AS INTEGER) AS TEXT) <> "books"."title") LIMIT 10
   -- books.title becomes integer, and these values would not be the same in it; correct them first, or say in the alteration what they become (convert)
GUARD SELECT "books"."id", "books"."title" FROM "books" WHERE CAST("books"."title" AS INTEGER) NOT BETWEEN -2147483648 AND 2147483647 LIMIT 10
   -- books.title becomes integer, and these values do not fit in it; correct them first, or say in the alteration what they become (convert)
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" INTEGER NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title <- CAST("books"."title" AS INTEGER)
  genre = "books"."genre"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("an alteration that says how it converts is taken at its word") {
    CHECK(rendered(library(), {[] {
                       AlterColumn c = new_type("title", Integer{32});
                       c.convert = sql("length(title)");
                       return change(c);
                   }()}) == R"sql(
GUARD SELECT "books"."id", "books"."title" FROM "books" WHERE (length(title)) NOT BETWEEN -2147483648 AND 2147483647 LIMIT 10
   -- books.title becomes integer, and these values do not fit in it; correct them first, or say in the alteration what they become (convert)
GUARD SELECT "books"."id" FROM "books" WHERE (length(title)) IS NULL LIMIT 10
   -- books.title is to be NOT NULL, and these rows have no value for it; give the alteration a fill
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" INTEGER NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title <- (length(title))
  genre = "books"."genre"
  pages = "books"."pages"
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("NULLs stop a column that becomes NOT NULL") {
    CHECK(rendered(library(), {change(not_null("pages"))}) == R"sql(
GUARD SELECT "books"."id" FROM "books" WHERE "books"."pages" IS NULL LIMIT 10
   -- books.pages is to be NOT NULL, and these rows have no value for it; give the alteration a fill
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER NOT NULL
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

TEST_CASE("NULLs are filled") {
    CHECK(rendered(library(), {change(not_null("pages", sql("1")))}) == R"sql(
GUARD SELECT "books"."id", "books"."pages" FROM (SELECT "books"."id" AS "id", "books"."author_id" AS "author_id", "books"."title" AS "title", "books"."genre" AS "genre", coalesce("books"."pages", (1)) AS "pages" FROM "books") AS "books" WHERE NOT (pages > 0) LIMIT 10
   -- pages > 0 is to hold for every row of books (ck_books_pages), and it does not for these; correct them first
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER NOT NULL
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages <- coalesce("books"."pages", (1))
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}
