"""Pre-examination counts: kept once a center, entity, month and kind; summed for a period."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.preexam import preexam_count

Row = dict[str, Any]
MEASURES = ("received", "accepted", "qualified")
_KEY = ("center_code", "entity_id", "month", "kind")


def put_counts(connection: Connection, rows: list[Row]) -> None:
    """Keep these counts; a row for the same center, entity, month and kind takes its place."""
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        keys = [tuple(row[name] for name in _KEY) for row in part]
        columns = sa.tuple_(*(preexam_count.c[name] for name in _KEY))
        connection.execute(preexam_count.delete().where(columns.in_(keys)))
        connection.execute(preexam_count.insert(), part)


def total(
    connection: Connection,
    *,
    first: date,
    last: date,
    measure: str = "accepted",
    province: str | None = None,
    center: str | None = None,
) -> int:
    """Requests of the months that begin from `first` to `last`, in a province or at a center.

    measure  received, accepted or qualified
    """
    where = [preexam_count.c.month >= first, preexam_count.c.month <= last]
    if province is not None:
        where.append(preexam_count.c.province == province)
    if center is not None:
        where.append(preexam_count.c.center_code == center)
    found = connection.execute(
        sa.select(sa.func.coalesce(sa.func.sum(preexam_count.c[measure]), 0)).where(*where)
    )
    return int(found.scalar_one())


def of_entity(
    connection: Connection, entity_id: int, *, center: str, first: date
) -> dict[str, int]:
    """Requests of one entity at a center in the months from `first` on, by measure."""
    sums = [
        sa.func.coalesce(sa.func.sum(preexam_count.c[name]), 0).label(name) for name in MEASURES
    ]
    row = connection.execute(
        sa.select(*sums).where(
            preexam_count.c.entity_id == entity_id,
            preexam_count.c.center_code == center,
            preexam_count.c.month >= first,
        )
    ).one()
    return {name: int(row._mapping[name]) for name in MEASURES}
