"""Assessments of the regions: opened for a year, stated on, marked, decided."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.assessments import assessment, assessment_region
from service.store.tables.cases import case

Row = dict[str, Any]
_RANK = (
    assessment_region.update()
    .where(assessment_region.c.id == sa.bindparam("b_id"))
    .values(
        result=sa.bindparam("b_result"),
        band=sa.bindparam("b_band"),
        is_priority=sa.bindparam("b_first"),
    )
)
_ASSESSMENT = sa.select(assessment, case.c.number).join(case, case.c.id == assessment.c.case_id)


def add_assessment(connection: Connection, values: Row) -> int:
    found = connection.execute(assessment.insert().values(values).returning(assessment.c.id))
    return int(found.scalar_one())


def change_assessment(connection: Connection, assessment_id: int, **values: Any) -> None:
    connection.execute(assessment.update().where(assessment.c.id == assessment_id).values(**values))


def _one(connection: Connection, where: sa.ColumnElement[bool]) -> Row | None:
    row = connection.execute(_ASSESSMENT.where(where)).mappings().first()
    return dict(row) if row else None


def assessment_by_id(connection: Connection, assessment_id: int) -> Row | None:
    """The assessment with the `number` of its case."""
    return _one(connection, assessment.c.id == assessment_id)


def assessment_of_case(connection: Connection, case_id: int) -> Row | None:
    return _one(connection, assessment.c.case_id == case_id)


def live_of_year(connection: Connection, year: int) -> Row | None:
    """The assessment of a year that was not abandoned."""
    return _one(connection, sa.and_(assessment.c.year == year, assessment.c.state != "abandoned"))


def all_assessments(connection: Connection) -> list[Row]:
    """Newest year first."""
    rows = connection.execute(
        _ASSESSMENT.order_by(assessment.c.year.desc(), assessment.c.id.desc())
    )
    return [dict(row) for row in rows.mappings()]


def add_regions(connection: Connection, rows: list[Row]) -> None:
    connection.execute(assessment_region.insert(), rows)


def regions_of(connection: Connection, assessment_id: int) -> list[Row]:
    """Every region of an assessment, by its code."""
    rows = connection.execute(
        sa.select(assessment_region)
        .where(assessment_region.c.assessment_id == assessment_id)
        .order_by(assessment_region.c.province)
    )
    return [dict(row) for row in rows.mappings()]


def region(
    connection: Connection, assessment_id: int, province: str, *, lock: bool = False
) -> Row | None:
    wanted = sa.select(assessment_region).where(
        assessment_region.c.assessment_id == assessment_id,
        assessment_region.c.province == province,
    )
    row = connection.execute(wanted.with_for_update() if lock else wanted).mappings().first()
    return dict(row) if row else None


def change_region(connection: Connection, region_id: int, **values: Any) -> None:
    connection.execute(
        assessment_region.update().where(assessment_region.c.id == region_id).values(**values)
    )


def rank_regions(connection: Connection, ranked: list[tuple[int, Row, str, bool]]) -> None:
    """Write what came of each region: (id, result, band, first for pilots). One statement."""
    if ranked:
        names = ("b_id", "b_result", "b_band", "b_first")
        connection.execute(_RANK, [dict(zip(names, one, strict=True)) for one in ranked])


def count_unstated(connection: Connection, assessment_id: int) -> int:
    found = connection.execute(
        sa.select(sa.func.count()).where(
            assessment_region.c.assessment_id == assessment_id,
            assessment_region.c.stated_at.is_(None),
        )
    )
    return int(found.scalar_one())
