"""Runs Alembic inside one process, as an application does that upgrades itself at start: worker.py ALEMBIC_INI

Reads a request a line, words parted by tabs, and answers with a line: "ok" and a value, or "error" and a text.

upgrade URL TRANSACTIONS TIMES   `command.upgrade(config, "head")` so many times; the milliseconds that they took.
                                 TRANSACTIONS is "default", or "each": one for each revision
stamp URL                        Alembic's version row alone, at head
create SERVER NAME               makes that database on a PostgreSQL server; its URL
reset URL                        leaves an empty database
versions                         of all that runs here
schema URL                       its tables as SQLAlchemy reads them, the two programs' own left out
"""

import pathlib
import sys
import time

import alembic
import sqlalchemy
from alembic import command
from alembic.config import Config

OURS = ("aludel_version", "aludel_history", "alembic_version")


def upgrade(ini, url, transactions, times):
    taken = 0.0
    for _ in range(int(times)):
        started = time.perf_counter()
        config = Config(ini)
        config.attributes.update(url=url, transaction_per_revision=transactions == "each")
        command.upgrade(config, "head")
        taken += time.perf_counter() - started
    return taken * 1000


def stamp(ini, url):
    config = Config(ini)
    config.attributes.update(url=url)
    command.stamp(config, "head")
    return ""


def create(_ini, server, name):
    with sqlalchemy.create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name}")
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    return server[: server.rindex("/") + 1] + name


def reset(_ini, url):
    if url.startswith("sqlite:///"):
        for suffix in ("", "-journal", "-wal", "-shm"):
            pathlib.Path(url.removeprefix("sqlite:///") + suffix).unlink(missing_ok=True)
    else:
        with sqlalchemy.create_engine(url).begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    return ""


def versions(_ini):
    return f"Alembic {alembic.__version__}, SQLAlchemy {sqlalchemy.__version__}, Python {sys.version.split()[0]}"


def schema(_ini, url):
    inspector = sqlalchemy.inspect(sqlalchemy.create_engine(url))
    found = []
    for table in sorted(set(inspector.get_table_names()) - set(OURS)):
        columns = [(column["name"], str(column["type"]), column["nullable"], column["default"]) for column in inspector.get_columns(table)]
        indexes = [(index["name"], index["column_names"], bool(index["unique"])) for index in inspector.get_indexes(table)]
        key = inspector.get_pk_constraint(table)["constrained_columns"]  # its name in quotes is not read from SQLite
        found.append((table, columns, key, sorted(indexes)))
    return repr(found)


def main(ini):
    for line in sys.stdin:
        request, *words = line.rstrip("\n").split("\t")
        try:
            answer = f"ok\t{globals()[request](ini, *words)}"
        except Exception as error:  # whatever it is, the one who asked says it
            answer = "error\t" + repr(error).replace("\n", " ")
        print(answer, flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
