"""The inbox (待办): pages of work items by scope, deadline, process, element and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from service.domain.roles import Level, Role
from service.store.appeals import is_stayed
from service.store.database import Connection
from service.store.held_bans import held_ban as ban
from service.store.tables.cases import case, work_item
from service.store.tables.entities import entity
from service.store.tables.people import organisation, person

Row = dict[str, Any]
Posts = list[tuple[str, str]]
SCOPES = ("mine", "claimable", "office", "done")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the reader asked for.

    scope  mine: held by the person, or addressed to their posts and held by nobody ·
           claimable: addressed to their posts, held by nobody · office: addressed to their
           organisations, whoever holds it · done: ended by the person
    due    "" | over | today
    order  due | entity | opened
    """

    person_id: int
    posts: Posts
    today: date
    scope: str = "mine"
    due: str = ""
    process_key: str = ""
    element: str = ""
    q: str = ""
    order: str = "due"


def _mine(posts: Posts) -> sa.ColumnElement[bool]:
    if not posts:
        return sa.false()
    return sa.or_(
        *(sa.and_(work_item.c.org_code == org, work_item.c.role == role) for org, role in posts)
    )


def _offices(posts: Posts) -> list[str]:
    """Where the person works on cases: who keeps the service sits there, and sees none."""
    return sorted({org for org, role in posts if Role(role).level is not Level.SERVICE})


def _scope(wanted: Wanted) -> sa.ColumnElement[bool]:
    is_open = work_item.c.state == "open"
    free = work_item.c.claimed_by.is_(None)
    if wanted.scope == "claimable":
        return sa.and_(is_open, _mine(wanted.posts), free)
    if wanted.scope == "office":
        return sa.and_(is_open, work_item.c.org_code.in_(_offices(wanted.posts)))
    if wanted.scope == "done":
        return sa.and_(work_item.c.state == "done", work_item.c.ended_by == wanted.person_id)
    held = work_item.c.claimed_by == wanted.person_id
    return sa.and_(is_open, sa.or_(held, sa.and_(_mine(wanted.posts), free)))


