// COMMENT ON what is made, and on what stays and is said something else of.
#include <doctest/doctest.h>

#include "samples.h"
#include "text.h"

using namespace aludel;
using namespace aludel::tests;

namespace {

using Of = AlterComment::Of;

Operation said(Of of, Name object, const char* part, const char* comment) {
    return change(AlterComment{of, std::move(object), part, "", comment});
}

/// The library, and something said of every part of books.
Schema commented() {
    Schema out = library();
    Table& books = *out.tables.find("books");
    books.primary_key->comment = "the key";
    books.uniques.add({.name = "uq_books_title", .columns = {"title"}, .comment = "no two"});
    books.foreign_keys.find("fk_books_author_id")->comment = "who wrote it";
    books.checks.find("ck_books_pages")->comment = "at least one";
    books.indexes.find("ix_books_title")->comment = "for the shelf";
    return out;
}

}  // namespace

TEST_CASE("what is created is commented on") {
    Table notes;
    notes.name = "notes";
    notes.columns = {column("id", Integer{64}), column("book", Integer{64})};
    notes.primary_key = {.name = "pk_notes", .columns = {"id"}, .comment = "the key"};
    notes.uniques.add({.name = "uq_notes_book", .columns = {"book"}, .comment = "it's one"});
    notes.foreign_keys.add(foreign_key("fk_notes_book", {"book"}, "books", {"id"}));
    notes.foreign_keys.find("fk_notes_book")->not_valid = true;
    notes.foreign_keys.find("fk_notes_book")->comment = "the book";
    notes.checks.add({.name = "ck_notes", .expression = sql("id > 0"), .comment = "above nothing"});
    notes.checks.add({.name = "ck_lite", .expression = sql("id > 0"), .only = {"sqlite"}, .comment = "elsewhere"});
    notes.indexes.add({.name = "ix_notes", .keys = {{"book"}}, .comment = "by book"});
    CHECK(rendered(library(), {change(CreateTable{notes})}) == R"sql(
CREATE TABLE "notes" (
    "id" bigint NOT NULL,
    "book" bigint NOT NULL,
    CONSTRAINT "pk_notes" PRIMARY KEY ("id"),
    CONSTRAINT "uq_notes_book" UNIQUE ("book"),
    CONSTRAINT "ck_notes" CHECK (id > 0)
)
CREATE INDEX "ix_notes" ON "notes" ("book")
COMMENT ON INDEX "ix_notes" IS 'by book'
ALTER TABLE "notes" ADD CONSTRAINT "fk_notes_book" FOREIGN KEY ("book") REFERENCES "books" ("id") NOT VALID
COMMENT ON CONSTRAINT "pk_notes" ON "notes" IS 'the key'
COMMENT ON CONSTRAINT "uq_notes_book" ON "notes" IS 'it''s one'
COMMENT ON CONSTRAINT "fk_notes_book" ON "notes" IS 'the book'
COMMENT ON CONSTRAINT "ck_notes" ON "notes" IS 'above nothing'
)sql");
    CHECK(rendered(library(),
                   {change(AddConstraint{"users", Check{.name = "ck", .expression = sql("id > 0"), .not_valid = true, .comment = "a"}}),
                    change(CreateIndex{"users", {.name = "ix", .keys = {{"email"}}, .comment = "b\\c"}}),
                    change(CreateIndex{"users", {.name = "ix_lite", .keys = {{"email"}}, .only = {"sqlite"}, .comment = "d"}}),
                    change(CreateView{{.name = "v", .query = sql("SELECT 1"), .comment = "e"}}),
                    change(CreateView{{.name = "m", .query = sql("SELECT 1"), .materialized = true, .comment = "f"}}),
                    change(CreateSequence{{.name = "s", .comment = "g"}}),
                    change(CreateEnum{{.name = "t", .values = {{"x", 0}}, .comment = "no type"}}),
                    change(CreateEnum{{.name = "n", .storage = EnumStorage::native, .values = {{"x", 0}}, .comment = "h"}})}) == R"sql(
ALTER TABLE "users" ADD CONSTRAINT "ck" CHECK (id > 0) NOT VALID
COMMENT ON CONSTRAINT "ck" ON "users" IS 'a'
CREATE INDEX "ix" ON "users" ("email")
COMMENT ON INDEX "ix" IS E'b\\c'
CREATE VIEW "v" AS SELECT 1
COMMENT ON VIEW "v" IS 'e'
CREATE MATERIALIZED VIEW "m" AS SELECT 1
COMMENT ON MATERIALIZED VIEW "m" IS 'f'
CREATE SEQUENCE "s"
COMMENT ON SEQUENCE "s" IS 'g'
CREATE TYPE "n" AS ENUM ('x')
COMMENT ON TYPE "n" IS 'h'
)sql");
}

