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
    .where(filing_period.c.id.in_(sa.bindparam("b_ids", expanding=True)))
    .values(retracted_at=sa.bindparam("b_at"))
)
_LEAVE = (
    filing_period.update()
    .where(
        filing_period.c.filing_id.in_(
            sa.select(filing.c.id).where(filing.c.case_id == sa.bindparam("b_case_id"))
        ),
        filing_period.c.to_day.is_(None),
        filing_period.c.retracted_at.is_(None),
        filing_period.c.state != sa.bindparam("b_state"),
    )
    .values(retracted_at=sa.bindparam("b_at"))
    .returning(*filing_period.c)
)


def open_filing(connection: Connection, values: Row) -> int:
    """A filing begins: entity_id, center_code, number, case_id."""
    found = connection.execute(filing.insert().values(values).returning(filing.c.id))
    return int(found.scalar_one())


def filing_of_case(connection: Connection, case_id: int) -> Row | None:
    """The filing a case is about, with `state` and the open `period` it is in; one statement."""
    row = connection.execute(_OF_CASE, {"case_id": case_id}).mappings().first()
    return with_period(row) if row else None


def with_period(row: Any) -> Row:
    """A row of `held_by` as a filing with its `state` and the open `period` it is in."""
    found = {name: row[name] for name in filing.c.keys()}  # noqa: SIM118
    held = {name: row[f"period_{name}"] for name in filing_period.c.keys()}  # noqa: SIM118
    return found | {
        "state": FilingState(held["state"]) if held["id"] else FilingState.NONE,
        "from_day": held["from_day"],
        "period": held if held["id"] else None,
    }


def periods_of(entity_id: int) -> sa.Select[Any]:
    """Every period ever said of the entity's filings, retracted ones included."""
    return (
        sa.select(filing_period)
        .where(filing_period.c.entity_id == entity_id)
        .order_by(filing_period.c.id)
    )


def filing_periods(connection: Connection, entity_id: int) -> list[FilingPeriod]:
    return [as_period(row) for row in connection.execute(periods_of(entity_id)).mappings()]


def periods_of_many(connection: Connection, ids: list[int]) -> list[tuple[int, FilingPeriod]]:
    """The same for many entities, each period with its entity."""
    rows = connection.execute(
        sa.select(filing_period)
        .where(filing_period.c.entity_id.in_(ids))
        .order_by(filing_period.c.id)
    )
    return [(row["entity_id"], as_period(row)) for row in rows.mappings()]


def as_period(row: Any) -> FilingPeriod:
    return FilingPeriod(
        filing_id=row["filing_id"],
        center=row["center_code"],
        state=FilingState(row["state"]),
        from_day=row["from_day"],
        to_day=row["to_day"],
        recorded_at=row["recorded_at"],
        retracted_at=row["retracted_at"],
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

    `filing_row` is one of `filings_in`, or one with `period` None that has just begun.
    """
    move_filings(connection, [filing_row], state, on=on, now=now, case_id=case_id, reason=reason)


def move_filings(
    connection: Connection,
    rows: list[Row],
    state: FilingState,
    *,
    on: date,
    now: datetime,
    case_id: int | None,
    reason: str = "",
) -> None:
    """The same of several filings, however many, in two statements."""
    held = [row["period"]["id"] for row in rows if row["period"]]
    if held:
        connection.execute(_RETRACT, {"b_ids": held, "b_at": now})
    said: list[Row] = []
    for row in rows:
        if row["period"]:
            said.append(_ended(row["period"], on, now))
        about = {"filing_id": row["id"]} | {k: row[k] for k in ("entity_id", "center_code")}
        said.append(_begun(about, state, on, now, case_id, reason))
    if said:
        connection.execute(filing_period.insert(), said)


def leave_period(
    connection: Connection, case_id: int, state: FilingState, *, now: datetime
) -> Row | None:
    """Retract the open period of a case's filing because it becomes `state`; the period.

    None when it is in that state already, or was never in any. `enter_states` goes on.
    """
    values = {"b_case_id": case_id, "b_state": state.value, "b_at": now}
    row = connection.execute(_LEAVE, values).mappings().first()
    return dict(row) if row else None


def enter_states(
    connection: Connection,
    left: Row,
    states: list[FilingState],
    *,
    on: date,
    now: datetime,
    case_id: int,
) -> None:
    """What `leave_period` retracted ended on day `on`; the filing passes through these states."""
    said = [_ended(left, on, now)]
    for state in states[:-1]:
        said.append(_begun(left, state, on, now, case_id) | {"to_day": on})
    said.append(_begun(left, states[-1], on, now, case_id))
    connection.execute(filing_period.insert(), said)


def _ended(period: Row, on: date, now: datetime) -> Row:
    """The period as it is said anew, with its end."""
    ended = {"to_day": max(on, period["from_day"]), "recorded_at": now, "retracted_at": None}
    return {k: v for k, v in period.items() if k != "id"} | ended


def _begun(
    about: Row, state: FilingState, on: date, now: datetime, case_id: int | None, reason: str = ""
) -> Row:
    return {
        "filing_id": about["filing_id"],
        "entity_id": about["entity_id"],
        "center_code": about["center_code"],
        "state": state.value,
        "from_day": on,
        "to_day": None,
        "recorded_at": now,
        "retracted_at": None,
        "case_id": case_id,
        "reason": reason,
    }


def held_by(entity_id: int) -> sa.Select[Any]:
    """The entity's filings, each with the open period it is in."""
    return _WITH_PERIOD.where(filing.c.entity_id == entity_id).order_by(filing.c.id)


def filings_in(connection: Connection, entity_id: int, states: frozenset[FilingState]) -> list[Row]:
    """The entity's filings now in one of these states, with `state` and open `period`."""
    rows = [with_period(row) for row in connection.execute(held_by(entity_id)).mappings()]
    return [row for row in rows if row["period"] and row["state"] in states]


def cancelled_by(connection: Connection, case_id: int) -> list[Row]:
    """The filings that are cancelled now because of this case."""
    rows = connection.execute(
        _WITH_PERIOD.where(
            filing_period.c.state == FilingState.CANCELLED.value,
            filing_period.c.case_id == case_id,
        ).order_by(filing.c.id)
    )
    return [with_period(row) for row in rows.mappings()]


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
    )
    found = row.mappings().first()
    return as_period(found) if found else None


def filing_now(connection: Connection, filing_id: int) -> Row:
    """One filing with `state` and the open `period` it is in."""
    row = connection.execute(_WITH_PERIOD.where(filing.c.id == filing_id)).mappings().one()
    return with_period(row)


def entities_at(connection: Connection, center: str, *, limit: int) -> list[int]:
    """Ids of entities that ever applied at a center, the earliest first."""
    found = connection.execute(
        sa.select(filing.c.entity_id)
        .where(filing.c.center_code == center)
        .group_by(filing.c.entity_id)
        .order_by(sa.func.min(filing.c.id))
        .limit(limit)
    )
    return [row.entity_id for row in found]
