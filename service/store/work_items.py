"""Work items (待办): the rows behind every inbox, kept equal to the engine's open tasks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.tables.cases import case, work_item
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
        sa.tuple_(work_item.c.case_id, work_item.c.task_id).in_(
            sa.bindparam("b_tasks", expanding=True)
        ),
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
    if rows:
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
    connection: Connection, tasks: list[tuple[int, str]], *, why: str, at: datetime
) -> None:
    """Close items that the procedure took back (a deadline passed, the case ended).

    Each of `tasks`: the case, and the engine's id of the task in it.
    """
    if tasks:
        connection.execute(_CANCEL, {"b_tasks": tasks, "b_why": why, "b_at": at})


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
        .order_by(work_item.c.opened_at, work_item.c.task_id != "opening", work_item.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def open_item(connection: Connection, case_id: int, task_id: str) -> dict[str, Any] | None:
    """The open item of an engine task, or None."""
    row = connection.execute(
        sa.select(work_item).where(
            work_item.c.case_id == case_id,
            work_item.c.task_id == task_id,
            work_item.c.state == "open",
        )
    ).mappings()
    found = row.first()
    return dict(found) if found else None


def cases_with_deadlines(connection: Connection) -> list[int]:
    """Cases with an open item that is due some day, in order."""
    rows = connection.execute(
        sa.select(work_item.c.case_id)
        .where(work_item.c.state == "open", work_item.c.due_at.is_not(None))
        .distinct()
        .order_by(work_item.c.case_id)
    )
    return [row.case_id for row in rows]


def open_deadlines(connection: Connection) -> list[dict[str, Any]]:
    """Every open item that is due some day: what it stands on, and the number of its case."""
    rows = connection.execute(
        sa.select(
            work_item.c.case_id, work_item.c.label, work_item.c.label_en, work_item.c.due_basis,
            case.c.number,
        )
        .join(case, case.c.id == work_item.c.case_id)
        .where(work_item.c.state == "open", work_item.c.due_at.is_not(None))
        .order_by(work_item.c.case_id, work_item.c.id)
    )  # fmt: skip
    return [dict(row) for row in rows.mappings()]


def opened_since(connection: Connection, item_id: int) -> list[dict[str, Any]]:
    """Open items that came after this one, in the order they opened."""
    rows = connection.execute(
        sa.select(work_item)
        .where(work_item.c.id > item_id, work_item.c.state == "open")
        .order_by(work_item.c.id)
    )
    return [dict(row) for row in rows.mappings()]
