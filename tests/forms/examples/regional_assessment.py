"""Examples of the forms of regional_assessment."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]

EXAMPLES: dict[str, Example] = {
    "open_assessment": ({"year": 2026}, {"year": 2019}, {"year"}),
    "mark_regions": ({"note": "按数据和自报评分。"}, {}, {"note"}),
    "review_marks": ({"outcome": "pass"}, {"outcome": "return"}, {"reasons"}),
    "decide_assessment": (
        {
            "outcome": "approve",
            "decision_no": "评〔2026〕1 号",
            "publication": "every",
            "priority": ["330000"],
            "reasons": "评分合理。",
        },
        {"outcome": "approve", "reasons": "评分合理。"},
        {"decision_no", "publication"},
    ),
}
