"""Writes an Alembic environment with the history of tests/integration/numbered_chain.h, a hundred files: history.py FOLDER"""

import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent

REVISION = '''"""one of many

Revision ID: {id}
Revises: {parent}

"""
from alembic import op
import sqlalchemy as sa

revision = {id!r}
down_revision = {parent!r}
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "table_{number}",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_{number}"),
    )
    op.create_index("ix_{number}", "table_{number}", ["name"]){added}


def downgrade():{dropped}
    op.drop_table("table_{number}")
'''

ADDED = '\n    op.add_column("table_{previous}", sa.Column("added", sa.Text(), nullable=True))'
DROPPED = '\n    with op.batch_alter_table("table_{previous}") as batch_op:\n        batch_op.drop_column("added")'


def revision(number):
    words = {"number": f"{number:03}", "previous": f"{number - 1:03}"}
    alters = number % 10 == 9
    return REVISION.format(
        id=f"{number:012}",
        parent=f"{number - 1:012}" if number > 0 else None,
        added=ADDED.format(**words) if alters else "",
        dropped=DROPPED.format(**words) if alters else "",
        **words,
    )


def main(folder):
    versions = folder / "versions"
    versions.mkdir(parents=True)
    shutil.copy(HERE / "env.py", folder)
    (folder / "alembic.ini").write_text("[alembic]\nscript_location = %(here)s\n")
    for number in range(100):
        (versions / f"{number:012}_one_of_many.py").write_text(revision(number))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
