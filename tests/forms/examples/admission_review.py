"""Examples of the forms of admission_review."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]
FIGURES = {"inventions": 12, "utility_models": 6, "designs": 0}

APPLICATION = {
    "center": "zhejiang",
    "entity_name": "杭州澄微传感技术有限公司",
    "has_code": True,
    "entity_code": "91330100MA27W1234X",
    "entity_type": "企业",
    "registered_address": "杭州市滨江区沧浪路 18 号 6 幢",
    "district_code": "330108",
    "legal_representative": "沈某",
    "insured_count": 46,
    "contact_name": "陆某",
    "contact_phone": "0571-88001234",
    "industry": "高端装备制造",
    "products": "工业压力传感器",
    "ipc_classes": ["G01L"],
    "rd_staff_count": 9,
    "ip_manager": "陆某",
    "granted": {"inventions": 2, "utility_models": 5, "designs": 0},
    "expected": FIGURES,
    "need_statement": "新一代产品将在一年内上市，核心结构需要尽快确权。",
    "past_cancellation": False,
    "commitment": {
        "agreed": True, "signer": "沈某", "position": "总经理", "signed_on": "2026-10-08",
    },
}  # fmt: skip

EXAMPLES: dict[str, Example] = {
    "submit_application": (
        APPLICATION,
        {**APPLICATION, "has_code": False, "past_cancellation": True, "center": "nowhere",
         "commitment": {**APPLICATION["commitment"], "agreed": False}},  # type: ignore[dict-item]
        {"center", "substitute_code", "substitute_reason", "past_cancellation_details",
         "commitment.agreed"},
    ),
    "check_completeness": (
        {"outcome": "correction", "notice_text": "请补交近三个月的参保证明。",
         "missing_items": [{"item": "参保证明", "problem": "补最近三个月"}]},
        {"outcome": "correction", "missing_items": [{"item": "参保证明"}]},
        {"missing_items.0.problem", "notice_text"},
    ),
    "correct_application": (
        {"answers": [{"item": "参保证明", "explanation": "已补 7 至 9 月"}], "insured_count": 47,
         "insurance_files": ["doc-1"], "accurate": True, "signer": "陆某"},
        {"answers": [], "insured_count": -1, "signer": "陆某"},
        {"answers", "insured_count", "accurate"},
    ),
    "ask_opinion": ({"opinion": "支持"}, {"opinion": "oppose"}, {"reasons"}),
    "assess_application": (
        {"capability": "较强", "capability_reason": "人员、投入、成果与主营产品相符。",
         "site_visit": True, "visited_on": "2026-09-29", "need": "基本充分",
         "need_reason": "与研发计划相符。", "priority": False, "conclusion": "approve",
         "no_interest": True},
        {"capability": "fairly_strong", "capability_reason": "相符。", "site_visit": True,
         "visited_on": "2026-10-12", "need": "sufficient", "priority": True,
         "conclusion": "refuse", "no_interest": True},
        {"visited_on", "need_reason", "priority_reason", "legal_basis", "reasons"},
    ),
    "second_review": (
        {"conclusion": "approve", "reasons": "独立核对，能力与需求相符。", "no_interest": True},
        {"conclusion": "refuse", "reasons": "需求不实。", "no_interest": False},
        {"legal_basis", "no_interest"},
    ),
    "decide_admission": (
        {"outcome": "approve", "reasons": "符合备案条件。", "yearly_quota": 18},
        {"outcome": "refuse", "reasons": "无实际研发。"},
        {"legal_basis"},
    ),
    "national_recheck": (
        {"outcome": "pass", "effective_on": "2026-10-12"},
        {"outcome": "return"},
        {"return_points", "reasons"},
    ),
}  # fmt: skip
