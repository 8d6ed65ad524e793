"""Membership of the precise-service list (精准服务名单) over time.

A row is never changed in what it says: it is retracted and said anew.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.facts import listing

Row = dict[str, Any]
_OWN = tuple(listing.c.keys())


def add_listing(connection: Connection, values: Row) -> int:
    found = connection.execute(listing.insert().values(values).returning(listing.c.id))
    return int(found.scalar_one())


def add_listings(connection: Connection, rows: list[Row]) -> None:
    for start in range(0, len(rows), 500):
        connection.execute(listing.insert(), rows[start : start + 500])


def open_listings(connection: Connection, entity_id: int) -> list[Row]:
    """The entity's rows that have no end."""
    held = connection.execute(
        sa.select(listing).where(
            listing.c.entity_id == entity_id,
            listing.c.to_day.is_(None),
            listing.c.retracted_at.is_(None),
        )
    ).mappings()
    return [dict(row) for row in held]


def end_listings(
    connection: Connection,
    entity_id: int,
    *,
    on: date,
    ended_for: str,
    case_id: int,
    now: datetime,
    version: int | None = None,
) -> list[Row]:
    """Take the entity off the list from day `on`, in this version; the rows that ended."""
    held = open_listings(connection, entity_id)
    end_rows(
        connection, held, on=on, ended_for=ended_for, case_id=case_id, now=now, version=version
    )
    return held


def end_rows(
    connection: Connection,
    rows: list[Row],
    *,
    on: date,
    ended_for: str,
    case_id: int,
    now: datetime,
    version: int | None,
) -> None:
    """The same for these rows alone."""
    said = {"case_id": case_id, "ended_for": ended_for, "to_version": version}
    changes = [said | {"to_day": max(on, row["from_day"])} for row in rows]
    _restate(connection, rows, now, changes)


def restate_listings(
    connection: Connection, rows: list[Row], changes: list[Row], *, now: datetime
) -> None:
    """Say these rows anew with other particulars; the days they hold stay."""
    _restate(connection, rows, now, changes)


def _restate(connection: Connection, rows: list[Row], now: datetime, changes: list[Row]) -> None:
    ids = [row["id"] for row in rows]
    for start in range(0, len(ids), 500):
        part = listing.c.id.in_(ids[start : start + 500])
        connection.execute(listing.update().where(part).values(retracted_at=now))
    said = [
        {name: row[name] for name in _OWN if name != "id"} | {"recorded_at": now} | change
        for row, change in zip(rows, changes, strict=True)
    ]
    add_listings(connection, said)


def listings_of(connection: Connection, entity_id: int) -> list[Row]:
    rows = connection.execute(
        sa.select(listing).where(listing.c.entity_id == entity_id).order_by(listing.c.id)
    )
    return [dict(row) for row in rows.mappings()]
