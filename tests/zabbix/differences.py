"""What may differ between Zabbix's own database and the one that its headers lead to, and why.

A difference is a function that turns the facts of the original into those that are expected, and returns how many it changed.
After all of an engine's, the expected facts have to be those of our database, every one of them; and one that changes nothing is
no difference any more. So both an unexpected difference and one that is gone are found.
"""

import re
from dataclasses import dataclass
from typing import Callable


@dataclass
class Difference:
    engine: str
    reason: str
    apply: Callable


DIFFERENCES = []


def difference(engine, reason):
    def added(function):
        DIFFERENCES.append(Difference(engine, " ".join(reason.split()), function))
        return function

    return added


def expected_facts(original, ours, schema, engine, url):
    """The facts that our database should have, and a list of (difference, how many facts it changed)."""
    facts = dict(original)
    counts = []
    for each in DIFFERENCES:
        if each.engine in (engine.name, "both"):
            counts.append((each, each.apply(facts, ours, schema, lambda pairs: engine.same_value(url, pairs))))
    return facts, counts


def columns(facts, what):
    """(key, value) of one property of every column."""
    return [(key, value) for key, value in facts.items() if key[0] == "column" and key[2] == what]


def remove(facts, kind, name):
    gone = [key for key in facts if key[:2] == (kind, name)]
    for key in gone:
        del facts[key]
    return len(gone)


@difference("both", "The script inserts the row that says which version it is. Rows are no part of a schema: an author puts them into a revision by hand.")
def rows(facts, _ours, schema, _same_value):
    for table, count in schema.rows.items():
        assert facts["table", table, "rows"] == str(count)
        facts["table", table, "rows"] = "0"
    return len(schema.rows)


@difference("both", """A default is a value in a header, written by us as a literal of its type: DEFAULT 0 where Zabbix writes DEFAULT '0' for a
    number. The engine is asked, for each, whether both leave the same in the column.""")
def spelling_of_defaults(facts, ours, _schema, same_value):
    pairs = []
    for key, default in columns(facts, "default"):
        written = ours.get(key)
        if default == written or "none" in (default, written) or written is None or "nextval" in default:
            continue
        pairs.append((key, written, (default, written, facts[key[0], key[1], "type"])))
    same = same_value([pair for _, _, pair in pairs]) if pairs else []
    for (key, written, _), equal in zip(pairs, same):
        if equal:
            facts[key] = written
    return sum(same)


def affinity(declared):
    """SQLite's own rules: https://sqlite.org/datatype3.html#determination_of_column_affinity"""
    declared = declared.upper()
    for word, result in [("INT", "INTEGER"), ("CHAR", "TEXT"), ("CLOB", "TEXT"), ("TEXT", "TEXT"), ("BLOB", "BLOB"), ("REAL", "REAL"), ("FLOA", "REAL"), ("DOUB", "REAL")]:  # fmt: skip
        if word in declared:
            return result
    return "NUMERIC" if declared else "BLOB"


@difference("sqlite", """docs/storage.md has one declared type for each type of ours: INTEGER where Zabbix writes bigint, REAL for DOUBLE PRECISION, BLOB
    for longblob, VARCHAR(n) in capitals. SQLite treats each pair alike: the affinity is the same.""")
def declared_types(facts, _ours, _schema, _same_value):
    count = 0
    for key, declared in columns(facts, "type"):
        other = {"bigint": "INTEGER", "DOUBLE PRECISION": "REAL", "longblob": "BLOB"}.get(declared, declared)
        other = re.sub(r"^varchar\((\d+)\)$", r"VARCHAR(\1)", other)
        if other != declared:
            assert affinity(other) == affinity(declared), (other, declared)
            facts[key] = other
            count += 1
    return count


@difference("sqlite", """A number without a sign of 64 bits is numeric(20) on PostgreSQL and in the header; Zabbix has bigint for it on SQLite, where the upper
    half becomes a floating point number. Ours is kept there as text, which holds every digit.""")
def unsigned_numbers(facts, _ours, schema, _same_value):
    count = 0
    for table in schema.tables.values():
        for column in table.columns:
            if column.type == "numeric(20)":
                facts["column", f"{table.name}.{column.name}", "type"] = "TEXT"
                count += 1
    return count


@difference("sqlite", """A primary key of one INTEGER column is the rowid itself and has no index of its own; in Zabbix's tables it is a bigint, which SQLite
    keeps beside the rowid.""")
def indexes_of_rowids(facts, _ours, schema, _same_value):
    count = 0
    for table in schema.tables.values():
        if len(table.primary_key) == 1 and table.column(table.primary_key[0]).type == "bigint":
            count += remove(facts, "index", f"sqlite_autoindex_{table.name}_1") > 0
    return count


@difference("sqlite", """Zabbix names primary and foreign keys on PostgreSQL alone; a header has one name for both engines. No pragma tells it: this is about the
    text of CREATE TABLE.""")
def names_of_constraints(facts, _ours, schema, _same_value):
    for table in schema.tables.values():
        names = [f"{table.name}_pkey", *(key.name for key in table.foreign_keys)]
        facts["table", table.name, "names of constraints"] = ", ".join(sorted(names))
    return len(schema.tables)


@difference("postgresql", """bigserial is a default that draws from a sequence; db::identity is GENERATED BY DEFAULT AS IDENTITY, which draws from a sequence of the
    same name and owner.""")
def identities(facts, _ours, schema, _same_value):
    count = 0
    for table in schema.tables.values():
        for column in table.columns:
            if column.type == "bigserial":
                name = f"{table.name}.{column.name}"
                assert facts["column", name, "default"].startswith("nextval(")
                facts["column", name, "default"] = "none"
                facts["column", name, "identity"] = "d"
                count += 1
    return count
