-- aludel revision --autogenerate -m "books go with their author" --rev-id b00000000002
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop from books foreign key fk_books_author_id (author_id) to authors (id), add to books foreign key fk_books_author_id (author_id) to authors (id), on delete cascade
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    CONSTRAINT "pk_books" PRIMARY KEY ("id"),
    CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "authors" ("id") ON DELETE CASCADE
);
INSERT INTO "aludel_new_books" ("id", "author_id")
SELECT "books"."id", "books"."author_id"
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

-- drop from books foreign key fk_books_author_id (author_id) to authors (id), on delete cascade, add to books foreign key fk_books_author_id (author_id) to authors (id)
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    CONSTRAINT "pk_books" PRIMARY KEY ("id"),
    CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "authors" ("id")
);
INSERT INTO "aludel_new_books" ("id", "author_id")
SELECT "books"."id", "books"."author_id"
FROM "books";
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;
