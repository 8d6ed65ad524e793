"""The way of an appeal up to its decision."""

from __future__ import annotations

from typing import Any

from service.store import cases
from tests.support.town import Entity, Town
from tests.support.violations import BASIS, CONCLUDED, DAY, heard

REVIEWED = {
    "facts": "记录属实。",
    "proposed": "upheld",
    "proposed_relief": "overturn_finding",
    "reasons": "认定不清。",
    "no_interest": True,
}
REMINDED = {
    "kind": "reminder",
    "held_on": DAY,
    "facts_told": "两件。",
    "demands": "撤回。",
    "correct_by": "2026-03-20",
    "received": "signed",
}
CORRECTED = {"result": "corrected", "checked_on": DAY, "reasons": "已改。"}


def decided(
    number: str, outcome: str = "upheld", relief: str = "overturn_finding"
) -> dict[str, Any]:
    """What the leader who decides an appeal answers."""
    said = {"outcome": outcome, "decision_no": number, "decided_on": DAY, "reasons": "理由。"}
    return said | {"legal_basis": BASIS} | ({"relief": relief} if outcome == "upheld" else {})


def minor(town: Town, entity: Entity, center: str) -> int:
    """A minor violation found and closed; its case."""
    case = heard(town, entity, center)
    town.complete(case, "conclude_finding", f"{center}.center_head", **CONCLUDED)
    town.complete(case, "hold_reminder", f"{center}.violation_officer", **REMINDED)
    town.complete(case, "confirm_correction", f"{center}.violation_officer", **CORRECTED)
    return case


def number_of(town: Town, case: int) -> str:
    with town.office.read() as unit:
        found = cases.case_by_id(unit.connection, case)
    assert found is not None
    return found.number


def appealed(
    town: Town, entity: Entity, against: str, level: str, center: str = "zhejiang"
) -> tuple[int, dict[str, Any]]:
    """An appeal that only its decision is left of, and that task."""
    said = {"kind": "objection", "against": against, "filed_on": DAY, "known_on": DAY,
            "rights_told": True, "grounds": "不服。"}  # fmt: skip
    case = town.open("appeal", entity.contact, said).case_id
    officer = {"province": "330000.provincial_officer", "nation": "cnipa.national_officer"}[level]
    admitted = {"outcome": "admit", "reasons": "受理。"}
    town.complete(case, f"admit_at_{level}", officer, **admitted)
    town.complete(case, "state_grounds", f"{center}.center_head", facts="见卷。", agrees=False)
    town.complete(case, f"review_at_{level}", officer, **REVIEWED)
    (item,) = town.items(case, f"decide_at_{level}")
    return case, item
