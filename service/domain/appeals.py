"""Appeals: what is appealed how, until when, before whom, and what may fall by it.

Source: domain.md 8.4, C3, C6, D18; E7 78; 行政复议法 20; 行政诉讼法 46.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from service.domain.calendar import WorkCalendar
from service.domain.limits import Due, Limit, due
from service.domain.named import Named


class AppealKind(Named):
    OBJECTION = "objection", "异议", "objection"
    RECONSIDERATION = "reconsideration", "行政复议", "administrative reconsideration"
    COURT = "court", "诉讼", "court action"
    CNIPA_APPEAL = "cnipa_appeal", "申诉", "CNIPA appeal"
    SELF_CORRECTION = "self_correction", "自我纠正", "self-correction"

    @property
    def is_external(self) -> bool:
        """Whether another body decides and its result is registered here."""
        return self in _EXTERNAL


_EXTERNAL = frozenset({AppealKind.RECONSIDERATION, AppealKind.COURT, AppealKind.CNIPA_APPEAL})


class Target(StrEnum):
    """What an appeal is against."""

    FINDING = "finding"
    REMOVAL_DECISION = "removal_decision"
    FILING_REFUSAL = "filing_refusal"


class Relief(StrEnum):
    """What an upheld appeal does."""

    OVERTURN_FINDING = "overturn_finding"
    LOWER_TO_MINOR = "lower_to_minor"
    REVOKE_DECISION = "revoke_decision"
    REOPEN_APPLICATION = "reopen_application"


# By target and outcome: what may be done about it.
RELIEFS: dict[Target, dict[str, frozenset[Relief]]] = {
    Target.FINDING: {
        "upheld": frozenset({Relief.OVERTURN_FINDING}),
        "partly": frozenset({Relief.LOWER_TO_MINOR, Relief.REVOKE_DECISION}),
    },
    Target.REMOVAL_DECISION: {
        "upheld": frozenset({Relief.REVOKE_DECISION, Relief.OVERTURN_FINDING}),
        "partly": frozenset({Relief.LOWER_TO_MINOR}),
    },
    Target.FILING_REFUSAL: {
        "upheld": frozenset({Relief.REOPEN_APPLICATION}),
        "partly": frozenset(),
    },
}

# The tasks by which somebody took part in what is appealed: none of them decides about it.
JUDGED = frozenset(
    {
        "verify_facts", "decide_severity", "conclude_finding", "propose_removal",
        "review_proposal", "decide_removal", "check_completeness", "assess_application",
        "second_review", "decide_admission", "national_recheck",
    }
)  # fmt: skip
ORIGINAL = "original"  # under this name a case keeps them, and `not_by` of a diagram means them

TOLD = {
    AppealKind.OBJECTION: "appeal_objection",
    AppealKind.CNIPA_APPEAL: "appeal_cnipa",
    AppealKind.RECONSIDERATION: "appeal_reconsideration",
    AppealKind.COURT: "appeal_court",
}
UNTOLD = {
    AppealKind.RECONSIDERATION: "appeal_reconsideration_untold",
    AppealKind.COURT: "appeal_court_untold",
}


@dataclass(frozen=True, kw_only=True)
class AppealTime:
    """Until when an appeal could be filed, and whether it was.

    `due` is None where no limit holds: a body may correct itself at any time.
    """

    filed_on: date
    due: Due | None

    @property
    def in_time(self) -> bool:
        return self.due is None or self.filed_on <= self.due.last_day

    @property
    def last_day(self) -> date | None:
        return self.due.last_day if self.due else None

    def as_json(self) -> dict[str, Any]:
        return {
            "in_time": self.in_time,
            "last_day": str(self.last_day) if self.last_day else None,
            "due": self.due.as_json() if self.due else None,
        }


def appeal_time(
    kind: AppealKind,
    *,
    filed_on: date,
    known_on: date,
    rights_told: bool,
    told_on: date | None,
    limit_of: Callable[[str], Limit],
    calendar: WorkCalendar,
) -> AppealTime:
    """The period runs from the day the act was known. Where the right was not told, it runs from
    the day of learning of the right, and ends with the longest period from knowing the act.
    """
    if kind not in TOLD:
        return AppealTime(filed_on=filed_on, due=None)
    usual, longest = limit_of(TOLD[kind]), UNTOLD.get(kind)
    if rights_told:
        return AppealTime(filed_on=filed_on, due=due(usual, known_on, calendar))
    learned = due(usual, told_on, calendar) if told_on else None
    outer = due(limit_of(longest), known_on, calendar) if longest else None
    ends = [found for found in (learned, outer) if found is not None]
    if not ends:  # no longest period is set for this kind: it counts from knowing the act
        ends = [due(usual, known_on, calendar)]
    return AppealTime(filed_on=filed_on, due=min(ends, key=lambda found: found.last_day))


def body_of(kind: AppealKind, target: Target, *, carries_removal: bool, by_rule: str) -> str:
    """Who decides here, "province" or "nation" (rule `objection_body`).

    What another body decided binds every center and is registered by the nation; what brings a
    decision of the nation down is decided by the nation.
    """
    if kind.is_external or target is Target.REMOVAL_DECISION or carries_removal:
        return "nation"
    return by_rule
