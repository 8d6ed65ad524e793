"""Monthly monitoring or a yearly evaluation begins, at a center, in a province or nationwide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework.retry import repeated
from service.casework.tracking_plans import ANSWERS, INTERVALS, opening_for, plan_of
from service.domain.errors import FieldError, InvalidForm, WrongState
from service.domain.periods import day_start
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import planned
from service.store.record import Entry, append_to_house


@dataclass(frozen=True, kw_only=True)
class TrackingStarted:
    """`first_day` is the day the clock opens the first of them."""

    process: str
    org: str
    first_day: date


def start_tracking(
    office: Office, *, actor: Actor, process: str, org: str, first_day: date | None = None
) -> TrackingStarted:
    """Let the clock open a case of `process` for `org` from a day on, at the rule's interval.

    first_day  today, if left out
    Raises NotAllowed, InvalidForm, WrongState (it runs already).
    """

    def once(unit: Unit) -> TrackingStarted:
        plan = plan_of(actor, process, org)
        begins = first_day or unit.today
        if begins < unit.today:
            wrong = FieldError(field="first_day", zh="不能早于今天。", en="Not before today.")
            raise InvalidForm(fields=(wrong,))
        if plan.key in planned.planned_keys(unit.connection, plan.key):
            raise WrongState(reason_zh="已经设定过定期开立。", reason_en="it is set already.")
        about = opening_for(unit, plan)
        row = {
            "key": plan.key,
            "process_key": process,
            "center_code": about.center,
            "province": about.province,
            "subject": about.subject,
            "subject_en": about.subject_en,
            "answers": ANSWERS[process],
            "due_at": day_start(begins),
            "interval_key": INTERVALS[process],
        }
        planned.plan_openings(unit.connection, [row])
        said = {"process": process, "org": org, "first_day": begins.isoformat()}
        line = Entry(at=unit.now, person_id=actor.person_id, actor=actor.name,
                     verb="tracking.started", detail=said)  # fmt: skip
        append_to_house(unit.connection, line)
        return unit.done(TrackingStarted(process=process, org=org, first_day=begins))

    return repeated(office, once)
