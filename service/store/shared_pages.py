"""Pages of shared items: what a reader may see, of a month, about an agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from service.domain.periods import day_end, day_start
from service.store.database import Connection
from service.store.sharing import ITEM, SOURCE
from service.store.tables.cases import case
from service.store.tables.entities import entity
from service.store.tables.sharing import agency, notice_receipt, shared_item

Row = dict[str, Any]


def visible_items(
    *, sees_all: bool, provinces: list[str], centers: list[str]
) -> sa.ColumnElement[bool]:
    """Items a reader may see: the region's own, the center's own, and what they were told."""
    if sees_all:
        return sa.true()
    got = sa.exists().where(
        notice_receipt.c.item_id == shared_item.c.id,
        notice_receipt.c.org_code.in_([*provinces, *centers]),
    )
    return sa.or_(
        got, shared_item.c.province.in_(provinces), shared_item.c.center_code.in_(centers)
    )


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the reader asked for; state "" | to_answer (by these organisations) | open | closed."""

    orgs: list[str]
    q: str = ""
    kind: str = ""
    level: str = ""
    state: str = ""


def _to_answer(wanted: Wanted) -> sa.ColumnElement[bool]:
    return sa.and_(
        notice_receipt.c.item_id == shared_item.c.id,
        notice_receipt.c.org_code.in_(wanted.orgs),
        notice_receipt.c.revision == shared_item.c.revision,
        notice_receipt.c.acknowledged_at.is_(None),
    )


def _where(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = []
    if wanted.q:
        words = (entity.c.name, entity.c.code, agency.c.name, agency.c.code, case.c.number,
                 shared_item.c.decision_no)  # fmt: skip
        where.append(sa.or_(*(column.icontains(wanted.q, autoescape=True) for column in words)))
    if wanted.kind:
        where.append(shared_item.c.kind == wanted.kind)
    if wanted.level:
        where.append(shared_item.c.level == wanted.level)
    if wanted.state == "to_answer":
        where.append(sa.exists().where(_to_answer(wanted)))
    ended = shared_item.c.state.in_(("closed", "dropped", "retracted"))
    if wanted.state in ("open", "closed"):
        where.append(ended if wanted.state == "closed" else sa.not_(ended))
    return where


def items_page(
    connection: Connection,
    visible: sa.ColumnElement[bool],
    wanted: Wanted,
    *,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Shared items, newest first, with `answer_due` where one of `orgs` still has to answer."""
    where = [visible, *_where(wanted)]
    total = connection.execute(
        sa.select(sa.func.count()).select_from(SOURCE).where(*where)
    ).scalar_one()
    due = sa.select(sa.func.min(notice_receipt.c.due_day)).where(_to_answer(wanted))
    found = connection.execute(
        ITEM.add_columns(due.scalar_subquery().label("answer_due"))
        .where(*where)
        .order_by(shared_item.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [dict(row) for row in found.mappings()], int(total)


def items_between(connection: Connection, province: str, first: date, last: date) -> list[Row]:
    """What a region registered on these days (`verified_on` may lie earlier), oldest first."""
    found = connection.execute(
        ITEM.where(
            shared_item.c.province == province,
            shared_item.c.recorded_at >= day_start(first),
            shared_item.c.recorded_at < day_end(last),
            shared_item.c.state != "dropped",
        ).order_by(shared_item.c.id)
    )
    return [dict(row) for row in found.mappings()]


def items_about_agency(connection: Connection, agency_id: int) -> list[Row]:
    """The record of findings about an agency, newest first."""
    found = connection.execute(
        ITEM.where(shared_item.c.agency_id == agency_id).order_by(shared_item.c.id.desc())
    )
    return [dict(row) for row in found.mappings()]
