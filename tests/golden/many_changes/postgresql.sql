-- aludel revision --autogenerate -m "readers borrow" --rev-id b00000000002 --drop books.note --drop lendings.borrower --drop fines --accept unique:publishers.uq_publishers_name
-- upgrade

SET LOCAL row_security = off;

-- drop view novels
DROP VIEW "novels";

-- rename table loans to lendings
ALTER TABLE "loans" RENAME TO "lendings";

-- rename books.pages to page_count
ALTER TABLE "books" RENAME COLUMN "pages" TO "page_count";

-- alter enum genre: add comic
ALTER TABLE "books" DROP CONSTRAINT "ck_books_genre_enum";

-- alter enum genre: add comic
ALTER TABLE "books" ADD CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('comic', 'essay', 'novel'));

-- drop from books foreign key fk_books_publisher (publisher) to publishers (code)
ALTER TABLE "books" DROP CONSTRAINT "fk_books_publisher";

-- create table readers
CREATE TABLE "readers" (
    "id" bigint NOT NULL,
    "name" text NOT NULL,
    CONSTRAINT "pk_readers" PRIMARY KEY ("id"),
    CONSTRAINT "uq_readers_name" UNIQUE ("name")
);

-- rename constraint books.ck_books_pages to ck_books_page_count
ALTER TABLE "books" RENAME CONSTRAINT "ck_books_pages" TO "ck_books_page_count";

-- add books.lent_out boolean, default false
ALTER TABLE "books" ADD COLUMN "lent_out" boolean NOT NULL DEFAULT false;

-- check that books.publisher has the type that is expected
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'publisher' AND format_type(atttypid, NULL) NOT IN ('integer') LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.publisher is integer for the revisions, and has another type here, whose values might be cut; make it that first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter books.publisher: type integer to text
ALTER TABLE "books" ALTER COLUMN "publisher" TYPE text USING "publisher"::text;

-- check what stands over books.note
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid LEFT JOIN pg_class AS r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = '"books"'::regclass AND a.attname = 'note' AND d.deptype = 'a' AND (c.contype <> 'n' OR r.relkind = 'i' OR d.classid = 'pg_statistic_ext'::regclass) LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.note is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them known: ' || aludel_rows;
    END IF;
END
$aludel$;

-- drop books.note
ALTER TABLE "books" DROP COLUMN "note";

-- drop index lendings.ix_loans_borrower
DROP INDEX "ix_loans_borrower";

-- drop from lendings foreign key fk_loans_book_id (book_id) to books (id)
ALTER TABLE "lendings" DROP CONSTRAINT "fk_loans_book_id";

-- rename constraint lendings.pk_loans to pk_lendings
ALTER TABLE "lendings" RENAME CONSTRAINT "pk_loans" TO "pk_lendings";

-- add lendings.reader_id bigint, nullable
ALTER TABLE "lendings" ADD COLUMN "reader_id" bigint;

-- check what stands over lendings.borrower
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid LEFT JOIN pg_class AS r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = '"lendings"'::regclass AND a.attname = 'borrower' AND d.deptype = 'a' AND (c.contype <> 'n' OR r.relkind = 'i' OR d.classid = 'pg_statistic_ext'::regclass) LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'lendings.borrower is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them known: ' || aludel_rows;
    END IF;
END
$aludel$;

-- drop lendings.borrower
ALTER TABLE "lendings" DROP COLUMN "borrower";

-- check that every row of lendings refers to a row of books
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "lendings"."id", "lendings"."book_id" FROM "lendings" WHERE "lendings"."book_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "books" AS "aludel_parent" WHERE "aludel_parent"."id" = "lendings"."book_id") LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'lendings.book_id is to refer to books.id (fk_lendings_book_id), and these rows refer to no row there; correct or remove them first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- add to lendings foreign key fk_lendings_book_id (book_id) to books (id), on delete cascade
ALTER TABLE "lendings" ADD CONSTRAINT "fk_lendings_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE;

-- check that every row of lendings refers to a row of readers
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "lendings"."id", "lendings"."reader_id" FROM "lendings" WHERE "lendings"."reader_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "readers" AS "aludel_parent" WHERE "aludel_parent"."id" = "lendings"."reader_id") LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'lendings.reader_id is to refer to readers.id (fk_lendings_reader_id), and these rows refer to no row there; correct or remove them first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- add to lendings foreign key fk_lendings_reader_id (reader_id) to readers (id)
ALTER TABLE "lendings" ADD CONSTRAINT "fk_lendings_reader_id" FOREIGN KEY ("reader_id") REFERENCES "readers" ("id");

-- add publishers.city text, nullable
ALTER TABLE "publishers" ADD COLUMN "city" text;

-- check that publishers.code has the type that is expected
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"publishers"'::regclass AND attname = 'code' AND format_type(atttypid, NULL) NOT IN ('integer') LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'publishers.code is integer for the revisions, and has another type here, whose values might be cut; make it that first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter publishers.code: type integer to text
ALTER TABLE "publishers" ALTER COLUMN "code" TYPE text USING "code"::text;

-- check that publishers.name is unique
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "publishers"."name", count(*) FROM "publishers" WHERE "publishers"."name" IS NOT NULL GROUP BY "publishers"."name" HAVING count(*) > 1 LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'publishers.name is to be unique (uq_publishers_name), and these values occur more than once; make them differ first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- add to publishers unique uq_publishers_name (name)
ALTER TABLE "publishers" ADD CONSTRAINT "uq_publishers_name" UNIQUE ("name");

-- check that every row of books refers to a row of publishers
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "books"."id", "books"."publisher" FROM "books" WHERE "books"."publisher" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "publishers" AS "aludel_parent" WHERE "aludel_parent"."code" = "books"."publisher") LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.publisher is to refer to publishers.code (fk_books_publisher), and these rows refer to no row there; correct or remove them first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- add to books foreign key fk_books_publisher (publisher) to publishers (code), on delete cascade
ALTER TABLE "books" ADD CONSTRAINT "fk_books_publisher" FOREIGN KEY ("publisher") REFERENCES "publishers" ("code") ON DELETE CASCADE;

-- drop table fines
DROP TABLE "fines";

-- create view novels
CREATE VIEW "novels" AS select id, title from books where genre = 'novel' and not lent_out;

-- downgrade

-- irreversible: values of publishers.code are text and do not go back to integer by themselves; lendings.borrower is not null and has no default, and its values are gone with the drop; values of books.publisher are text and do not go back to integer by themselves; rows of books may refer to rows of publishers that are not there; rows may hold comic in books.genre
DO $aludel$
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'irreversible: values of publishers.code are text and do not go back to integer by themselves; lendings.borrower is not null and has no default, and its values are gone with the drop; values of books.publisher are text and do not go back to integer by themselves; rows of books may refer to rows of publishers that are not there; rows may hold comic in books.genre';
END
$aludel$;
