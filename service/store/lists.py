"""Rounds (编报轮次) and what each province submits in them: drafts, their rows, verdicts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.cases import case, work_item
from service.store.tables.lists import (
    list_dispatch,
    list_round,
    list_row,
    list_submission,
    list_verdict,
    refused_look,
)

Row = dict[str, Any]
PART = 500
UNDER_WAY = ("draft", "submitted", "returned", "checked")
HANDED_IN = ("submitted", "returned", "checked")
_ROWS = (
    sa.select(list_row)
    .where(list_row.c.submission_id == sa.bindparam("submission_id"))
    .order_by(list_row.c.number, list_row.c.id)
)


def add_round(connection: Connection, values: Row) -> int:
    found = connection.execute(list_round.insert().values(values).returning(list_round.c.id))
    return int(found.scalar_one())


def has_round_named(connection: Connection, name: str) -> bool:
    wanted = sa.select(list_round.c.id).where(list_round.c.name == name)
    return connection.execute(wanted).first() is not None


def round_by_id(connection: Connection, round_id: int) -> Row | None:
    row = connection.execute(sa.select(list_round).where(list_round.c.id == round_id))
    found = row.mappings().first()
    return dict(found) if found else None


def rounds(connection: Connection) -> list[Row]:
    """Newest first."""
    rows = connection.execute(sa.select(list_round).order_by(list_round.c.id.desc()))
    return [dict(row) for row in rows.mappings()]


def open_round(connection: Connection) -> Row | None:
    """The newest round that is not closed."""
    return next((row for row in rounds(connection) if row["closed_at"] is None), None)


def change_round(connection: Connection, round_id: int, **values: Any) -> None:
    connection.execute(list_round.update().where(list_round.c.id == round_id).values(**values))


def add_submission(connection: Connection, values: Row) -> int:
    made = list_submission.insert().values(values).returning(list_submission.c.id)
    return int(connection.execute(made).scalar_one())


def submission_of_case(connection: Connection, case_id: int) -> Row | None:
    row = connection.execute(sa.select(list_submission).where(list_submission.c.case_id == case_id))
    found = row.mappings().first()
    return dict(found) if found else None


def change_submission(connection: Connection, submission_id: int, **values: Any) -> None:
    connection.execute(
        list_submission.update().where(list_submission.c.id == submission_id).values(**values)
    )


def submissions(
    connection: Connection, *, round_id: int | None = None, province: str | None = None
) -> list[Row]:
    """Newest first, each with its case's `number`, the element it `waits_at`, and how many rows
    stand how."""
    where = []
    if round_id is not None:
        where.append(list_submission.c.round_id == round_id)
    if province is not None:
        where.append(list_submission.c.province == province)
    counts = (
        sa.select(
            list_row.c.submission_id,
            sa.func.count().label("rows"),
            *(
                sa.func.sum(sa.case((list_row.c.verdict == verdict, 1), else_=0)).label(verdict)
                for verdict in ("accepted", "returned", "rejected")
            ),
        )
        .group_by(list_row.c.submission_id)
        .subquery()
    )
    named = ("rows", "accepted", "returned", "rejected")
    found = connection.execute(
        sa.select(
            list_submission,
            case.c.number,
            *(sa.func.coalesce(counts.c[name], 0).label(name) for name in named),
            sa.select(sa.func.min(work_item.c.element))
            .where(work_item.c.case_id == case.c.id, work_item.c.state == "open")
            .correlate(case)
            .scalar_subquery()
            .label("waits_at"),
        )
        .join(case, case.c.id == list_submission.c.case_id)
        .outerjoin(counts, counts.c.submission_id == list_submission.c.id)
        .where(*where)
        .order_by(list_submission.c.id.desc())
    )
    return [dict(row) for row in found.mappings()]


def live_of_round(connection: Connection, round_id: int, province: str) -> Row | None:
    """The province's submission under way in a round."""
    row = connection.execute(
        sa.select(list_submission).where(
            list_submission.c.round_id == round_id,
            list_submission.c.province == province,
            list_submission.c.state.in_((*UNDER_WAY, "listed")),
        )
    )
    found = row.mappings().first()
    return dict(found) if found else None


