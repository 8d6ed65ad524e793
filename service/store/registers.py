"""The registers: pages of cases and of bans, filtered by words, state and day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.store import as_of
from service.store.appeals import is_stayed
from service.store.database import Connection
from service.store.held_bans import held_ban as ban
from service.store.scope import Visible
from service.store.tables.cases import case, work_item
from service.store.tables.entities import entity, entity_name
from service.store.tables.facts import decision, filing
from service.store.tables.people import organisation

Row = dict[str, Any]
_CASES = case.outerjoin(entity, entity.c.id == case.c.entity_id).outerjoin(
    organisation, organisation.c.code == case.c.center_code
)


def _named(q: str) -> sa.ColumnElement[bool]:
    earlier = sa.select(entity_name.c.entity_id).where(
        entity_name.c.name.icontains(q, autoescape=True)
    )
    return sa.or_(
        entity.c.name.icontains(q, autoescape=True),
        entity.c.code.icontains(q, autoescape=True),
        entity.c.id.in_(earlier),
    )


def _asked(
    q: str, process_key: str, status: str, entity_id: int | None
) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = []
    if q:
        said = [column.icontains(q, autoescape=True) for column in (case.c.number, case.c.subject)]
        where.append(sa.or_(*said, _named(q)))
    if process_key:
        where.append(case.c.process_key == process_key)
    if status:
        where.append(case.c.status == status)
    if entity_id is not None:
        where.append(case.c.entity_id == entity_id)
    return where


def cases_page(
    connection: Connection,
    visible: Visible,
    *,
    q: str = "",
    process_key: str = "",
    status: str = "",
    entity_id: int | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Cases the reader may see, newest first, with where they wait; and how many there are."""
    where = [visible, *_asked(q, process_key, status, entity_id)]
    total = connection.execute(
        sa.select(sa.func.count()).select_from(_CASES).where(*where)
    ).scalar_one()
    found = connection.execute(
        sa.select(
            case.c.id, case.c.number, case.c.process_key, case.c.status, case.c.outcome,
            case.c.opened_at, case.c.ended_at, case.c.center_code, case.c.version_id,
            entity.c.name.label("entity_name"), entity.c.code.label("entity_code"),
            case.c.subject, case.c.subject_en,
            organisation.c.short_zh.label("center_zh"), organisation.c.name_en.label("center_en"),
        )
        .select_from(_CASES)
        .where(*where)
        .order_by(case.c.id.desc())
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    rows = [dict(row) for row in found.mappings()]
    _add_open_items(connection, rows)
    return rows, int(total)


def _add_open_items(connection: Connection, rows: list[Row]) -> None:
    """Each row gets `items`: its open work items, the earliest due first."""
    by_id: dict[int, Row] = {row["id"]: row | {"items": []} for row in rows}
    found = connection.execute(
        sa.select(
            work_item.c.id, work_item.c.case_id, work_item.c.label, work_item.c.label_en,
            work_item.c.due_day, work_item.c.is_provisional, work_item.c.org_code,
            work_item.c.role,
        )
        .where(work_item.c.case_id.in_(by_id), work_item.c.state == "open")
        .order_by(work_item.c.due_at.is_(None), work_item.c.due_at, work_item.c.id)
    )  # fmt: skip
    for item in found.mappings():
        by_id[item["case_id"]]["items"].append(dict(item))
    for row in rows:
        row["items"] = by_id[row["id"]]["items"]


BAN_STATES = ("in_force", "stayed", "ended", "revoked", "every")


def _ban_where(
    on: date, known_at: datetime | None, state: str, q: str, province: str | None
) -> list[Any]:
    on_record = [] if known_at is None else [ban.c.recorded_at <= known_at]
    unrevoked = sa.and_(*as_of.ban_known(on, known_at))
    states = {
        "in_force": sa.and_(as_of.ban_holds(on, known_at), ~is_stayed(ban.c.decision_id, on)),
        "stayed": sa.and_(as_of.ban_holds(on, known_at), is_stayed(ban.c.decision_id, on)),
        "ended": sa.and_(ban.c.last_day < on, unrevoked),
        "revoked": ~unrevoked,
    }
    where: list[Any] = [*on_record, *([states[state]] if state in states else [])]
    if q:
        where.append(sa.or_(_named(q), decision.c.number.icontains(q, autoescape=True)))
    if province:
        where.append(entity.c.province == province)
    return where


def bans_page(
    connection: Connection,
    *,
    on: date,
    known_at: datetime | None = None,
    state: str = "in_force",
    q: str = "",
    province: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Bans by state on a day, the first to end on top; and how many there are.

    known_at  as the record had them at this instant; now, for None
    """
    source = ban.join(entity, entity.c.id == ban.c.entity_id).join(
        decision, decision.c.id == ban.c.decision_id
    )
    where = _ban_where(on, known_at, state, q, province)
    total = connection.execute(
        sa.select(sa.func.count()).select_from(source).where(*where)
    ).scalar_one()
    found = connection.execute(
        sa.select(
            ban.c.id, ban.c.from_day, ban.c.last_day, ban.c.revoked_day, ban.c.revoked_at,
            ban.c.predecessor,
            entity.c.name, entity.c.code, decision.c.number, decision.c.ground,
            is_stayed(ban.c.decision_id, on).label("is_stayed"),
        )
        .select_from(source)
        .where(*where)
        .order_by(ban.c.last_day, ban.c.id)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [dict(row) for row in found.mappings()], int(total)


def visible_numbers(connection: Connection, visible: Visible, numbers: Collection[str]) -> set[str]:
    """Of these cases, by number, those the reader may see."""
    if not numbers:
        return set()
    found = connection.execute(
        sa.select(case.c.number).where(visible, case.c.number.in_(sorted(numbers)))
    )
    return {row.number for row in found}


def filing_numbers(connection: Connection, entity_id: int) -> dict[int, str]:
    """The number of each of the entity's filings, by filing id."""
    found = connection.execute(
        sa.select(filing.c.id, filing.c.number).where(filing.c.entity_id == entity_id)
    )
    return {row.id: row.number for row in found}


def bans_with_grounds(connection: Connection, entity_id: int) -> list[Row]:
    """The entity's bans with the decision each stands on and the case it came from."""
    found = connection.execute(
        sa.select(
            ban, decision.c.number, decision.c.ground, decision.c.effective_on,
            case.c.number.label("case_number"),
        )
        .join(decision, decision.c.id == ban.c.decision_id)
        .outerjoin(case, case.c.id == ban.c.case_id)
        .where(ban.c.entity_id == entity_id)
        .order_by(ban.c.from_day)
    )  # fmt: skip
    return [dict(row) for row in found.mappings()]
