"""Rule parameters of appeal with their defaults."""

from __future__ import annotations

from service.domain.catalogue_limits import _DAY, _MONTH, _WD, _YEAR, _limit
from service.domain.catalogue_questions import _rule
from service.domain.rule_types import CHOICE, Entry

RECONSIDERATION = "行政复议法"

RULES: tuple[Entry, ...] = (
    _limit("appeal_objection", 60, _DAY, "提出异议", "Objection", "domain.md 8.4", party=True),
    _limit("appeal_cnipa", 60, _DAY, "提出申诉", "CNIPA appeal", "domain.md 8.4", party=True),
    _limit(
        "appeal_court_untold", 1, _YEAR, "未告知时提起行政诉讼",
        "Action before the court when the right was not told", "64",
        document="最高人民法院关于适用行政诉讼法的解释", party=True,
    ),
    _limit("appeal_admission", 5, _WD, "异议受理审查", "Admission of an appeal", "30",
           document=RECONSIDERATION),
    _limit("appeal_statement", 10, _DAY, "原办中心说明", "Statement of the center", "48",
           document=RECONSIDERATION),
    _limit("appeal_review", 30, _DAY, "异议审查", "Review of an appeal", "62",
           document=RECONSIDERATION),
    _limit("appeal_decision", 10, _WD, "异议决定", "Decision on an appeal", "62",
           document=RECONSIDERATION),
    _limit("appeal_result", 3, _MONTH, "跟踪外部结果", "Following up the result elsewhere",
           "domain.md 8.4"),
    _limit("appeal_total", 60, _DAY, "异议审理总期限", "Appeal as a whole", "62",
           document=RECONSIDERATION),
    _limit("appeal_extension", 30, _DAY, "异议延长审理", "Extension of an appeal", "62",
           document=RECONSIDERATION),
    _rule(
        "objection_body", CHOICE, "province", "异议由谁审理", "Who decides an objection",
        "domain.md 8.4, b",
        options={
            "province": ("省局审理；动摇国家局决定的由国家局",
                         "the province; the nation where its own decision would fall"),
            "nation": ("一律由国家局审理", "always the nation"),
        },
    ),
)  # fmt: skip