def add_dispatch(connection: Connection, values: Row) -> None:
    connection.execute(list_dispatch.insert().values(values))


def dispatches_of(connection: Connection, submission_id: int) -> list[Row]:
    rows = connection.execute(
        sa.select(list_dispatch)
        .where(list_dispatch.c.submission_id == submission_id)
        .order_by(list_dispatch.c.turn)
    )
    return [dict(row) for row in rows.mappings()]


def rows_of(connection: Connection, submission_id: int) -> list[Row]:
    found = connection.execute(_ROWS, {"submission_id": submission_id})
    return [dict(row) for row in found.mappings()]


def open_verdicts(connection: Connection, submission_id: int) -> list[tuple[int, str | None]]:
    """(number of each row, its verdict in this turn) in order; None where it is not checked."""
    wanted = sa.select(list_row.c.number, list_row.c.verdict)
    wanted = wanted.where(list_row.c.submission_id == submission_id).order_by(list_row.c.number)
    return [(row.number, row.verdict) for row in connection.execute(wanted)]


def row_by_id(connection: Connection, row_id: int) -> Row | None:
    found = connection.execute(sa.select(list_row).where(list_row.c.id == row_id)).mappings()
    row = found.first()
    return dict(row) if row else None


def next_row_number(connection: Connection, submission_id: int) -> int:
    last = connection.execute(
        sa.select(sa.func.max(list_row.c.number)).where(list_row.c.submission_id == submission_id)
    ).scalar()
    return int(last or 0) + 1


def add_rows(connection: Connection, rows: list[Row]) -> None:
    for start in range(0, len(rows), PART):
        connection.execute(list_row.insert(), rows[start : start + PART])


def change_row(connection: Connection, row_id: int, **values: Any) -> None:
    connection.execute(
        list_row.update()
        .where(list_row.c.id == row_id)
        .values(**values, revision=list_row.c.revision + 1)
    )


def drop_rows(connection: Connection, submission_id: int, ids: list[int] | None = None) -> int:
    """Take these rows out, all of them for None; how many there were."""
    where = [list_row.c.submission_id == submission_id]
    if ids is not None:
        where.append(list_row.c.id.in_(ids))
    return connection.execute(list_row.delete().where(*where)).rowcount


def judge_rows(
    connection: Connection, submission_id: int, ids: list[int], verdict: str, reason: str
) -> None:
    for start in range(0, len(ids), PART):
        connection.execute(
            list_row.update()
            .where(
                list_row.c.submission_id == submission_id,
                list_row.c.id.in_(ids[start : start + PART]),
            )
            .values(verdict=verdict, verdict_reason=reason, revision=list_row.c.revision + 1)
        )


def add_verdicts(connection: Connection, rows: list[Row]) -> None:
    for start in range(0, len(rows), PART):
        connection.execute(list_verdict.insert(), rows[start : start + PART])


def verdicts_of(connection: Connection, submission_id: int) -> list[Row]:
    rows = connection.execute(
        sa.select(list_verdict)
        .where(list_verdict.c.submission_id == submission_id)
        .order_by(list_verdict.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def keys_handed_in(connection: Connection, province: str) -> set[tuple[str, str]]:
    """(code, unit) of rows that other offices handed in and that are not decided yet."""
    found = connection.execute(
        sa.select(list_row.c.code, list_row.c.member_unit)
        .join(list_submission, list_submission.c.id == list_row.c.submission_id)
        .where(
            list_submission.c.province != province,
            list_submission.c.state.in_(HANDED_IN),
            list_row.c.operation == "put",
            sa.or_(list_row.c.verdict.is_(None), list_row.c.verdict != "rejected"),
        )
    )
    return {(row.code, row.member_unit) for row in found}


def add_refused_look(connection: Connection, values: Row) -> None:
    connection.execute(refused_look.insert().values(values))


def refused_looks(connection: Connection, case_id: int) -> list[Row]:
    rows = connection.execute(
        sa.select(refused_look)
        .where(refused_look.c.case_id == case_id)
        .order_by(refused_look.c.id.desc())
    )
    return [dict(row) for row in rows.mappings()]
