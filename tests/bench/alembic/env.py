"""Alembic's own template without logging and offline mode.

With the attribute `transaction_per_revision` a revision and its version row are one transaction, as Aludel's are. On SQLite
that takes SQLAlchemy's recipe for pysqlite ("Serializable isolation / Savepoints / Transactional DDL"), since Python's sqlite3
commits before each DDL statement.
"""

from alembic import context
from sqlalchemy import create_engine, event, pool

config = context.config
url = config.attributes.get("url") or context.get_x_argument(as_dictionary=True)["url"]
transactional = config.attributes.get("transaction_per_revision", False)
engine = create_engine(url, poolclass=pool.NullPool)

if transactional and engine.dialect.name == "sqlite":

    @event.listens_for(engine, "connect")
    def leave_transactions_alone(dbapi_connection, _record):
        dbapi_connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection):
        connection.exec_driver_sql("BEGIN")


more = {"transactional_ddl": True, "transaction_per_migration": True} if transactional else {}
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=None, **more)
    with context.begin_transaction():
        context.run_migrations()
