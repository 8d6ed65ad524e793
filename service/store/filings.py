"""Filings and their periods; a period that ends is retracted and said anew."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.domain.filings import FilingPeriod, FilingState
from service.store.database import Connection
from service.store.tables.facts import filing, filing_period

Row = dict[str, Any]


def open_filing(connection: Connection, values: Row) -> int:
    """A filing begins: entity_id, center_code, number, case_id."""
    found = connection.execute(filing.insert().values(values).returning(filing.c.id))
    return int(found.scalar_one())


def filing_of_case(connection: Connection, case_id: int) -> Row | None:
    row = connection.execute(sa.select(filing).where(filing.c.case_id == case_id)).mappings()
    found = row.first()
    return dict(found) if found else None


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


def current_state(connection: Connection, filing_id: int) -> FilingState:
    """The state the filing is in by everything known now."""
    row = connection.execute(
        sa.select(filing_period.c.state)
        .where(
            filing_period.c.filing_id == filing_id,
            filing_period.c.to_day.is_(None),
            filing_period.c.retracted_at.is_(None),
        )
        .order_by(filing_period.c.id.desc())
        .limit(1)
    ).first()
    return FilingState(row.state) if row else FilingState.NONE


def move_filing(
    connection: Connection,
    filing_row: Row,
    state: FilingState,
    *,
    on: date,
    now: datetime,
    case_id: int,
    reason: str = "",
) -> None:
    """The filing is in `state` from day `on`; the period before ends there."""
    held = connection.execute(
        sa.select(filing_period).where(
            filing_period.c.filing_id == filing_row["id"],
            filing_period.c.to_day.is_(None),
            filing_period.c.retracted_at.is_(None),
        )
    ).mappings()
    for row in held.all():
        connection.execute(
            filing_period.update().where(filing_period.c.id == row["id"]).values(retracted_at=now)
        )
        said = {k: v for k, v in row.items() if k != "id"}
        ended = max(on, row["from_day"])
        connection.execute(filing_period.insert(), said | {"to_day": ended, "recorded_at": now})
    connection.execute(
        filing_period.insert(),
        {
            "filing_id": filing_row["id"],
            "entity_id": filing_row["entity_id"],
            "center_code": filing_row["center_code"],
            "state": state.value,
            "from_day": on,
            "recorded_at": now,
            "case_id": case_id,
            "reason": reason,
        },
    )


def filings_in(connection: Connection, entity_id: int, states: frozenset[FilingState]) -> list[Row]:
    """The entity's filings now in one of these states, with `state`."""
    rows = connection.execute(
        sa.select(filing, filing_period.c.state, filing_period.c.from_day)
        .join(filing_period, filing_period.c.filing_id == filing.c.id)
        .where(
            filing.c.entity_id == entity_id,
            filing_period.c.to_day.is_(None),
            filing_period.c.retracted_at.is_(None),
            filing_period.c.state.in_([state.value for state in states]),
        )
        .order_by(filing.c.id)
    )
    return [dict(row) for row in rows.mappings()]
