-- aludel revision --autogenerate -m "create users and books" --rev-id a00000000001
-- upgrade

-- create table users
CREATE TABLE "users" (
    "id" bigint NOT NULL,
    "email" character varying(255) NOT NULL,
    "about" text,
    CONSTRAINT "pk_users" PRIMARY KEY ("id"),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);

-- create table books
CREATE TABLE "books" (
    "id" bigint NOT NULL,
    "title" character varying(200) NOT NULL,
    "genre" text NOT NULL CONSTRAINT "ck_books_genre_enum" CHECK ("genre" IN ('essay', 'novel')),
    "in_print" boolean NOT NULL DEFAULT true,
    "published_on" date,
    "owner_id" bigint NOT NULL,
    CONSTRAINT "pk_books" PRIMARY KEY ("id"),
    CONSTRAINT "fk_books_owner_id" FOREIGN KEY ("owner_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

-- create on books index ix_books_title (title)
CREATE INDEX "ix_books_title" ON "books" ("title");

-- downgrade

-- drop index books.ix_books_title
DROP INDEX "ix_books_title";

-- drop table books
DROP TABLE "books";

-- drop table users
DROP TABLE "users";
