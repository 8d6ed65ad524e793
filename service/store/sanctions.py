"""Decisions, bans, restrictions and who acknowledged carrying them out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.domain.bans import Ban
from service.store.database import Connection
from service.store.tables.facts import acknowledgement, ban, decision, restriction

Row = dict[str, Any]


def add_decision(connection: Connection, values: Row) -> int:
    found = connection.execute(decision.insert().values(values).returning(decision.c.id))
    return int(found.scalar_one())


def decision_of_case(connection: Connection, case_id: int) -> Row | None:
    row = connection.execute(
        sa.select(decision).where(decision.c.case_id == case_id).order_by(decision.c.id.desc())
    ).mappings()
    found = row.first()
    return dict(found) if found else None


def has_decision_number(connection: Connection, number: str) -> bool:
    return (
        connection.execute(sa.select(decision.c.id).where(decision.c.number == number)).first()
        is not None
    )


def add_ban(connection: Connection, values: Row) -> int:
    return int(connection.execute(ban.insert().values(values).returning(ban.c.id)).scalar_one())


def change_ban(connection: Connection, ban_id: int, **values: Any) -> None:
    connection.execute(ban.update().where(ban.c.id == ban_id).values(**values))


def ban_by_id(connection: Connection, ban_id: int) -> Row | None:
    found = connection.execute(sa.select(ban).where(ban.c.id == ban_id)).mappings().first()
    return dict(found) if found else None


def bans_of(connection: Connection, entity_id: int) -> list[Ban]:
    rows = connection.execute(sa.select(ban).where(ban.c.entity_id == entity_id).order_by(ban.c.id))
    return [
        Ban(
            id=row.id,
            entity_id=row.entity_id,
            from_day=row.from_day,
            last_day=row.last_day,
            decision_id=row.decision_id,
            revoked_day=row.revoked_day,
            recorded_at=row.recorded_at,
            revoked_at=row.revoked_at,
        )
        for row in rows
    ]


def add_restrictions(connection: Connection, rows: list[Row]) -> None:
    connection.execute(restriction.insert(), rows)


def change_restrictions(connection: Connection, ban_id: int, **values: Any) -> None:
    connection.execute(restriction.update().where(restriction.c.ban_id == ban_id).values(**values))


def restrictions_of(connection: Connection, entity_id: int) -> list[Row]:
    rows = connection.execute(
        sa.select(restriction)
        .where(restriction.c.entity_id == entity_id)
        .order_by(restriction.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def order_acknowledgements(
    connection: Connection, case_id: int, entity_id: int, centers: list[str], *, at: datetime
) -> None:
    if centers:
        rows = [
            {"case_id": case_id, "entity_id": entity_id, "center_code": code, "ordered_at": at}
            for code in centers
        ]
        connection.execute(acknowledgement.insert(), rows)


def acknowledge(
    connection: Connection, case_id: int, center: str, *, by: int | None, at: datetime
) -> None:
    connection.execute(
        acknowledgement.update()
        .where(
            acknowledgement.c.case_id == case_id,
            acknowledgement.c.center_code == center,
            acknowledgement.c.acknowledged_at.is_(None),
        )
        .values(acknowledged_at=at, acknowledged_by=by)
    )


def acknowledgements_of(connection: Connection, entity_id: int) -> list[Row]:
    rows = connection.execute(
        sa.select(acknowledgement)
        .where(acknowledgement.c.entity_id == entity_id)
        .order_by(acknowledgement.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def silent_centers(connection: Connection, case_id: int) -> list[str]:
    """Centers of a case that have not acknowledged yet."""
    rows = connection.execute(
        sa.select(acknowledgement.c.center_code)
        .where(acknowledgement.c.case_id == case_id, acknowledgement.c.acknowledged_at.is_(None))
        .order_by(acknowledgement.c.center_code)
    )
    return [row.center_code for row in rows]
