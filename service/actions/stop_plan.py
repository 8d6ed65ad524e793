"""A recurring plan is stopped: what it opened goes on, nothing more is opened."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework.plans import check_may_plan, plan_of, reach_of
from service.domain.errors import FieldError, InvalidForm, NotFound, WrongState
from service.domain.roles import Actor
from service.office import Office
from service.store import people, planned
from service.store.record import Entry, append_to_house


@dataclass(frozen=True, kw_only=True)
class PlanStopped:
    key: str


def stop_plan(office: Office, *, actor: Actor, planned_id: int, reason: str) -> PlanStopped:
    """Take a recurring opening back. Cases already open, and what they planned, stay.

    Raises NotFound, NotAllowed, WrongState (it comes once only), InvalidForm (no reason).
    """
    with office.begin() as unit:
        row = planned.planned_by_id(unit.connection, planned_id)
        reach = reach_of(actor)
        seen = row is not None and (
            reach is None or row["province"] in reach[0] or row["center_code"] in reach[1]
        )
        if row is None or not seen:
            raise NotFound(what_zh="这项计划", what_en="such plan")
        plan = plan_of(row["key"])
        if row["interval_key"] is None or plan is None:
            raise WrongState(
                reason_zh="这是一次性的开案，不是定期计划。",
                reason_en="this opening comes once; it is no recurring plan.",
            )
        code = row["key"].rpartition(":")[2]
        place = people.organisation_by_code(unit.connection, code) or {"code": code, "province": ""}
        check_may_plan(actor, plan, place)
        if not 2 <= len(reason.strip()) <= 500:
            wrong = FieldError(
                field="reason", zh="请写明理由，2 至 500 字。", en="Give a reason (2 to 500)."
            )
            raise InvalidForm(fields=(wrong,))
        planned.drop_planned(unit.connection, [planned_id])
        said = {"plan": plan.key, "place": code, "reason": reason.strip()}
        line = Entry(at=unit.now, person_id=actor.person_id, actor=actor.name,
                     verb="plan.stopped", detail=said)  # fmt: skip
        append_to_house(unit.connection, line)
        return unit.done(PlanStopped(key=row["key"]))
