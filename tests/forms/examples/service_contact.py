"""Examples of the forms of service_contact."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]

EXAMPLES: dict[str, Example] = {
    "open_service": (
        {"purpose": "申请服务", "kind": "rights_assistance", "subject": "产品被仿制。",
         "center": "hangzhou"},
        {"purpose": "request", "kind": "fortune_telling"},
        {"kind", "subject"},
    ),
    "record_contact": (
        {"held_on": "2026年10月8日", "means": "visit", "summary": "介绍服务项目。",
         "entity_people": [{"name": "张某", "position": "负责人"}], "our_people": [{"name": "周"}],
         "needs": [{"kind": "rights_assistance", "note": "被仿制", "follow_up": "yes"}]},
        {"held_on": "2026-10-10", "means": "fax", "summary": "介绍服务项目。",
         "entity_people": [{"name": "张某"}], "our_people": [{"name": "周某"}]},
        {"held_on", "means"},
    ),
    "answer_request": (
        {"outcome": "accept", "plan": "上门指导。", "handler": "周某"},
        {"outcome": "decline"},
        {"reasons"},
    ),
    "record_service": (
        {"given_on": "2026-10-09", "effect": "done", "result": "已解决。"},
        {"given_on": "2026-10-10", "effect": "done"},
        {"given_on", "result"},
    ),
}  # fmt: skip
