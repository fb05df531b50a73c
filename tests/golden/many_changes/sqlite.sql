-- aludel revision --autogenerate -m "readers borrow" --rev-id b00000000002 --drop books.note --drop lendings.borrower --drop fines --accept unique:publishers.uq_publishers_name
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop view novels
DROP VIEW "novels";

-- rename table loans to lendings
ALTER TABLE "loans" RENAME TO "lendings";

-- rename books.pages to page_count
ALTER TABLE "books" RENAME COLUMN "pages" TO "page_count";

-- alter enum genre: add comic, drop from books foreign key fk_books_publisher (publisher) to publishers (code)
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "page_count" INTEGER NOT NULL,
    "genre" TEXT NOT NULL CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('comic', 'essay', 'novel')),
    "note" TEXT,
    "publisher" INTEGER NOT NULL,
    CONSTRAINT "pk_books" PRIMARY KEY ("id"),
    CONSTRAINT "ck_books_pages" CHECK (page_count > 0)
);
INSERT INTO "aludel_new_books" ("id", "title", "page_count", "genre", "note", "publisher")
SELECT "books"."id", "books"."title", "books"."page_count", "books"."genre", "books"."note", "books"."publisher"
FROM "books";
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_books_title" ON "books" ("title");

-- create table readers
CREATE TABLE "readers" (
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "pk_readers" PRIMARY KEY ("id"),
    CONSTRAINT "uq_readers_name" UNIQUE ("name")
);

-- check the rows of books
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "books.publisher becomes text, and these values would not be the same in it; correct them first, or say in the alteration what they become (convert)" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "books"."id", "books"."publisher" FROM "books" WHERE "books"."publisher" IS NOT NULL AND (CAST(CAST("books"."publisher" AS TEXT) AS INTEGER) <> "books"."publisher") LIMIT 10);
DROP TABLE "aludel_guard";

-- rename constraint books.ck_books_pages to ck_books_page_count, add books.lent_out boolean, default false, alter books.publisher: type integer to text, drop books.note
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "page_count" INTEGER NOT NULL,
    "genre" TEXT NOT NULL CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('comic', 'essay', 'novel')),
    "publisher" TEXT NOT NULL,
    "lent_out" INTEGER NOT NULL DEFAULT 0 CONSTRAINT "ck_books_lent_out_boolean" CHECK ("lent_out" IN (0, 1)),
    CONSTRAINT "pk_books" PRIMARY KEY ("id"),
    CONSTRAINT "ck_books_page_count" CHECK (page_count > 0)
);
INSERT INTO "aludel_new_books" ("id", "title", "page_count", "genre", "publisher", "lent_out")
SELECT "books"."id", "books"."title", "books"."page_count", "books"."genre", CAST("books"."publisher" AS TEXT), 0
FROM "books";
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_books_title" ON "books" ("title");

-- drop index lendings.ix_loans_borrower, drop from lendings foreign key fk_loans_book_id (book_id) to books (id), rename constraint lendings.pk_loans to pk_lendings, add lendings.reader_id bigint, nullable, drop lendings.borrower, add to lendings foreign key fk_lendings_book_id (book_id) to books (id), on delete cascade, add to lendings foreign key fk_lendings_reader_id (reader_id) to readers (id)
-- The table lendings is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_lendings" (
    "id" INTEGER NOT NULL,
    "book_id" INTEGER NOT NULL,
    "reader_id" INTEGER,
    CONSTRAINT "pk_lendings" PRIMARY KEY ("id"),
    CONSTRAINT "fk_lendings_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_lendings_reader_id" FOREIGN KEY ("reader_id") REFERENCES "readers" ("id")
);
INSERT INTO "aludel_new_lendings" ("id", "book_id", "reader_id")
SELECT "lendings"."id", "lendings"."book_id", NULL
FROM "lendings";
DROP TABLE "lendings";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_lendings" RENAME TO "lendings";
PRAGMA legacy_alter_table = OFF;

