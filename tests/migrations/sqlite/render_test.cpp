#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/error.h>

#include "library_changes.h"
#include "text.h"

// Call and exact text, over library.h. A rebuild is shown as its parts: "=" is copied as it is, "<-" is computed.

using namespace aludel;
using namespace aludel::tests;
using namespace aludel::schema;
using migrations::BulkInsert;
using migrations::Execute;
using migrations::Operation;
using migrations::Run;

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
