"""On its written application, a center takes new requests through an agency again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.casework.agencies import agency_held, needed, note, own_center
from service.domain.errors import FieldError, InvalidForm, WrongState
from service.domain.roles import Actor, Role
from service.office import Office, Unit
from service.store import agencies

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class AgencyResumed:
    """`to_day` is the first day that new requests are taken again."""

    suspension_id: int
    center: str
    to_day: date


def resume_agency(
    office: Office,
    *,
    actor: Actor,
    code: str,
    applied_on: date | None,
    reason: str,
    center: str = "",
) -> AgencyResumed:
    """End the suspension at one center from today on; what was recorded of it stays.

    applied_on  day of the agency's written application: without one nothing is resumed
    Raises NotFound, NotAllowed, WrongState (not suspended here), InvalidForm.
    """
    with office.begin() as unit:
        place = own_center(actor, Role.CENTER_HEAD, center.strip())
        row = agency_held(unit, code)
        held = _held(unit, row["id"], place, applied_on)
        needed(reason=(reason, 1000, "恢复的理由", "the reasons"))
        agencies.change_suspension(
            unit.connection,
            held["id"],
            to_day=unit.today,
            applied_on=applied_on,
            resume_reason=reason.strip(),
            resumed_by=actor.person_id,
            resumed_at=unit.now,
        )
        said = {"code": row["code"], "center": place, "applied_on": str(applied_on)}
        note(unit, actor, "agency.resumed", said)
        return unit.done(AgencyResumed(suspension_id=held["id"], center=place, to_day=unit.today))


def _held(unit: Unit, agency_id: int, center: str, applied_on: date | None) -> Row:
    """The suspension that is to end. Raises WrongState, InvalidForm for the day of application."""
    found = [
        row
        for row in agencies.suspensions_of(unit.connection, agency_id)
        if row["center_code"] == center and row["to_day"] is None
    ]
    if not found:
        raise WrongState(
            reason_zh="本中心没有暂停这个代理机构。", reason_en="it is not suspended here."
        )
    if applied_on is None or not found[0]["from_day"] <= applied_on <= unit.today:
        wrong = FieldError(
            field="applied_on",
            zh="请填书面申请的日期：在暂停之后，不晚于今天。",
            en="Give the day of its application: after the suspension, not after today.",
        )
        raise InvalidForm(fields=(wrong,))
    return found[0]
