#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/error.h>

#include "library.h"
#include "text.h"

// Call and exact text, over library.h. A rebuild is shown as its parts: "=" is copied as it is, "<-" is computed.

using namespace aludel;
using namespace aludel::tests;
using namespace aludel::schema;
using migrations::BulkInsert;
using migrations::Execute;
using migrations::Operation;
using migrations::Run;

namespace {

Column named(std::string name) {
    Column out;
    out.name = std::move(name);
    return out;
}

AlterColumn alter(std::string column, Column after, ColumnFields fields) {
    AlterColumn out;
    out.table = "books";
    out.before = named(column);
    out.after = std::move(after);
    out.after.name = std::move(column);
    out.fields = fields;
    return out;
}

AlterColumn new_type(std::string name, decltype(Type::kind) kind) {
    ColumnFields fields;
    fields.type = true;
    return alter(name, column(name, std::move(kind)), fields);
}

AlterColumn not_null(std::string name, Expression fill = {}) {
    ColumnFields fields;
    fields.nullable = true;
    AlterColumn out = alter(name, named(name), fields);
    out.fill = std::move(fill);
    return out;
}

Constraint named_constraint(std::string name) {
    PrimaryKey out;
    out.name = std::move(name);
    return out;
}

Index named_index(std::string name) {
    Index out;
    out.name = std::move(name);
    return out;
}

Table tags() {
    Table out;
    out.name = "tags";
    out.columns = {column("book_id", Integer{64}), column("word", String{40})};
    out.primary_key = PrimaryKey{"pk_tags", {"book_id", "word"}};
    out.foreign_keys.add(foreign_key("fk_tags_book_id", {"book_id"}, "books", {"id"}, Action::cascade));
    out.indexes.add(index("ix_tags_word", {"word"}));
    return out;
}

Operation change(Change value) {
    return value;
}

}  // namespace

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

TEST_CASE("consecutive changes of one table are one rebuild") {
    CHECK(rendered(library(), {change(DropIndex{"books", named_index("ix_books_title")}),
                               change(AddColumn{"books", column("blurb", String{}, true), {}}),
                               change(DropConstraint{"books", named_constraint("ck_books_pages")}),
                               change(DropColumn{"books", named("pages")}), change(not_null("genre", sql("'essay'")))}) == R"sql(
GUARD SELECT "books"."id", "books"."genre" FROM (SELECT "books"."id" AS "id", "books"."author_id" AS "author_id", "books"."title" AS "title", coalesce("books"."genre", ('essay')) AS "genre", NULL AS "blurb" FROM "books") AS "books" WHERE NOT ("genre" IN ('essay', 'fiction')) LIMIT 10
   -- books.genre becomes enumeration("genre"), and these values are none of its values; correct them first
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT NOT NULL CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "blurb" TEXT
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre <- coalesce("books"."genre", ('essay'))
  blurb <- NULL
  without ix_books_title
)sql");
}

