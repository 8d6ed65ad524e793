"""Names, codes, homes and representatives over time; dormancy; the end of an entity.

A stretch that ends keeps what it said and gets its end with the moment it was recorded; a new one
begins beside it. The entity's own row always says what holds now.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.domain.homes import Home
from service.domain.periods import civil_day
from service.store import entities
from service.store.database import Connection
from service.store.tables.entities import entity, entity_identifier, entity_name
from service.store.tables.identity import entity_dormancy, entity_home, entity_representative

Row = dict[str, Any]
NAMES, CODES, HOMES, PEOPLE = entity_name, entity_identifier, entity_home, entity_representative
HOME = ("province", "city", "district_code", "address")
PERSON = ("legal_representative",)


def stretches(connection: Connection, table: sa.Table, entity_id: int) -> list[Row]:
    """Every stretch of one kind, in the order they were recorded."""
    found = connection.execute(
        sa.select(table).where(table.c.entity_id == entity_id).order_by(table.c.id)
    )
    return [dict(row) for row in found.mappings()]


def homes_of(entity_id: int) -> sa.Select[Any]:
    return (
        sa.select(entity_home)
        .where(entity_home.c.entity_id == entity_id)
        .order_by(entity_home.c.id)
    )


def homes_of_many(connection: Connection, ids: list[int]) -> list[tuple[int, Home]]:
    found = connection.execute(
        sa.select(entity_home).where(entity_home.c.entity_id.in_(ids)).order_by(entity_home.c.id)
    )
    return [(row["entity_id"], as_home(row)) for row in found.mappings()]


def as_home(row: Any) -> Home:
    return Home(
        province=row["province"],
        from_day=row["from_day"],
        to_day=row["to_day"],
        recorded_at=row["recorded_at"],
        ended_at=row["ended_at"],
    )


def last_change(connection: Connection, table: sa.Table, entity_id: int) -> date | None:
    """The day of the last change on record; None while the first stretch holds."""
    rows = stretches(connection, table, entity_id)
    return rows[-1]["from_day"] if len(rows) > 1 else None


def rename(connection: Connection, row: Row, name: str, *, on: date, now: datetime) -> None:
    _end(connection, entity_name, row["id"], on, now)
    _begin(connection, entity_name, row["id"], {"name": name}, on, now)
    entities.change_entity(connection, row["id"], name=name)


def recode(
    connection: Connection, row: Row, code: str, *, kind: str, on: date, now: datetime, reason: str
) -> None:
    """Another code for the same entity; one that it had before is its own again (E4 44)."""
    _end(connection, entity_identifier, row["id"], on, now)
    again = connection.execute(
        entity_identifier.update()
        .where(entity_identifier.c.value == code, entity_identifier.c.entity_id == row["id"])
        .values(to_day=None, ended_at=None)
    ).rowcount
    if not again:
        said = {"kind": kind, "value": code, "reason": reason[:200]}
        _begin(connection, entity_identifier, row["id"], said, on, now)
    entities.change_entity(connection, row["id"], code=code)


def move(connection: Connection, row: Row, place: Row, *, on: date, now: datetime) -> None:
    """Another home; its first one is written down first, as the entity's own row had it."""
    _succeed(connection, entity_home, row, HOME, place, on, now)


def change_representative(
    connection: Connection, row: Row, name: str, *, on: date, now: datetime
) -> None:
    said = {"legal_representative": name}
    _succeed(connection, entity_representative, row, PERSON, said, on, now)


def add_dormancy(
    connection: Connection, entity_id: int, first: date, last: date, *, now: datetime
) -> None:
    said = {"entity_id": entity_id, "from_day": first, "last_day": last, "recorded_at": now}
    connection.execute(entity_dormancy.insert().values(said))


def dissolve(connection: Connection, entity_id: int, *, on: date, now: datetime) -> None:
    connection.execute(
        entity.update().where(entity.c.id == entity_id).values(dissolved_day=on, dissolved_at=now)
    )


def dormancies_of(connection: Connection, entity_id: int) -> list[Row]:
    return stretches(connection, entity_dormancy, entity_id)


def _succeed(
    connection: Connection,
    table: sa.Table,
    row: Row,
    names: tuple[str, ...],
    said: Row,
    on: date,
    now: datetime,
) -> None:
    if not stretches(connection, table, row["id"]):
        first = {name: row[name] for name in names}
        since = min(civil_day(row["registered_at"]), on)
        _begin(connection, table, row["id"], first, since, row["registered_at"])
    _end(connection, table, row["id"], on, now)
    _begin(connection, table, row["id"], said, on, now)
    entities.change_entity(connection, row["id"], **said)


def _end(connection: Connection, table: sa.Table, entity_id: int, on: date, now: datetime) -> None:
    """The open stretch ends; one that began later, when the house first knew, is then empty."""
    last = sa.case((table.c.from_day > on, table.c.from_day), else_=on)
    connection.execute(
        table.update()
        .where(table.c.entity_id == entity_id, table.c.to_day.is_(None))
        .values(to_day=last, ended_at=now)
    )


def _begin(
    connection: Connection, table: sa.Table, entity_id: int, said: Row, on: date, now: datetime
) -> None:
    begun = {"entity_id": entity_id, "from_day": on, "recorded_at": now}
    connection.execute(table.insert().values(said | begun))
