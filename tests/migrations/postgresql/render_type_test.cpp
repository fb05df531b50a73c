#include <doctest/doctest.h>

#include "samples.h"
#include "text.h"

using namespace aludel;
using namespace aludel::tests;

TEST_CASE("a wider text") {
    CHECK(rendered(library(), {change(new_type("title", String{500}))}) == R"sql(
GUARD SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'title' AND format_type(atttypid, atttypmod) NOT IN ('character varying(200)', 'character varying(500)') LIMIT 10
   -- books.title is character varying(200) for the revisions, and has another type here, whose values might be cut; make it that first
ALTER TABLE "books" ALTER COLUMN "title" TYPE character varying(500) USING "title"::character varying(500)
)sql");
}

TEST_CASE("a narrower text asks for longer values") {
    CHECK(rendered(library(), {change(new_type("title", String{50}))}) == R"sql(
LOCK TABLE "books" IN ACCESS EXCLUSIVE MODE
GUARD SELECT "books"."id", "books"."title" FROM "books" WHERE pg_catalog.char_length("title") > 50 LIMIT 10
   -- books.title becomes varchar(50), and these values do not fit in it; correct them first, or say in the alteration what they become (convert)
ALTER TABLE "books" ALTER COLUMN "title" TYPE character varying(50) USING "title"::character varying(50)
)sql");
}

TEST_CASE("a wider integer") {
    CHECK(rendered(library(), {change(new_type("pages", Integer{64}))}) == R"sql(
GUARD SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'pages' AND format_type(atttypid, NULL) NOT IN ('integer') LIMIT 10
   -- books.pages is integer for the revisions, and has another type here, whose values might be cut; make it that first
ALTER TABLE "books" ALTER COLUMN "pages" TYPE bigint USING "pages"::bigint
)sql");
}

TEST_CASE("a narrower integer asks") {
    CHECK(rendered(library(), {change(new_type("pages", Integer{16}))}) == R"sql(
LOCK TABLE "books" IN ACCESS EXCLUSIVE MODE
GUARD SELECT "books"."id", "books"."pages" FROM "books" WHERE "pages" NOT BETWEEN -32768 AND 32767 LIMIT 10
   -- books.pages becomes smallint, and these values do not fit in it; correct them first, or say in the alteration what they become (convert)
ALTER TABLE "books" ALTER COLUMN "pages" TYPE smallint USING "pages"::smallint
)sql");
}

TEST_CASE("a text becomes a number where it reads the same again") {
    CHECK(rendered(library(), {change(new_type("title", Integer{32}))}) == R"sql(
LOCK TABLE "books" IN ACCESS EXCLUSIVE MODE
GUARD SELECT "books"."id", "books"."title" FROM "books" WHERE "title" !~ '^(0|-?[1-9][0-9]*)$' LIMIT 10
   -- books.title becomes integer, and these values would not be the same in it; correct them first, or say in the alteration what they become (convert)
GUARD SELECT "books"."id", "books"."title" FROM "books" WHERE "title"::numeric NOT BETWEEN -2147483648 AND 2147483647 LIMIT 10
   -- books.title becomes integer, and these values do not fit in it; correct them first, or say in the alteration what they become (convert)
ALTER TABLE "books" ALTER COLUMN "title" TYPE integer USING "title"::integer
)sql");
}

TEST_CASE("an alteration that says how it converts is taken at its word") {
    CHECK(rendered(library(), {change([] {
                       AlterColumn c = new_type("title", Integer{32});
                       c.convert = sql("length(title)");
                       return c;
                   }())}) == R"sql(
LOCK TABLE "books" IN ACCESS EXCLUSIVE MODE
GUARD SELECT "books"."id", "books"."title" FROM "books" WHERE (length(title)) NOT BETWEEN -2147483648 AND 2147483647 LIMIT 10
   -- books.title becomes integer, and these values do not fit in it; correct them first, or say in the alteration what they become (convert)
GUARD SELECT "books"."id" FROM "books" WHERE (length(title)) IS NULL LIMIT 10
   -- books.title is to be NOT NULL, and these rows have no value for it; give the alteration a fill
ALTER TABLE "books" ALTER COLUMN "title" TYPE integer USING (length(title))
)sql");
}

