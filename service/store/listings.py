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


def end_listings(
    connection: Connection,
    held: list[Row],
    *,
    on: date,
    ended_for: str,
    case_id: int | None,
    now: datetime,
    version: int | None = None,
) -> None:
    """Take open rows off the list from day `on`, in this version."""
    said = {"case_id": case_id, "ended_for": ended_for, "to_version": version}
    changes = [said | {"to_day": max(on, row["from_day"])} for row in held]
    restate_listings(connection, held, changes, now=now)


def restate_listings(
    connection: Connection, rows: list[Row], changes: list[Row], *, now: datetime
) -> None:
    """Retract these rows and say them anew, each with its change."""
    ids = [row["id"] for row in rows]
    for start in range(0, len(ids), 500):
        part = listing.c.id.in_(ids[start : start + 500])
        connection.execute(listing.update().where(part).values(retracted_at=now))
    said = [
        {name: row[name] for name in _OWN if name != "id"} | {"recorded_at": now} | change
        for row, change in zip(rows, changes, strict=True)
    ]
    add_listings(connection, said)


def listings_of(entity_id: int) -> sa.Select[Any]:
    return sa.select(listing).where(listing.c.entity_id == entity_id).order_by(listing.c.id)


def is_open(row: Row) -> bool:
    return row["to_day"] is None and row["retracted_at"] is None


def removed_by(connection: Connection, case_id: int) -> list[Row]:
    """The rows that left the list for cause because of this case, as they are said now."""
    rows = connection.execute(
        sa.select(listing).where(
            listing.c.case_id == case_id,
            listing.c.ended_for == "removed_for_cause",
            listing.c.retracted_at.is_(None),
        )
    )
    return [dict(row) for row in rows.mappings()]


def is_listed_as(connection: Connection, row: Row) -> bool:
    """Whether this unit of this host stands on the list now, by another row."""
    found = connection.execute(
        sa.select(listing.c.id).where(
            listing.c.entity_id == row["entity_id"],
            listing.c.unit_name == row["unit_name"],
            listing.c.host_code == row["host_code"],
            listing.c.to_day.is_(None),
            listing.c.retracted_at.is_(None),
        )
    )
    return found.first() is not None


def restore_listing(
    connection: Connection, row: Row, *, on: date, now: datetime, case_id: int, version: int
) -> None:
    """On the list again from day `on`, in this version; the gap between stays said."""
    said = {k: v for k, v in row.items() if k != "id"} | {
        "from_day": on, "to_day": None, "ended_for": None, "recorded_at": now, "case_id": case_id,
        "from_version": version, "to_version": None,
    }  # fmt: skip
    connection.execute(listing.insert(), said)


def reattribute(connection: Connection, row: Row, *, now: datetime, case_id: int) -> None:
    """The same end of a row, but by another case: retracted and said anew."""
    connection.execute(listing.update().where(listing.c.id == row["id"]).values(retracted_at=now))
    said = {k: v for k, v in row.items() if k != "id"} | {"recorded_at": now, "case_id": case_id}
    connection.execute(listing.insert(), said)


def last_days(connection: Connection, entity_id: int) -> list[date]:
    """The first days no longer on the list of the entity's rows that have an end."""
    found = connection.execute(
        sa.select(listing.c.to_day).where(
            listing.c.entity_id == entity_id,
            listing.c.to_day.is_not(None),
            listing.c.retracted_at.is_(None),
        )
    )
    return [row.to_day for row in found]


def listed_on(connection: Connection, day: date) -> dict[int, date]:
    """By entity, when the listing began that is on record for a day."""
    found = connection.execute(
        sa.select(listing.c.entity_id, sa.func.min(listing.c.from_day).label("since"))
        .where(
            listing.c.from_day <= day,
            sa.or_(listing.c.to_day.is_(None), listing.c.to_day > day),
            listing.c.retracted_at.is_(None),
        )
        .group_by(listing.c.entity_id)
    )
    return {row.entity_id: row.since for row in found}
