"""SQLite as the judges meet it: databases are files, the catalogue is sqlite_schema."""

import pathlib
import re
import shutil
import sqlite3

import sqlalchemy
from sqlalchemy.pool import NullPool

import models

OURS = ("aludel_version", "aludel_history")


class Sqlite:
    types = models.Sqlite

    def __init__(self, folder):
        self._folder = pathlib.Path(folder)

    def create(self, name):
        """The URL of a database that is not there yet."""
        return f"sqlite:///{self._folder / name}.db"

    def copy(self, url, name):
        copied = self.create(name)
        shutil.copyfile(_file(url), _file(copied))
        return copied

    def drop(self, url):
        _file(url).unlink(missing_ok=True)

    def connect(self, url):
        """For Alembic, as an application's env.py would open it."""
        return sqlalchemy.create_engine(url, poolclass=NullPool).connect()

    def shell(self, url):
        """The engine's own program, which runs a script from its standard input."""
        return ["sqlite3", "-bail", str(_file(url))]

    def plant(self, url, mutation):
        database = sqlite3.connect(_file(url), isolation_level=None)
        for change in mutation.sqlite:
            if isinstance(change, str):
                database.execute(change)
            else:
                _make_anew(database, change)
        database.close()

    def catalogue(self, url):
        """The text of each table, index, view and trigger, in one line each."""
        database = sqlite3.connect(_file(url))
        rows = database.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name")
        found = [_one_line(text) for name, text in rows if name not in (*OURS, "sqlite_sequence")]
        database.close()
        return found

    def expected(self, text):
        """The same lines from SQL laid out for people."""
        without_comments = re.sub(r"^--.*\n", "", text, flags=re.MULTILINE)
        return [_one_line(statement) for statement in without_comments.split(";") if statement.strip()]

    @staticmethod
    def compare_server_default(context, column, metadata_column, inspected, _default, rendered):
        """Alembic 1.8 puts parentheses around some defaults as it reads them and not around others, by whether the table was
        reached through a foreign key before; they are taken off again."""
        bare = re.fullmatch(r"\((.*)\)", inspected or "")
        if bare is None:
            return None
        return context.impl.compare_server_default(column, metadata_column, rendered, bare[1])


def _file(url):
    return pathlib.Path(url.removeprefix("sqlite:///"))


def _one_line(text):
    """White space is no part of the format: SQLite keeps the author's in CREATE and chooses its own in ALTER TABLE."""
    return re.sub(r"(?<=\() | (?=\))", "", " ".join(text.split()))


def _make_anew(database, edit):
    """Drops an empty table and makes it from its own text with one part of it replaced, its indexes with it."""
    (table,) = database.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [edit.table]).fetchone()
    if edit.old not in table:
        raise ValueError(f"{edit.old!r} is not in the text of {edit.table}: {table}")
    indexes = database.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type = 'index' AND sql IS NOT NULL", [edit.table])
    statements = [table.replace(edit.old, edit.new), *(index for index, in indexes)]
    for statement in ["PRAGMA foreign_keys = OFF", f"DROP TABLE {edit.table}", *statements]:
        database.execute(statement)
