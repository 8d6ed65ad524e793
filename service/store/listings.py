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
    connection: Connection, entity_id: int, *, on: date, ended_for: str, case_id: int, now: datetime
) -> list[Row]:
    """Take the entity off the list from day `on`; the rows that ended."""
    held = connection.execute(
        sa.select(listing).where(
            listing.c.entity_id == entity_id,
            listing.c.to_day.is_(None),
            listing.c.retracted_at.is_(None),
        )
    ).mappings()
    ended = []
    for row in held.all():
        connection.execute(
            listing.update().where(listing.c.id == row["id"]).values(retracted_at=now)
        )
        said = {k: v for k, v in row.items() if k != "id"} | {
            "to_day": max(on, row["from_day"]),
            "recorded_at": now,
            "case_id": case_id,
            "ended_for": ended_for,
        }
        connection.execute(listing.insert(), said)
        ended.append(said)
    return ended
