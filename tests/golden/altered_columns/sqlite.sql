-- aludel revision --autogenerate -m "longer books" --rev-id b00000000002 --fill "books.title='untitled'" --convert "downgrade:books.isbn=substr(isbn, 1, 40)" --accept downgrade:narrow:books.pages
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- alter books.isbn: type varchar(40) to text, alter books.pages: type integer to bigint, alter books.title: not null, nulls become 'untitled', alter books.copies: default 1 to 2
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL,
    "isbn" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "copies" INTEGER NOT NULL DEFAULT 2,
    CONSTRAINT "pk_books" PRIMARY KEY ("id")
);
INSERT INTO "aludel_new_books" ("id", "isbn", "pages", "title", "copies")
SELECT "books"."id", "books"."isbn", "books"."pages", coalesce("books"."title", ('untitled')), "books"."copies"
FROM "books";
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- check the rows of books
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "books.isbn becomes varchar(40), and these values do not fit in it; correct them first, or say in the alteration what they become (convert)" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "books"."id", "books"."isbn" FROM "books" WHERE length((substr(isbn, 1, 40))) > 40 LIMIT 10);
DROP TABLE "aludel_guard";

-- check that books.isbn has a value in every row
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "books.isbn is to be NOT NULL, and these rows have no value for it; give the alteration a fill" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "books"."id" FROM "books" WHERE (substr(isbn, 1, 40)) IS NULL LIMIT 10);
DROP TABLE "aludel_guard";

-- check the rows of books
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "books.pages becomes integer, and these values do not fit in it; correct them first, or say in the alteration what they become (convert)" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "books"."id", "books"."pages" FROM "books" WHERE "books"."pages" NOT BETWEEN -2147483648 AND 2147483647 LIMIT 10);
DROP TABLE "aludel_guard";

-- alter books.copies: default 2 to 1, alter books.title: nullable, alter books.pages: type bigint to integer, alter books.isbn: type text to varchar(40), values become substr(isbn, 1, 40)
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL,
    "isbn" VARCHAR(40) NOT NULL,
    "pages" INTEGER NOT NULL,
    "title" TEXT,
    "copies" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "pk_books" PRIMARY KEY ("id")
);
INSERT INTO "aludel_new_books" ("id", "isbn", "pages", "title", "copies")
SELECT "books"."id", (substr(isbn, 1, 40)), "books"."pages", "books"."title", "books"."copies"
FROM "books";
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;
