"""Monthly digests of what a region shared, frozen when collected."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.cases import case
from service.store.tables.sharing import shared_digest

Row = dict[str, Any]
_DIGEST = sa.select(shared_digest, case.c.number).join(case, case.c.id == shared_digest.c.case_id)


def add_digest(connection: Connection, values: Row) -> int:
    found = connection.execute(shared_digest.insert().values(values).returning(shared_digest.c.id))
    return int(found.scalar_one())


def change_digest(connection: Connection, digest_id: int, **values: Any) -> None:
    connection.execute(
        shared_digest.update().where(shared_digest.c.id == digest_id).values(**values)
    )


def digest_of_case(connection: Connection, case_id: int) -> Row | None:
    row = connection.execute(_DIGEST.where(shared_digest.c.case_id == case_id)).mappings().first()
    return dict(row) if row else None


def digest_by_id(connection: Connection, digest_id: int) -> Row | None:
    row = connection.execute(_DIGEST.where(shared_digest.c.id == digest_id)).mappings().first()
    return dict(row) if row else None


def last_collected(connection: Connection, province: str) -> date | None:
    """The last day that a digest of the region reaches."""
    found: date | None = connection.execute(
        sa.select(sa.func.max(shared_digest.c.last_day)).where(shared_digest.c.province == province)
    ).scalar()
    return found


def digests_page(
    connection: Connection, province: str | None, *, limit: int, offset: int = 0
) -> tuple[list[Row], int]:
    """Digests of a region, or of all; the newest month first."""
    where = sa.true() if province is None else shared_digest.c.province == province
    total = connection.execute(
        sa.select(sa.func.count()).select_from(shared_digest).where(where)
    ).scalar_one()
    found = connection.execute(
        _DIGEST.where(where)
        .order_by(shared_digest.c.last_day.desc(), shared_digest.c.province)
        .limit(limit)
        .offset(offset)
    )
    return [dict(row) for row in found.mappings()], int(total)
