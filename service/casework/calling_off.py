"""Who may call off which case of monitoring or evaluation."""

from __future__ import annotations

from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.store.cases import Case

PROCESSES = ("monitoring_alert", "effectiveness_evaluation")


def keeps(actor: Actor, case: Case) -> bool:
    """The part of a national call belongs to the nation, whoever works on it."""
    if may_do(actor, Role.NATIONAL_OFFICER, NATION_CODE):
        return True
    if case.process_key == "effectiveness_evaluation" and case.parent_id is not None:
        return False
    return may_do(actor, Role.CENTER_HEAD, str(case.center_code)) or may_do(
        actor, Role.PROVINCIAL_OFFICER, str(case.province)
    )


def may_call_off(actor: Actor, case: Case) -> bool:
    """Whether the actor may end this case before its time, now."""
    return case.process_key in PROCESSES and case.status == "open" and keeps(actor, case)
