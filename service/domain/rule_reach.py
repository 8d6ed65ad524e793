"""How far a value of a rule may reach, and which part of the work a rule belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from service.domain.rules import Scope

# These are asked for an entity, wherever it is filed: what follows from them reaches every
# center, so that a narrower value would count nowhere, or count differently at each.
NATIONWIDE = frozenset({
    "appeal_stops_count", "ban_bars", "ban_roll", "ban_start", "cancellation_by",
    "co_applicant_finding", "entitlements", "first_category_removal_by", "list_removal_by",
    "one_live_application_nationwide", "screening_exemption", "stricter_ban_wins",
    "third_category_leaves_with_filing", "violation_counts_when", "violation_date",
    "violation_scope", "violation_unit", "violation_window_years",
})  # fmt: skip

# The parts of the work, by the rows of the notice that they stand on.
TOPICS: Mapping[str, tuple[str, str]] = {
    "list": ("名单与服务", "List and services"),
    "admission": ("备案准入", "Admission"),
    "review": ("复核与监测", "Re-review and monitoring"),
    "violation": ("违规处置", "Violations"),
    "ban": ("禁期与限制", "Ban and restrictions"),
    "sharing": ("信息通报", "Sharing"),
    "procedure": ("期限与救济", "Deadlines and remedies"),
}
_ROWS = (
    ("list", range(1, 13)), ("admission", range(13, 18)), ("review", range(18, 22)),
    ("violation", range(22, 28)), ("ban", range(28, 31)), ("sharing", range(31, 36)),
    ("list", range(36, 40)),
)  # fmt: skip
_ELSEWHERE = {"ban_roll": "ban", "clue_lookback": "violation", "statement": "violation"}


def scopes_of(key: str) -> tuple[Scope, ...]:
    """How far a value of this rule may reach."""
    return (Scope.NATION,) if key in NATIONWIDE else tuple(Scope)


def topic_of(key: str, article: str) -> str:
    """The part of the work a rule belongs to; `article` is that of its default."""
    if key in _ELSEWHERE:
        return _ELSEWHERE[key]
    row = re.match(r"M(\d+)", article)
    number = int(row[1]) if row else 0
    return next((topic for topic, rows in _ROWS if number in rows), "procedure")
