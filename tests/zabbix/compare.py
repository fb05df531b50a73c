"""Compares Zabbix's own schema with what its headers lead to: compare.py ENGINE ORIGINALS APPLICATION [Compared] [Filled] [OnPostgresql]

ENGINE is sqlite, or postgresql with a server's URL in ALUDEL_TEST_POSTGRESQL; ORIGINALS is what fetch wrote, APPLICATION what
make_application.py built; the last arguments are what is asked, see the classes. Databases are described by the engine's own
catalogue, not by Aludel's introspection; differences.py says what may differ.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import differences
import next_version
import original
from postgresql_catalogue import Postgresql
from sqlite_catalogue import Sqlite

ENGINES = {"sqlite": Sqlite, "postgresql": Postgresql}

# What the comparison has to see: statements that change our database, and a fact each that then differs.
PLANTED = {
    "sqlite": [
        ("DROP INDEX hosts_4", ("index", "hosts_4", "keys")),
        ("DROP INDEX hosts_6; CREATE INDEX hosts_6 ON hosts (name_upper DESC)", ("index", "hosts_6", "keys")),
        ("DROP INDEX users_1; CREATE INDEX users_1 ON users (username)", ("index", "users_1", "unique")),
        ("DROP TABLE sla_service_tag", ("table", "sla_service_tag", "columns")),
        ("ALTER TABLE dbversion DROP COLUMN optional", ("column", "dbversion.optional", "type")),
        ("ALTER TABLE ids ADD COLUMN more TEXT", ("table", "ids", "columns")),
        ("DROP TABLE token; CREATE TABLE token (tokenid INTEGER)", ("foreign key", "token (userid)", "references")),
        ("CREATE VIEW everybody AS SELECT * FROM users", ("view", "everybody", "sql")),
        ("CREATE TRIGGER watch AFTER DELETE ON users BEGIN SELECT 1; END", ("trigger", "watch", "sql")),
    ],
    "postgresql": [
        ("DROP INDEX hosts_4", ("index", "hosts_4", "definition")),
        ("DROP INDEX users_1; CREATE INDEX users_1 ON users (username)", ("index", "users_1", "definition")),
        ("ALTER TABLE hosts ALTER COLUMN status SET DEFAULT 1", ("column", "hosts.status", "default")),
        ("ALTER TABLE hosts ALTER COLUMN name DROP NOT NULL", ("column", "hosts.name", "not null")),
        ("ALTER TABLE hosts ALTER COLUMN tls_psk TYPE varchar(513)", ("column", "hosts.tls_psk", "type")),
        ("ALTER TABLE hosts DISABLE TRIGGER hosts_name_upper_insert", ("trigger", "hosts_name_upper_insert on hosts", "enabled")),
        ("ALTER TABLE token DROP CONSTRAINT c_token_1", ("constraint", "c_token_1 on token", "definition")),
        ("ALTER TABLE token ALTER CONSTRAINT c_token_2 DEFERRABLE", ("constraint", "c_token_2 on token", "deferrable")),
        ("ALTER TABLE role RENAME CONSTRAINT role_pkey TO pk_role", ("constraint", "pk_role on role", "definition")),
        ("ALTER SEQUENCE proxy_history_id_seq INCREMENT 2", ("sequence", "proxy_history_id_seq", "increment")),
        ("ALTER TABLE sla RENAME TO slas", ("table", "slas", "columns")),
        ("ALTER TABLE ids RENAME nextid TO next", ("column", "ids.next", "type")),
        ("CREATE TYPE mood AS ENUM ('good')", ("type", "mood", "values")),
        ("CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'", ("function", "one()", "definition")),
        ("COMMENT ON TABLE users IS 'who'", ("table", "users", "comment")),
    ],
}


class Refused(AssertionError):
    """The migrate program returned another code than 0."""

    def __init__(self, message, said):
        super().__init__(f"{message}\n{said}")
        self.said = said


class Databases(unittest.TestCase):
    """What the tests share: databases of one engine, and the application's migrate program."""

    maxDiff = None
    engine_name, originals, application, folder = None, None, None, None

    @classmethod
    def setUpClass(cls):
        cls.engine = ENGINES[cls.engine_name](cls.folder)

    @staticmethod
    def create(place, name):
        """The URL of an empty database that goes with the test, or with all of them."""
        url = place.engine.create(name)
        (place.addCleanup if isinstance(place, unittest.TestCase) else place.addClassCleanup)(place.engine.drop, url)
        return url

    @staticmethod
    def upgraded(place, name, **program):
        url = place.create(place, name)
        place.migrate("upgrade", "head", url=url, **program)
        return url

    @classmethod
    def migrate(cls, *words, url, program="zabbix_migrate", **environment):
        command = [str(cls.application / "build" / program), "--url", url, *words]
        ran = subprocess.run(command, cwd=cls.application, env=os.environ | environment, capture_output=True, text=True)
        if ran.returncode != 0:
            raise Refused(f"{' '.join(command)} returned {ran.returncode}:", ran.stdout + ran.stderr)
        return ran.stdout

    def is_as_the_revisions_made_it(self, url, **program):
        self.assertIn("The database is at head, and as its revisions made it.", self.migrate("current", "--check", url=url, **program))


