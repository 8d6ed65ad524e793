"""Examples of the forms of effectiveness_evaluation."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]

EXAMPLES: dict[str, Example] = {
    "begin_evaluation": (
        {"scope": "nation", "title": "2025 年度成效", "period_first": "2025-01-01",
         "period_last": "2025-12-31", "indicators": ["economy"], "due_on": "2026-10-30"},
        {"scope": "nation", "title": "2025 年度成效", "period_first": "2025-12-31",
         "period_last": "2025-01-01", "indicators": [], "due_on": "2026-10-30"},
        {"period_last", "indicators"},
    ),
    "return_figures": (
        {"groups": ["economy"], "reporting": 3, "turnover": "1200.50", "tax": "30"},
        {"groups": ["examination"], "accepted": 3, "qualified": 4, "granted": 1},
        {"qualified", "wait_days"},
    ),
    "check_returns": (
        {"outcome": "pass", "reasons": "一致。"},
        {"outcome": "return", "reasons": "不符。"},
        {"return_centers"},
    ),
    "accept_returns": (
        {"outcome": "accept", "reasons": "完整。"},
        {"outcome": "return", "reasons": "缺两家。"},
        {"return_points"},
    ),
    "conclude_call": (
        {"without_missing": False, "summary": "已汇总。"}, {"without_missing": False}, {"summary"},
    ),
}  # fmt: skip
