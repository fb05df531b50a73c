"""A SQLite database as its pragmas describe it: facts (kind, name, property) -> text. Aludel's own tables are left out."""

import hashlib
import re
import sqlite3
from urllib.parse import urlparse

# A text of PostgreSQL's, with escapes where it begins with E.
LITERAL = re.compile(r"E'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'", re.DOTALL)


def _without_escapes(literal):
    text = literal[0]
    if text[0] == "'":
        return text
    meanings = {"n": "\n", "r": "\r", "t": "\t", "'": "''"}
    return re.sub(r"\\(.)", lambda escape: meanings.get(escape[1], escape[1]), text[1:], flags=re.DOTALL)


class Sqlite:
    name = "sqlite"

    def __init__(self, folder):
        self._folder = folder

    def create(self, name):
        """The URL of an empty database."""
        return f"sqlite:///{self._folder / name}.db"

    def drop(self, _url):
        """Goes with the folder."""

    def load(self, url, script):
        """A script of SQLite's, or rows from one of PostgreSQL's."""
        text = script.read_text()
        with self._connect(url) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.create_function("decode", 2, lambda text, _hex: bytes.fromhex(text), deterministic=True)
            if "E'" in text:
                text = LITERAL.sub(_without_escapes, text)
            # One transaction, unless the script has its own: each would otherwise wait for the disk.
            own = re.search(r"^(BEGIN|START TRANSACTION)\b", text, re.MULTILINE)
            connection.executescript(text.replace("START TRANSACTION;", "BEGIN;", 1) if own else f"BEGIN;\n{text}\nCOMMIT;")

    def rows(self, url, columns):
        """By table: how many rows there are, and a digest of what they hold in the columns that are given for it."""
        found = {}
        with self._connect(url) as connection:
            for table, names in columns.items():
                listed = ", ".join(f'"{name}"' for name in names)
                rows = connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY {listed}').fetchall()
                found[table] = len(rows), hashlib.sha256(repr(rows).encode()).hexdigest()
        return found

    def facts(self, url):
        with self._connect(url) as connection:
            return _Reader(connection).read()

    def same_value(self, url, expressions):
        """Which of these pairs of defaults, as `(first, second, type)`, give the same value of the same class in a column of that type."""
        with self._connect(url) as connection:
            return [self._stored(connection, first, kind) == self._stored(connection, second, kind) for first, second, kind in expressions]

    @staticmethod
    def _stored(connection, default, kind):
        connection.execute(f"CREATE TEMP TABLE judged (value {kind} DEFAULT {default})")
        connection.execute("INSERT INTO judged DEFAULT VALUES")
        (stored,) = connection.execute("SELECT typeof(value), value FROM judged")
        connection.execute("DROP TABLE judged")
        return stored

    def _connect(self, url):
        connection = sqlite3.connect(urlparse(url).path)
        connection.isolation_level = None
        return connection


class _Reader:
    def __init__(self, connection):
        self._connection = connection
        self._facts = {}

    def read(self):
        for kind, name, table, sql in self._all("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid"):
            if table.startswith("aludel_") or name == "sqlite_sequence":
                continue
            if kind == "table":
                self._table(name, sql)
            elif kind == "index":
                self._index(name, table)
            else:
                self._put(kind, name, "sql", sql)
        return self._facts

    def _all(self, sql, *values):
        return self._connection.execute(sql, values).fetchall()

    def _put(self, kind, name, what, value):
        assert (kind, name, what) not in self._facts, (kind, name, what)
        self._facts[kind, name, what] = str(value)

    def _table(self, table, sql):
        columns = self._all("SELECT name, type, [notnull], dflt_value, pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid", table)
        ((without_rowid, strict),) = self._all("SELECT wr, strict FROM pragma_table_list(?) WHERE schema = 'main'", table)
        self._put("table", table, "columns", ", ".join(column[0] for column in columns))
        self._put("table", table, "without rowid", without_rowid)
        self._put("table", table, "strict", strict)
        self._put("table", table, "rows", self._all(f"SELECT count(*) FROM {table}")[0][0])
        # What no pragma says.
        self._put("table", table, "autoincrement", len(re.findall(r"\bAUTOINCREMENT\b", sql, re.IGNORECASE)))
        self._put("table", table, "checks", len(re.findall(r"\bCHECK\b", sql, re.IGNORECASE)))
        self._put("table", table, "collations", len(re.findall(r"\bCOLLATE\b", sql, re.IGNORECASE)))
        self._put("table", table, "names of constraints", ", ".join(sorted(re.findall(r'\bCONSTRAINT "?(\w+)', sql, re.IGNORECASE))))
        for name, kind, not_null, default, key, hidden in columns:
            self._put("column", f"{table}.{name}", "type", kind)
            self._put("column", f"{table}.{name}", "not null", not_null)
            self._put("column", f"{table}.{name}", "default", "none" if default is None else default)
            self._put("column", f"{table}.{name}", "place in the primary key", key)
            self._put("column", f"{table}.{name}", "hidden or computed", hidden)
        self._foreign_keys(table)

    def _foreign_keys(self, table):
        keys = {}
        rows = self._all("SELECT id, [from], [table], [to], on_update, on_delete, match FROM pragma_foreign_key_list(?) ORDER BY id, seq", table)
        for number, column, target, target_column, *how in rows:
            keys.setdefault((number, target, *how), []).append((column, target_column))
        for (_, target, on_update, on_delete, match), pairs in keys.items():
            columns = ", ".join(pair[0] for pair in pairs)
            targets = ", ".join(pair[1] for pair in pairs)
            text = f"{target} ({targets}), on update {on_update}, on delete {on_delete}, match {match}"
            self._put("foreign key", f"{table} ({columns})", "references", text)

    def _index(self, name, table):
        ((unique, origin, partial),) = self._all("SELECT [unique], origin, partial FROM pragma_index_list(?) WHERE name = ?", table, name)
        keys = self._all("SELECT name, [desc], coll FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno", name)
        self._put("index", name, "of", table)
        self._put("index", name, "unique", unique)
        self._put("index", name, "made by", {"c": "CREATE INDEX", "u": "UNIQUE", "pk": "PRIMARY KEY"}[origin])
        self._put("index", name, "partial", partial)
        self._put("index", name, "keys", ", ".join(f"{key} {'desc' if down else 'asc'} {collation}" for key, down, collation in keys))
