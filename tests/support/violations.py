"""The way of a violation up to the tasks that several officers have at once."""

from __future__ import annotations

from typing import Any

from tests.support.town import Entity, Town

DAY = "2026-03-02"
BASIS = "国知办发保字〔2023〕49号"
CLUE = {
    "channel": "center_monitoring",
    "received_on": DAY,
    "kind": "abnormal",
    "facts": "监测发现批量申请。",
    "center": "zhejiang",
}
VERIFIED = {
    "established": True,
    "applications_total": 40,
    "abnormal_count": 38,
    "objection_state": "none",
    "verified_on": DAY,
    "facts": "申请内容由程序随机生成。",
    "proposed_severity": "serious",
    "proposed_ground": "mass_abnormal",
    "reasons": "数量大，没有研发记录。",
    "no_interest": True,
}
MINOR = {
    "severity": "minor",
    "legal_basis": BASIS,
    "reasons": "数量少。",
    "no_interest": True,
}
CONCLUDED = {"outcome": "minor", "legal_basis": BASIS, "reasons": "数量少。"}
SERIOUS = {
    "severity": "serious",
    "ground": "mass_abnormal",
    "legal_basis": BASIS,
    "reasons": "事实清楚。",
    "no_interest": True,
}
PROPOSED = {
    "ground": "mass_abnormal",
    "facts": "申请内容由程序随机生成。",
    "legal_basis": BASIS,
    "reasons": "应当移出、取消。",
}
ACCEPTED = {"position": "accept", "signer": "张三"}
AGREED = {"outcome": "agree", "reasons": "同意。"}
REMOVED = {
    "outcome": "remove",
    "ground": "mass_abnormal",
    "decided_on": DAY,
    "effective_on": DAY,
    "rights_told": True,
    "reasons": "同意移出、取消。",
    "legal_basis": BASIS,
}
ACKNOWLEDGED = {"received_on": DAY, "executed_on": DAY, "has_in_flight": False}


def verified(town: Town, entity: Entity, center: str = "zhejiang") -> int:
    """A clue verified, the severity still to be decided; the case's id."""
    by = f"{center}.violation_officer"
    about = {"entity_code": entity.code, "center": center}
    case = town.open("violation_handling", by, CLUE | about).case_id
    town.complete(case, "verify_facts", by, **VERIFIED)
    return case


def heard(town: Town, entity: Entity, center: str) -> int:
    """A minor violation about which the party was heard, to be concluded."""
    case = verified(town, entity, center)
    town.complete(case, "decide_severity", f"{center}.center_head", **MINOR)
    town.complete(case, "state_defence", entity.contact, **ACCEPTED)
    return case


def proposed(town: Town, entity: Entity) -> int:
    """Removal proposed, the party to be heard."""
    case = verified(town, entity)
    town.complete(case, "decide_severity", "zhejiang.center_head", **SERIOUS)
    town.complete(case, "propose_removal", "zhejiang.center_head", **PROPOSED)
    return case


def agreed(town: Town, entity: Entity) -> int:
    """The province has agreed, the nation is to decide."""
    case = proposed(town, entity)
    town.complete(case, "state_on_removal", entity.contact, **ACCEPTED)
    town.complete(case, "review_proposal", "330000.provincial_leader", **AGREED)
    return case


def removal(case: int) -> dict[str, Any]:
    """What the nation's leader answers."""
    return REMOVED | {"decision_no": f"国知保移字〔2026〕{case}号"}


def removed(town: Town, entity: Entity) -> int:
    """Decided: every center holding a filing is to acknowledge, and the ban has begun."""
    case = agreed(town, entity)
    town.complete(case, "decide_removal", "cnipa.national_leader", **removal(case))
    return case
