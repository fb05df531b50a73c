"""Bookshelf's tables in SQLAlchemy's words, written by hand from examples/bookshelf/models and docs/storage.md.

Nothing of Aludel's makes them: that is what makes the comparison a judgement.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Identity, MetaData, Table, UniqueConstraint, text
from sqlalchemy import BIGINT, BLOB, BOOLEAN, DATE, INTEGER, NUMERIC, SMALLINT, TEXT, TIMESTAMP, VARCHAR
from sqlalchemy.dialects.postgresql import BYTEA


class Sqlite:
    """What stands on SQLite for each neutral type: names whose affinity keeps every value."""

    bigint = integer = smallint = boolean = INTEGER()
    numeric_8_2 = date = timestamp = TEXT()
    binary = BLOB()
    true = "1"

    @staticmethod
    def identity():
        return []  # AUTOINCREMENT; Alembic does not see it, the catalogue does


class Postgresql:
    """What stands on PostgreSQL: its own types."""

    bigint, integer, smallint, boolean = BIGINT(), INTEGER(), SMALLINT(), BOOLEAN()
    numeric_8_2, date, timestamp = NUMERIC(8, 2), DATE(), TIMESTAMP(timezone=True)
    binary = BYTEA()
    true = "true"

    @staticmethod
    def identity():
        return [Identity(always=False)]


NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "%(constraint_name)s",
}


def metadata(sql):
    """The tables at head, in the types of one engine."""
    found = MetaData(naming_convention=NAMES)

    def table(name, *parts):
        return Table(name, found, *parts)

    def column(name, kind, *parts, nullable=False, default=None, **more):
        return Column(name, kind, *parts, nullable=nullable, server_default=default and text(default), **more)

    def id_column():
        return column("id", sql.bigint, *sql.identity(), primary_key=True)

    table(
        "users",
        id_column(),
        column("email", VARCHAR(255), unique=True),
        column("name", VARCHAR(100)),
        column("bio", TEXT, nullable=True),
        column("is_active", sql.boolean, default=sql.true),
        column("created_at", sql.timestamp, default="CURRENT_TIMESTAMP"),
    )
    table("authors", id_column(), column("name", VARCHAR(200), index=True))
    table(
        "books",
        id_column(),
        column("title", VARCHAR(300)),
        column("sort_title", TEXT, nullable=True),
        column("isbn", VARCHAR(13), unique=True),
        column("format", TEXT, default="'paperback'"),
        column("pages", sql.integer, nullable=True),
        column("price", sql.numeric_8_2, nullable=True),
        column("published_on", sql.date, nullable=True),
        column("cover", sql.binary, nullable=True),
        CheckConstraint("pages > 0", name="ck_books_pages"),
        CheckConstraint("format IN ('audiobook', 'ebook', 'hardcover', 'paperback')", name="ck_books_format_enum"),
    )
    table(
        "book_authors",
        column("book_id", sql.bigint, ForeignKey("books.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
        column("author_id", sql.bigint, ForeignKey("authors.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False, index=True),
        column("position", sql.smallint, default="1"),
    )
    table(
        "reviews",
        id_column(),
        column("user_id", sql.bigint, ForeignKey("users.id", ondelete="CASCADE")),
        column("book_id", sql.bigint, ForeignKey("books.id", ondelete="CASCADE"), index=True),
        column("rating", sql.smallint),
        column("body", TEXT, default="''"),
        column("created_at", sql.timestamp, default="CURRENT_TIMESTAMP"),
        UniqueConstraint("user_id", "book_id"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="ck_reviews_rating"),
    )
    table(
        "refresh_tokens",
        column("token", VARCHAR(64), primary_key=True),
        column("user_id", sql.bigint, ForeignKey("users.id", ondelete="CASCADE"), index=True),
        column("expires_at", sql.timestamp),
        column("revoked_at", sql.timestamp, nullable=True),
    )
    return found
