"""What is planted in a database at head, one at a time, and what Alembic says of it.

`reported` is the whole of Alembic's answer. Where it is empty Alembic is blind, and the catalogue alone sees the mutation.
"""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Edit:
    """A part of a table's text on SQLite, which has no ALTER for it."""

    table: str
    old: str
    new: str


@dataclasses.dataclass(frozen=True)
class Mutation:
    name: str
    sqlite: list  # None: there is no such thing on SQLite
    postgresql: list
    reported: list = dataclasses.field(default_factory=list)
    reported_on_postgresql: list = None  # where it answers otherwise there

    def reported_on(self, engine):
        other = getattr(self, f"reported_on_{engine}", None)
        return self.reported if other is None else other


MUTATIONS = [
    # What Alembic sees.
    Mutation(
        name="a column is missing",
        sqlite=["ALTER TABLE books DROP COLUMN cover"],
        postgresql=["ALTER TABLE books DROP COLUMN cover"],
        reported=["add_column books.cover"],
    ),
    Mutation(
        name="there is a column too many",
        sqlite=["ALTER TABLE books ADD COLUMN subtitle TEXT"],
        postgresql=["ALTER TABLE books ADD COLUMN subtitle text"],
        reported=["remove_column books.subtitle"],
    ),
    Mutation(
        name="a column has another type",
        sqlite=[Edit("books", '"pages" INTEGER', '"pages" TEXT')],
        postgresql=[
            "ALTER TABLE books DROP CONSTRAINT ck_books_pages, ALTER pages TYPE text",
            "ALTER TABLE books ADD CONSTRAINT ck_books_pages CHECK (pages > '0')",
        ],
        reported=["modify_type books.pages: TEXT -> INTEGER"],
    ),
    Mutation(
        name="a column has another length",
        sqlite=[Edit("users", "VARCHAR(255)", "VARCHAR(200)")],
        postgresql=["ALTER TABLE users ALTER email TYPE varchar(200)"],
        reported=["modify_type users.email: VARCHAR(200) -> VARCHAR(255)"],
    ),
    Mutation(
        name="a column takes NULL",
        sqlite=[Edit("users", '"name" VARCHAR(100) NOT NULL', '"name" VARCHAR(100)')],
        postgresql=["ALTER TABLE users ALTER name DROP NOT NULL"],
        reported=["modify_nullable users.name: True -> False"],
    ),
    Mutation(
        name="a column refuses NULL",
        sqlite=[Edit("users", '"bio" TEXT', '"bio" TEXT NOT NULL')],
        postgresql=["ALTER TABLE users ALTER bio SET NOT NULL"],
        reported=["modify_nullable users.bio: False -> True"],
    ),
    Mutation(
        name="a default has another value",
        sqlite=[Edit("book_authors", "DEFAULT 1", "DEFAULT 2")],
        postgresql=["ALTER TABLE book_authors ALTER position SET DEFAULT 2"],
        reported=["modify_default book_authors.position: 2 -> 1"],
    ),
    Mutation(
        name="a default is missing",
        sqlite=[Edit("reviews", " DEFAULT CURRENT_TIMESTAMP", "")],
        postgresql=["ALTER TABLE reviews ALTER created_at DROP DEFAULT"],
        reported=["modify_default reviews.created_at: None -> CURRENT_TIMESTAMP"],
    ),
    Mutation(
        name="an index is missing",
        sqlite=["DROP INDEX ix_reviews_book_id"],
        postgresql=["DROP INDEX ix_reviews_book_id"],
        reported=["add_index ix_reviews_book_id on reviews (book_id)"],
    ),
    Mutation(
        name="an index is over another column",
        sqlite=["DROP INDEX ix_reviews_book_id", "CREATE INDEX ix_reviews_book_id ON reviews (rating)"],
        postgresql=["DROP INDEX ix_reviews_book_id", "CREATE INDEX ix_reviews_book_id ON reviews (rating)"],
        reported=["add_index ix_reviews_book_id on reviews (book_id)", "remove_index ix_reviews_book_id on reviews (rating)"],
    ),
    Mutation(
        name="a unique constraint is missing",
        sqlite=[Edit("users", ',\n    CONSTRAINT "uq_users_email" UNIQUE ("email")', "")],
        postgresql=["ALTER TABLE users DROP CONSTRAINT uq_users_email"],
        reported=["add_constraint uq_users_email on users (email)"],
    ),
    Mutation(
        name="a unique constraint has another name",
        sqlite=[Edit("users", "uq_users_email", "users_email_key")],
        postgresql=["ALTER TABLE users RENAME CONSTRAINT uq_users_email TO users_email_key"],
        reported=["add_constraint uq_users_email on users (email)", "remove_constraint users_email_key on users (email)"],
    ),
    Mutation(
        name="a foreign key is missing",
        sqlite=[
            Edit(
                table="reviews",
                old=',\n    CONSTRAINT "fk_reviews_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE CASCADE',
                new="",
            )
        ],
        postgresql=["ALTER TABLE reviews DROP CONSTRAINT fk_reviews_book_id"],
        reported=["add_fk on reviews (book_id) on delete CASCADE"],
    ),
    Mutation(
        name="a foreign key does nothing on delete",
        sqlite=[Edit("refresh_tokens", " ON DELETE CASCADE", "")],
        postgresql=[
            "ALTER TABLE refresh_tokens DROP CONSTRAINT fk_refresh_tokens_user_id,"
            " ADD CONSTRAINT fk_refresh_tokens_user_id FOREIGN KEY (user_id) REFERENCES users (id)"
        ],
        reported=[
            "add_fk on refresh_tokens (user_id) on delete CASCADE",
            "remove_fk on refresh_tokens (user_id) on delete None",
        ],
    ),
    Mutation(
        name="a table is missing",
        sqlite=["DROP TABLE refresh_tokens"],
        postgresql=["DROP TABLE refresh_tokens"],
        reported=["add_index ix_refresh_tokens_user_id on refresh_tokens (user_id)", "add_table refresh_tokens"],
    ),
    Mutation(
        name="there is a table too many",
        sqlite=["CREATE TABLE notes (id INTEGER PRIMARY KEY)"],
        postgresql=["CREATE TABLE notes (id bigint PRIMARY KEY)"],
        reported=["remove_table notes"],
    ),
    # What it does not see.
    Mutation(
        name="a check is missing",
        sqlite=[Edit("books", ',\n    CONSTRAINT "ck_books_pages" CHECK (pages > 0)', "")],
        postgresql=["ALTER TABLE books DROP CONSTRAINT ck_books_pages"],
    ),
    Mutation(
        name="a check asks something else",
        sqlite=[Edit("reviews", "between 1 and 5", "between 0 and 5")],
        postgresql=[
            "ALTER TABLE reviews DROP CONSTRAINT ck_reviews_rating,"
            " ADD CONSTRAINT ck_reviews_rating CHECK (rating BETWEEN 0 AND 5)"
        ],
    ),
    Mutation(
        name="an enum has lost a value",
        sqlite=[Edit("books", "'audiobook', ", "")],
        postgresql=[
            "ALTER TABLE books DROP CONSTRAINT ck_books_format_enum,"
            " ADD CONSTRAINT ck_books_format_enum CHECK (format IN ('ebook', 'hardcover', 'paperback'))"
        ],
    ),
    Mutation(
        name="an index holds some of the rows only",
        sqlite=["DROP INDEX ix_authors_name", "CREATE INDEX ix_authors_name ON authors (name) WHERE name <> ''"],
        postgresql=["DROP INDEX ix_authors_name", "CREATE INDEX ix_authors_name ON authors (name) WHERE name <> ''"],
    ),
    Mutation(
        name="an index runs downwards",
        sqlite=["DROP INDEX ix_authors_name", "CREATE INDEX ix_authors_name ON authors (name DESC)"],
        postgresql=["DROP INDEX ix_authors_name", "CREATE INDEX ix_authors_name ON authors (name DESC)"],
    ),
    Mutation(
        name="a column has another collation",
        sqlite=[Edit("authors", "VARCHAR(200)", "VARCHAR(200) COLLATE NOCASE")],
        postgresql=['ALTER TABLE authors ALTER name TYPE varchar(200) COLLATE "POSIX"'],
    ),
    Mutation(
        name="a primary key has another name",
        sqlite=[Edit("refresh_tokens", "pk_refresh_tokens", "refresh_tokens_pkey")],
        postgresql=["ALTER TABLE refresh_tokens RENAME CONSTRAINT pk_refresh_tokens TO refresh_tokens_pkey"],
    ),
    Mutation(
        name="a primary key has its columns the other way round",
        sqlite=[Edit("book_authors", '("book_id", "author_id")', '("author_id", "book_id")')],
        postgresql=[
            "ALTER TABLE book_authors DROP CONSTRAINT pk_book_authors,"
            " ADD CONSTRAINT pk_book_authors PRIMARY KEY (author_id, book_id)"
        ],
    ),
    Mutation(
        name="a foreign key has another name",
        sqlite=[Edit("reviews", "fk_reviews_book_id", "reviews_book_id_fkey")],
        postgresql=["ALTER TABLE reviews RENAME CONSTRAINT fk_reviews_book_id TO reviews_book_id_fkey"],
    ),
    Mutation(
        name="a check has another name",
        sqlite=[Edit("reviews", "ck_reviews_rating", "reviews_rating_check")],
        postgresql=["ALTER TABLE reviews RENAME CONSTRAINT ck_reviews_rating TO reviews_rating_check"],
    ),
    Mutation(
        name="a column does not number its rows",
        sqlite=[Edit("authors", " AUTOINCREMENT", "")],
        postgresql=["ALTER TABLE authors ALTER id DROP IDENTITY"],
        reported_on_postgresql=["modify_default authors.id: None -> an identity"],
    ),
    Mutation(
        name="a default is a text that looks like a function",
        sqlite=[Edit("users", "DEFAULT CURRENT_TIMESTAMP", "DEFAULT 'CURRENT_TIMESTAMP'")],
        postgresql=["ALTER TABLE users ALTER bio SET DEFAULT 'CURRENT_TIMESTAMP'"],
        reported_on_postgresql=["modify_default users.bio: 'CURRENT_TIMESTAMP'::text -> None"],
    ),
    Mutation(
        name="a foreign key was never checked",
        sqlite=None,
        postgresql=[
            "ALTER TABLE reviews DROP CONSTRAINT fk_reviews_book_id,"
            " ADD CONSTRAINT fk_reviews_book_id FOREIGN KEY (book_id) REFERENCES books (id) ON DELETE CASCADE NOT VALID"
        ],
    ),
    Mutation(
        name="an identity counts in other steps",
        sqlite=None,
        postgresql=["ALTER TABLE authors ALTER id SET INCREMENT BY 2"],
    ),
    Mutation(
        name="a column has a comment",
        sqlite=None,
        postgresql=["COMMENT ON COLUMN users.bio IS 'where from'"],
        reported=["modify_comment users.bio: where from -> None"],
    ),
]
