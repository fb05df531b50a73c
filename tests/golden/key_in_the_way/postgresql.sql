-- aludel revision --autogenerate -m "codes are text" --rev-id b00000000002
-- upgrade

SET LOCAL row_security = off;

-- drop from books foreign key fk_books_author (author) to authors (code)
ALTER TABLE "books" DROP CONSTRAINT "fk_books_author";

-- check that authors.code has the type that is expected
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"authors"'::regclass AND attname = 'code' AND format_type(atttypid, NULL) NOT IN ('integer') LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'authors.code is integer for the revisions, and has another type here, whose values might be cut; make it that first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter authors.code: type integer to text
ALTER TABLE "authors" ALTER COLUMN "code" TYPE text USING "code"::text;

-- check that books.author has the type that is expected
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'author' AND format_type(atttypid, NULL) NOT IN ('integer') LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.author is integer for the revisions, and has another type here, whose values might be cut; make it that first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter books.author: type integer to text
ALTER TABLE "books" ALTER COLUMN "author" TYPE text USING "author"::text;

-- check that every row of books refers to a row of authors
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "books"."id", "books"."author" FROM "books" WHERE "books"."author" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "authors" AS "aludel_parent" WHERE "aludel_parent"."code" = "books"."author") LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.author is to refer to authors.code (fk_books_author), and these rows refer to no row there; correct or remove them first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- add to books foreign key fk_books_author (author) to authors (code)
ALTER TABLE "books" ADD CONSTRAINT "fk_books_author" FOREIGN KEY ("author") REFERENCES "authors" ("code");

-- downgrade

-- irreversible: values of books.author are text and do not go back to integer by themselves; values of authors.code are text and do not go back to integer by themselves; rows of books may refer to rows of authors that are not there
DO $aludel$
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'irreversible: values of books.author are text and do not go back to integer by themselves; values of authors.code are text and do not go back to integer by themselves; rows of books may refer to rows of authors that are not there';
END
$aludel$;
