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
    case_id: int | None,
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
