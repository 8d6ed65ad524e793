"""Another administrator approves a year's days: they hold, and open deadlines move with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.casework import four_eyes
from service.casework.retry import repeated
from service.casework.workdays import put_year, would_move
from service.domain.calendar_rows import Row, with_year
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import proposals


@dataclass(frozen=True, kw_only=True)
class CalendarApproved:
    """`moved` counts the open deadlines that now fall on another day or are certain now."""

    proposal_id: int
    year: int
    version: int
    moved: int


def approve_calendar_year(
    office: Office, *, actor: Actor, proposal_id: int, reason: str = ""
) -> CalendarApproved:
    """Replace the year's days; every deadline that moves is recorded (E1 11, 12).

    Raises NotAllowed, InvalidForm, NotFound, WrongState, SeparationOfDuties.
    """
    four_eyes.check_administrator(actor)
    said = four_eyes.read_reason(reason, required=False)

    def once(unit: Unit) -> CalendarApproved:
        row = four_eyes.waiting(unit, proposals.CALENDAR, proposal_id)
        four_eyes.check_other(actor, row)
        return unit.done(_approve(unit, actor, row, said))

    return repeated(office, once)


def _approve(unit: Unit, actor: Actor, row: dict[str, Any], said: str) -> CalendarApproved:
    year, rows = row["year"], _days_of(row)
    moved = would_move(unit, with_year(unit.calendar, year, rows))
    done = put_year(unit, year, rows)
    four_eyes.close(
        unit, proposals.CALENDAR, row, actor, "approved", said, version=done.version, moved=moved
    )
    told = {"proposal": row["id"], "year": year, "days": len(rows), "version": done.version}
    four_eyes.note(unit, actor, "calendar.imported", **told)
    four_eyes.tell_administrators(unit, "calendar_approved", year=year, who=actor.name)
    return CalendarApproved(
        proposal_id=row["id"], year=year, version=done.version, moved=done.moved
    )


def _days_of(row: dict[str, Any]) -> list[Row]:
    return [day | {"day": date.fromisoformat(day["day"])} for day in row["days"]]
