-- aludel revision --autogenerate -m "create users and books" --rev-id a00000000001
-- upgrade

-- create table users
CREATE TABLE "users" (
    "id" INTEGER NOT NULL,
    "email" VARCHAR(255) NOT NULL,
    "about" TEXT,
    CONSTRAINT "pk_users" PRIMARY KEY ("id"),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);

-- create table books
CREATE TABLE "books" (
    "id" INTEGER NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "genre" TEXT NOT NULL CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'novel')),
    "in_print" INTEGER NOT NULL DEFAULT 1 CONSTRAINT "ck_books_in_print_boolean" CHECK ("in_print" IN (0, 1)),
    "published_on" TEXT,
    "owner_id" INTEGER NOT NULL,
    CONSTRAINT "pk_books" PRIMARY KEY ("id"),
    CONSTRAINT "fk_books_owner_id" FOREIGN KEY ("owner_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

-- create on books index ix_books_title (title)
CREATE INDEX "ix_books_title" ON "books" ("title");

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop index books.ix_books_title
DROP INDEX "ix_books_title";

-- drop table books
DROP TABLE "books";

-- drop table users
DROP TABLE "users";
