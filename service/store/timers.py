"""Timers: the table that is the truth about what time must move, and the incidents."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.tables.cases import case
from service.store.tables.entities import entity
from service.store.tables.machinery import incident, timer

_INSERT = timer.insert()
_DELETE = timer.delete().where(
    sa.tuple_(timer.c.case_id, timer.c.key).in_(sa.bindparam("b_keys", expanding=True))
)


def _due(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(timer.c.due_at <= now, sa.not_(timer.c.is_provisional))


def insert_timers(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(_INSERT, rows)


def delete_timers(connection: Connection, keys: list[tuple[int, str]]) -> None:
    """Each key: the case, and the timer's key in it."""
    if keys:
        connection.execute(_DELETE, {"b_keys": keys})


def claim_due(
    connection: Connection, *, now: datetime, limit: int, case_id: int | None = None
) -> list[dict[str, Any]]:
    """Due timers nobody else holds, earliest first, locked until the transaction ends.

    On PostgreSQL timers held by another ticker are skipped, and so are those of a case that an
    officer is just completing a task of; on SQLite the transaction is alone.
    A provisional timer waits for its calendar: nothing happens to anybody by a guess.
    """
    wanted = sa.select(timer).join(case, case.c.id == timer.c.case_id).where(_due(now))
    wanted = wanted.order_by(timer.c.due_at, timer.c.id)
    if case_id is not None:
        wanted = wanted.where(timer.c.case_id == case_id)
    wanted = wanted.limit(limit).with_for_update(skip_locked=True)
    return [dict(row) for row in connection.execute(wanted).mappings()]


def next_due_at(connection: Connection, until: datetime) -> datetime | None:
    """When the earliest timer that may fire up to `until` falls due."""
    found: datetime | None = connection.execute(
        sa.select(timer.c.due_at).where(_due(until)).order_by(timer.c.due_at).limit(1)
    ).scalar()
    return found


def push_ahead(connection: Connection, timer_id: int, *, to: datetime) -> None:
    """A timer that failed is tried again at `to`."""
    connection.execute(
        timer.update()
        .where(timer.c.id == timer_id)
        .values(due_at=to, attempts=timer.c.attempts + 1)
    )


def reaim(connection: Connection, timer_id: int, **values: Any) -> None:
    connection.execute(timer.update().where(timer.c.id == timer_id).values(**values))


def provisional_timers(connection: Connection) -> list[dict[str, Any]]:
    rows = connection.execute(
        sa.select(timer).where(timer.c.is_provisional).order_by(timer.c.case_id)
    )
    return [dict(row) for row in rows.mappings()]


def note_incident(
    connection: Connection, *, case_id: int, timer_key: str, element: str, error: str, at: datetime
) -> None:
    """Keep one open incident a timer; a repeated failure counts up."""
    done = connection.execute(
        incident.update()
        .where(incident.c.case_id == case_id, incident.c.timer_key == timer_key)
        .values(
            error=error,
            last_at=at,
            attempts=incident.c.attempts + 1,
            resolved_at=None,
            resolved_by=None,
        )
    )
    if done.rowcount == 0:
        connection.execute(
            incident.insert().values(
                case_id=case_id,
                timer_key=timer_key,
                element=element,
                error=error,
                first_at=at,
                last_at=at,
                attempts=1,
            )
        )


def resolve_incidents(
    connection: Connection, case_id: int, keys: list[str], *, by: int | None, at: datetime
) -> None:
    connection.execute(
        incident.update()
        .where(
            incident.c.case_id == case_id,
            incident.c.timer_key.in_(keys),
            incident.c.resolved_at.is_(None),
        )
        .values(resolved_at=at, resolved_by=by)
    )


def incident_by_id(connection: Connection, incident_id: int) -> dict[str, Any] | None:
    row = connection.execute(sa.select(incident).where(incident.c.id == incident_id)).mappings()
    found = row.first()
    return dict(found) if found else None


