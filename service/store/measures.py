"""What the house measures of itself, in one statement each time it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.cases import case, work_item
from service.store.tables.machinery import incident, timer


@dataclass(frozen=True, kw_only=True)
class Measures:
    """`lag_s` is how long the longest due timer has been waiting, 0 when none is."""

    open_cases: int
    open_items: int
    overdue_items: int
    armed_timers: int
    due_timers: int
    provisional_timers: int
    open_incidents: int
    lag_s: float


def _count(table: sa.Table, *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(table).where(*where).scalar_subquery()


def measure(connection: Connection, now: datetime) -> Measures:
    """The figures at the office's `now`."""
    is_open = work_item.c.state == "open"
    due = sa.and_(timer.c.due_at <= now, sa.not_(timer.c.is_provisional))
    first = sa.select(sa.func.min(timer.c.due_at)).where(due).scalar_subquery()
    row = connection.execute(
        sa.select(
            _count(case, case.c.status == "open").label("open_cases"),
            _count(work_item, is_open).label("open_items"),
            _count(work_item, is_open, work_item.c.due_at <= now).label("overdue_items"),
            _count(timer).label("armed_timers"),
            _count(timer, due).label("due_timers"),
            _count(timer, timer.c.is_provisional).label("provisional_timers"),
            _count(incident, incident.c.resolved_at.is_(None)).label("open_incidents"),
            sa.type_coerce(first, timer.c.due_at.type).label("first_due_at"),
        )
    ).one()
    figures = {k: v for k, v in row._mapping.items() if k != "first_due_at"}
    lag = (now - row.first_due_at).total_seconds() if row.first_due_at else 0.0
    return Measures(**figures, lag_s=lag)