class Compared(Databases):
    """The original beside ours, which no test changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.schema = original.read((cls.originals / "postgresql.sql").read_text())
        cls.original = cls.create(cls, "original")
        cls.engine.load(cls.original, cls.originals / f"{cls.engine_name}.sql")
        cls.original_facts = cls.engine.facts(cls.original)
        cls.ours = cls.upgraded(cls, "ours")
        cls.facts = cls.engine.facts(cls.ours)

    def unexpected(self, facts):
        """Each fact that differs from what is expected, as (fact, expected, found)."""
        expected, _ = differences.expected_facts(self.original_facts, facts, self.schema, self.engine, self.original)
        keys = sorted(expected.keys() | facts.keys())
        return [(key, expected.get(key), facts.get(key)) for key in keys if expected.get(key) != facts.get(key)]

    def test_it_differs_from_the_original_only_as_is_written_down(self):
        found = self.unexpected(self.facts)
        lines = [f"{' '.join(key)}: {expected or 'nothing'} is expected, {ours or 'nothing'} is there" for key, expected, ours in found]
        self.assertEqual(len(lines), 0, "\n".join(["differences that nobody wrote down:", *lines[:100]]))

    def test_every_difference_that_is_written_down_is_there(self):
        _, counts = differences.expected_facts(self.original_facts, self.facts, self.schema, self.engine, self.original)
        print(f"\n{len(self.original_facts)} facts of the original; what differs:")
        for each, count in counts:
            print(f"{count:5} {each.apply.__name__}: {each.reason}")
        self.assertEqual([each.apply.__name__ for each, count in counts if count == 0], [])

    def test_nothing_of_the_original_is_missing_from_the_comparison(self):
        tables = self.schema.tables.values()
        counts = {"table": len(tables), "column": sum(len(table.columns) for table in tables)}
        seen = {kind: len({name for of, name, _ in self.original_facts if of == kind}) for kind in counts}
        self.assertEqual(seen, counts)

    def test_the_comparison_sees_what_is_planted(self):
        url = self.upgraded(self, "planted")
        planted = PLANTED[self.engine_name]
        script = self.folder / "planted.sql"
        script.write_text(";\n".join(statement for statement, _ in planted) + ";\n")
        self.engine.load(url, script)
        seen = {key for key, _, _ in self.unexpected(self.engine.facts(url))}
        self.assertEqual([fact for _, fact in planted if fact not in seen], [])

    def test_the_live_schema_is_what_the_revisions_say(self):
        self.is_as_the_revisions_made_it(self.ours)

    def test_it_goes_down_to_an_empty_database_and_up_again(self):
        url = self.upgraded(self, "down_and_up")
        self.migrate("downgrade", "base", url=url)
        self.assertEqual(self.engine.facts(url), {})
        self.migrate("upgrade", "head", url=url)
        self.assertEqual(self.engine.facts(url), self.facts)

    def test_the_script_makes_the_same_database(self):
        url = self.create(self, "scripted")
        script = self.folder / "upgrade.sql"
        script.write_text(self.migrate("upgrade", "head", "--sql", url=url))
        self.engine.load(url, script)
        self.assertEqual(self.engine.facts(url), self.facts)


class Filled(Databases):
    """With the 130,000 rows that a new installation begins with; they are for PostgreSQL, and SQLite takes them too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scripts = [cls.originals / f"{name}.sql" for name in ["images", "data"]]
        cls.columns = {}  # by table, those that stay: what the first version calls them, and the next
        for table in original.read((cls.originals / "postgresql.sql").read_text()).tables.values():
            named = [(column.name, next_version.CHANGED.get((table.name, column.name), column.name)) for column in table.columns]
            cls.columns[table.name] = [(name, later) for name, later in named if later]

    def rows(self, url, version):
        return self.engine.rows(url, {table: [pair[version] for pair in columns] for table, columns in self.columns.items()})

    def schema_of(self, url):
        return {key: value for key, value in self.engine.facts(url).items() if key[2] != "rows"}

    def test_no_row_is_lost_on_the_way_to_the_next_version_and_back(self):
        fresh, url = self.upgraded(self, "fresh"), self.upgraded(self, "filled")
        for script in self.scripts:
            self.engine.load(url, script)
        rows = self.rows(url, 0)
        lines = [line for script in self.scripts for line in script.read_text().splitlines()]
        self.assertEqual(sum(count for count, _ in rows.values()), sum(line.startswith("INSERT INTO ") for line in lines))
        self.is_as_the_revisions_made_it(url)

        self.migrate("upgrade", "head", url=url, program="zabbix_next_migrate")
        self.assertEqual(self.rows(url, 1), rows)
        self.assertEqual(self.schema_of(url), self.schema_of(self.upgraded(self, "fresh_next", program="zabbix_next_migrate")))
        self.is_as_the_revisions_made_it(url, program="zabbix_next_migrate")

        self.migrate("downgrade", "-1", url=url, program="zabbix_next_migrate")
        self.assertEqual(self.rows(url, 0), rows)
        self.assertEqual(self.schema_of(url), self.schema_of(fresh))
        self.is_as_the_revisions_made_it(url)

        self.migrate("downgrade", "base", url=url)
        self.assertEqual(self.engine.facts(url), {})


