"""A recurring plan is set: from a day on, the clock opens a case again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework.plans import PLANNABLE, Plannable, check_may_plan
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm
from service.domain.periods import day_start
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import people, planned
from service.store.record import Entry, append_to_house

KINDS = {"center": "center", "province": "office", "nation": "nation"}


@dataclass(frozen=True, kw_only=True)
class PlanStarted:
    key: str
    first_day: date


def start_plan(
    office: Office, *, actor: Actor, plan: str, place: str, first_day: date
) -> PlanStarted:
    """Plan the first opening; each one plans the next after the interval of the plan's rule.

    plan       a key of casework.plans: "yearly_review"
    place      code of the center, regional office or nation it is for
    first_day  opened at 00:00 of it; today opens it at the next tick
    Raises NotAllowed, InvalidForm naming `plan`, `place` or `first_day`.
    """
    known = PLANNABLE.get(plan)
    if known is None:
        raise _wrong("plan", f"没有计划“{plan}”。", f"There is no plan {plan}.")

    def once(unit: Unit) -> PlanStarted:
        found = _place(unit, known, place)
        check_may_plan(actor, known, found)
        if first_day < unit.today:
            raise _wrong("first_day", "不能从过去的日子开始。", "It can not begin in the past.")
        key = f"plan:{plan}:{place}"
        if planned.planned_keys(unit.connection, key) & {key}:
            raise _wrong("place", "这里已经有这项计划。", "This plan is set there already.")
        about, answers = known.say(unit, found)
        row = {
            "key": key,
            "process_key": known.process_key,
            "center_code": about.center,
            "province": about.province,
            "subject": about.subject,
            "subject_en": about.subject_en,
            "answers": answers,
            "due_at": day_start(first_day),
            "interval_key": known.interval,
        }
        planned.plan_openings(unit.connection, [row])
        said = {"plan": plan, "place": place, "first_day": str(first_day)}
        _note(unit, actor, said)
        return unit.done(PlanStarted(key=key, first_day=first_day))

    return repeated(office, once)


def _note(unit: Unit, actor: Actor, said: dict[str, str]) -> None:
    line = Entry(at=unit.now, person_id=actor.person_id, actor=actor.name,
                 verb="plan.started", detail=said)  # fmt: skip
    append_to_house(unit.connection, line)


def _place(unit: Unit, plan: Plannable, code: str) -> dict[str, object]:
    found = people.organisation_by_code(unit.connection, code)
    wanted = KINDS[plan.level.value]
    if found is None or found["kind"] != wanted:
        raise _wrong("place", f"没有这个单位：{code}。", f"No such organisation: {code}.")
    if wanted == "center" and found["center_kind"] != "protection":
        raise _wrong("place", "只有保护中心可以设这项计划。", "It is for protection centers only.")
    return found


def _wrong(field: str, zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field=field, zh=zh, en=en),))
