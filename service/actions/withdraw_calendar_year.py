"""Whoever proposed the days of a year takes them back before it is decided."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import four_eyes
from service.domain.roles import Actor
from service.office import Office
from service.store import proposals


@dataclass(frozen=True, kw_only=True)
class CalendarWithdrawn:
    """Nothing has changed but the proposal."""

    proposal_id: int
    year: int


def withdraw_calendar_year(
    office: Office, *, actor: Actor, proposal_id: int, reason: str = ""
) -> CalendarWithdrawn:
    """The proposal is at an end. Raises NotAllowed, InvalidForm, NotFound, WrongState."""
    four_eyes.check_administrator(actor)
    said = four_eyes.read_reason(reason, required=False)
    with office.begin() as unit:
        row = four_eyes.waiting(unit, proposals.CALENDAR, proposal_id)
        four_eyes.check_own(actor, row)
        four_eyes.close(unit, proposals.CALENDAR, row, actor, "withdrawn", said)
        four_eyes.note(unit, actor, "calendar.withdrawn", proposal=proposal_id, year=row["year"])
        return unit.done(CalendarWithdrawn(proposal_id=proposal_id, year=row["year"]))
