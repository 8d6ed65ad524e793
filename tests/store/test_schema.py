"""One history of migrations, up and down, on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa

from service.store import schema
from service.store.database import Database


def test_the_migrated_tables_are_the_tables_in_the_code(database_url: str) -> None:
    database = Database(database_url)
    assert schema.differences(database) == []
    database.dispose()


def test_the_migrations_go_up_down_and_up_again(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    schema.upgrade(database)
    schema.downgrade(database)
    left = set(sa.inspect(database.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    schema.upgrade(database)
    schema.upgrade(database)
    assert schema.current_revision(database) == schema.newest_revision()
    database.dispose()
