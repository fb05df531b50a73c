-- aludel revision --autogenerate -m "codes are text" --rev-id b00000000002
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop from books foreign key fk_books_author (author) to authors (code)
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL,
    "author" INTEGER NOT NULL,
    CONSTRAINT "pk_books" PRIMARY KEY ("id")
);
INSERT INTO "aludel_new_books" ("id", "author")
SELECT "books"."id", "books"."author"
FROM "books";
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;

-- check the rows of authors
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "authors.code becomes text, and these values would not be the same in it; correct them first, or say in the alteration what they become (convert)" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "authors"."id", "authors"."code" FROM "authors" WHERE "authors"."code" IS NOT NULL AND (CAST(CAST("authors"."code" AS TEXT) AS INTEGER) <> "authors"."code") LIMIT 10);
DROP TABLE "aludel_guard";

-- check that authors.code is unique
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "authors.code is to be unique (uq_authors_code), and these values occur more than once; make them differ first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "authors"."code", count(*) FROM (SELECT "authors"."id" AS "id", CAST("authors"."code" AS TEXT) AS "code" FROM "authors") AS "authors" WHERE "authors"."code" IS NOT NULL GROUP BY "authors"."code" HAVING count(*) > 1 LIMIT 10);
DROP TABLE "aludel_guard";

-- alter authors.code: type integer to text
-- The table authors is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_authors" (
    "id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    CONSTRAINT "pk_authors" PRIMARY KEY ("id"),
    CONSTRAINT "uq_authors_code" UNIQUE ("code")
);
INSERT INTO "aludel_new_authors" ("id", "code")
SELECT "authors"."id", CAST("authors"."code" AS TEXT)
FROM "authors";
DROP TABLE "authors";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_authors" RENAME TO "authors";
PRAGMA legacy_alter_table = OFF;

-- check the rows of books
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "books.author becomes text, and these values would not be the same in it; correct them first, or say in the alteration what they become (convert)" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "books"."id", "books"."author" FROM "books" WHERE "books"."author" IS NOT NULL AND (CAST(CAST("books"."author" AS TEXT) AS INTEGER) <> "books"."author") LIMIT 10);
DROP TABLE "aludel_guard";

-- check that every row of books refers to a row of authors
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "books.author is to refer to authors.code (fk_books_author), and these rows refer to no row there; correct or remove them first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "books"."id", "books"."author" FROM (SELECT "books"."id" AS "id", CAST("books"."author" AS TEXT) AS "author" FROM "books") AS "books" WHERE "books"."author" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "authors" AS "aludel_parent" WHERE "aludel_parent"."code" = "books"."author") LIMIT 10);
DROP TABLE "aludel_guard";

-- alter books.author: type integer to text, add to books foreign key fk_books_author (author) to authors (code)
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    CONSTRAINT "pk_books" PRIMARY KEY ("id"),
    CONSTRAINT "fk_books_author" FOREIGN KEY ("author") REFERENCES "authors" ("code")
);
INSERT INTO "aludel_new_books" ("id", "author")
SELECT "books"."id", CAST("books"."author" AS TEXT)
FROM "books";
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;

-- downgrade

-- irreversible: values of books.author are text and do not go back to integer by themselves; values of authors.code are text and do not go back to integer by themselves; rows of books may refer to rows of authors that are not there
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "irreversible: values of books.author are text and do not go back to integer by themselves; values of authors.code are text and do not go back to integer by themselves; rows of books may refer to rows of authors that are not there" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1);
DROP TABLE "aludel_guard";
