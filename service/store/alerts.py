"""Runs of monitoring, the flags they raised, alerts and watch marks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.scope import Visible
from service.store.tables.cases import case
from service.store.tables.entities import entity
from service.store.tables.tracking import monitoring_flag, monitoring_run, watch_mark

Row = dict[str, Any]
PROCESS = "monitoring_alert"
_RUN, _FLAG, _MARK = monitoring_run.c, monitoring_flag.c, watch_mark.c


def add_run(connection: Connection, values: Row) -> int:
    made = connection.execute(monitoring_run.insert().values(values).returning(_RUN.id))
    return int(made.scalar_one())


def add_flags(connection: Connection, rows: list[Row]) -> None:
    for start in range(0, len(rows), 500):
        connection.execute(monitoring_flag.insert(), rows[start : start + 500])


def alerts_since(connection: Connection, since: datetime) -> list[Row]:
    """Alerts that are open, or ended since then: entity_id, center_code, status, outcome, …"""
    found = connection.execute(
        sa.select(
            case.c.entity_id, case.c.center_code, case.c.status, case.c.outcome, case.c.ended_at
        ).where(
            case.c.process_key == PROCESS,
            case.c.entity_id.is_not(None),
            (case.c.status == "open") | (case.c.ended_at >= since),
        )
    )
    return [dict(row) for row in found.mappings()]


def claim_flags(
    connection: Connection, run_case: int, entity_id: int, center: str, case_id: int
) -> list[Row]:
    """The flags of a run about an entity at a center are this alert's from now on."""
    runs = sa.select(_RUN.id).where(_RUN.case_id == run_case)
    mine = (_FLAG.run_id.in_(runs)) & (_FLAG.entity_id == entity_id) & (_FLAG.center_code == center)
    connection.execute(monitoring_flag.update().where(mine).values(case_id=case_id))
    return flags_of_case(connection, case_id)


def flags_of_case(connection: Connection, case_id: int) -> list[Row]:
    found = connection.execute(
        sa.select(monitoring_flag, _RUN.first_day, _RUN.last_day)
        .join(monitoring_run, _RUN.id == _FLAG.run_id)
        .where(_FLAG.case_id == case_id)
        .order_by(_FLAG.id)
    )
    return [dict(row) for row in found.mappings()]


def _reached(visible: Visible) -> Any:
    return sa.select(case.c.id).where(visible)


def runs_page(
    connection: Connection, visible: Visible, *, limit: int, offset: int = 0
) -> tuple[list[Row], int]:
    """Runs whose cases the reader sees, newest first; how many there are."""
    where = _RUN.case_id.in_(_reached(visible))
    total = connection.execute(sa.select(sa.func.count()).select_from(monitoring_run).where(where))
    found = connection.execute(
        sa.select(monitoring_run, case.c.number)
        .join(case, case.c.id == _RUN.case_id)
        .where(where)
        .order_by(_RUN.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [dict(row) for row in found.mappings()], int(total.scalar_one())


def run_seen(connection: Connection, visible: Visible, run_id: int) -> Row | None:
    found = connection.execute(
        sa.select(monitoring_run, case.c.number)
        .join(case, case.c.id == _RUN.case_id)
        .where(_RUN.id == run_id, _RUN.case_id.in_(_reached(visible)))
    )
    row = found.mappings().first()
    return dict(row) if row else None


def flags_page(
    connection: Connection, run_id: int, *, limit: int, offset: int = 0
) -> tuple[list[Row], int]:
    """What a run flagged and why, by entity; how many flags."""
    where = _FLAG.run_id == run_id
    total = connection.execute(sa.select(sa.func.count()).select_from(monitoring_flag).where(where))
    found = connection.execute(
        sa.select(monitoring_flag, entity.c.name, entity.c.code, case.c.number)
        .join(entity, entity.c.id == _FLAG.entity_id)
        .outerjoin(case, case.c.id == _FLAG.case_id)
        .where(where)
        .order_by(entity.c.code, _FLAG.center_code, _FLAG.id)
        .limit(limit)
        .offset(offset)
    )
    return [dict(row) for row in found.mappings()], int(total.scalar_one())


def add_mark(connection: Connection, values: Row) -> None:
    connection.execute(watch_mark.insert().values(values))


def marks_of(connection: Connection, entity_id: int, on: date) -> list[Row]:
    """Marks of an entity in force on a day."""
    found = connection.execute(
        sa.select(watch_mark, case.c.number)
        .join(case, case.c.id == _MARK.case_id)
        .where(_MARK.entity_id == entity_id, _MARK.from_day <= on, _MARK.last_day >= on)
        .order_by(_MARK.id)
    )
    return [dict(row) for row in found.mappings()]


def marks_page(
    connection: Connection,
    visible: Visible,
    *,
    on: date,
    ended: bool = False,
    limit: int,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Marks in force on a day (or over by then) of cases the reader sees, soonest to end first."""
    held = (_MARK.from_day <= on) & (_MARK.last_day >= on)
    where = [_MARK.case_id.in_(_reached(visible)), _MARK.last_day < on if ended else held]
    total = connection.execute(sa.select(sa.func.count()).select_from(watch_mark).where(*where))
    found = connection.execute(
        sa.select(watch_mark, entity.c.name, entity.c.code, case.c.number)
        .join(entity, entity.c.id == _MARK.entity_id)
        .join(case, case.c.id == _MARK.case_id)
        .where(*where)
        .order_by(_MARK.last_day, _MARK.id)
        .limit(limit)
        .offset(offset)
    )
    return [dict(row) for row in found.mappings()], int(total.scalar_one())


def signs_of_cases(connection: Connection, case_ids: Iterable[int]) -> dict[int, list[str]]:
    """{alert: the signs it was opened for}."""
    found: dict[int, list[str]] = {}
    rows = connection.execute(
        sa.select(_FLAG.case_id, _FLAG.sign).where(_FLAG.case_id.in_(list(case_ids)))
    )
    for row in rows:
        found.setdefault(row.case_id, []).append(row.sign)
    return found