def make_due(connection: Connection, case_id: int, key: str, *, now: datetime) -> bool:
    """Let a pushed-ahead timer be tried at once; False if it is gone."""
    done = connection.execute(
        timer.update().where(timer.c.case_id == case_id, timer.c.key == key).values(due_at=now)
    )
    return done.rowcount == 1


def _with_case(wanted: sa.Select[Any], table: sa.Table) -> sa.Select[Any]:
    return (
        wanted.add_columns(
            case.c.number,
            case.c.process_key,
            case.c.version_id,
            case.c.province,
            case.c.center_code,
            entity.c.name.label("entity_name"),
            case.c.subject,
            case.c.subject_en,
        )
        .select_from(table.join(case, case.c.id == table.c.case_id))
        .outerjoin(entity, entity.c.id == case.c.entity_id)
    )


def _armed(visible: sa.ColumnElement[bool], until: datetime | None) -> sa.ColumnElement[bool]:
    return visible if until is None else sa.and_(visible, _due(until))


def armed_timers(
    connection: Connection,
    visible: sa.ColumnElement[bool],
    *,
    until: datetime | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[dict[str, Any]]:
    """Armed timers of the cases that `visible` (store.scope) allows, earliest first.

    until  only those that are due at this instant
    """
    wanted = _with_case(sa.select(timer), timer).where(_armed(visible, until))
    rows = connection.execute(
        wanted.order_by(timer.c.due_at, timer.c.id).limit(limit).offset(offset)
    )
    return [dict(row) for row in rows.mappings()]


def count_armed(
    connection: Connection, visible: sa.ColumnElement[bool], *, until: datetime | None = None
) -> int:
    """How many timers `armed_timers` has on all its pages."""
    wanted = sa.select(sa.func.count()).select_from(timer.join(case, case.c.id == timer.c.case_id))
    return int(connection.execute(wanted.where(_armed(visible, until))).scalar_one())


def open_incidents(connection: Connection, visible: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
    wanted = _with_case(sa.select(incident), incident).where(
        visible, incident.c.resolved_at.is_(None)
    )
    rows = connection.execute(wanted.order_by(incident.c.last_at.desc()))
    return [dict(row) for row in rows.mappings()]


def timers_of_case(connection: Connection, case_id: int) -> list[dict[str, Any]]:
    rows = connection.execute(
        sa.select(timer).where(timer.c.case_id == case_id).order_by(timer.c.due_at)
    )
    return [dict(row) for row in rows.mappings()]


def due_cases(connection: Connection, *, now: datetime, limit: int) -> list[int]:
    """Cases with something due, the longest due first."""
    rows = connection.execute(
        sa.select(timer.c.case_id)
        .where(_due(now))
        .group_by(timer.c.case_id)
        .order_by(sa.func.min(timer.c.due_at), timer.c.case_id)
        .limit(limit)
    )
    return [row.case_id for row in rows]


def cases_with_limits(connection: Connection) -> list[int]:
    """Cases in which an event of the diagram waits for the end of a limit, in order."""
    rows = connection.execute(
        sa.select(timer.c.case_id, timer.c.basis).where(timer.c.kind == "engine")
    )
    return sorted({row.case_id for row in rows if row.basis.get("key")})


def engine_timers(connection: Connection) -> list[dict[str, Any]]:
    """Every timer of a diagram that a limit set off, with its case's number and version."""
    rows = connection.execute(
        sa.select(timer.c.case_id, timer.c.element, timer.c.basis, case.c.number, case.c.version_id)
        .join(case, case.c.id == timer.c.case_id)
        .where(timer.c.kind == "engine")
        .order_by(timer.c.case_id, timer.c.id)
    )
    return [dict(row) for row in rows.mappings() if row["basis"].get("key")]


def still_armed(connection: Connection, timer_id: int) -> bool:
    found = connection.execute(sa.select(timer.c.id).where(timer.c.id == timer_id))
    return found.first() is not None
