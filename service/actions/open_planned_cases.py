"""The clock opens the cases that were planned for now: campaigns, monthly runs, follow-ups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.casework import moves
from service.casework.backoff import wait_after
from service.casework.openings import Opening
from service.casework.work import CLOCK
from service.domain.periods import ONE_DAY, civil_day, day_start, last_day
from service.office import Office, Unit
from service.store import planned

BATCH = 20
Row = dict[str, Any]
Report = Callable[[str, BaseException], None]


@dataclass(frozen=True, kw_only=True)
class PlannedOpened:
    """How many were claimed, opened, and put off because they failed."""

    claimed: int
    opened: int
    failed: int


def open_planned_cases(
    office: Office, *, batch: int = BATCH, report: Report = lambda what, error: None
) -> PlannedOpened:
    """Open one batch of what is due, each exactly once however many tickers run.

    Row and case are committed together. A batch that fails is repeated one by one; one that fails
    keeps its error, is put off, and holds up no other. What repeats is aimed at its next time; an
    outage is made up for by one opening.
    """
    try:
        with office.begin() as unit:
            rows = planned.claim_planned(unit.connection, now=unit.now, limit=batch)
            for row in rows:
                _open(unit, row)
            return PlannedOpened(claimed=len(rows), opened=len(rows), failed=0)
    except Exception as error:  # noqa: BLE001 - the batch is repeated one by one below
        report("batch", error)
    return _one_by_one(office, batch, report)


def _one_by_one(office: Office, batch: int, report: Report) -> PlannedOpened:
    with office.read() as unit:
        ids = planned.due_planned(unit.connection, now=unit.now, limit=batch)
    opened = failed = 0
    for planned_id in ids:
        try:
            with office.begin() as unit:
                rows = planned.claim_planned(
                    unit.connection, now=unit.now, limit=1, planned_id=planned_id
                )
                for row in rows:
                    _open(unit, row)
                opened += len(rows)
        except Exception as error:  # noqa: BLE001 - one bad opening must not stop the clock
            report(f"planned opening {planned_id}", error)
            failed += _put_off(office, planned_id, error)
    return PlannedOpened(claimed=opened + failed, opened=opened, failed=failed)


def _put_off(office: Office, planned_id: int, error: Exception) -> int:
    with office.begin() as unit:
        rows = planned.claim_planned(unit.connection, now=unit.now, limit=1, planned_id=planned_id)
        for row in rows:
            planned.change_planned(
                unit.connection,
                row["id"],
                due_at=unit.now + wait_after(row["attempts"]),
                attempts=row["attempts"] + 1,
                error=f"{type(error).__name__}: {error}",
            )
        return len(rows)


def _open(unit: Unit, row: Row) -> None:
    about = Opening(
        entity_id=row["entity_id"],
        center=row["center_code"],
        province=row["province"],
        subject=row["subject"],
        subject_en=row["subject_en"],
    )
    moves.open_case(
        unit,
        process_key=row["process_key"],
        actor=CLOCK,
        about=about,
        values=row["answers"],
        parent_id=row["parent_id"],
    )
    if row["interval_key"] is None:
        planned.drop_planned(unit.connection, [row["id"]])
    else:
        again = _next(unit, row)
        planned.change_planned(unit.connection, row["id"], due_at=again, attempts=0, error="")


def _next(unit: Unit, row: Row) -> datetime:
    """The next time after today, in whole intervals from this one."""
    length = unit.rules.limit(row["interval_key"], unit.today, row["province"], row["center_code"])
    first = civil_day(row["due_at"])
    count = 1
    while (day := last_day(first, length.value * count, length.unit)) <= unit.today:
        count += 1
    return day_start(max(day, unit.today + ONE_DAY))
