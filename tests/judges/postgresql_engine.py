"""PostgreSQL as the judges meet it: a database each on a throw-away server, the catalogue by pg_catalog's own words."""

import os
import pathlib

import psycopg2
import sqlalchemy
from sqlalchemy.pool import NullPool

import models

# Each row is one line: what it is, whose, and all that PostgreSQL says of it. Only the schema public, and not Aludel's own tables.
CATALOGUE = """
WITH tables AS (
    SELECT oid, relname, relkind, relpersistence FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE ALL (ARRAY['aludel\\_%', 'pk\\_aludel\\_%'])
)
SELECT 1, relname, 0,
    format('%s %s', CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' ELSE 'relation ' || relkind::text END, relname)
    || CASE relpersistence WHEN 'p' THEN '' ELSE ' persistence ' || relpersistence::text END
    || coalesce(' comment ' || quote_literal(obj_description(oid, 'pg_class')), '')
FROM tables WHERE relkind NOT IN ('i', 'S')
UNION ALL
SELECT 2, relname, attnum, format('column %s.%s %s', relname, attname, format_type(atttypid, atttypmod))
    || CASE WHEN attcollation NOT IN (0, typcollation) THEN ' collate ' || quote_ident(collname) ELSE '' END
    || CASE WHEN attnotnull THEN ' not null' ELSE '' END
    || coalesce(' default ' || pg_get_expr(adbin, adrelid), '')
    || CASE attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity by default' ELSE '' END
    || CASE attgenerated WHEN '' THEN '' ELSE ' generated ' || attgenerated::text END
    || coalesce(' comment ' || quote_literal(col_description(attrelid, attnum)), '')
FROM tables JOIN pg_attribute ON attrelid = tables.oid JOIN pg_type ON pg_type.oid = atttypid
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum LEFT JOIN pg_collation ON pg_collation.oid = attcollation
WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped
UNION ALL
-- PostgreSQL 18 lists NOT NULL here too; it stands with the columns.
SELECT 3, relname, 0, format('constraint %s on %s %s', conname, relname, pg_get_constraintdef(pg_constraint.oid))
FROM tables JOIN pg_constraint ON conrelid = tables.oid WHERE contype <> 'n'
UNION ALL
SELECT 4, relname, 0, pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' invalid' END
FROM tables JOIN pg_index ON indrelid = tables.oid
UNION ALL
SELECT 5, relname, 0, format('sequence %s %s from %s by %s, %s to %s%s, of %s', relname, format_type(seqtypid, NULL), seqstart,
    seqincrement, seqmin, seqmax, CASE WHEN seqcycle THEN ' cycling' ELSE '' END,
    coalesce(refobjid::regclass || '.' || (SELECT attname FROM pg_attribute WHERE attrelid = refobjid AND attnum = refobjsubid), 'nothing'))
FROM tables JOIN pg_sequence ON seqrelid = tables.oid
LEFT JOIN pg_depend ON objid = tables.oid AND classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
UNION ALL
SELECT 6, typname, 0, format('type %s (%s)', typname,
    (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = pg_type.oid))
FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
UNION ALL
SELECT 7, tgname, 0, pg_get_triggerdef(pg_trigger.oid) FROM tables JOIN pg_trigger ON tgrelid = tables.oid WHERE NOT tgisinternal
UNION ALL
SELECT 8, proname, 0, format('function %s', pg_proc.oid::regprocedure) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT 9, nspname, 0, format('schema %s', nspname) FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$|public$)'
ORDER BY 1, 2, 3, 4
"""


def _server():
    given = os.environ.get("ALUDEL_TEST_POSTGRESQL")
    if not given:
        raise RuntimeError("ALUDEL_TEST_POSTGRESQL is not set: start a server with tools/postgresql and set it to its URL")
    return given if "://" in given else (pathlib.Path(given) / "url").read_text().strip()


class Postgresql:
    types = models.Postgresql
    compare_server_default = True  # Alembic asks the server whether they are equal

    def __init__(self, _folder):
        self._server = _server()
        self._prefix = f"aludel_judge_{os.getpid()}_"

    def create(self, name):
        """The URL of an empty database."""
        return self._create(name, "template0")

    def copy(self, url, name):
        return self._create(name, url.rpartition("/")[2])

    def drop(self, url):
        self._run(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")

    def connect(self, url):
        """For Alembic, as an application's env.py would open it."""
        return sqlalchemy.create_engine("postgresql+psycopg2://", creator=lambda: psycopg2.connect(url), poolclass=NullPool).connect()

    def shell(self, url):
        """The engine's own program, which runs a script from its standard input."""
        return ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", url]

    def plant(self, url, mutation):
        for statement in mutation.postgresql:
            self._run(statement, url)

    def catalogue(self, url):
        return [line for *_, line in self._run(CATALOGUE, url)]

    def expected(self, text):
        return [line for line in text.splitlines() if line and not line.startswith("--")]

    def _create(self, name, template):
        self._run(f"CREATE DATABASE {self._prefix}{name} TEMPLATE {template}")
        return self._server[: self._server.rindex("/") + 1] + self._prefix + name

    def _run(self, sql, url=None):
        connection = psycopg2.connect(url or self._server)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()
