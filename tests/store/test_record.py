"""The record can only grow, and says so when somebody reached around it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from service.store import record
from service.store.database import Database
from service.store.record import HOUSE, Entry, append_to_house, entries_of, verify
from service.store.tables.cases import record as table

AT = datetime(2026, 10, 9, 2, 24, tzinfo=UTC)


@pytest.fixture
def database(database_url: str) -> Database:
    found = Database(database_url)
    with found.begin() as connection:
        for number in range(1, 6):
            line = Entry(
                at=AT,
                person_id=number,
                actor=f"第 {number} 人",
                verb="tested",
                detail={"n": number},
            )
            append_to_house(connection, line)
    yield found
    found.dispose()


def unseal(database: Database) -> None:
    """What only somebody with the database's own rights could do."""
    with database.engine.begin() as connection:
        if database.kind == "sqlite":
            connection.execute(sa.text("DROP TRIGGER record_no_update"))
            connection.execute(sa.text("DROP TRIGGER record_no_delete"))
        else:
            connection.execute(sa.text("DROP TRIGGER record_no_change ON record"))


def found_breaks(database: Database) -> list[record.Break]:
    with database.read() as connection:
        return verify(connection)[1]


def test_an_untouched_record_verifies(database: Database) -> None:
    with database.read() as connection:
        assert verify(connection) == (5, [])


@pytest.mark.parametrize("change", ["UPDATE record SET actor = 'x'", "DELETE FROM record"])
def test_the_database_itself_refuses_to_change_a_line(database: Database, change: str) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="can only grow"), database.begin() as connection:
        connection.execute(sa.text(change))
    assert found_breaks(database) == []


def test_an_edited_line_is_found(database: Database) -> None:
    unseal(database)
    with database.begin() as connection:
        connection.execute(table.update().where(table.c.number == 3).values(actor="别人"))
    assert [(b.chain, b.number) for b in found_breaks(database)] == [(HOUSE, 3)]


def test_an_edited_line_with_its_hash_made_anew_is_found_by_the_next(database: Database) -> None:
    unseal(database)
    with database.begin() as connection:
        line = entries_of(connection, HOUSE)[2]
        forged = Entry(
            at=line["at"], person_id=3, actor="别人", verb=line["verb"], detail=line["detail"]
        )
        digest = record.entry_hash(HOUSE, 3, forged, line["previous"])
        connection.execute(
            table.update().where(table.c.number == 3).values(actor="别人", hash=digest)
        )
    assert [(b.chain, b.number) for b in found_breaks(database)] == [(HOUSE, 4)]


def test_a_deleted_line_leaves_a_gap_that_is_found(database: Database) -> None:
    unseal(database)
    with database.begin() as connection:
        connection.execute(table.delete().where(table.c.number == 2))
    breaks = found_breaks(database)
    assert [b.zh for b in breaks] == ["第 2 行缺失"]
    assert [b.en for b in breaks] == ["line 2 is missing"]


def test_a_cut_end_is_found(database: Database) -> None:
    unseal(database)
    with database.begin() as connection:
        connection.execute(table.delete().where(table.c.number == 5))
    assert [b.zh for b in found_breaks(database)] == ["记录末尾缺行，或案件被改过"]
