"""Writes an Alembic environment with the thousand models of tests/bench/thousand.cpp, and its databases: thousand.py FOLDER"""

import pathlib
import sys

HEAD = '''"""A thousand models, each of which refers to one before it."""
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()
'''

MODEL = '''

class Model{n}(Base):
    __tablename__ = "table_{n}"
    id = sa.Column(sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)
    email = sa.Column(sa.String(255), nullable=False)
    name = sa.Column(sa.String(100), nullable=False)
    note = sa.Column(sa.Text(), nullable=True)
    is_active = sa.Column(sa.Boolean(), server_default=sa.true(), nullable=False)
    count = sa.Column(sa.Integer(), nullable=False)
    weight = sa.Column(sa.Float(), nullable=True)
    picture = sa.Column(sa.LargeBinary(), nullable=True)
    created_at = sa.Column(sa.DateTime(), nullable=False)
    previous_id = sa.Column(sa.BigInteger(), nullable=False)
{added}    __table_args__ = (
        sa.PrimaryKeyConstraint("id", name="pk_table_{n}"),
        sa.UniqueConstraint("email", name="uq_table_{n}_email"),
        sa.Index("ix_table_{n}_name", "name"),
        sa.CheckConstraint("count >= 0", name="ck_table_{n}_count"),
{reference}    )
'''

REFERENCE = '''        sa.ForeignKeyConstraint(
            ["previous_id"], ["table_{previous}.id"], name="fk_table_{n}_previous_id", ondelete="CASCADE"
        ),
'''

ENVIRONMENT = '''"""Alembic's own template, with the models and the database that -x names."""
import importlib
import pathlib
import sys

from alembic import context
from sqlalchemy import create_engine, pool

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here))
said = context.get_x_argument(as_dictionary=True)
metadata = importlib.import_module(said["models"]).Base.metadata
engine = create_engine("sqlite:///" + str(here / said["database"]), poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
'''


def models(with_added):
    text = HEAD
    for number in range(1000):
        n = f"{number:03}"
        reference = REFERENCE.format(n=n, previous=f"{number // 2:03}") if number else ""
        added = "    added = sa.Column(sa.Text(), nullable=True)\n" if with_added and number == 500 else ""
        text += MODEL.format(n=n, reference=reference, added=added)
    return text


def main(folder):
    folder.mkdir(parents=True)
    (folder / "versions").mkdir()
    (folder / "alembic.ini").write_text(f"[alembic]\nscript_location = {folder}\n")
    template = next(pathlib.Path("/usr/lib/python3/dist-packages/alembic/templates/generic").glob("script.py.mako"))
    (folder / "script.py.mako").write_text(template.read_text())
    (folder / "env.py").write_text(ENVIRONMENT)
    (folder / "before.py").write_text(models(False))
    (folder / "after.py").write_text(models(True))
    sys.path.insert(0, str(folder))
    import before  # noqa: E402, written a line above
    import sqlalchemy as sa

    sa.create_engine(f"sqlite:///{folder}/empty.db").connect().close()
    before.Base.metadata.create_all(sa.create_engine(f"sqlite:///{folder}/full.db"))


main(pathlib.Path(sys.argv[1]))