-- check the rows of publishers
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "publishers.code becomes text, and these values would not be the same in it; correct them first, or say in the alteration what they become (convert)" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "publishers"."id", "publishers"."code" FROM "publishers" WHERE "publishers"."code" IS NOT NULL AND (CAST(CAST("publishers"."code" AS TEXT) AS INTEGER) <> "publishers"."code") LIMIT 10);
DROP TABLE "aludel_guard";

-- check that publishers.code is unique
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "publishers.code is to be unique (uq_publishers_code), and these values occur more than once; make them differ first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "publishers"."code", count(*) FROM (SELECT "publishers"."id" AS "id", CAST("publishers"."code" AS TEXT) AS "code", "publishers"."name" AS "name", NULL AS "city" FROM "publishers") AS "publishers" WHERE "publishers"."code" IS NOT NULL GROUP BY "publishers"."code" HAVING count(*) > 1 LIMIT 10);
DROP TABLE "aludel_guard";

-- check that publishers.name is unique
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "publishers.name is to be unique (uq_publishers_name), and these values occur more than once; make them differ first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "publishers"."name", count(*) FROM "publishers" WHERE "publishers"."name" IS NOT NULL GROUP BY "publishers"."name" HAVING count(*) > 1 LIMIT 10);
DROP TABLE "aludel_guard";

-- add publishers.city text, nullable, alter publishers.code: type integer to text, add to publishers unique uq_publishers_name (name)
-- The table publishers is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_publishers" (
    "id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "city" TEXT,
    CONSTRAINT "pk_publishers" PRIMARY KEY ("id"),
    CONSTRAINT "uq_publishers_code" UNIQUE ("code"),
    CONSTRAINT "uq_publishers_name" UNIQUE ("name")
);
INSERT INTO "aludel_new_publishers" ("id", "code", "name", "city")
SELECT "publishers"."id", CAST("publishers"."code" AS TEXT), "publishers"."name", NULL
FROM "publishers";
DROP TABLE "publishers";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_publishers" RENAME TO "publishers";
PRAGMA legacy_alter_table = OFF;

-- check that every row of books refers to a row of publishers
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "books.publisher is to refer to publishers.code (fk_books_publisher), and these rows refer to no row there; correct or remove them first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "books"."id", "books"."publisher" FROM "books" WHERE "books"."publisher" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "publishers" AS "aludel_parent" WHERE "aludel_parent"."code" = "books"."publisher") LIMIT 10);
DROP TABLE "aludel_guard";

-- add to books foreign key fk_books_publisher (publisher) to publishers (code), on delete cascade
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "page_count" INTEGER NOT NULL,
    "genre" TEXT NOT NULL CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('comic', 'essay', 'novel')),
    "publisher" TEXT NOT NULL,
    "lent_out" INTEGER NOT NULL DEFAULT 0 CONSTRAINT "ck_books_lent_out_boolean" CHECK ("lent_out" IN (0, 1)),
    CONSTRAINT "pk_books" PRIMARY KEY ("id"),
    CONSTRAINT "fk_books_publisher" FOREIGN KEY ("publisher") REFERENCES "publishers" ("code") ON DELETE CASCADE,
    CONSTRAINT "ck_books_page_count" CHECK (page_count > 0)
);
INSERT INTO "aludel_new_books" ("id", "title", "page_count", "genre", "publisher", "lent_out")
SELECT "books"."id", "books"."title", "books"."page_count", "books"."genre", "books"."publisher", "books"."lent_out"
FROM "books";
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_books_title" ON "books" ("title");

-- drop table fines
DROP TABLE "fines";

-- create view novels
CREATE VIEW "novels" AS select id, title from books where genre = 'novel' and not lent_out;

-- downgrade

-- irreversible: values of publishers.code are text and do not go back to integer by themselves; lendings.borrower is not null and has no default, and its values are gone with the drop; values of books.publisher are text and do not go back to integer by themselves; rows of books may refer to rows of publishers that are not there; rows may hold comic in books.genre
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "irreversible: values of publishers.code are text and do not go back to integer by themselves; lendings.borrower is not null and has no default, and its values are gone with the drop; values of books.publisher are text and do not go back to integer by themselves; rows of books may refer to rows of publishers that are not there; rows may hold comic in books.genre" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1);
DROP TABLE "aludel_guard";
