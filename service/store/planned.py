"""Planned openings (预定开案): cases that the clock will open, once or again and again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.cases import case
from service.store.tables.entities import entity
from service.store.tables.machinery import planned_opening

Row = dict[str, Any]
_HELD = planned_opening.c
SILENT = {"entity_id": None, "center_code": None, "subject": "", "subject_en": ""}
USUAL: Row = SILENT | {"parent_id": None, "answers": {}, "interval_key": None, "attempts": 0}


def plan_openings(connection: Connection, rows: list[Row]) -> None:
    """Plan these; the keys must be new. Each row needs key, process_key, province, due_at."""
    if rows:
        connection.execute(planned_opening.insert(), [USUAL | row for row in rows])


def planned_keys(connection: Connection, begins: str) -> set[str]:
    """Keys already planned that begin with these words."""
    found = connection.execute(
        sa.select(_HELD.key).where(_HELD.key.startswith(begins, autoescape=True))
    )
    return {row.key for row in found}


def claim_planned(
    connection: Connection, *, now: datetime, limit: int, planned_id: int | None = None
) -> list[Row]:
    """Due openings nobody else holds, earliest first, locked until the transaction ends."""
    wanted = sa.select(planned_opening).where(_HELD.due_at <= now)
    if planned_id is not None:
        wanted = wanted.where(_HELD.id == planned_id)
    wanted = wanted.order_by(_HELD.due_at, _HELD.id).limit(limit)
    found = connection.execute(wanted.with_for_update(skip_locked=True))
    return [dict(row) for row in found.mappings()]


def due_planned(connection: Connection, *, now: datetime, limit: int) -> list[int]:
    """Ids of due openings, the longest due first."""
    wanted = sa.select(_HELD.id).where(_HELD.due_at <= now).order_by(_HELD.due_at, _HELD.id)
    return [row.id for row in connection.execute(wanted.limit(limit))]


def next_planned_at(connection: Connection, until: datetime) -> datetime | None:
    """When the earliest opening planned up to `until` falls due."""
    found: datetime | None = connection.execute(
        sa.select(sa.func.min(_HELD.due_at)).where(_HELD.due_at <= until)
    ).scalar()
    return found


def change_planned(connection: Connection, planned_id: int, **values: Any) -> bool:
    """Aim an opening at another time, or note why it failed; False if it is gone."""
    done = connection.execute(
        planned_opening.update().where(_HELD.id == planned_id).values(**values)
    )
    return done.rowcount == 1


def drop_planned(connection: Connection, ids: list[int]) -> None:
    connection.execute(planned_opening.delete().where(_HELD.id.in_(ids)))


def planned_by_key(connection: Connection, key: str) -> Row | None:
    """The opening planned by this key, if there is one."""
    row = connection.execute(sa.select(planned_opening).where(_HELD.key == key)).mappings().first()
    return dict(row) if row else None


def drop_planned_key(connection: Connection, key: str) -> bool:
    """Take back one opening by its key; False if it is not planned."""
    return connection.execute(planned_opening.delete().where(_HELD.key == key)).rowcount == 1


def drop_planned_by(connection: Connection, parent_id: int) -> int:
    """Take back what a case had planned; how many there were."""
    done = connection.execute(planned_opening.delete().where(_HELD.parent_id == parent_id))
    return done.rowcount


def planned_by_id(connection: Connection, planned_id: int) -> Row | None:
    """One planned opening, held until the transaction ends."""
    found = connection.execute(
        sa.select(planned_opening).where(_HELD.id == planned_id).with_for_update()
    )
    row = found.mappings().first()
    return dict(row) if row else None


def planned_page(
    connection: Connection,
    reach: tuple[list[str], list[str]] | None,
    *,
    failed: bool = False,
    recurring: bool | None = None,
    limit: int,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Openings planned within reach, earliest first, with `entity_name` and `parent_number`.

    reach      (provinces, centers); None for every one
    failed     only those that failed last time
    recurring  only those that come again, or only those that come once
    """
    where: list[sa.ColumnElement[bool]] = [sa.true()]
    if reach is not None:
        provinces, centers = reach
        where.append(sa.or_(_HELD.province.in_(provinces), _HELD.center_code.in_(centers)))
    if failed:
        where.append(_HELD.error != "")
    if recurring is not None:
        where.append(_HELD.interval_key.is_not(None) if recurring else _HELD.interval_key.is_(None))
    total = connection.execute(
        sa.select(sa.func.count()).select_from(planned_opening).where(*where)
    ).scalar_one()
    found = connection.execute(
        sa.select(
            planned_opening,
            entity.c.name.label("entity_name"),
            case.c.number.label("parent_number"),
        )
        .outerjoin(entity, entity.c.id == _HELD.entity_id)
        .outerjoin(case, case.c.id == _HELD.parent_id)
        .where(*where)
        .order_by(_HELD.due_at, _HELD.id)
        .limit(limit)
        .offset(offset)
    )
    return [dict(row) for row in found.mappings()], int(total)


def planned_ids(connection: Connection, begins: str) -> list[int]:
    """Ids of openings whose keys begin with these words."""
    found = connection.execute(
        sa.select(_HELD.id).where(_HELD.key.startswith(begins, autoescape=True)).order_by(_HELD.id)
    )
    return [row.id for row in found]
