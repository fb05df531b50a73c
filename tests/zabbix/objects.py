"""Writes Zabbix's functions and triggers as db/<name>.sql files: write_objects(schema, folder). They are for PostgreSQL alone."""

import pathlib

FILE = """\
-- aludel: {kind}
-- aludel: up postgresql
{create}
-- aludel: down postgresql
{drop}
"""


def write_objects(schema, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    for function in schema.functions:
        (folder / f"{function.name}.sql").write_text(FILE.format(kind="function", create=function.sql, drop=f"drop function {function.name}()"))
    for trigger in schema.triggers:
        drop = f"drop trigger {trigger.name} on {trigger.table}"
        (folder / f"{trigger.name}.sql").write_text(FILE.format(kind="trigger", create=trigger.sql, drop=drop))
