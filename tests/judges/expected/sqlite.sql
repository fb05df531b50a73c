-- What sqlite_schema holds of bookshelf at head, as docs/storage.md has it: columns in their order, then primary key, unique
-- constraints, foreign keys and checks, each kind by name. Columns that came by later revisions stand after the others.

CREATE TABLE "authors" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_authors" PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(200) NOT NULL
);

CREATE TABLE "book_authors" (
    "book_id" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "pk_book_authors" PRIMARY KEY ("book_id", "author_id"),
    CONSTRAINT "fk_book_authors_author_id" FOREIGN KEY ("author_id") REFERENCES "authors" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_book_authors_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE
);

CREATE TABLE "books" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_books" PRIMARY KEY AUTOINCREMENT,
    "title" VARCHAR(300) NOT NULL,
    "isbn" VARCHAR(13) NOT NULL,
    "pages" INTEGER,
    "published_on" TEXT,
    "sort_title" TEXT,
    "format" TEXT NOT NULL DEFAULT 'paperback'
        CONSTRAINT "ck_books_format_enum" CHECK ("format" IN ('audiobook', 'ebook', 'hardcover', 'paperback')),
    "price" TEXT,
    "cover" BLOB,
    CONSTRAINT "uq_books_isbn" UNIQUE ("isbn"),
    CONSTRAINT "ck_books_pages" CHECK (pages > 0)
);

CREATE TABLE "refresh_tokens" (
    "token" VARCHAR(64) NOT NULL,
    "user_id" INTEGER NOT NULL,
    "expires_at" TEXT NOT NULL,
    "revoked_at" TEXT,
    CONSTRAINT "pk_refresh_tokens" PRIMARY KEY ("token"),
    CONSTRAINT "fk_refresh_tokens_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "reviews" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_reviews" PRIMARY KEY AUTOINCREMENT,
    "user_id" INTEGER NOT NULL,
    "book_id" INTEGER NOT NULL,
    "rating" INTEGER NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "created_at" TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "uq_reviews_user_id_book_id" UNIQUE ("user_id", "book_id"),
    CONSTRAINT "fk_reviews_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_reviews_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_reviews_rating" CHECK (rating between 1 and 5)
);

CREATE TABLE "users" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY AUTOINCREMENT,
    "email" VARCHAR(255) NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "bio" TEXT,
    "created_at" TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "is_active" INTEGER NOT NULL DEFAULT 1 CONSTRAINT "ck_users_is_active_boolean" CHECK ("is_active" IN (0, 1)),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);

CREATE INDEX "ix_authors_name" ON "authors" ("name");
CREATE INDEX "ix_book_authors_author_id" ON "book_authors" ("author_id");
CREATE INDEX "ix_refresh_tokens_user_id" ON "refresh_tokens" ("user_id");
CREATE INDEX "ix_reviews_book_id" ON "reviews" ("book_id");
