"""Another administrator rejects the days proposed for a year, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import four_eyes
from service.domain.roles import Actor
from service.office import Office
from service.store import proposals


@dataclass(frozen=True, kw_only=True)
class CalendarRejected:
    """Nothing has changed but the proposal."""

    proposal_id: int
    year: int


def reject_calendar_year(
    office: Office, *, actor: Actor, proposal_id: int, reason: str
) -> CalendarRejected:
    """The proposal is at an end; the calendar stays as it is.

    Raises NotAllowed, InvalidForm without a reason, NotFound, WrongState, SeparationOfDuties.
    """
    four_eyes.check_administrator(actor)
    said = four_eyes.read_reason(reason, required=True)
    with office.begin() as unit:
        row = four_eyes.waiting(unit, proposals.CALENDAR, proposal_id)
        four_eyes.check_other(actor, row)
        four_eyes.close(unit, proposals.CALENDAR, row, actor, "rejected", said)
        told = {"proposal": proposal_id, "year": row["year"], "reason": said}
        four_eyes.note(unit, actor, "calendar.rejected", **told)
        four_eyes.tell_administrators(unit, "calendar_rejected", year=row["year"], who=actor.name)
        return unit.done(CalendarRejected(proposal_id=proposal_id, year=row["year"]))
