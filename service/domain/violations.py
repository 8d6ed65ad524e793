"""Violations and the guard that turns a second minor one into the serious path, once.

Source: M23, M25; domain.md 5.3, 8.1 Q6, part c3; E1 1-3, E2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from service.domain.errors import SeparationOfDuties, WrongState
from service.domain.periods import inside_window
from service.domain.rules import Rules
from service.domain.stretches import Stretch


class Severity(StrEnum):
    NOT_ESTABLISHED = "not_established"
    MINOR = "minor"
    SERIOUS = "serious"

    @property
    def zh(self) -> str:
        return {"not_established": "不成立", "minor": "轻微", "serious": "严重"}[self.value]


class DateKind(StrEnum):
    """Which of a violation's dates counts for the window (Q6)."""

    ACT = "act"
    FOUND = "found"
    VERIFIED = "verified"
    SERVED = "served"
    FINAL = "final"


@dataclass(frozen=True)
class Violation:
    """One event, whatever the number of reports or applications behind it.

    `consumed_by`: the decision or case that already used it as a ground of escalation.
    `recorded_at`, `overturned_at`, `lowered_at` (from serious to minor): when the record learned
    of it, for questions of the past. `appeals`: when it was under appeal.
    """

    id: int
    entity_id: int
    center: str | None
    severity: Severity
    act_day: date | None = None
    found_day: date | None = None
    verified_day: date | None = None
    final_day: date | None = None
    overturned: bool = False
    consumed_by: int | str | None = None
    served_day: date | None = None
    kinds: int = 1
    under_appeal: bool = False
    duplicate_of: int | None = None
    recorded_at: datetime | None = None
    overturned_at: datetime | None = None
    lowered_at: datetime | None = None
    appeals: tuple[Stretch, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "severity", Severity(self.severity))

    def counting_day(self, kind: DateKind | str) -> date | None:
        """The date that counts; the day of verification where the chosen one is not known."""
        chosen: date | None = getattr(self, f"{DateKind(kind).value}_day")
        return chosen or self.verified_day


@dataclass(frozen=True)
class Variants:
    """The answers to Q6 beyond window and date; the defaults are those of domain.md 8.1."""

    same_center_only: bool = False
    when_established: bool = False
    each_kind: bool = False
    appeal_stops: bool = False

    @classmethod
    def of(cls, rules: Rules, on: date) -> Variants:
        return cls(
            same_center_only=rules.choice("violation_scope", on) == "center",
            when_established=rules.choice("violation_counts_when", on) == "established",
            each_kind=rules.choice("violation_unit", on) == "kind",
            appeal_stops=rules.flag("appeal_stops_count", on),
        )

    def counts(self, violation: Violation) -> bool:
        """Whether it counts as a minor violation at all."""
        settled = violation.final_day is not None or (
            self.when_established and violation.verified_day is not None
        )
        return (
            violation.severity is Severity.MINOR
            and settled
            and not violation.overturned
            and violation.duplicate_of is None
            and not (self.appeal_stops and violation.under_appeal)
        )

    def weight(self, violation: Violation) -> int:
        return violation.kinds if self.each_kind else 1


DEFAULT_VARIANTS = Variants()


def minors_in_window(
    violations: Iterable[Violation],
    on: date,
    window_years: int = 1,
    date_kind: DateKind | str = DateKind.VERIFIED,
    variants: Variants = DEFAULT_VARIANTS,
) -> tuple[Violation, ...]:
    """The minor violations that count on a day, those already used included, oldest first."""
    found = []
    for violation in violations:
        day = violation.counting_day(date_kind)
        known = violation.verified_day if variants.when_established else violation.final_day
        if (
            variants.counts(violation)
            and day is not None
            and day <= on
            and (known is None or known <= on)
            and inside_window(day, on, window_years)
        ):
            found.append((day, violation.id, violation))
    return tuple(violation for _, _, violation in sorted(found, key=lambda f: f[:2]))


def minor_count(
    violations: Iterable[Violation],
    on: date,
    window_years: int = 1,
    date_kind: DateKind | str = DateKind.VERIFIED,
    variants: Variants = DEFAULT_VARIANTS,
) -> int:
    """How many minor violations lie in the window that looks back from a day."""
    found = minors_in_window(violations, on, window_years, date_kind, variants)
    return sum(variants.weight(v) for v in found)


def escalation(
    violations: Iterable[Violation],
    new: Violation,
    window_years: int = 1,
    date_kind: DateKind | str = DateKind.VERIFIED,
    variants: Variants = DEFAULT_VARIANTS,
) -> tuple[Violation, ...]:
    """The grounds on which `new`, just final, escalates: (earlier one, new), else ().

    Looks for one other of the same legal person that counts, is not used yet, and lies
    inside the window on either side. The nearest is taken. The caller marks all grounds as
    used in the same transaction, so that a pair escalates once.
    """
    new_day = new.counting_day(date_kind)
    if not variants.counts(new) or new.consumed_by is not None or new_day is None:
        return ()
    if variants.weight(new) >= 2:
        return (new,)
    partners = []
    for other in violations:
        day = other.counting_day(date_kind)
        if (
            _may_pair(other, new, variants)
            and day is not None
            and inside_window(day, new_day, window_years)
        ):
            partners.append((abs((new_day - day).days), other.id, other))
    if not partners:
        return ()
    return (min(partners, key=lambda p: p[:2])[2], new)


def check_severity_change(
    before: Severity, after: Severity, *, proposed_by: int, decided_by: int, reasons: str
) -> None:
    """Lowering what verification proposed needs a second person and reasons (E2 27).

    Raises SeparationOfDuties or WrongState.
    """
    order = list(Severity)
    if order.index(after) >= order.index(before):
        return
    if proposed_by == decided_by:
        raise SeparationOfDuties(earlier=("核实事实", "Verify the facts"), source="E2 27")
    if not reasons.strip():
        raise WrongState(
            reason_zh="降低违规性质要写明理由。",
            reason_en="lowering the severity needs reasons.",
            source="E2 27",
        )


def _may_pair(other: Violation, new: Violation, variants: Variants) -> bool:
    return (
        other.id != new.id
        and other.entity_id == new.entity_id
        and other.consumed_by is None
        and variants.counts(other)
        and not (variants.same_center_only and other.center != new.center)
    )