class OnPostgresql(Databases):
    """What is asked of PostgreSQL alone."""

    def test_the_original_once_stamped_is_found_to_differ_where_it_does_and_nowhere_else(self):
        schema = original.read((self.originals / "postgresql.sql").read_text())
        url = self.create(self, "stamped")
        self.engine.load(url, self.originals / "postgresql.sql")
        self.migrate("stamp", "head", url=url)
        with self.assertRaises(Refused) as refused:
            self.migrate("current", "--check", url=url)
        expected = []
        for table in schema.tables.values():
            for column in table.columns:
                if column.type == "bigserial":
                    sequence = f"nextval('{table.name}_{column.name}_seq'::regclass)"
                    expected.append(f"{table.name}.{column.name} is `bigint NOT NULL DEFAULT {sequence}` and should be `bigint NOT NULL IDENTITY`")
        self.assertEqual(sorted(refused.exception.said.splitlines()), sorted(expected))

    def test_verify_is_satisfied(self):
        url = self.create(self, "verified")
        self.migrate("verify", url=url, ALUDEL_TEST_URL=url)


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1] not in ENGINES:
        sys.exit(__doc__)
    Databases.engine_name = sys.argv[1]
    Databases.originals, Databases.application = (pathlib.Path(folder).resolve() for folder in sys.argv[2:4])
    with tempfile.TemporaryDirectory(prefix="aludel_zabbix_") as scratch:
        Databases.folder = pathlib.Path(scratch)
        unittest.main(argv=[sys.argv[0], "--verbose", *sys.argv[4:]])
