"""Sums for the assessment of regions: one statement a figure, grouped by region."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.cases import case, work_item
from service.store.tables.facts import violation
from service.store.tables.machinery import incident
from service.store.tables.people import organisation
from service.store.tables.preexam import preexam_count
from service.store.tables.sharing import notice_receipt, shared_item

Pairs = dict[str, tuple[int, int]]


def _pairs(connection: Connection, wanted: sa.Select[Any]) -> Pairs:
    """{region: (numerator, denominator)} of rows (region, numerator, denominator)."""
    rows = connection.execute(wanted)
    return {row[0]: (int(row[1] or 0), int(row[2] or 0)) for row in rows if row[0] is not None}


def _sum(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _during(column: sa.ColumnElement[Any], span: tuple[datetime, datetime]) -> Any:
    return sa.and_(column >= span[0], column < span[1])


def tasks_in_time(
    connection: Connection,
    span: tuple[datetime, datetime],
    elements: Iterable[str],
    now: datetime,
) -> Pairs:
    """Of the tasks at these elements that fell due in a span: done before their time ran out."""
    due, done = work_item.c.due_at, work_item.c.ended_at
    wanted = (
        sa.select(case.c.province, _sum(sa.and_(work_item.c.state == "done", done < due)),
                  sa.func.count())
        .join(case, case.c.id == work_item.c.case_id)
        .where(work_item.c.element.in_(list(elements)), work_item.c.state != "cancelled",
               _during(due, span), sa.or_(due <= now, work_item.c.state == "done"))
        .group_by(case.c.province)
    )  # fmt: skip
    return _pairs(connection, wanted)


def tasks_overdue(connection: Connection, span: tuple[datetime, datetime], now: datetime) -> Pairs:
    """Of all tasks of officers of a region that fell due in a span: those that were overdue."""
    due, done = work_item.c.due_at, work_item.c.ended_at
    late = sa.or_(done >= due, sa.and_(work_item.c.state == "open", due <= now))
    wanted = (
        sa.select(organisation.c.province, _sum(late), sa.func.count())
        .join(organisation, organisation.c.code == work_item.c.org_code)
        .where(organisation.c.kind.in_(("office", "center")), work_item.c.state != "cancelled",
               _during(due, span), sa.or_(due <= now, work_item.c.state == "done"))
        .group_by(organisation.c.province)
    )  # fmt: skip
    return _pairs(connection, wanted)


def first_round(
    connection: Connection, span: tuple[datetime, datetime], elements: Iterable[str]
) -> Pairs:
    """Of the cases finished at these elements in a span: those that needed one round only."""
    per_case = (
        sa.select(work_item.c.case_id, sa.func.max(work_item.c.round).label("rounds"))
        .where(work_item.c.element.in_(list(elements)), work_item.c.state == "done",
               _during(work_item.c.ended_at, span))
        .group_by(work_item.c.case_id)
        .subquery()
    )  # fmt: skip
    wanted = (
        sa.select(case.c.province, _sum(per_case.c.rounds == 1), sa.func.count())
        .join(case, case.c.id == per_case.c.case_id)
        .group_by(case.c.province)
    )
    return _pairs(connection, wanted)


def acknowledgements_in_time(
    connection: Connection, span: tuple[datetime, datetime], now: datetime
) -> Pairs:
    """Of what a region's office and centers had to answer in a span: answered in time."""
    due, done = notice_receipt.c.due_at, notice_receipt.c.acknowledged_at
    wanted = (
        sa.select(notice_receipt.c.province, _sum(done < due), sa.func.count())
        .where(_during(due, span), sa.or_(due <= now, done.is_not(None)))
        .group_by(notice_receipt.c.province)
    )
    return _pairs(connection, wanted)


def reported_in_time(
    connection: Connection, span: tuple[datetime, datetime], now: datetime
) -> Pairs:
    """Of the items that had to reach the nation in a span: reported in time."""
    due, done = shared_item.c.report_due_at, shared_item.c.reported_at
    wanted = (
        sa.select(shared_item.c.province, _sum(done < due), sa.func.count())
        .where(_during(due, span), shared_item.c.state != "dropped",
               sa.or_(due <= now, done.is_not(None)))
        .group_by(shared_item.c.province)
    )  # fmt: skip
    return _pairs(connection, wanted)


def reports_unreturned(connection: Connection, span: tuple[datetime, datetime]) -> Pairs:
    """Of the items reported in a span: never sent back by the nation."""
    wanted = (
        sa.select(shared_item.c.province, _sum(shared_item.c.returns == 0), sa.func.count())
        .where(_during(shared_item.c.reported_at, span))
        .group_by(shared_item.c.province)
    )
    return _pairs(connection, wanted)


def findings_overturned(connection: Connection, span: tuple[datetime, datetime]) -> Pairs:
    """Of the findings that became final in a span: overturned since."""
    wanted = (
        sa.select(organisation.c.province, _sum(violation.c.overturned_day.is_not(None)),
                  sa.func.count())
        .join(organisation, organisation.c.code == violation.c.center_code)
        .where(_during(violation.c.final_at, span))
        .group_by(organisation.c.province)
    )  # fmt: skip
    return _pairs(connection, wanted)


def cases_with_incidents(connection: Connection, span: tuple[datetime, datetime]) -> Pairs:
    """Of the cases opened in a span: those where a timer failed."""
    failed = sa.exists().where(incident.c.case_id == case.c.id)
    wanted = (
        sa.select(case.c.province, _sum(failed), sa.func.count())
        .where(_during(case.c.opened_at, span))
        .group_by(case.c.province)
    )
    return _pairs(connection, wanted)


def qualified(connection: Connection, year: int) -> Pairs:
    """Of the pre-examination requests accepted in a year: qualified."""
    month = preexam_count.c.month
    wanted = (
        sa.select(preexam_count.c.province, sa.func.sum(preexam_count.c.qualified),
                  sa.func.sum(preexam_count.c.accepted))
        .where(sa.extract("year", month) == year)
        .group_by(preexam_count.c.province)
    )  # fmt: skip
    return _pairs(connection, wanted)
