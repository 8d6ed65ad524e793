"""The yearly assessment of the regions begins: the clock opens it each January."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.domain.errors import NotAllowed
from service.domain.periods import day_start
from service.domain.roles import NATION_CODE, Actor, Role
from service.office import Office
from service.store import planned

KEY = "regional_assessment:yearly"


@dataclass(frozen=True, kw_only=True)
class AssessmentsPlanned:
    """`first_day` is when the first one opens; nothing changes if it was planned before."""

    planned: int
    first_day: date


def plan_assessments(office: Office, *, actor: Actor | None) -> AssessmentsPlanned:
    """Plan the assessment of each past year for the 5th of January (M35).

    actor  the national officer; None from the demonstration and stories
    Raises NotAllowed.
    """
    if actor is not None and not actor.holds(Role.NATIONAL_OFFICER):
        raise NotAllowed(
            reason_zh="综合评估由国家局经办启动。", reason_en="the national officer begins them."
        )
    with office.begin() as unit:
        first = date(unit.today.year + 1, 1, 5)
        if planned.planned_keys(unit.connection, KEY):
            return unit.done(AssessmentsPlanned(planned=0, first_day=first))
        row = {
            "key": KEY,
            "process_key": "regional_assessment",
            "province": NATION_CODE,
            "subject": "各省工作综合评估",
            "subject_en": "Assessment of the regions",
            "answers": {},
            "due_at": day_start(first),
            "interval_key": "assessment_interval",
        }
        planned.plan_openings(unit.connection, [row])
        return unit.done(AssessmentsPlanned(planned=1, first_day=first))