def _where(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    where = [_scope(wanted)]
    if wanted.due == "over":
        where.append(work_item.c.due_day < wanted.today)
    if wanted.due == "today":
        where.append(work_item.c.due_day == wanted.today)
    if wanted.process_key:
        where.append(case.c.process_key == wanted.process_key)
    if wanted.element:
        where.append(work_item.c.element == wanted.element)
    if wanted.q:
        sought = [
            case.c.number, case.c.subject, entity.c.name, entity.c.code, work_item.c.label,
        ]  # fmt: skip
        where.append(sa.or_(*(column.icontains(wanted.q, autoescape=True) for column in sought)))
    return where


_SOURCE = work_item.join(case, case.c.id == work_item.c.case_id).outerjoin(
    entity, entity.c.id == case.c.entity_id
)


def _order(wanted: Wanted) -> list[Any]:
    if wanted.scope == "done":
        return [work_item.c.ended_at.desc(), work_item.c.id.desc()]
    if wanted.order == "entity":
        return [sa.func.coalesce(entity.c.name, case.c.subject), work_item.c.id]
    if wanted.order == "opened":
        return [work_item.c.opened_at.desc(), work_item.c.id.desc()]
    return [work_item.c.due_at.is_(None), work_item.c.due_at, work_item.c.id]


def _select(today: date) -> sa.Select[Any]:
    holder = person.alias("holder")
    banned = sa.exists().where(
        ban.c.entity_id == case.c.entity_id, ban.c.from_day <= today, ban.c.last_day >= today,
        sa.or_(ban.c.revoked_day.is_(None), ban.c.revoked_day > today),
        sa.not_(is_stayed(ban.c.decision_id, today)),
    )  # fmt: skip
    return (
        sa.select(
            work_item, case.c.number, case.c.process_key, case.c.priority.label("case_priority"),
            entity.c.name.label("entity_name"), entity.c.code.label("entity_code"),
            case.c.subject, case.c.subject_en,
            holder.c.name.label("holder"), banned.label("is_banned"),
            organisation.c.short_zh.label("org_zh"), organisation.c.name_en.label("org_en"),
        )
        .select_from(
            _SOURCE.outerjoin(holder, holder.c.id == work_item.c.claimed_by).outerjoin(
                organisation, organisation.c.code == work_item.c.org_code
            )
        )
    )  # fmt: skip


def rows(connection: Connection, wanted: Wanted, *, limit: int, offset: int = 0) -> list[Row]:
    """One page of work items, in the order asked for."""
    query = _select(wanted.today).where(*_where(wanted)).order_by(*_order(wanted))
    found = connection.execute(query.limit(limit).offset(offset))
    return [dict(row) for row in found.mappings()]


def count(connection: Connection, wanted: Wanted) -> int:
    query = sa.select(sa.func.count()).select_from(_SOURCE).where(*_where(wanted))
    return int(connection.execute(query).scalar_one())


def by_deadline(connection: Connection, wanted: Wanted) -> tuple[int, int, int]:
    """(all, overdue, due today) of a scope, whatever else is filtered."""
    over = sa.case((work_item.c.due_day < wanted.today, 1), else_=0)
    now = sa.case((work_item.c.due_day == wanted.today, 1), else_=0)
    row = connection.execute(
        sa.select(sa.func.count(), sa.func.sum(over), sa.func.sum(now))
        .select_from(_SOURCE)
        .where(_scope(wanted))
    ).one()
    return int(row[0]), int(row[1] or 0), int(row[2] or 0)


def facets(connection: Connection, wanted: Wanted) -> list[Row]:
    """How many of a scope stand at each process_key and element; with label, label_en, number."""
    found = connection.execute(
        sa.select(
            case.c.process_key, work_item.c.element, sa.func.max(work_item.c.label).label("label"),
            sa.func.max(work_item.c.label_en).label("label_en"), sa.func.count().label("number"),
        )
        .select_from(_SOURCE)
        .where(_scope(wanted))
        .group_by(case.c.process_key, work_item.c.element)
        .order_by(sa.func.count().desc())
    )  # fmt: skip
    return [dict(row) for row in found.mappings()]


def _waiting_where(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    own = work_item.alias("own")
    helped = sa.exists().where(
        own.c.case_id == work_item.c.case_id, own.c.ended_by == wanted.person_id
    )
    return [
        work_item.c.state == "open",
        sa.not_(_mine(wanted.posts)),
        sa.func.coalesce(work_item.c.claimed_by, 0) != wanted.person_id,
        helped,
    ]


def waiting(connection: Connection, wanted: Wanted, *, limit: int) -> list[Row]:
    """What others must do in cases this person has worked on."""
    query = _select(wanted.today).where(*_waiting_where(wanted))
    found = connection.execute(query.order_by(work_item.c.due_at, work_item.c.id).limit(limit))
    return [dict(row) for row in found.mappings()]


def next_item(connection: Connection, wanted: Wanted, *, after: int = 0) -> int | None:
    """The id of the first item of a scope, other than `after`, in the order of deadlines."""
    query = (
        sa.select(work_item.c.id)
        .select_from(_SOURCE)
        .where(*_where(wanted), work_item.c.id != after)
        .order_by(*_order(wanted))
        .limit(1)
    )
    found: int | None = connection.execute(query).scalar()
    return found


def row_of(connection: Connection, item_id: int, *, today: date) -> Row:
    """One work item in the shape of `rows`, whoever it is for; it must exist."""
    found = connection.execute(_select(today).where(work_item.c.id == item_id))
    return dict(found.mappings().one())


def count_open_cases(connection: Connection) -> int:
    """How many cases run now, whoever they belong to."""
    found = connection.execute(
        sa.select(sa.func.count()).select_from(case).where(case.c.status == "open")
    )
    return int(found.scalar_one())
