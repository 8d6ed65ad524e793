"""Appeals and stays of execution."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from service.domain.stretches import Stretch
from service.store.database import Connection
from service.store.held_bans import held_ban
from service.store.tables.appeals import appeal, stay
from service.store.tables.cases import case

Row = dict[str, Any]
_NUMBERED = sa.select(appeal, case.c.number).join(case, case.c.id == appeal.c.case_id)


def add_appeal(connection: Connection, values: Row) -> int:
    return int(
        connection.execute(appeal.insert().values(values).returning(appeal.c.id)).scalar_one()
    )


def change_appeal(connection: Connection, appeal_id: int, **values: Any) -> None:
    connection.execute(appeal.update().where(appeal.c.id == appeal_id).values(**values))


def appeal_of_case(connection: Connection, case_id: int) -> Row | None:
    found = connection.execute(sa.select(appeal).where(appeal.c.case_id == case_id)).mappings()
    row = found.first()
    return dict(row) if row else None


def appeals_against(connection: Connection, target_case: int) -> list[Row]:
    """Every appeal against what a case found or decided, with its `number`, oldest first."""
    rows = connection.execute(
        _NUMBERED.where(appeal.c.target_case == target_case).order_by(appeal.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def has_number(connection: Connection, number: str) -> bool:
    """Whether an appeal was decided under this number."""
    found = connection.execute(sa.select(appeal.c.id).where(appeal.c.decision_no == number))
    return found.first() is not None


def open_appeals(connection: Connection, entity_id: int) -> list[Row]:
    rows = connection.execute(
        _NUMBERED.where(appeal.c.entity_id == entity_id, appeal.c.to_day.is_(None)).order_by(
            appeal.c.id
        )
    )
    return [dict(row) for row in rows.mappings()]


def findings_on(*entity_ids: int) -> sa.Select[Any]:
    """Appeals against findings about these entities."""
    return (
        sa.select(appeal)
        .where(appeal.c.entity_id.in_(entity_ids), appeal.c.violation_id.is_not(None))
        .order_by(appeal.c.id)
    )


def stays_on(*entity_ids: int) -> sa.Select[Any]:
    """When the execution of decisions about these entities was stopped, and of those whose bans
    followed to them from a predecessor."""
    followed = sa.select(held_ban.c.decision_id).where(
        held_ban.c.entity_id.in_(entity_ids), held_ban.c.predecessor != ""
    )
    whose = sa.or_(stay.c.entity_id.in_(entity_ids), stay.c.decision_id.in_(followed))
    return sa.select(stay).where(whose).order_by(stay.c.id)


def appeals_by_violation(rows: Iterable[Row]) -> dict[int, tuple[Stretch, ...]]:
    """Of rows of `findings_on`: by violation, when it was under appeal."""
    return _stretches((row["violation_id"], row) for row in rows)


def stays_by_decision(rows: Iterable[Row]) -> dict[int, tuple[Stretch, ...]]:
    """Of rows of `stays_on`: by decision, when its execution was stopped."""
    return _stretches((row["decision_id"], row) for row in rows)


def _stretches(rows: Iterable[tuple[int, Row]]) -> dict[int, tuple[Stretch, ...]]:
    found: dict[int, tuple[Stretch, ...]] = {}
    for key, row in rows:
        stretch = Stretch(row["from_day"], row["to_day"], row["recorded_at"], row["ended_at"])
        found[key] = (*found.get(key, ()), stretch)
    return found


def add_stay(connection: Connection, values: Row) -> None:
    connection.execute(stay.insert().values(values))


def stays_of_case(connection: Connection, case_id: int) -> list[Row]:
    """The stays that an appeal brought, oldest first."""
    rows = connection.execute(sa.select(stay).where(stay.c.case_id == case_id).order_by(stay.c.id))
    return [dict(row) for row in rows.mappings()]


def end_stay(connection: Connection, stay_id: int, **values: Any) -> None:
    connection.execute(stay.update().where(stay.c.id == stay_id).values(**values))


def is_stayed(decision_id: sa.ColumnElement[int], on: date) -> sa.ColumnElement[bool]:
    """Whether the execution of this decision rests on a day."""
    return sa.exists().where(
        stay.c.decision_id == decision_id,
        stay.c.from_day <= on,
        sa.or_(stay.c.to_day.is_(None), stay.c.to_day > on),
    )
