"""What Alembic finds different between a live database and SQLAlchemy's tables."""

import warnings

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Identity


def _is_the_applications(_object, name, kind, reflected, _compare_to):
    """include_object as a user of both would write it: the tables of the two programs' own."""
    return not (kind == "table" and reflected and name in ("aludel_version", "aludel_history", "sqlite_sequence"))


def _default(found):
    return "an identity" if isinstance(found, Identity) else found and str(found.arg)


def _sentence(difference):
    kind, *parts = difference
    if kind in ("add_table", "remove_table"):
        return f"{kind} {parts[0].name}"
    if kind in ("add_column", "remove_column"):
        return f"{kind} {parts[1]}.{parts[2].name}"
    if kind.startswith("modify_"):
        was, should_be = parts[-2:]
        if kind == "modify_default":
            was, should_be = _default(was), _default(should_be)
        return f"{kind} {parts[1]}.{parts[2]}: {was!s} -> {should_be!s}"
    of = parts[0]
    columns = ", ".join(column.name for column in of.columns)
    if kind.endswith("_fk"):  # without its name: SQLAlchemy 1.4 does not read one in quotes from SQLite
        return f"{kind} on {of.table.name} ({columns}) on delete {of.ondelete}"
    return f"{kind} {of.name} on {of.table.name} ({columns})"


def differences(connection, metadata, engine):
    """A sentence for each difference, in the order of the alphabet: what the database would have to be given or lose."""
    context = MigrationContext.configure(
        connection,
        opts={"compare_type": True, "compare_server_default": engine.compare_server_default, "include_object": _is_the_applications},
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # what Alembic cannot judge it says as a warning, and that is no verdict
        found = compare_metadata(context, metadata)
    return sorted(_sentence(one) for group in found for one in (group if isinstance(group, list) else [group]))
