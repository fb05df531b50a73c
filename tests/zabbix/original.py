"""Zabbix's schema as its PostgreSQL script says it, read with no database: read(text).

What the script holds and this does not know is an error: nothing is skipped.
"""

import re
from dataclasses import dataclass, field


class NotUnderstood(Exception):
    pass


@dataclass
class Column:
    name: str
    type: str  # as written, one blank between its words
    nullable: bool
    default: str | None = None  # the SQL; None where there is none


@dataclass
class Index:
    name: str
    columns: list[str]
    unique: bool


@dataclass
class ForeignKey:
    name: str
    columns: list[str]
    table: str
    target: list[str]
    on_delete: str  # "cascade", or "" for no action


@dataclass
class Table:
    name: str
    columns: list[Column] = field(default_factory=list)
    primary_key: list[str] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    foreign_keys: list[ForeignKey] = field(default_factory=list)

    def column(self, name):
        return next(column for column in self.columns if column.name == name)


@dataclass
class Trigger:
    name: str
    table: str
    function: str
    sql: str  # without its semicolon, as are all of these


@dataclass
class Function:
    name: str
    sql: str


@dataclass
class Schema:
    tables: dict[str, Table] = field(default_factory=dict)
    functions: list[Function] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)  # how many the script inserts, by table


COLUMN = re.compile(
    r"\t(?P<name>[a-z_0-9]+) +(?P<type>[a-z]+(?:\(\d+\))?|DOUBLE PRECISION) +(?:DEFAULT (?P<default>'(?:[^']|'')*'|-?\d+) +)?(?P<null>NOT NULL|NULL)"
)
NAMES = r"\(([a-z_0-9]+(?:,[a-z_0-9]+)*)\)"
PRIMARY_KEY = re.compile(r"\tPRIMARY KEY " + NAMES)
TABLE = re.compile(r"CREATE TABLE ([a-z_0-9]+) \(\n(.*)\n\)", re.DOTALL)
INDEX = re.compile(r"CREATE (UNIQUE )?INDEX ([a-z_0-9]+) ON ([a-z_0-9]+) " + NAMES)
FOREIGN_KEY = re.compile(
    r"ALTER TABLE ONLY ([a-z_0-9]+) ADD CONSTRAINT ([a-z_0-9]+) FOREIGN KEY " + NAMES + r" REFERENCES ([a-z_0-9]+) " + NAMES + r"( ON DELETE CASCADE)?"
)
ROW = re.compile(r"INSERT INTO ([a-z_0-9]+) VALUES \(.*\)")
FUNCTION = re.compile(r"create or replace function ([a-z_0-9]+)\(\)\nreturns trigger language plpgsql as \$func\$\n.*\$func\$", re.DOTALL)
TRIGGER = re.compile(r"create trigger ([a-z_0-9]+) after .*\bon ([a-z_0-9]+) *\nfor each row execute function ([a-z_0-9]+)\(\)", re.DOTALL)


def statements(text):
    """Each statement without its semicolon, which in this script ends a line that is in no $func$."""
    lines = []
    for line in text.splitlines():
        lines.append(line)
        so_far = "\n".join(lines)
        if line.endswith(";") and so_far.count("$func$") % 2 == 0:
            yield so_far.removesuffix(";")
            lines = []
    if "".join(lines).strip():
        raise NotUnderstood("\n".join(lines))


def read_table(name, body):
    table = Table(name)
    for line in body.split("\n"):
        line = line.rstrip()
        key = PRIMARY_KEY.fullmatch(line)
        column = COLUMN.fullmatch(line.removesuffix(","))
        if key:
            table.primary_key = key[1].split(",")
        elif column:
            table.columns.append(Column(column["name"], column["type"], column["null"] == "NULL", column["default"]))
        else:
            raise NotUnderstood(f"{name}: {line}")
    return table


def read(text):
    schema = Schema()
    for statement in statements(text):
        if match := TABLE.fullmatch(statement):
            schema.tables[match[1]] = read_table(match[1], match[2])
        elif match := INDEX.fullmatch(statement):
            schema.tables[match[3]].indexes.append(Index(match[2], match[4].split(","), match[1] is not None))
        elif match := FOREIGN_KEY.fullmatch(statement):
            action = "cascade" if match[6] else ""
            key = ForeignKey(match[2], match[3].split(","), match[4], match[5].split(","), action)
            schema.tables[match[1]].foreign_keys.append(key)
        elif match := ROW.fullmatch(statement):
            schema.rows[match[1]] = schema.rows.get(match[1], 0) + 1
        elif match := FUNCTION.fullmatch(statement):
            schema.functions.append(Function(match[1], statement))
        elif match := TRIGGER.fullmatch(statement):
            schema.triggers.append(Trigger(match[1], match[2], match[3], statement))
        else:
            raise NotUnderstood(statement)
    return schema
