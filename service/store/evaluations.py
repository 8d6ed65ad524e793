"""What centers returned for evaluations of effect, round by round."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.scope import Visible
from service.store.tables.cases import case
from service.store.tables.tracking import evaluation_figure

Row = dict[str, Any]
PROCESS = "effectiveness_evaluation"
_F = evaluation_figure.c


def add_figures(connection: Connection, rows: list[Row]) -> None:
    for start in range(0, len(rows), 500):
        connection.execute(evaluation_figure.insert(), rows[start : start + 500])


def rounds_of(connection: Connection, case_id: int) -> dict[str, int]:
    """{center: how many rounds of it are on record}."""
    rows = connection.execute(
        sa.select(_F.center_code, sa.func.max(_F.round).label("n"))
        .where(_F.case_id == case_id)
        .group_by(_F.center_code)
    )
    return {row.center_code: row.n for row in rows}


def newest_figures(
    connection: Connection, visible: Visible | None = None, **asked: int
) -> list[Row]:
    """The last round of each center, of one case (`case_id`) or a whole call (`call_id`).

    visible  which cases the reader sees; every one, for None
    """
    mine = [evaluation_figure.c[name] == value for name, value in asked.items()]
    if visible is not None:
        mine.append(_F.case_id.in_(sa.select(case.c.id).where(visible)))
    last = (
        sa.select(_F.case_id, _F.center_code, sa.func.max(_F.round).label("round"))
        .where(*mine)
        .group_by(_F.case_id, _F.center_code)
        .subquery()
    )
    found = connection.execute(
        sa.select(evaluation_figure)
        .join(
            last,
            (last.c.case_id == _F.case_id)
            & (last.c.center_code == _F.center_code)
            & (last.c.round == _F.round),
        )
        .order_by(_F.province, _F.center_code, _F.id)
    )
    return [dict(row) for row in found.mappings()]


def cases_of_call(connection: Connection, call_id: int) -> list[Row]:
    """The provinces' cases of a call: id, number, province, status, outcome, ended_at."""
    held = case.c
    found = connection.execute(
        sa.select(held.id, held.number, held.province, held.status, held.outcome, held.ended_at)
        .where(held.process_key == PROCESS, held.parent_id == call_id)
        .order_by(held.province)
    )
    return [dict(row) for row in found.mappings()]


def evaluations_page(
    connection: Connection, visible: Visible, *, limit: int, offset: int = 0
) -> tuple[list[Row], int]:
    """Evaluations the reader sees, newest first: calls, the provinces' parts, and their own."""
    where = [case.c.process_key == PROCESS, visible]
    total = connection.execute(sa.select(sa.func.count()).select_from(case).where(*where))
    found = connection.execute(
        sa.select(
            case.c.id, case.c.number, case.c.province, case.c.center_code, case.c.parent_id,
            case.c.subject, case.c.subject_en, case.c.status, case.c.outcome, case.c.opened_at,
            case.c.version_id,
        )
        .where(*where)
        .order_by(case.c.opened_at.desc(), case.c.id.desc())
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [dict(row) for row in found.mappings()], int(total.scalar_one())
