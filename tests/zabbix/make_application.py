"""Makes an application of Zabbix's schema: make_application.py ORIGINALS APPLICATION BUILD COMPILER

Headers are written for the schema in ORIGINALS (see fetch), `aludel` writes the first revision from them, and in next/ a second one;
both are built as a user's project against BUILD, which is installed by links. COMPILER is the one that BUILD was made with. What is
in APPLICATION goes first. How long each part took is printed.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import headers
import next_version
import objects
import original

HERE = pathlib.Path(__file__).resolve().parent
REVISION = "5eed5eed0001"
NEXT_REVISION = "5eed5eed0002"


class Maker:
    def __init__(self, originals, application, build, compiler):
        self.originals, self.application, self.build, self.compiler = pathlib.Path(originals), pathlib.Path(application), pathlib.Path(build), compiler
        self.prefix = self.application / "prefix"
        self.environment = dict(os.environ)
        self.environment["ALUDEL_MODELS"] = str(self.build / "generator/frontend/aludel-models")
        if shutil.which("ccache"):
            self.environment["CMAKE_CXX_COMPILER_LAUNCHER"] = "ccache"

    def step(self, what, *command, **environment):
        """Runs it in the application's folder and says how long it took; its output is shown where it fails."""
        began = time.monotonic()
        ran = subprocess.run(
            [str(word) for word in command],
            cwd=self.application,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if ran.returncode != 0:
            sys.exit(f"{what}: {' '.join(map(str, command))} returned {ran.returncode}:\n{ran.stdout}")
        self.say(what, began)
        return ran.stdout

    @staticmethod
    def say(what, began):
        print(f"{time.monotonic() - began:6.1f} s  {what}", flush=True)

    def write_headers(self):
        began = time.monotonic()
        schema = original.read((self.originals / "postgresql.sql").read_text())
        headers.write_headers(schema, self.application / "models")
        objects.write_objects(schema, self.application / "db")
        columns = sum(len(table.columns) for table in schema.tables.values())
        indexes = sum(len(table.indexes) for table in schema.tables.values())
        keys = sum(len(table.foreign_keys) for table in schema.tables.values())
        version = (self.originals / "version").read_text().strip()
        others = len(schema.functions) + len(schema.triggers)
        self.say(f"Zabbix {version}: {len(schema.tables)} tables, {columns} columns, {indexes} indexes, {keys} foreign keys, {others} functions and triggers", began)
        self.compile_headers(self.application)

    def compile_headers(self, folder):
        umbrella = folder / "headers.cpp"
        umbrella.write_text("".join(f'#include "models/{header.name}"\n' for header in sorted((folder / "models").glob("*.h"))))
        self.step("they compile without a warning", self.compiler, "-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
                  f"-I{self.prefix}/include", umbrella)  # fmt: skip

    def write_revision(self):
        aludel = self.build / "generator/aludel"
        self.step("aludel init", aludel, "init", "--name", "zabbix")
        config = self.application / "aludel.toml"
        text = re.sub(r"^dialects = .*", 'dialects = ["sqlite", "postgresql"]', config.read_text(), flags=re.MULTILINE)
        config.write_text(text + '\n[objects]\nfiles = ["db/*.sql"]\n')
        self.step("aludel revision --autogenerate", aludel, "revision", "--autogenerate", "--message", "create Zabbix's tables", "--rev-id", REVISION)
        (revision,) = (self.application / "migrations").glob(f"{REVISION}_*.cpp")
        lines = revision.read_text().count("\n")
        self.step("aludel check, which finds no difference", aludel, "check")
        self.step(f"the revision, {lines} lines, compiled", self.compiler, "-std=c++20", "-O0", "-c", f"-I{self.prefix}/include", "-o", "/dev/null", revision)

    def write_next_revision(self):
        """An application of its own, with a second revision: see next_version.py."""
        folder = self.application / "next"
        for part in ["migrations", "schema"]:
            shutil.copytree(self.application / part, folder / part)
        shutil.copy(self.application / "aludel.toml", folder)
        next_version.write_models(self.application, folder)
        self.step("aludel revision --autogenerate for the next version", self.build / "generator/aludel", "--config", folder / "aludel.toml", "revision",
                  "--autogenerate", "--message", "change the largest tables", "--rev-id", NEXT_REVISION, *next_version.DECISIONS)  # fmt: skip

    def build_application(self):
        shutil.copy(HERE / "application/CMakeLists.txt", self.application)
        drivers = "sqlite;postgresql" if (self.build / "aludel-postgresql.pc").exists() else "sqlite"
        self.step("the application, configured", "cmake", "-G", "Ninja", "-S", ".", "-B", "build", "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O0",
                  f"-DCMAKE_CXX_COMPILER={self.compiler}", f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DALUDEL_EXECUTABLE={self.build}/generator/aludel",
                  f"-DZABBIX_DRIVERS={drivers}")  # fmt: skip
        built = self.step("the application, built", "cmake", "--build", "build")
        if built.count("with the snapshot") != 2:
            sys.exit(f"the build did not compare the models with the snapshot:\n{built}")

    def make(self):
        shutil.rmtree(self.application, ignore_errors=True)
        self.application.mkdir(parents=True)
        # Archives of a debug build are hundreds of megabytes: they are linked to, not copied.
        self.step("Aludel, installed", "cmake", "--install", self.build, "--prefix", self.prefix, CMAKE_INSTALL_MODE="ABS_SYMLINK")
        self.write_headers()
        self.write_revision()
        self.write_next_revision()
        self.build_application()
        # The next version runs all revisions up and down; the first would do half of that again.
        self.step("ctest of the next version", "ctest", "--test-dir", "build", "--output-on-failure", "--no-tests=error", "-R", "^zabbix_next")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    Maker(*sys.argv[1:]).make()
