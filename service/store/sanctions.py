"""Decisions, bans, restrictions and who acknowledged carrying them out."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.domain.bans import Ban
from service.store.database import Connection
from service.store.tables.cases import case, work_item
from service.store.tables.facts import ban, decision, restriction

Row = dict[str, Any]
ACKNOWLEDGEMENT = "acknowledge_cancellation"  # the element at which a center confirms


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
    return [ban_of(row) for row in rows]


def ban_of(row: sa.Row[Any]) -> Ban:
    """A row of the table as the rules take it."""
    return Ban(
        id=row.id,
        entity_id=row.entity_id,
        from_day=row.from_day,
        last_day=row.last_day,
        decision_id=row.decision_id,
        revoked_day=row.revoked_day,
        recorded_at=row.recorded_at,
        revoked_at=row.revoked_at,
    )


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


def acknowledgements_of(connection: Connection, entity_id: int) -> list[Row]:
    """Every center told to carry out a cancellation of this entity, and when it said it had."""
    return _acknowledgements(connection, case.c.entity_id == entity_id)


def silent_centers(connection: Connection, case_id: int) -> list[str]:
    """Centers of a case that have not acknowledged yet."""
    found = _acknowledgements(connection, case.c.id == case_id)
    return [row["center_code"] for row in found if row["acknowledged_at"] is None]


def _acknowledgements(connection: Connection, where: sa.ColumnElement[bool]) -> list[Row]:
    done_at = sa.case((work_item.c.state == "done", work_item.c.ended_at))
    rows = connection.execute(
        sa.select(
            work_item.c.case_id,
            work_item.c.org_code.label("center_code"),
            work_item.c.opened_at.label("ordered_at"),
            done_at.label("acknowledged_at"),
        )
        .join(case, case.c.id == work_item.c.case_id)
        .where(where, work_item.c.element == ACKNOWLEDGEMENT, work_item.c.state != "cancelled")
        .order_by(work_item.c.id)
    )
    return [dict(row) for row in rows.mappings()]
