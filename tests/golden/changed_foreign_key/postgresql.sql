-- aludel revision --autogenerate -m "books go with their author" --rev-id b00000000002
-- upgrade

SET LOCAL row_security = off;

-- drop from books foreign key fk_books_author_id (author_id) to authors (id)
ALTER TABLE "books" DROP CONSTRAINT "fk_books_author_id";

-- check that every row of books refers to a row of authors
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "books"."id", "books"."author_id" FROM "books" WHERE "books"."author_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "authors" AS "aludel_parent" WHERE "aludel_parent"."id" = "books"."author_id") LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.author_id is to refer to authors.id (fk_books_author_id), and these rows refer to no row there; correct or remove them first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- add to books foreign key fk_books_author_id (author_id) to authors (id), on delete cascade
ALTER TABLE "books" ADD CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "authors" ("id") ON DELETE CASCADE;

-- downgrade

SET LOCAL row_security = off;

-- drop from books foreign key fk_books_author_id (author_id) to authors (id), on delete cascade
ALTER TABLE "books" DROP CONSTRAINT "fk_books_author_id";

-- check that every row of books refers to a row of authors
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "books"."id", "books"."author_id" FROM "books" WHERE "books"."author_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "authors" AS "aludel_parent" WHERE "aludel_parent"."id" = "books"."author_id") LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.author_id is to refer to authors.id (fk_books_author_id), and these rows refer to no row there; correct or remove them first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- add to books foreign key fk_books_author_id (author_id) to authors (id)
ALTER TABLE "books" ADD CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "authors" ("id");
