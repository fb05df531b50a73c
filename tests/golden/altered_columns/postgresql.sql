-- aludel revision --autogenerate -m "longer books" --rev-id b00000000002 --fill "books.title='untitled'" --convert "downgrade:books.isbn=substr(isbn, 1, 40)" --accept downgrade:narrow:books.pages
-- upgrade

SET LOCAL row_security = off;

-- check that books.isbn has the type that is expected
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'isbn' AND format_type(atttypid, atttypmod) NOT IN ('character varying(40)', 'text') LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.isbn is character varying(40) for the revisions, and has another type here, whose values might be cut; make it that first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter books.isbn: type varchar(40) to text
ALTER TABLE "books" ALTER COLUMN "isbn" TYPE text USING "isbn"::text;

-- check that books.pages has the type that is expected
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'pages' AND format_type(atttypid, NULL) NOT IN ('integer') LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.pages is integer for the revisions, and has another type here, whose values might be cut; make it that first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter books.pages: type integer to bigint
ALTER TABLE "books" ALTER COLUMN "pages" TYPE bigint USING "pages"::bigint;

-- alter books.title: not null, nulls become 'untitled'
UPDATE "books" SET "title" = ('untitled') WHERE "title" IS NULL;

-- alter books.title: not null, nulls become 'untitled'
ALTER TABLE "books" ALTER COLUMN "title" SET NOT NULL;

-- alter books.copies: default 1 to 2
ALTER TABLE "books" ALTER COLUMN "copies" SET DEFAULT 2;

-- downgrade

SET LOCAL row_security = off;

-- alter books.copies: default 2 to 1
ALTER TABLE "books" ALTER COLUMN "copies" SET DEFAULT 1;

-- alter books.title: nullable
ALTER TABLE "books" ALTER COLUMN "title" DROP NOT NULL;

-- alter books.pages: type bigint to integer
LOCK TABLE "books" IN ACCESS EXCLUSIVE MODE;

-- check the rows of books
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "books"."id", "books"."pages" FROM "books" WHERE "pages" NOT BETWEEN -2147483648 AND 2147483647 LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.pages becomes integer, and these values do not fit in it; correct them first, or say in the alteration what they become (convert): ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter books.pages: type bigint to integer
ALTER TABLE "books" ALTER COLUMN "pages" TYPE integer USING "pages"::integer;

-- alter books.isbn: type text to varchar(40), values become substr(isbn, 1, 40)
LOCK TABLE "books" IN ACCESS EXCLUSIVE MODE;

-- check the rows of books
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "books"."id", "books"."isbn" FROM "books" WHERE pg_catalog.char_length((substr(isbn, 1, 40))::text) > 40 LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.isbn becomes varchar(40), and these values do not fit in it; correct them first, or say in the alteration what they become (convert): ' || aludel_rows;
    END IF;
END
$aludel$;

-- check that books.isbn has a value in every row
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "books"."id" FROM "books" WHERE (substr(isbn, 1, 40)) IS NULL LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.isbn is to be NOT NULL, and these rows have no value for it; give the alteration a fill: ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter books.isbn: type text to varchar(40), values become substr(isbn, 1, 40)
ALTER TABLE "books" ALTER COLUMN "isbn" TYPE character varying(40) USING (substr(isbn, 1, 40));
