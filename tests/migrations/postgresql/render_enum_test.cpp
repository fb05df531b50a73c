#include <doctest/doctest.h>

#include "samples.h"
#include "text.h"

using namespace aludel;
using namespace aludel::tests;

TEST_CASE("an enum is nothing until a column has it") {
    CHECK(rendered(library(), {change(CreateEnum{Enum{"mood", EnumStorage::text, {{"sad", 0}}}}), change(RenameEnum{"mood", "temper"}),
                               change(DropEnum{Enum{"temper", {}, {}}})}) == R"sql(
)sql");
}

TEST_CASE("an enum's new value replaces the check") {
    CHECK(rendered(library(), {change(genre(EnumStorage::text, {{"fiction", 0}, {"essay", 1}, {"poem", 2}}))}) == R"sql(
ALTER TABLE "books" DROP CONSTRAINT "ck_books_genre_enum"
ALTER TABLE "books" ADD CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction', 'poem'))
)sql");
}

TEST_CASE("an enum's vanished value asks for rows that hold it") {
    CHECK(rendered(library(), {change(genre(EnumStorage::text, {{"fiction", 0}}))}) == R"sql(
LOCK TABLE "books" IN ACCESS EXCLUSIVE MODE
GUARD SELECT "books"."id", "books"."genre" FROM "books" WHERE "genre" NOT IN ('fiction') LIMIT 10
   -- books.genre becomes enumeration("genre"), and these values are none of its values; correct them first
ALTER TABLE "books" DROP CONSTRAINT "ck_books_genre_enum"
ALTER TABLE "books" ADD CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('fiction'))
)sql");
}

TEST_CASE("an enum in another order is the same") {
    CHECK(rendered(library(), {change(genre(EnumStorage::text, {{"essay", 1}, {"fiction", 0}}))}) == R"sql(
)sql");
}

TEST_CASE("an enum kept as numbers maps its names") {
    CHECK(rendered(library(), {change(genre(EnumStorage::integer, {{"fiction", 0}, {"essay", 1}}))}) == R"sql(
LOCK TABLE "books" IN ACCESS EXCLUSIVE MODE
GUARD SELECT "books"."id", "books"."genre" FROM "books" WHERE "genre" NOT IN ('fiction', 'essay') LIMIT 10
   -- books.genre becomes enumeration("genre"), and these values are none of its values; correct them first
ALTER TABLE "books" DROP CONSTRAINT "ck_books_genre_enum"
ALTER TABLE "books" ALTER COLUMN "genre" TYPE integer USING CASE "genre" WHEN 'fiction' THEN 0 WHEN 'essay' THEN 1 END
ALTER TABLE "books" ADD CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN (0, 1))
)sql");
}

TEST_CASE("an enum becomes a type of its own") {
    CHECK(rendered(library(), {change(genre(EnumStorage::native, {{"fiction", 0}, {"essay", 1}}))}) == R"sql(
CREATE TYPE "genre" AS ENUM ('fiction', 'essay')
ALTER TABLE "books" DROP CONSTRAINT "ck_books_genre_enum"
ALTER TABLE "books" ALTER COLUMN "genre" TYPE "genre" USING "genre"::"genre"
)sql");
}

TEST_CASE("a type of its own is created, renamed and dropped") {
    CHECK(rendered(library(),
                   {change(CreateEnum{Enum{{"shop", "mood"}, EnumStorage::native, {{"sad", 0}, {"it's ok", 1}}}}),
                    change(RenameEnum{{"shop", "mood"}, {"shop", "temper"}}), change(DropEnum{Enum{{"shop", "temper"}, {}, {}}})}) == R"sql(
DO $aludel$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'shop') THEN
        CREATE SCHEMA "shop";
    END IF;
END
$aludel$
CREATE TYPE "shop"."mood" AS ENUM ('sad', 'it''s ok')
ALTER TYPE "shop"."mood" RENAME TO "temper"
DROP TYPE "shop"."temper"
DO $aludel$
BEGIN
    DROP SCHEMA IF EXISTS "shop";
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN
    RAISE NOTICE '% stays: %', 'the schema shop', SQLERRM;
END
$aludel$
)sql");
}

TEST_CASE("values are added to a type in their places") {
    CHECK(rendered(moods(), {change(mood({{"none", 5}, {"sad", 0}, {"meh", 3}, {"ok", 1}, {"happy", 2}}))}) == R"sql(
ALTER TYPE "mood" ADD VALUE 'none' BEFORE 'sad'
ALTER TYPE "mood" ADD VALUE 'meh' BEFORE 'ok'
ALTER TYPE "mood" ADD VALUE 'happy'
)sql");
}

