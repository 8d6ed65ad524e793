"""The re-review of filed entities: who is in scope, how far it is, what differs in the register.

Clearing (清理) is no violation: it ends the filing and bars nobody. Source: M20; domain.md D10.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from service.domain.named import Named


class ScopeRule(StrEnum):
    """How a campaign chooses among the entities filed at its center."""

    ALL = "all"
    INSURED_BELOW = "insured_below"
    FILED_BEFORE = "filed_before"
    IDLE = "idle"
    NAMED = "named"
    RISK = "risk"


class ReviewState(Named):
    """Where one entity stands in a campaign."""

    PLANNED = "planned", "待通知", "To be told"
    TOLD = "told", "已通知，待提交", "Told, not handed in yet"
    IN_CHECK = "in_check", "已提交，审查中", "Handed in, being checked"
    PUTTING_RIGHT = "putting_right", "复核补正中", "Being put right"
    UNANSWERED = "unanswered", "未提交", "Not submitted"
    PASSED = "passed", "复核通过", "Passed"
    CLEARED = "cleared", "复核清理", "Cleared by the re-review"
    BROKEN_OFF = "broken_off", "复核终止", "Broken off"


_S = ReviewState
DECIDED = frozenset({_S.PASSED, _S.CLEARED})
OVER = DECIDED | {_S.BROKEN_OFF}
SIGNALS = ("no_insured", "few_rd_staff", "minor_violation", "monitoring_alert")
FEW_RD_STAFF = 3


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A filed entity as the scope rule sees it.

    insured, rd_staff  as last applied for or registered; None where nothing is on file
    accepted           pre-examination requests accepted at this center in the months asked
    signals            which of `SIGNALS` are on record
    """

    entity_id: int
    filing_id: int
    code: str
    name: str
    filed_on: date
    suspended: bool = False
    insured: int | None = None
    rd_staff: int | None = None
    accepted: int = 0
    minors: int = 0
    alerts: int = 0

    @property
    def signals(self) -> tuple[str, ...]:
        """What speaks for a look at this entity, of what is on record."""
        held = {
            "no_insured": self.insured == 0,
            "few_rd_staff": self.rd_staff is not None and self.rd_staff < FEW_RD_STAFF,
            "minor_violation": self.minors > 0,
            "monitoring_alert": self.alerts > 0,
        }
        return tuple(name for name in SIGNALS if held[name])


@dataclass(frozen=True, kw_only=True)
class CampaignScope:
    """A scope rule with what it needs; `takes` is the whole of it."""

    rule: ScopeRule
    number: int | None = None
    day: date | None = None
    codes: frozenset[str] = frozenset()
    signals: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule", ScopeRule(self.rule))

    def takes(self, one: Candidate) -> bool:
        """Whether the entity is in scope. A head count nobody knows can not keep it out."""
        if self.rule is ScopeRule.INSURED_BELOW:
            return one.insured is None or one.insured < int(self.number or 0)
        if self.rule is ScopeRule.FILED_BEFORE:
            return self.day is not None and one.filed_on < self.day
        if self.rule is ScopeRule.IDLE:
            return one.accepted == 0
        if self.rule is ScopeRule.NAMED:
            return one.code in self.codes
        if self.rule is ScopeRule.RISK:
            return bool(self.signals & set(one.signals))
        return True


COMPARED = (
    "registered_address",
    "legal_representative",
    "contact_phone",
    "insured_count",
    "rd_staff_count",
)


def differing(register: Mapping[str, Any], said: Mapping[str, Any]) -> tuple[str, ...]:
    """What an entity says otherwise than the register has it; unknown on either side is no
    difference. Source: domain.md D10 (must equal platform data)."""
    return tuple(
        name
        for name in COMPARED
        if register.get(name) not in (None, "")
        and said.get(name) not in (None, "")
        and str(register[name]).strip() != str(said[name]).strip()
    )
