"""One history of migrations, up and down, on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa

from service.store import schema
from service.store.database import Database
from tests.support.violations import CLUE


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


def test_a_house_with_cases_goes_down_as_well(town) -> None:
    """What points at a case does not stand in the way of taking the tables back."""
    entity = town.enter_entity(1, ("zhejiang",))
    town.open(
        "violation_handling", "zhejiang.violation_officer", CLUE | {"entity_code": entity.code}
    )
    schema.downgrade(town.office.database, "0001")
    assert schema.current_revision(town.office.database) == "0001"
    schema.upgrade(town.office.database)
    assert schema.differences(town.office.database) == []
