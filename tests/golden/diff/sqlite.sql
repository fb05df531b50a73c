-- aludel revision --autogenerate -m "all of it" --rev-id b00000000002 --drop users.name --drop sessions
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop view readers
DROP VIEW "readers";

-- rename users.about to bio
ALTER TABLE "users" RENAME COLUMN "about" TO "bio";

-- alter enum genre: add essay
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT,
    "title" VARCHAR(300) NOT NULL,
    "genre" TEXT NOT NULL DEFAULT 'fiction' CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction', 'poetry'))
);
INSERT INTO "aludel_new_books" ("id", "title", "genre")
SELECT "books"."id", "books"."title", "books"."genre"
FROM "books";
DELETE FROM sqlite_sequence WHERE name = 'aludel_new_books';
INSERT INTO sqlite_sequence (name, seq) SELECT 'aludel_new_books', seq FROM sqlite_sequence WHERE name = 'books';
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_books_title" ON "books" ("title");

-- create table reviews
CREATE TABLE "reviews" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_reviews" PRIMARY KEY AUTOINCREMENT,
    "user_id" INTEGER NOT NULL,
    "book_id" INTEGER NOT NULL,
    "rating" INTEGER NOT NULL,
    CONSTRAINT "uq_reviews_user_id_book_id" UNIQUE ("user_id", "book_id"),
    CONSTRAINT "fk_reviews_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_reviews_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_reviews_rating" CHECK (rating between 1 and 5)
);

-- create on reviews index ix_reviews_book_id (book_id)
CREATE INDEX "ix_reviews_book_id" ON "reviews" ("book_id");

-- drop index books.ix_books_title, add books.price numeric(8, 2), nullable, alter books.title: type varchar(300) to text
-- The table books is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_books" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "genre" TEXT NOT NULL DEFAULT 'fiction' CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'fiction', 'poetry')),
    "price" TEXT
);
INSERT INTO "aludel_new_books" ("id", "title", "genre", "price")
SELECT "books"."id", "books"."title", "books"."genre", NULL
FROM "books";
DELETE FROM sqlite_sequence WHERE name = 'aludel_new_books';
INSERT INTO sqlite_sequence (name, seq) SELECT 'aludel_new_books', seq FROM sqlite_sequence WHERE name = 'books';
DROP TABLE "books";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_books" RENAME TO "books";
PRAGMA legacy_alter_table = OFF;

-- create on books index ix_books_title_genre (title, genre)
CREATE INDEX "ix_books_title_genre" ON "books" ("title", "genre");

-- add users.is_active boolean, default true, drop users.name
-- The table users is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_users" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY AUTOINCREMENT,
    "email" VARCHAR(255) NOT NULL,
    "bio" TEXT,
    "is_active" INTEGER NOT NULL DEFAULT 1 CONSTRAINT "ck_users_is_active_boolean" CHECK ("is_active" IN (0, 1)),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);
INSERT INTO "aludel_new_users" ("id", "email", "bio", "is_active")
SELECT "users"."id", "users"."email", "users"."bio", 1
FROM "users";
DELETE FROM sqlite_sequence WHERE name = 'aludel_new_users';
INSERT INTO sqlite_sequence (name, seq) SELECT 'aludel_new_users', seq FROM sqlite_sequence WHERE name = 'users';
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

-- drop index sessions.ix_sessions_user_id
DROP INDEX "ix_sessions_user_id";

-- drop table sessions
DROP TABLE "sessions";

-- create view readers
CREATE VIEW "readers" AS select id, bio from users;

-- downgrade

-- irreversible: users.name is not null and has no default, and its values are gone with the drop; rows may hold books.title longer than 300 characters; rows may hold essay in books.genre
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "irreversible: users.name is not null and has no default, and its values are gone with the drop; rows may hold books.title longer than 300 characters; rows may hold essay in books.genre" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1);
DROP TABLE "aludel_guard";
