"""Rule parameters of review with their defaults. Source: M20; domain.md 8.1 Q8, Q14."""

from __future__ import annotations

from service.domain.catalogue_limits import HOUSE, _limit
from service.domain.periods import Unit
from service.domain.rule_types import YES_NO, Definition, Entry

_WD = Unit.WORKING_DAY.value

RULES: tuple[Entry, ...] = (
    _limit("review_draft", 5, _WD, "拟定复核方案", "Draft of a re-review campaign", "M20"),
    _limit("review_approval", 5, _WD, "批准复核方案", "Approval of a campaign", "M20"),
    _limit("review_intake", 5, _WD, "复核材料核对", "Check of what was handed in", "M20"),
    _limit("review_decision", 5, _WD, "作出复核决定", "Decision on a re-review", "M20"),
    _limit("review_publication", 10, _WD, "公布复核结果", "Publication of the results", "M20"),
    Entry(
        Definition(
            key="review_covers_suspended",
            unit=YES_NO,
            zh="复核包括已暂停的备案",
            en="The re-review covers suspended filings",
        ),
        False,
        HOUSE,
        "M20, M27",
    ),
)
