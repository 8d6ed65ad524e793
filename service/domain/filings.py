"""The states of a filing, one per entity and center, and how one leads to another.

Source: domain.md part c1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from service.domain.errors import WrongState


class FilingState(StrEnum):
    NONE = "none"
    SUBMITTED = "submitted"
    CORRECTION = "correction"
    UNDER_REVIEW = "under_review"
    DECIDED_YES = "decided_yes"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLEARED = "cleared"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    TERMINATED_BY_BAN = "terminated_by_ban"

    @property
    def zh(self) -> str:
        return _WORDS[self][0]

    @property
    def en(self) -> str:
        return _WORDS[self][1]


_S = FilingState
_WORDS: Mapping[FilingState, tuple[str, str]] = {
    _S.NONE: ("未申报", "No application"),
    _S.SUBMITTED: ("已递交", "Submitted"),
    _S.CORRECTION: ("补正中", "Under correction"),
    _S.UNDER_REVIEW: ("审查中", "Under review"),
    _S.DECIDED_YES: ("同意备案，待国家复核", "Approved, re-check pending"),
    _S.ACTIVE: ("已备案", "Filed"),
    _S.SUSPENDED: ("已暂停", "Suspended"),
    _S.CLEARED: ("已清理", "Cleared"),
    _S.CANCELLED: ("已取消", "Cancelled"),
    _S.REFUSED: ("不予备案", "Refused"),
    _S.NOT_ACCEPTED: ("不予受理", "Not accepted"),
    _S.LAPSED: ("逾期未补正", "Lapsed"),
    _S.WITHDRAWN: ("已撤回", "Withdrawn"),
    _S.ENDED: ("已终止", "Ended"),
    _S.TERMINATED_BY_BAN: ("因禁期终止", "Terminated by a ban"),
}

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