TEST_CASE("a comment changes in place, and one that is empty goes") {
    Schema before = commented();
    before.views.add({.name = {"shop", "v"}, .query = sql("SELECT 1"), .comment = "old"});
    before.views.add({.name = "m", .query = sql("SELECT 1"), .materialized = true});
    CHECK(rendered(before, {said(Of::constraint, "books", "pk_books", "new"), said(Of::constraint, "books", "ck_books_pages", ""),
                            said(Of::index, "books", "ix_books_title", "it's new"), said(Of::view, {"shop", "v"}, "", ""),
                            said(Of::view, "m", "", "new")}) == R"sql(
COMMENT ON CONSTRAINT "pk_books" ON "books" IS 'new'
COMMENT ON CONSTRAINT "ck_books_pages" ON "books" IS NULL
COMMENT ON INDEX "ix_books_title" IS 'it''s new'
COMMENT ON VIEW "shop"."v" IS NULL
COMMENT ON MATERIALIZED VIEW "m" IS 'new'
)sql");
}

TEST_CASE("what PostgreSQL does not have is not commented on") {
    Schema before = library();
    before.tables.find("books")->checks.find("ck_books_pages")->only = {"sqlite"};
    before.tables.find("books")->indexes.find("ix_books_title")->only = {"sqlite"};
    before.views.add({.name = "v", .query = sql("SELECT 1"), .only = {"sqlite"}});
    Sequence there{.name = "s", .only = {"mysql"}};
    before.sequences.add(there);
    Sequence after = there;
    after.comment = "new";
    CHECK(rendered(before, {said(Of::constraint, "books", "ck_books_pages", "new"), said(Of::index, "books", "ix_books_title", "new"),
                            said(Of::view, "v", "", "new"), change(AlterSequence{there, after})}) == R"sql(
)sql");
}

TEST_CASE("a comment of an enum or a sequence makes nothing anew") {
    const auto genre = [](EnumStorage storage, const char* comment) {
        return Enum{.name = "genre", .storage = storage, .values = {{"fiction", 0}, {"essay", 1}}, .comment = comment};
    };
    CHECK(rendered(library(), {change(AlterEnum{{}, genre(EnumStorage::text, "in a check")})}) == R"sql(
)sql");
    Schema before = library();
    before.enums.find("genre")->storage = EnumStorage::native;
    CHECK(rendered(before,
                   {change(AlterEnum{{}, genre(EnumStorage::native, "a type")}), change(AlterEnum{{}, genre(EnumStorage::native, "")})}) ==
          R"sql(
COMMENT ON TYPE "genre" IS 'a type'
COMMENT ON TYPE "genre" IS NULL
)sql");
    Enum more = genre(EnumStorage::native, "three");
    more.values.push_back({"poem", 2});
    CHECK(rendered(before, {change(AlterEnum{{}, more})}) == R"sql(
ALTER TYPE "genre" ADD VALUE 'poem'
COMMENT ON TYPE "genre" IS 'three'
)sql");

    before.sequences.add({.name = "s", .start = 5});
    CHECK(rendered(before, {change(AlterSequence{{}, {.name = "s", .start = 5, .comment = "at the door"}}),
                            change(AlterSequence{{}, {.name = "s", .start = 5, .cycle = true}})}) == R"sql(
COMMENT ON SEQUENCE "s" IS 'at the door'
ALTER SEQUENCE "s" CYCLE
COMMENT ON SEQUENCE "s" IS NULL
)sql");
}

TEST_CASE("what steps aside for a column comes back with its comment") {
    Schema before = commented();
    Column id = *before.tables.find("users")->columns.find("id");
    id.identity.reset();
    before.tables.find("users")->columns.find("id")->identity.reset();
    Column text = id;
    text.type = {String{}};
    Column author = *before.tables.find("books")->columns.find("author_id");
    Column words = author;
    words.type = {String{}};
    CHECK(rendered(before, {change(AlterColumn{"users", id, text, {.type = true}, {}, {}}),
                            said(Of::constraint, "books", "fk_books_author_id", "by name"),
                            change(AlterColumn{"books", author, words, {.type = true}, {}, {}})})
              .ends_with(R"sql(
ALTER TABLE "books" ADD CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE CASCADE
COMMENT ON CONSTRAINT "fk_books_author_id" ON "books" IS 'by name'
)sql"));

    const Column pages = *before.tables.find("books")->columns.find("pages");
    Column many = pages;
    many.type = {String{}};
    CHECK(rendered(before, {change(AlterColumn{"books", pages, many, {.type = true}, {}, {}})}).ends_with(R"sql(
ALTER TABLE "books" ADD CONSTRAINT "ck_books_pages" CHECK (pages > 0)
COMMENT ON CONSTRAINT "ck_books_pages" ON "books" IS 'at least one'
)sql"));
}

TEST_CASE("a type that is made anew has its comment again") {
    Schema before = library();
    Enum& genre = *before.enums.find("genre");
    genre.storage = EnumStorage::native;
    genre.comment = "of books";
    Enum fewer = genre;
    fewer.values.pop_back();
    CHECK(rendered(before, {change(AlterEnum{{}, fewer})}).find(R"sql(
ALTER TYPE "genre" RENAME TO "aludel_old_genre"
CREATE TYPE "genre" AS ENUM ('fiction')
COMMENT ON TYPE "genre" IS 'of books'
)sql") != std::string::npos);
}
