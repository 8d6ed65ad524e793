"""Membership of the precise-service list (精准服务名单) over time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.facts import listing

Row = dict[str, Any]


def add_listing(connection: Connection, values: Row) -> int:
    found = connection.execute(listing.insert().values(values).returning(listing.c.id))
    return int(found.scalar_one())


def end_listings(
    connection: Connection,
    held: list[Row],
    *,
    on: date,
    ended_for: str,
    case_id: int,
    now: datetime,
) -> None:
    """Take the entity off the list from day `on`; `held` are its open rows of `listings_of`."""
    if not held:
        return
    ids = [row["id"] for row in held]
    connection.execute(listing.update().where(listing.c.id.in_(ids)).values(retracted_at=now))
    said = {"recorded_at": now, "case_id": case_id, "ended_for": ended_for}
    ended = [
        {k: v for k, v in row.items() if k != "id"} | said | {"to_day": max(on, row["from_day"])}
        for row in held
    ]
    connection.execute(listing.insert(), ended)


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
    connection: Connection, row: Row, *, on: date, now: datetime, case_id: int
) -> None:
    """On the list again from day `on`; the gap between stays said."""
    said = {k: v for k, v in row.items() if k != "id"} | {
        "from_day": on, "to_day": None, "ended_for": None, "recorded_at": now, "case_id": case_id,
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
