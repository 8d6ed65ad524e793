"""The way of an application up to the nation's re-check."""

from __future__ import annotations

from typing import Any

from tests.support.town import Entity, Town

DAY = "2026-03-02"
SUBMITTED = {
    "entity_type": "enterprise",
    "has_code": True,
    "registered_address": "示例路1号",
    "district_code": "330100",
    "legal_representative": "张某",
    "insured_count": 20,
    "insured_month": "2026-02",
    "contact_name": "李某",
    "contact_phone": "13800000000",
    "contact_email": "contact@example.com",
    "products": "传感器及其读出电路",
    "ipc_classes": ["G06F"],
    "rd_staff_count": 8,
    "ip_manager": "王某",
    "granted": {"inventions": 1, "utility_models": 2, "designs": 0},
    "expected": {"inventions": 5, "utility_models": 3, "designs": 0},
    "need_statement": "每年约有八件专利申请需要预审。",
    "past_cancellation": False,
    "commitment": {"agreed": True, "signer": "张某", "position": "法定代表人", "signed_on": DAY},
}
ASSESSED = {
    "capability": "strong",
    "capability_reason": "有稳定的研发团队和专利产出。",
    "site_visit": False,
    "need": "sufficient",
    "need_reason": "申请计划与研发投入相符。",
    "priority": False,
    "conclusion": "approve",
    "no_interest": True,
}
DECIDED = {"outcome": "approve", "reasons": "符合备案条件。"}
PASSED = {"outcome": "pass"}


INDUSTRIES = {"zhejiang": "新一代信息技术", "hangzhou": "数字经济"}


def application(code: str, name: str, center: str) -> dict[str, Any]:
    about = {"entity_code": code, "entity_name": name, "center": center}
    return SUBMITTED | about | {"industry": INDUSTRIES[center]}


def decided(town: Town, entity: Entity, center: str) -> int:
    """The center has said yes, the nation is to re-check; the case's id."""
    values = application(entity.code, entity.name, center)
    case = town.open("admission_review", f"{center}.intake_officer", values).case_id
    town.complete(case, "check_completeness", f"{center}.intake_officer", outcome="complete")
    for department in ("industry", "development"):
        asked, by = f"ask_{department}", f"330000-{department}.consultee"
        town.complete(case, asked, by, opinion="support")
    town.complete(case, "assess_application", f"{center}.reviewer", **ASSESSED)
    town.complete(case, "decide_admission", f"{center}.center_head", **DECIDED)
    return case
