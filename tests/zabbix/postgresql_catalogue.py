"""A PostgreSQL database as pg_catalog describes it: facts (kind, name, property) -> text. Aludel's own tables are left out.

Asked through psql, so that a plain Python does.
"""

import json
import os
import pathlib
import subprocess

# Each query gives rows of an object's name and its properties; all names are of the schema public.
QUERIES = {
    "table": """
        SELECT relname, relkind AS kind, relpersistence AS persistence, reloptions AS options, relrowsecurity AS row_security,
            relreplident AS replica_identity, obj_description(oid, 'pg_class') AS comment,
            (SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)
                AS columns,
            (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM public.%I', relname), false, true, '')))[1] AS rows
        FROM relations c WHERE relkind NOT IN ('i', 'S')""",
    "column": """
        SELECT relname || '.' || attname, format_type(atttypid, atttypmod) AS type, attnotnull AS "not null",
            pg_get_expr(adbin, adrelid) AS default, attidentity AS identity, attgenerated AS computed,
            attcollation::regcollation AS collation, attstorage AS storage, attcompression AS compression, attstattarget AS statistics,
            col_description(attrelid, attnum) AS comment
        FROM relations c JOIN pg_attribute ON attrelid = c.oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relkind NOT IN ('i', 'S') AND attnum > 0 AND NOT attisdropped""",
    "constraint": """
        SELECT conname || ' on ' || relname, contype AS kind, pg_get_constraintdef(k.oid) AS definition, condeferrable AS deferrable,
            condeferred AS deferred, convalidated AS valid, conindid::regclass AS index, obj_description(k.oid, 'pg_constraint') AS comment
        FROM relations c JOIN pg_constraint k ON conrelid = c.oid""",
    "index": """
        SELECT relname, pg_get_indexdef(indexrelid) AS definition, indisprimary AS primary, indisunique AS unique, indisvalid AS valid,
            indisready AS ready, indisclustered AS clustered, indisreplident AS replica_identity
        FROM relations c JOIN pg_index ON indexrelid = c.oid""",
    "sequence": """
        SELECT relname, format_type(seqtypid, NULL) AS type, seqstart AS start, seqincrement AS increment, seqmin AS least, seqmax AS most,
            seqcache AS cache, seqcycle AS cycle,
            (SELECT refobjid::regclass || '.' || attname FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
             WHERE classid = 'pg_class'::regclass AND objid = c.oid AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')) AS of
        FROM relations c JOIN pg_sequence ON seqrelid = c.oid""",
    "trigger": """
        SELECT tgname || ' on ' || relname, pg_get_triggerdef(t.oid) AS definition, tgenabled AS enabled
        FROM relations c JOIN pg_trigger t ON tgrelid = c.oid WHERE NOT tgisinternal""",
    "rule": "SELECT rulename || ' on ' || relname, pg_get_ruledef(r.oid) AS definition FROM relations c JOIN pg_rewrite r ON ev_class = c.oid",
    "policy": "SELECT polname || ' on ' || relname, polcmd AS command FROM relations c JOIN pg_policy ON polrelid = c.oid",
    "statistics": "SELECT stxname, pg_get_statisticsobjdef(oid) AS definition FROM pg_statistic_ext",
    "function": "SELECT oid::regprocedure, pg_get_functiondef(oid) AS definition FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "type": """
        SELECT typname, typtype AS kind, (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) AS values
        FROM pg_type t WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd', 'r', 'm')""",
    "schema": "SELECT nspname, '' AS comment FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$|public$)'",
    "extension": "SELECT extname, extversion AS version FROM pg_extension WHERE extname <> 'plpgsql'",
}

# Tables of Aludel's, and what belongs to them.
RELATIONS = r"""
    WITH relations AS (
        SELECT * FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE ALL (ARRAY['aludel\_%', 'pk\_aludel\_%'])
    )
"""


def _server():
    given = os.environ.get("ALUDEL_TEST_POSTGRESQL")
    if not given:
        raise RuntimeError("ALUDEL_TEST_POSTGRESQL is not set: start a server with tools/postgresql and set it to its URL")
    return given if "://" in given else (pathlib.Path(given) / "url").read_text().strip()


class Postgresql:
    name = "postgresql"

    def __init__(self, _folder):
        self._server = _server()

    def create(self, name):
        """The URL of an empty database."""
        database = f"aludel_zabbix_{os.getpid()}_{name}"
        self._psql(self._server, f"CREATE DATABASE {database} TEMPLATE template0")
        return self._server.rpartition("/")[0] + "/" + database

    def drop(self, url):
        self._psql(self._server, f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def load(self, url, script):
        self._run(url, ["--single-transaction", "--file", str(script)])

    def rows(self, url, columns):
        """By table: how many rows there are, and a digest of what they hold in the columns that are given for it."""
        query = """SELECT '{table}' AS name, count(*) AS count, md5(coalesce(string_agg(md5({row}), '' ORDER BY {row}), '')) AS digest FROM "{table}" """
        queries = []
        for table, names in columns.items():
            row = "ROW({})::text".format(", ".join(f'"{name}"' for name in names))
            queries.append(query.format(table=table, row=row))
        return {row["name"]: (row["count"], row["digest"]) for row in self._rows(url, " UNION ALL ".join(queries))}

    def facts(self, url):
        facts = {}
        for kind, query in QUERIES.items():
            for row in self._rows(url, f"{RELATIONS} {query}"):
                (name, *properties) = row.items()
                for what, value in properties:
                    assert (kind, name[1], what) not in facts, (kind, name[1], what)
                    facts[kind, name[1], what] = "none" if value is None else str(value)
        return facts

    def same_value(self, url, expressions):
        """Which of these pairs of defaults, as `(first, second, type)`, give the same value in a column of that type."""
        pairs = ", ".join(f"({first})::{kind} IS NOT DISTINCT FROM ({second})::{kind}" for first, second, kind in expressions)
        return json.loads(self._psql(url, f"SELECT to_json(ARRAY[{pairs}]::boolean[])"))

    def _rows(self, url, query):
        return json.loads(self._psql(url, f"SELECT coalesce(json_agg(row_to_json(q)), '[]') FROM ({query}) q"))

    def _psql(self, url, sql):
        return self._run(url, ["--tuples-only", "--no-align"], sql)

    @staticmethod
    def _run(url, arguments, text=None):
        command = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", *arguments, url]
        ran = subprocess.run(command, input=text, capture_output=True, text=True)
        if ran.returncode != 0:
            raise RuntimeError(f"{' '.join(command)} returned {ran.returncode}:\n{ran.stdout}{ran.stderr}")
        return ran.stdout
