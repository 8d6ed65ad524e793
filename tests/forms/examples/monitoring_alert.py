"""Examples of the forms of monitoring_alert."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]

EXAMPLES: dict[str, Example] = {
    "begin_monitoring": (
        {"what": "run"}, {"what": "entity"}, {"entity_code", "reasons"},
    ),
    "look_into_alert": (
        {"contacted": False, "checks": ["staff"], "facts": "研发记录齐全。", "plausible": "yes",
         "proposed": "close", "reasons": "可以解释。"},
        {"contacted": True, "checks": ["smell"], "facts": "无人办公。", "plausible": "no",
         "proposed": "clue", "reasons": "空壳。"},
        {"explanation", "checks"},
    ),
    "decide_alert": (
        {"outcome": "watch", "watch_until": "2026-12-31", "reasons": "继续观察。"},
        {"outcome": "clue", "reasons": "转办。"},
        {"clue_kind", "clue_facts"},
    ),
}  # fmt: skip
