"""Work items (待办): the rows behind every inbox, kept equal to the engine's open tasks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.tables.cases import case, work_item
from service.store.tables.entities import entity
from service.store.tables.people import person

_FINISH = (
    work_item.update()
    .where(work_item.c.id == sa.bindparam("b_id"), work_item.c.state == "open")
    .values(
        state="done",
        revision=work_item.c.revision + 1,
        answers=sa.bindparam("b_answers"),
        ended_by=sa.bindparam("b_by"),
        ended_as=sa.bindparam("b_as"),
        ended_at=sa.bindparam("b_at"),
        draft=sa.null(),
    )
)
_CANCEL = (
    work_item.update()
    .where(
        work_item.c.case_id == sa.bindparam("b_case_id"),
        work_item.c.task_id.in_(sa.bindparam("b_tasks", expanding=True)),
        work_item.c.state == "open",
    )
    .values(
        state="cancelled",
        revision=work_item.c.revision + 1,
        ended_as=sa.bindparam("b_why"),
        ended_at=sa.bindparam("b_at"),
    )
)
_INSERT = work_item.insert()


def insert_items(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Open these items (one statement); every row carries every key."""
    connection.execute(_INSERT, rows)


def finish_item(
    connection: Connection,
    item_id: int,
    *,
    answers: dict[str, Any],
    by: int | None,
    said_as: str,
    at: datetime,
) -> bool:
    """Close an open item with its answers; False if it is not open any more."""
    values = {"b_id": item_id, "b_answers": answers, "b_by": by, "b_as": said_as, "b_at": at}
    return connection.execute(_FINISH, values).rowcount == 1


def cancel_items(
    connection: Connection, case_id: int, task_ids: list[str], *, why: str, at: datetime
) -> None:
    """Close items that the procedure took back (a deadline passed, the case ended)."""
    connection.execute(
        _CANCEL, {"b_case_id": case_id, "b_tasks": task_ids, "b_why": why, "b_at": at}
    )


def change_item(connection: Connection, item_id: int, revision: int, **values: Any) -> bool:
    """Change an open item nobody changed since `revision`; False if somebody did."""
    done = connection.execute(
        work_item.update()
        .where(
            work_item.c.id == item_id,
            work_item.c.revision == revision,
            work_item.c.state == "open",
        )
        .values(revision=revision + 1, **values)
    )
    return done.rowcount == 1


def mark_item(connection: Connection, case_id: int, task_id: str, **values: Any) -> None:
    """Note on an item that it was reminded of or escalated; not a change for its reader."""
    connection.execute(
        work_item.update()
        .where(work_item.c.case_id == case_id, work_item.c.task_id == task_id)
        .values(**values)
    )


def item_by_id(connection: Connection, item_id: int) -> dict[str, Any] | None:
    row = connection.execute(sa.select(work_item).where(work_item.c.id == item_id)).mappings()
    found = row.first()
    return dict(found) if found else None


def items_of_case(connection: Connection, case_id: int) -> list[dict[str, Any]]:
    """Every item of a case, oldest first, with who holds and who ended it by name."""
    holder, ender = person.alias("holder"), person.alias("ender")
    rows = connection.execute(
        sa.select(work_item, holder.c.name.label("holder"), ender.c.name.label("ender"))
        .outerjoin(holder, holder.c.id == work_item.c.claimed_by)
        .outerjoin(ender, ender.c.id == work_item.c.ended_by)
        .where(work_item.c.case_id == case_id)
        .order_by(work_item.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def rounds(connection: Connection, case_id: int, elements: list[str]) -> dict[str, int]:
    """How often each of these elements was already asked in this case."""
    found = connection.execute(
        sa.select(work_item.c.element, sa.func.count())
        .where(work_item.c.case_id == case_id, work_item.c.element.in_(elements))
        .group_by(work_item.c.element)
    )
    return dict(found.tuples().all())


def _mine(posts: list[tuple[str, str]]) -> sa.ColumnElement[bool]:
    """Items addressed to one of these (org, role) posts."""
    if not posts:
        return sa.false()
    return sa.or_(
        *(sa.and_(work_item.c.org_code == org, work_item.c.role == role) for org, role in posts)
    )


def inbox(
    connection: Connection,
    *,
    person_id: int,
    posts: list[tuple[str, str]],
    scope: str,
    process_key: str | None = None,
    element: str | None = None,
    limit: int = 200,
    offset: int = 0,
) -> tuple[list[dict[str, Any]], int]:
    """A page of work items and how many there are in all.

    scope  mine: held by the person, or addressed to their posts and held by nobody ·
           claimable: addressed to their posts, held by nobody · office: addressed to their
           organisations, whoever holds it · done: ended by the person
    """
    where = [_scope(scope, person_id, posts)]
    if process_key:
        where.append(case.c.process_key == process_key)
    if element:
        where.append(work_item.c.element == element)
    source = work_item.join(case, case.c.id == work_item.c.case_id).outerjoin(
        entity, entity.c.id == case.c.entity_id
    )
    total = connection.execute(
        sa.select(sa.func.count()).select_from(source).where(*where)
    ).scalar_one()
    holder = person.alias("holder")
    wanted = (
        sa.select(
            work_item,
            case.c.number,
            case.c.process_key,
            case.c.entity_id,
            case.c.center_code,
            case.c.priority.label("case_priority"),
            entity.c.name.label("entity_name"),
            entity.c.code.label("entity_code"),
            holder.c.name.label("holder"),
        )
        .select_from(source.outerjoin(holder, holder.c.id == work_item.c.claimed_by))
        .where(*where)
        .order_by(*_order(scope))
        .limit(limit)
        .offset(offset)
    )
    return [dict(row) for row in connection.execute(wanted).mappings()], total


def _scope(scope: str, person_id: int, posts: list[tuple[str, str]]) -> sa.ColumnElement[bool]:
    is_open = work_item.c.state == "open"
    if scope == "claimable":
        return sa.and_(is_open, _mine(posts), work_item.c.claimed_by.is_(None))
    if scope == "office":
        orgs = sorted({org for org, _ in posts})
        return sa.and_(is_open, work_item.c.org_code.in_(orgs))
    if scope == "done":
        return sa.and_(work_item.c.state == "done", work_item.c.ended_by == person_id)
    free = sa.and_(_mine(posts), work_item.c.claimed_by.is_(None))
    return sa.and_(is_open, sa.or_(work_item.c.claimed_by == person_id, free))


def _order(scope: str) -> list[sa.ColumnElement[Any]]:
    if scope == "done":
        return [work_item.c.ended_at.desc()]
    return [work_item.c.due_at.is_(None), work_item.c.due_at, work_item.c.id]
