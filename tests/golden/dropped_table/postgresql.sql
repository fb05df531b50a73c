-- aludel revision --autogenerate -m "drop books" --rev-id b00000000002 --drop books
-- upgrade

-- drop index books.ix_books_title
DROP INDEX "ix_books_title";

-- drop table books
DROP TABLE "books";

-- downgrade

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
