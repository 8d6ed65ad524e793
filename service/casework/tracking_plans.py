"""What is done again and again of tracking: monthly monitoring, a yearly evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework.openings import Opening
from service.casework.openings.evaluation import evaluation_opening
from service.casework.openings.monitoring import CENTER_ROLES, run_opening
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.roles import Actor, Role
from service.office import Unit
from service.store import people

MONITORING, EVALUATION = "monitoring_alert", "effectiveness_evaluation"
INTERVALS = {MONITORING: "monitoring_interval", EVALUATION: "evaluation_interval"}
ANSWERS: dict[str, dict[str, str]] = {MONITORING: {"what": "run"}, EVALUATION: {}}
YEARLY = "年度成效评价"


@dataclass(frozen=True, kw_only=True)
class TrackingPlan:
    """One thing that repeats at one organisation."""

    process: str
    org: str

    @property
    def key(self) -> str:
        return f"{self.process}:{self.org}"


def plan_of(actor: Actor, process: str, org: str) -> TrackingPlan:
    """The plan, if the actor keeps it for that organisation. Raises NotAllowed, InvalidForm."""
    if process not in INTERVALS:
        wrong = FieldError(
            field="process", zh="只有重点监测和成效评价可以定期开立。",
            en="Only monitoring and evaluation repeat.",
        )  # fmt: skip
        raise InvalidForm(fields=(wrong,))
    roles = {Role.PROVINCIAL_OFFICER, Role.REVIEWER, *CENTER_ROLES}
    if process == MONITORING:
        roles |= {Role.NATIONAL_OFFICER}
    if not any(post.org_code == org and post.role in roles for post in actor.posts):
        raise NotAllowed(
            reason_zh="定期监测和评价由本中心审核员、负责人，本省经办（监测还有国家局经办）设定。",
            reason_en="reviewers and heads of the center or officers of the province set it.",
        )
    return TrackingPlan(process=process, org=org)


def opening_for(unit: Unit, plan: TrackingPlan) -> Opening:
    """What the cases of a plan are about."""
    found = people.organisation_by_code(unit.connection, plan.org)
    assert found is not None, "posts are held in organisations on file"
    if plan.process == EVALUATION:
        return evaluation_opening(unit, YEARLY, plan.org)
    if found["kind"] == "center":
        return run_opening(unit, (plan.org, found["province"]))
    return run_opening(unit, (None, plan.org))
