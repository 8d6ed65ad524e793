"""Filings and their periods; a period that ends is retracted and said anew."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.domain.filings import FilingPeriod, FilingState
from service.store.database import Connection
from service.store.tables.facts import filing, filing_period

Row = dict[str, Any]

_WITH_PERIOD = (
    sa.select(filing, *(c.label(f"period_{c.name}") for c in filing_period.c))
    .select_from(filing)
    .outerjoin(
        filing_period,
        sa.and_(
            filing_period.c.filing_id == filing.c.id,
            filing_period.c.to_day.is_(None),
            filing_period.c.retracted_at.is_(None),
        ),
    )
)
_OF_CASE = _WITH_PERIOD.where(filing.c.case_id == sa.bindparam("case_id"))
_RETRACT = (
    filing_period.update()
    .where(filing_period.c.id == sa.bindparam("b_id"))
    .values(retracted_at=sa.bindparam("b_at"))
)


def open_filing(connection: Connection, values: Row) -> int:
    """A filing begins: entity_id, center_code, number, case_id."""
    found = connection.execute(filing.insert().values(values).returning(filing.c.id))
    return int(found.scalar_one())


def filing_of_case(connection: Connection, case_id: int) -> Row | None:
    """The filing a case is about, with `state` and the open `period` it is in; one statement."""
    row = connection.execute(_OF_CASE, {"case_id": case_id}).mappings().first()
    return _with_period(row) if row else None


def _with_period(row: Any) -> Row:
    found = {name: row[name] for name in filing.c.keys()}  # noqa: SIM118
    held = {name: row[f"period_{name}"] for name in filing_period.c.keys()}  # noqa: SIM118
    return found | {
        "state": FilingState(held["state"]) if held["id"] else FilingState.NONE,
        "from_day": held["from_day"],
        "period": held if held["id"] else None,
    }


def filing_periods(connection: Connection, entity_id: int) -> list[FilingPeriod]:
    """Every period ever said of the entity's filings, retracted ones included."""
    rows = connection.execute(
        sa.select(filing_period)
        .where(filing_period.c.entity_id == entity_id)
        .order_by(filing_period.c.id)
    )
    return [_period(row) for row in rows]


def _period(row: sa.Row[Any]) -> FilingPeriod:
    return FilingPeriod(
        filing_id=row.filing_id,
        center=row.center_code,
        state=FilingState(row.state),
        from_day=row.from_day,
        to_day=row.to_day,
        recorded_at=row.recorded_at,
        retracted_at=row.retracted_at,
    )


def move_filing(
    connection: Connection,
    filing_row: Row,
    state: FilingState,
    *,
    on: date,
    now: datetime,
    case_id: int | None,
    reason: str = "",
) -> None:
    """The filing is in `state` from day `on`; the period it is in ends there.

    `filing_row` is one of `filing_of_case` or `filings_in`.
    """
    held = filing_row["period"]
    said = []
    if held is not None:
        connection.execute(_RETRACT, {"b_id": held["id"], "b_at": now})
        ended = {"to_day": max(on, held["from_day"]), "recorded_at": now, "retracted_at": None}
        said.append({k: v for k, v in held.items() if k != "id"} | ended)
    said.append(
        {
            "filing_id": filing_row["id"],
            "entity_id": filing_row["entity_id"],
            "center_code": filing_row["center_code"],
            "state": state.value,
            "from_day": on,
            "to_day": None,
            "recorded_at": now,
            "retracted_at": None,
            "case_id": case_id,
            "reason": reason,
        }
    )
    connection.execute(filing_period.insert(), said)


def filings_in(connection: Connection, entity_id: int, states: frozenset[FilingState]) -> list[Row]:
    """The entity's filings now in one of these states, with `state` and open `period`."""
    rows = connection.execute(
        _WITH_PERIOD.where(
            filing.c.entity_id == entity_id,
            filing_period.c.state.in_([state.value for state in states]),
        ).order_by(filing.c.id)
    )
    return [_with_period(row) for row in rows.mappings()]


def cancelled_by(connection: Connection, case_id: int) -> list[Row]:
    """The filings that are cancelled now because of this case."""
    rows = connection.execute(
        _WITH_PERIOD.where(
            filing_period.c.state == FilingState.CANCELLED.value,
            filing_period.c.case_id == case_id,
        ).order_by(filing.c.id)
    )
    return [_with_period(row) for row in rows.mappings()]


def before_cancellation(connection: Connection, filing_id: int) -> FilingPeriod | None:
    """The stretch in which the filing was before it was cancelled, however often that was said."""
    row = connection.execute(
        sa.select(filing_period)
        .where(
            filing_period.c.filing_id == filing_id,
            filing_period.c.retracted_at.is_(None),
            filing_period.c.state != FilingState.CANCELLED.value,
        )
        .order_by(filing_period.c.from_day.desc(), filing_period.c.id.desc())
    ).first()
    return _period(row) if row else None


def filing_now(connection: Connection, filing_id: int) -> Row:
    """One filing with `state` and the open `period` it is in."""
    row = connection.execute(_WITH_PERIOD.where(filing.c.id == filing_id)).mappings().one()
    return _with_period(row)
