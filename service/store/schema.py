"""Bring a database to the current schema, or back; say where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from service.store.database import Database
from service.store.tables import metadata


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _migrating(database: Database) -> Iterator[Connection]:
    """A transaction for migrations. SQLite changes a table by making it anew: what points at its
    rows must not be checked meanwhile, and nothing is checked but between transactions."""
    with database.engine.connect() as connection:
        lite = database.kind == "sqlite"
        if lite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        try:
            with connection.begin():
                yield connection
        finally:
            if lite:
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def upgrade(database: Database, to: str = "head") -> None:
    """Create or migrate the tables; doing it twice changes nothing."""
    with _migrating(database) as connection:
        command.upgrade(_config(connection), to)


def downgrade(database: Database, to: str = "base") -> None:
    """Take the migrations back; what the tables held is lost."""
    with _migrating(database) as connection:
        command.downgrade(_config(connection), to)


def current_revision(database: Database) -> str | None:
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def differences(database: Database) -> list[object]:
    """What the migrated tables and the tables as written in code do not share."""
    with database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def write_revision(database: Database, message: str, revision: str) -> None:
    """For developers: write a migration from the difference between tables and database."""
    with database.engine.begin() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=revision)
