"""The states of a filing, one per entity and center, and how one leads to another.

Source: domain.md part c1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from service.domain.errors import WrongState
from service.domain.named import Named


class FilingState(Named):
    NONE = "none", "未申报", "No application"
    SUBMITTED = "submitted", "已递交", "Submitted"
    CORRECTION = "correction", "补正中", "Under correction"
    UNDER_REVIEW = "under_review", "审查中", "Under review"
    DECIDED_YES = "decided_yes", "同意备案，待国家复核", "Approved, re-check pending"
    ACTIVE = "active", "已备案", "Filed"
    SUSPENDED = "suspended", "已暂停", "Suspended"
    CLEARED = "cleared", "已清理", "Cleared"
    CANCELLED = "cancelled", "已取消", "Cancelled"
    REFUSED = "refused", "不予备案", "Refused"
    NOT_ACCEPTED = "not_accepted", "不予受理", "Not accepted"
    LAPSED = "lapsed", "逾期未补正", "Lapsed"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"
    ENDED = "ended", "已终止", "Ended"
    TERMINATED_BY_BAN = "terminated_by_ban", "因禁期终止", "Terminated by a ban"


_S = FilingState
LIVE = frozenset({_S.SUBMITTED, _S.CORRECTION, _S.UNDER_REVIEW, _S.DECIDED_YES})
FILED = frozenset({_S.ACTIVE, _S.SUSPENDED})
OVER = frozenset(_S) - LIVE - FILED - {_S.NONE}

TRANSITIONS: Mapping[FilingState, frozenset[FilingState]] = {
    _S.NONE: frozenset({_S.SUBMITTED}),
    _S.SUBMITTED: frozenset(
        {_S.UNDER_REVIEW, _S.CORRECTION, _S.NOT_ACCEPTED, _S.WITHDRAWN, _S.TERMINATED_BY_BAN}
    ),
    _S.CORRECTION: frozenset({_S.SUBMITTED, _S.LAPSED, _S.WITHDRAWN, _S.TERMINATED_BY_BAN}),
    _S.UNDER_REVIEW: frozenset({_S.DECIDED_YES, _S.REFUSED, _S.WITHDRAWN, _S.TERMINATED_BY_BAN}),
    _S.DECIDED_YES: frozenset(
        {
            _S.ACTIVE,
            _S.UNDER_REVIEW,
            _S.CORRECTION,
            _S.REFUSED,
            _S.WITHDRAWN,
            _S.CANCELLED,
            _S.TERMINATED_BY_BAN,
        }
    ),
    _S.ACTIVE: frozenset({_S.SUSPENDED, _S.CLEARED, _S.CANCELLED, _S.ENDED}),
    _S.SUSPENDED: frozenset({_S.ACTIVE, _S.CLEARED, _S.CANCELLED, _S.ENDED}),
    **{state: frozenset() for state in OVER},
}

# An upheld appeal brings these back to the state before; the gap stays on record.
RESTORABLE: Mapping[FilingState, frozenset[FilingState]] = {
    _S.CANCELLED: FILED | {_S.DECIDED_YES},
    _S.CLEARED: FILED,
    _S.TERMINATED_BY_BAN: LIVE,
    _S.REFUSED: frozenset({_S.UNDER_REVIEW, _S.DECIDED_YES}),
    _S.NOT_ACCEPTED: frozenset({_S.SUBMITTED}),
}


@dataclass(frozen=True)
class FilingPeriod:
    """A stretch of one filing in one state.

    `to_day` is the first day the state no longer held, None while it does. Known from
    `recorded_at` until `retracted_at`.
    """

    filing_id: int
    center: str
    state: FilingState
    from_day: date
    to_day: date | None = None
    recorded_at: datetime | None = None
    retracted_at: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", FilingState(self.state))

    def holds_on(self, day: date) -> bool:
        return self.from_day <= day and (self.to_day is None or day < self.to_day)


def may_move(before: FilingState, after: FilingState) -> bool:
    return after in TRANSITIONS[before]


def check_move(before: FilingState, after: FilingState) -> None:
    """Raises WrongState when a filing can not go from one state to the other."""
    if not may_move(before, after):
        raise WrongState(
            reason_zh=f"备案现在是“{before.zh}”，不能转为“{after.zh}”。",
            reason_en=f"the filing is “{before.en}” and can not become “{after.en}”.",
            source="domain.md c1",
        )


def check_restore(now: FilingState, before: FilingState) -> None:
    """Raises WrongState when an upheld appeal can not bring a filing back to that state."""
    if before not in RESTORABLE.get(now, frozenset()):
        raise WrongState(
            reason_zh=f"备案现在是“{now.zh}”，不能恢复为“{before.zh}”。",
            reason_en=f"the filing is “{now.en}” and can not be restored to “{before.en}”.",
            source="domain.md c1, c6",
        )