TEST_CASE("a default goes before its column's new type and comes after it") {
    CHECK(rendered(with_default_pages(), {change(new_type(with_default_pages(), "books", "pages", String{}))}) == R"sql(
GUARD SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'pages' AND format_type(atttypid, NULL) NOT IN ('integer') LIMIT 10
   -- books.pages is integer for the revisions, and has another type here, whose values might be cut; make it that first
ALTER TABLE "books" ALTER COLUMN "pages" DROP DEFAULT
ALTER TABLE "books" ALTER COLUMN "pages" TYPE text USING "pages"::text
ALTER TABLE "books" ALTER COLUMN "pages" SET DEFAULT 1
)sql");
}

TEST_CASE("checks and indexes over the column are read anew") {
    CHECK(rendered(library(), {change(new_type("pages", Float{}))}) == R"sql(
GUARD SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'pages' AND format_type(atttypid, NULL) NOT IN ('integer') LIMIT 10
   -- books.pages is integer for the revisions, and has another type here, whose values might be cut; make it that first
ALTER TABLE "books" DROP CONSTRAINT "ck_books_pages"
ALTER TABLE "books" ALTER COLUMN "pages" TYPE double precision USING "pages"::double precision
ALTER TABLE "books" ADD CONSTRAINT "ck_books_pages" CHECK (pages > 0)
)sql");
}

TEST_CASE("a computed column is made again over the new type") {
    CHECK(rendered(computed(), {change(new_type(computed(), "books", "pages", Integer{64}))}) == R"sql(
GUARD SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'pages' AND format_type(atttypid, NULL) NOT IN ('integer') LIMIT 10
   -- books.pages is integer for the revisions, and has another type here, whose values might be cut; make it that first
DROP INDEX "ix_books_twice"
GUARD SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid LEFT JOIN pg_class AS r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = '"books"'::regclass AND a.attname = 'twice' AND d.deptype = 'a' AND (c.contype <> 'n' OR r.relkind = 'i' OR d.classid = 'pg_statistic_ext'::regclass) LIMIT 10
   -- books.twice is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them known
ALTER TABLE "books" DROP COLUMN "twice"
ALTER TABLE "books" ALTER COLUMN "pages" TYPE bigint USING "pages"::bigint
ALTER TABLE "books" ADD COLUMN "twice" integer GENERATED ALWAYS AS (pages * 2) STORED
COMMENT ON COLUMN "books"."twice" IS 'two of each'
CREATE INDEX "ix_books_twice" ON "books" ("twice")
)sql");
}

TEST_CASE("a computed column gets another expression") {
    CHECK(rendered(computed(), {change([] {
                       AlterColumn c = new_type(computed(), "books", "twice", Integer{32});
                       c.after.computed->expression.sql = "pages * 3";
                       c.fields = {};
                       c.fields.computed = true;
                       return c;
                   }())}) == R"sql(
DROP INDEX "ix_books_twice"
GUARD SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid LEFT JOIN pg_class AS r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = '"books"'::regclass AND a.attname = 'twice' AND d.deptype = 'a' AND (c.contype <> 'n' OR r.relkind = 'i' OR d.classid = 'pg_statistic_ext'::regclass) LIMIT 10
   -- books.twice is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them known
ALTER TABLE "books" DROP COLUMN "twice"
ALTER TABLE "books" ADD COLUMN "twice" integer GENERATED ALWAYS AS (pages * 3) STORED
COMMENT ON COLUMN "books"."twice" IS 'two of each'
CREATE INDEX "ix_books_twice" ON "books" ("twice")
)sql");
}

TEST_CASE("a computed column keeps its values when it is no longer") {
    CHECK(rendered(computed(), {change([] {
                       AlterColumn c = new_type(computed(), "books", "twice", Integer{32});
                       c.after.computed.reset();
                       c.fields = {};
                       c.fields.computed = true;
                       return c;
                   }())}) == R"sql(
DROP INDEX "ix_books_twice"
GUARD SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid LEFT JOIN pg_class AS r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = '"books"'::regclass AND a.attname = 'twice' AND d.deptype = 'a' AND (c.contype <> 'n' OR r.relkind = 'i' OR d.classid = 'pg_statistic_ext'::regclass) LIMIT 10
   -- books.twice is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them known
ALTER TABLE "books" ADD COLUMN "aludel_kept" integer
ALTER TABLE "books" ALTER COLUMN "aludel_kept" TYPE integer USING "twice"
ALTER TABLE "books" DROP COLUMN "twice"
ALTER TABLE "books" RENAME COLUMN "aludel_kept" TO "twice"
COMMENT ON COLUMN "books"."twice" IS 'two of each'
CREATE INDEX "ix_books_twice" ON "books" ("twice")
)sql");
}