TEST_CASE("a fill that reads what the rebuild makes comes after it") {
    CHECK(rendered(library(), {change(AddColumn{"books", column("size", Integer{}), sql("pages * 2")}),
                               change(AddColumn{"books", column("half", Integer{}), sql("size / 2")})}) == R"sql(
GUARD SELECT "books"."id" FROM "books" WHERE (pages * 2) IS NULL LIMIT 10
   -- books.size is to be NOT NULL, and its fill gives no value to these rows; correct the fill
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  "size" INTEGER NOT NULL
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  size <- (pages * 2)
  with CREATE INDEX "ix_books_title" ON "books" ("title")
GUARD SELECT "books"."id" FROM "books" WHERE (size / 2) IS NULL LIMIT 10
   -- books.half is to be NOT NULL, and its fill gives no value to these rows; correct the fill
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "genre" TEXT CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction'))
  "pages" INTEGER
  "size" INTEGER NOT NULL
  "half" INTEGER NOT NULL
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  genre = "books"."genre"
  pages = "books"."pages"
  size = "books"."size"
  half <- (size / 2)
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a change of another table in between keeps its place") {
    CHECK(rendered(library(), {change(DropColumn{"books", named("genre")}), change(AddColumn{"users", column("bio", String{}, true), {}}),
                               change(not_null("pages", sql("0")))}) == R"sql(
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
ALTER TABLE "users" ADD COLUMN "bio" TEXT
GUARD SELECT "books"."id", "books"."pages" FROM (SELECT "books"."id" AS "id", "books"."author_id" AS "author_id", "books"."title" AS "title", coalesce("books"."pages", (0)) AS "pages" FROM "books") AS "books" WHERE NOT (pages > 0) LIMIT 10
   -- pages > 0 is to hold for every row of books (ck_books_pages), and it does not for these; correct them first
REBUILD books
  "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT
  "author_id" INTEGER NOT NULL
  "title" VARCHAR(200) NOT NULL
  "pages" INTEGER NOT NULL
  CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
  CONSTRAINT "ck_books_pages" CHECK (pages > 0)
  id = "books"."id"
  author_id = "books"."author_id"
  title = "books"."title"
  pages <- coalesce("books"."pages", (0))
  with CREATE INDEX "ix_books_title" ON "books" ("title")
)sql");
}

TEST_CASE("a table that was made just now has no rows to ask") {
    CHECK(rendered(library(), {change(CreateTable{tags()}),
                               change(AddConstraint{"tags", Unique{.name = "uq_tags_word", .columns = {"word"}}})}) == R"sql(
CREATE TABLE "tags" (
    "book_id" INTEGER NOT NULL,
    "word" VARCHAR(40) NOT NULL,
    CONSTRAINT "pk_tags" PRIMARY KEY ("book_id", "word"),
    CONSTRAINT "fk_tags_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE
)
CREATE INDEX "ix_tags_word" ON "tags" ("word")
REBUILD tags
  "book_id" INTEGER NOT NULL
  "word" VARCHAR(40) NOT NULL
  CONSTRAINT "pk_tags" PRIMARY KEY ("book_id", "word")
  CONSTRAINT "uq_tags_word" UNIQUE ("word")
  CONSTRAINT "fk_tags_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE
  book_id = "tags"."book_id"
  word = "tags"."word"
  with CREATE INDEX "ix_tags_word" ON "tags" ("word")
)sql");
}

TEST_CASE("rows are inserted as their columns keep them") {
    CHECK(rendered(library(), {Operation{BulkInsert{"books",
                                                    {"author_id", "title", "genre"},
                                                    {{Value{std::int64_t{1}}, Value{std::string("O'Neil")}, Value{std::int64_t{1}}},
                                                     {Value{std::int64_t{2}}, Value{std::string("x")}, Value{Null{}}}}}}}) == R"sql(
INSERT INTO "books" ("author_id", "title", "genre") VALUES
    (1, 'O''Neil', 'essay'),
    (2, 'x', NULL)
)sql");
}

TEST_CASE("an author's SQL is executed statement by statement") {
    CHECK(rendered(library(), {Operation{Execute{sql("UPDATE books SET title = ';' -- not here;\n; DELETE FROM users;"), {}}}}) == R"sql(
UPDATE books SET title = ';' -- not here;
DELETE FROM users
)sql");
}

TEST_CASE("an author's SQL for another database is nothing") {
    CHECK(rendered(library(), {Operation{Execute{Expression{"", {{"postgresql", "VACUUM"}}}, {}}}}) == R"sql(
)sql");
}

TEST_CASE("data steps and the end of the road") {
    CHECK(rendered(library(), {Operation{Run{"fix_titles", 2, nullptr}}, Operation{Irreversible{"rows may hold poems"}}}) == R"sql(
RUN fix_titles 2
IRREVERSIBLE rows may hold poems
)sql");
}

TEST_CASE("a step says what it needs, writes and destroys") {
    const std::vector<migrations::Step> dropped = steps(library(), {change(DropColumn{"books", named("genre")})});
    REQUIRE(dropped.size() == 1);
    CHECK(dropped[0].description == "drop books.genre");
    CHECK(dropped[0].needs_foreign_keys_off);
    CHECK(dropped[0].transactional);
    CHECK(dropped[0].writes == std::vector<std::string>{"books"});
    CHECK(dropped[0].destroys == std::vector<std::string>{"books.genre"});

    const std::vector<migrations::Step> gone = steps(library(), {change(DropTable{*library().tables.find("books")})});
    CHECK(gone[0].needs_foreign_keys_off);
    CHECK(gone[0].destroys == std::vector<std::string>{"books"});

    const std::vector<migrations::Step> added = steps(library(), {change(AddColumn{"books", column("blurb", String{}, true), {}})});
    CHECK(!added[0].needs_foreign_keys_off);
    CHECK(added[0].destroys.empty());

    // A column that comes and goes in the same rebuild was never there to lose.
    const std::vector<migrations::Step> passing =
        steps(library(), {change(AddColumn{"books", column("blurb", String{}, true), {}}), change(DropColumn{"books", named("blurb")}),
                          change(DropColumn{"books", named("genre")})});
    CHECK(passing.back().destroys == std::vector<std::string>{"books.genre"});

    const std::vector<migrations::Step> keyed =
        steps(library(), {change(AddConstraint{"books", foreign_key("fk_books_pages", {"pages"}, "users", {"id"})})});
    CHECK(keyed[0].reads == std::vector<std::string>{"books", "users"});
    CHECK(!keyed[0].needs_foreign_keys_off);

    CHECK(!steps(library(), {Operation{Execute{sql("VACUUM"), {}}}})[0].transactional);
}

TEST_CASE("several rows are inserted five hundred at a time") {
    BulkInsert insert{"users", {"email"}, {}};
    for (int row = 0; row < 1001; ++row) insert.rows.push_back({Value{std::to_string(row)}});
    CHECK(steps(library(), {Operation{insert}}).size() == 3);
}

TEST_CASE("an author's SQL cannot end the transaction that it is part of") {
    CHECK_THROWS_WITH_AS(
        steps(library(), {Operation{Execute{sql("DELETE FROM books; COMMIT"), {}}}}),
        "execute DELETE FROM books; COMMIT: a revision is one transaction, so that it is applied as a whole or not at all; "
        "leave out COMMIT",
        SchemaError);
}

TEST_CASE("rows that do not fit their table are refused before there is SQL") {
    const auto refuses = [](BulkInsert insert, const char* message) {
        CHECK_THROWS_WITH_AS(steps(library(), {Operation{std::move(insert)}}), message, SchemaError);
    };
    refuses({"userz", {"email"}, {{Value{Null{}}}}}, "insert 1 row into userz: there is no table userz");
    refuses({"users", {"mail"}, {{Value{Null{}}}}}, "insert 1 row into users: there is no column users.mail");
    refuses({"users", {"email"}, {{}}}, "insert 1 row into users: a row has 0 values for 1 columns");
    refuses({"books", {"genre"}, {{Value{std::string("poem")}}}},
            "books.genre: 'poem' is no value of the enum genre; it has fiction, essay");
}
