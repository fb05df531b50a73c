"""Judges a database that bookshelf's migrate program made, by what is not Aludel's: judge.py ENGINE MIGRATE [unittest's arguments]

Alembic compares it with SQLAlchemy's tables in models.py; the engine's own catalogue is compared with expected/. Then each of
mutations.py is planted, to see that the judges are awake. ENGINE is sqlite, or postgresql with a server's URL in
ALUDEL_TEST_POSTGRESQL; MIGRATE is the built bookshelf_migrate.
"""

import difflib
import importlib
import pathlib
import subprocess
import sys
import tempfile
import unittest

import alembic_judge
import models
import mutations

HERE = pathlib.Path(__file__).resolve().parent
ENGINES = {"sqlite": ("sqlite_engine", "Sqlite"), "postgresql": ("postgresql_engine", "Postgresql")}
EXPECTED = {"sqlite": "sqlite.sql", "postgresql": "postgresql.txt"}


class Judge(unittest.TestCase):
    """Of one engine; the tests of the mutations are added by add_mutations()."""

    maxDiff = None
    engine_name, migrate, folder = None, None, None

    @classmethod
    def setUpClass(cls):
        module, name = ENGINES[cls.engine_name]
        cls.engine = getattr(importlib.import_module(module), name)(cls.folder)
        cls.addClassCleanup(lambda: [cls.engine.drop(url) for url in (cls.head, cls.base, cls.again) if url])
        cls.head = cls.base = cls.again = None
        cls.head = cls.engine.create("head")
        cls.run_migrate(cls.head, "upgrade", "head")
        cls.base = cls.engine.copy(cls.head, "base")
        cls.run_migrate(cls.base, "downgrade", "base")
        cls.again = cls.engine.copy(cls.base, "again")
        cls.run_migrate(cls.again, "upgrade", "head")
        cls.metadata = models.metadata(cls.engine.types)
        cls.expected = cls.engine.expected((HERE / "expected" / EXPECTED[cls.engine_name]).read_text())

    @classmethod
    def run_migrate(cls, url, *command):
        return cls.run_program([cls.migrate, "--url", url, *command])

    @classmethod
    def run_program(cls, command, text=None):
        ran = subprocess.run(command, cwd=cls.folder, input=text, capture_output=True, text=True)
        if ran.returncode != 0:
            raise AssertionError(f"{' '.join(command)} returned {ran.returncode}:\n{ran.stdout}{ran.stderr}")
        return ran.stdout

    def alembic(self, url):
        with self.engine.connect(url) as connection:
            return alembic_judge.differences(connection, self.metadata, self.engine)

    def catalogue(self, url):
        """How the catalogue differs from the expectation, line by line."""
        compared = difflib.ndiff(self.expected, self.engine.catalogue(url))
        return [line for line in compared if line[0] in "-+"]

    def test_alembic_finds_no_difference_at_head(self):
        self.assertEqual(self.alembic(self.head), [])

    def test_alembic_finds_no_difference_after_down_and_up_again(self):
        self.assertEqual(self.alembic(self.again), [])

    def test_the_catalogue_is_as_expected_at_head(self):
        self.assertEqual(self.catalogue(self.head), [])

    def test_the_catalogue_is_as_expected_after_down_and_up_again(self):
        self.assertEqual(self.catalogue(self.again), [])

    def test_nothing_is_left_at_base(self):
        self.assertEqual(self.engine.catalogue(self.base), [])
        added = [line for line in self.alembic(self.base) if not line.startswith("add_index ")]
        self.assertEqual(added, sorted(f"add_table {table}" for table in self.metadata.tables))

    def test_the_scripts_up_and_down_make_the_same_database(self):
        database = self.engine.create("scripted")
        self.addCleanup(self.engine.drop, database)
        # The revision after that one is a data step: a script cannot hold it, and stops.
        self.run_program(self.engine.shell(database), self.run_migrate(database, "upgrade", "91d84e6ba7c2", "--sql"))
        self.run_migrate(database, "upgrade", "head")
        self.assertEqual(self.alembic(database), [])
        self.assertEqual(self.catalogue(database), [])
        self.run_program(self.engine.shell(database), self.run_migrate(database, "downgrade", "head:base", "--sql"))
        self.assertEqual(self.engine.catalogue(database), [])

    def judge_mutation(self, mutation):
        database = self.engine.copy(self.head, "mutated")
        self.addCleanup(self.engine.drop, database)
        self.engine.plant(database, mutation)
        self.assertEqual(self.alembic(database), mutation.reported_on(self.engine_name))
        self.assertNotEqual(self.catalogue(database), [], "the catalogue does not show the mutation")


def test_of(mutation):
    def judged(self):
        self.judge_mutation(mutation)

    return judged


def add_mutations(engine):
    """A test each for those that this engine can have."""
    for mutation in mutations.MUTATIONS:
        if getattr(mutation, engine) is None:
            continue
        verdict = "and_alembic_reports_it" if mutation.reported_on(engine) else "and_only_the_catalogue_shows_it"
        setattr(Judge, f"test_{mutation.name.replace(' ', '_')}_{verdict}", test_of(mutation))


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ENGINES:
        sys.exit(__doc__)
    add_mutations(sys.argv[1])
    Judge.engine_name, Judge.migrate = sys.argv[1], str(pathlib.Path(sys.argv[2]).resolve())
    with tempfile.TemporaryDirectory(prefix="aludel_judge_") as scratch:
        Judge.folder = scratch
        unittest.main(argv=[sys.argv[0], "--verbose", *sys.argv[3:]])