TEST_CASE("a column that becomes computed loses its values") {
    CHECK(rendered(library(), {change([] {
                       AlterColumn c = new_type("pages", Integer{32});
                       c.after.computed = Computed{sql("author_id::integer"), true};
                       c.fields = {};
                       c.fields.computed = true;
                       return c;
                   }())}) == R"sql(
ALTER TABLE "books" DROP CONSTRAINT "ck_books_pages"
GUARD SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid LEFT JOIN pg_class AS r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = '"books"'::regclass AND a.attname = 'pages' AND d.deptype = 'a' AND (c.contype <> 'n' OR r.relkind = 'i' OR d.classid = 'pg_statistic_ext'::regclass) LIMIT 10
   -- books.pages is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them known
ALTER TABLE "books" DROP COLUMN "pages"
ALTER TABLE "books" ADD COLUMN "pages" integer GENERATED ALWAYS AS (author_id::integer) STORED
ALTER TABLE "books" ADD CONSTRAINT "ck_books_pages" CHECK (pages > 0)
)sql");
}

TEST_CASE("both ends of a foreign key change their type, and the key comes back after the second") {
    CHECK(rendered(keyed(),
                   {change(new_type(keyed(), "parents", "key", Uuid{})), change(new_type(keyed(), "children", "parent", Uuid{}))}) == R"sql(
ALTER TABLE "children" DROP CONSTRAINT "fk_children_parent"
LOCK TABLE "parents" IN ACCESS EXCLUSIVE MODE
GUARD SELECT "parents"."key" FROM "parents" WHERE "key" !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' LIMIT 10
   -- parents.key becomes uuid, and these values would not be the same in it; correct them first, or say in the alteration what they become (convert)
ALTER TABLE "parents" ALTER COLUMN "key" TYPE uuid USING "key"::uuid
LOCK TABLE "children" IN ACCESS EXCLUSIVE MODE
GUARD SELECT "children"."id", "children"."parent" FROM "children" WHERE "parent" !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' LIMIT 10
   -- children.parent becomes uuid, and these values would not be the same in it; correct them first, or say in the alteration what they become (convert)
ALTER TABLE "children" ALTER COLUMN "parent" TYPE uuid USING "parent"::uuid
GUARD SELECT "children"."id", "children"."parent" FROM "children" WHERE "children"."parent" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "parents" AS "aludel_parent" WHERE "aludel_parent"."key" = "children"."parent") LIMIT 10
   -- children.parent is to refer to parents.key (fk_children_parent), and these rows refer to no row there; correct or remove them first
ALTER TABLE "children" ADD CONSTRAINT "fk_children_parent" FOREIGN KEY ("parent") REFERENCES "parents" ("key")
)sql");
}

TEST_CASE("points in time become local ones in UTC") {
    CHECK(rendered(timed(), {change(new_type(timed(), "log", "at", Timestamp{false}))}) == R"sql(
GUARD SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"log"'::regclass AND attname = 'at' AND format_type(atttypid, NULL) NOT IN ('timestamp with time zone') LIMIT 10
   -- log.at is timestamp with time zone for the revisions, and has another type here, whose values might be cut; make it that first
ALTER TABLE "log" ALTER COLUMN "at" TYPE timestamp without time zone USING "at" AT TIME ZONE 'UTC'
)sql");
}

TEST_CASE("columns that one check names change as one") {
    CHECK(rendered(spanned(), {change(new_type(spanned(), "spans", "low", Numeric{})),
                               change(new_type(spanned(), "spans", "high", Numeric{}))}) == R"sql(
LOCK TABLE "spans" IN ACCESS EXCLUSIVE MODE
GUARD SELECT "spans"."low" FROM "spans" WHERE "low" !~ '^-?(0|[1-9][0-9]*)(\.[0-9]+)?$' LIMIT 10
   -- spans.low becomes numeric, and these values would not be the same in it; correct them first, or say in the alteration what they become (convert)
GUARD SELECT "spans"."high" FROM "spans" WHERE "high" !~ '^-?(0|[1-9][0-9]*)(\.[0-9]+)?$' LIMIT 10
   -- spans.high becomes numeric, and these values would not be the same in it; correct them first, or say in the alteration what they become (convert)
ALTER TABLE "spans" DROP CONSTRAINT "ck_spans_order"
ALTER TABLE "spans" ALTER COLUMN "low" TYPE numeric USING "low"::numeric
ALTER TABLE "spans" ALTER COLUMN "high" TYPE numeric USING "high"::numeric
ALTER TABLE "spans" ADD CONSTRAINT "ck_spans_order" CHECK (low <= high)
)sql");
}