TEST_CASE("a value that a later operation may use needs the type made anew") {
    CHECK(rendered(moody(), {change(mood({{"sad", 0}, {"ok", 1}, {"happy", 2}})),
                             Operation{Execute{sql("UPDATE people SET mood = 'happy'"), {}}}}) == R"sql(
ALTER TYPE "mood" RENAME TO "aludel_old_mood"
CREATE TYPE "mood" AS ENUM ('sad', 'ok', 'happy')
ALTER TABLE "people" DROP CONSTRAINT "ck_people_mood"
ALTER TABLE "people" ALTER COLUMN "mood" DROP DEFAULT
ALTER TABLE "people" ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood"
ALTER TABLE "people" ALTER COLUMN "mood" SET DEFAULT 'ok'
ALTER TABLE "people" ADD CONSTRAINT "ck_people_mood" CHECK (mood <> 'sad' OR id > 5)
DROP TYPE "aludel_old_mood"
UPDATE people SET mood = 'happy'
)sql");
}

TEST_CASE("a value that goes needs the type made anew, and no row that holds it") {
    CHECK(rendered(moody(), {change(mood({{"ok", 1}}))}) == R"sql(
ALTER TYPE "mood" RENAME TO "aludel_old_mood"
CREATE TYPE "mood" AS ENUM ('ok')
LOCK TABLE "people" IN ACCESS EXCLUSIVE MODE
GUARD SELECT "people"."id", "people"."mood" FROM "people" WHERE "mood"::text NOT IN ('ok') LIMIT 10
   -- people.mood becomes enumeration("mood"), and these values are none of its values; correct them first
ALTER TABLE "people" DROP CONSTRAINT "ck_people_mood"
ALTER TABLE "people" ALTER COLUMN "mood" DROP DEFAULT
ALTER TABLE "people" ALTER COLUMN "mood" TYPE "mood" USING "mood"::text::"mood"
ALTER TABLE "people" ALTER COLUMN "mood" SET DEFAULT 'ok'
ALTER TABLE "people" ADD CONSTRAINT "ck_people_mood" CHECK (mood <> 'sad' OR id > 5)
DROP TYPE "aludel_old_mood"
)sql");
}

TEST_CASE("a type becomes text with a check") {
    CHECK(rendered(moody(), {change([] {
                       AlterEnum c = mood({{"sad", 0}, {"ok", 1}});
                       c.after.storage = EnumStorage::text;
                       return c;
                   }())}) == R"sql(
ALTER TABLE "people" DROP CONSTRAINT "ck_people_mood"
ALTER TABLE "people" ALTER COLUMN "mood" DROP DEFAULT
ALTER TABLE "people" ALTER COLUMN "mood" TYPE text USING "mood"::text
ALTER TABLE "people" ALTER COLUMN "mood" SET DEFAULT 'ok'
ALTER TABLE "people" ADD CONSTRAINT "ck_people_mood_enum" CHECK ("mood" IN ('ok', 'sad'))
ALTER TABLE "people" ADD CONSTRAINT "ck_people_mood" CHECK (mood <> 'sad' OR id > 5)
DROP TYPE "mood"
)sql");
}

TEST_CASE("a renamed value is renamed in the type, in the rows, or nowhere") {
    CHECK(rendered(moods(), {change(RenameEnumValue{"mood", "ok", "it's fine"})}) == R"sql(
ALTER TYPE "mood" RENAME VALUE 'ok' TO 'it''s fine'
)sql");
    CHECK(rendered(library(), {change(RenameEnumValue{"genre", "essay", "article"})}) == R"sql(
ALTER TABLE "books" DROP CONSTRAINT "ck_books_genre_enum"
UPDATE "books" SET "genre" = 'article' WHERE "genre" = 'essay'
GUARD SELECT "books"."id" FROM "books" WHERE "genre" = 'essay' LIMIT 10
   -- essay of books.genre was not renamed in these rows, since a trigger or a rule keeps an UPDATE from them; disable it for the revision
ALTER TABLE "books" ADD CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('article', 'fiction'))
)sql");
    Schema numbered = library();
    numbered.enums.find("genre")->storage = EnumStorage::integer;
    CHECK(rendered(numbered, {change(RenameEnumValue{"genre", "essay", "article"})}) == R"sql(
)sql");
}
