#include <doctest/doctest.h>

#include "samples.h"
#include "text.h"

using namespace aludel;
using namespace aludel::tests;

TEST_CASE("rows are inserted as their columns keep them") {
    CHECK(rendered(library(), {Operation{BulkInsert{"books",
                                                    {"author_id", "title", "genre"},
                                                    {{Value{std::int64_t{1}}, Value{std::string("O'Neil")}, Value{std::int64_t{1}}},
                                                     {Value{std::int64_t{2}}, Value{std::string("back\\slash")}, Value{Null{}}}}}}}) ==
          R"sql(
INSERT INTO "books" ("author_id", "title", "genre") VALUES
    (1, 'O''Neil', 'essay'),
    (2, E'back\\slash', NULL)
)sql");
}

TEST_CASE("numbers that are given move the sequence on") {
    CHECK(rendered(library(), {Operation{BulkInsert{"users", {"id", "email"}, {{Value{std::int64_t{7}}, Value{std::string("a")}}}}}}) ==
          R"sql(
INSERT INTO "users" ("id", "email") VALUES
    (7, 'a')
SELECT setval("sequence", "value") FROM (SELECT pg_get_serial_sequence('"users"', 'id')::regclass AS "sequence", max("id") AS "value" FROM "users") AS "numbers" WHERE "value" > coalesce(pg_sequence_last_value("sequence"), 0)
)sql");
}

TEST_CASE("numbers that are always the engine's are overridden") {
    CHECK(rendered(one(numbered({.always = true, .start = 100, .increment = -10})),
                   {Operation{BulkInsert{"log", {"id"}, {{Value{std::int64_t{7}}}}}}}) == R"sql(
INSERT INTO "log" ("id") OVERRIDING SYSTEM VALUE VALUES
    (7)
SELECT setval("sequence", "value") FROM (SELECT pg_get_serial_sequence('"log"', 'id')::regclass AS "sequence", min("id") AS "value" FROM "log") AS "numbers" WHERE "value" < coalesce(pg_sequence_last_value("sequence"), 101)
)sql");
}

TEST_CASE("a point in time without a zone is UTC") {
    CHECK(rendered(timed(), {Operation{BulkInsert{"log",
                                                  {"at", "on_wall"},
                                                  {{Value{std::string("2026-11-20 21:15:00")}, Value{std::string("2026-11-20 21:15:00")}},
                                                   {Value{std::string("2026-11-20T21:15:00.25+02")}, Value{Null{}}}}}}}) == R"sql(
INSERT INTO "log" ("at", "on_wall") VALUES
    ('2026-11-20 21:15:00+00', '2026-11-20 21:15:00'),
    ('2026-11-20T21:15:00.25+02', NULL)
)sql");
}

TEST_CASE("an author's SQL is executed statement by statement") {
    CHECK(rendered(library(), {Operation{Execute{sql("UPDATE books SET title = ';' -- not here;\n; DELETE FROM users;"), {}}}}) == R"sql(
UPDATE books SET title = ';' -- not here;
DELETE FROM users
)sql");
}

TEST_CASE("an author's SQL for another database is nothing") {
    CHECK(rendered(library(), {Operation{Execute{Expression{"", {{"sqlite", "VACUUM"}}}, {}}}}) == R"sql(
)sql");
}

TEST_CASE("data steps and the end of the road") {
    CHECK(rendered(library(), {Operation{Run{"fix_titles", 2, nullptr}}, Operation{Irreversible{"rows may hold poems"}}}) == R"sql(
RUN fix_titles 2
IRREVERSIBLE rows may hold poems
)sql");
}

TEST_CASE("a table that was made just now has no rows to ask") {
    CHECK(rendered(library(),
                   {change(CreateTable{tags()}), change(AddConstraint{"tags", Unique{.name = "uq_tags_word", .columns = {"word"}}}),
                    change(AddColumn{"tags", column("weight", Integer{}), {}})}) == R"sql(
CREATE TABLE "tags" (
    "book_id" bigint NOT NULL,
    "word" character varying(40) NOT NULL,
    CONSTRAINT "pk_tags" PRIMARY KEY ("book_id", "word"),
    CONSTRAINT "fk_tags_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE
)
CREATE INDEX "ix_tags_word" ON "tags" ("word")
ALTER TABLE "tags" ADD CONSTRAINT "uq_tags_word" UNIQUE ("word")
ALTER TABLE "tags" ADD COLUMN "weight" integer NOT NULL
)sql");
}
