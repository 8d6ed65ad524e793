"""Examples of the forms of cross_region_service."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]

EXAMPLES: dict[str, Example] = {
    "ask_service": (
        {"entity_code": "91330100MA27W1234X", "target_center": "hangzhou", "field": "新材料",
         "invention": "5", "utility_model": 3, "from_on": "2026年10月9日",
         "until_on": "2027-04-09", "reasons": "本地中心没有这个领域。"},
        {"target_center": "nowhere", "field": "新材料", "invention": -1,
         "from_on": "2026-10-08", "until_on": "2026-10-01", "reasons": "需要。"},
        {"target_center", "invention", "until_on"},
    ),
    "propose_service": (
        {"opinion": "support", "reasons": "领域相符。", "target_center": "hangzhou",
         "field": "新材料", "invention": 5, "from_on": "2026-10-09", "until_on": "2027-04-09"},
        {"opinion": "support", "reasons": "领域相符。", "target_center": "hangzhou",
         "field": "新材料", "design": 1.5, "from_on": "2026-10-09", "until_on": "2026-10-08"},
        {"design", "until_on"},
    ),
    "decide_service": (
        {"outcome": "ask_override", "reasons": "上限已满，任务急需。"},
        {"outcome": "refuse", "reasons": "上限已满。"},
        {"legal_basis"},
    ),
    "decide_override": (
        {"outcome": "allow", "reasons": "国家重大任务。"},
        {"outcome": "allow"},
        {"reasons"},
    ),
    "decide_nationwide": (
        {"outcome": "approve_over_cap", "reasons": "国家重大任务。"},
        {"outcome": "return", "reasons": "需求不清。"},
        {"return_points"},
    ),
    "acknowledge_service": (
        {"received_on": "2026-10-09", "contact_name": "周某"},
        {"received_on": "2026-10-10"},
        {"received_on", "contact_name"},
    ),
}  # fmt: skip
