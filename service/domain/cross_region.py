"""The 5% test of cross-region service, in exact numbers. Source: M10-M12; Q2-Q4; E6."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from service.domain.rules import Rules

KINDS = ("invention", "utility_model", "design")
NOUGHT = Decimal(0)


@dataclass(frozen=True)
class CrossRegionRoom:
    """The figures of one province and window; half units (0.5) are exact decimals.

    `reserved`: granted and not yet used.
    """

    total: Decimal
    cross: Decimal
    reserved: Decimal = NOUGHT
    percent: Decimal = Decimal(5)

    @property
    def applicable(self) -> bool:
        """Whether there is a total to take a share of; nothing can be approved without one."""
        return self.total > 0

    @property
    def allowed(self) -> Decimal:
        """The most the cap leaves room for, in half units rounded down."""
        halves = (self.total * self.percent * 2 / 100).to_integral_value(ROUND_FLOOR)
        return halves / 2

    @property
    def taken(self) -> Decimal:
        """Used and granted together."""
        return self.cross + self.reserved

    @property
    def left(self) -> Decimal:
        """What may still be granted; negative when a recount took it away."""
        return self.allowed - self.taken

    def admits(self, asked: Decimal) -> bool:
        """Whether `asked` more stay within the cap: 100 x cross <= percent x total."""
        return 100 * (self.taken + asked) <= self.percent * self.total

    def is_near(self, share: Decimal) -> bool:
        """Whether `share` percent of what the cap leaves room for is taken."""
        return self.applicable and 100 * self.taken >= share * self.allowed


@dataclass(frozen=True)
class LedgerWindow:
    """The days whose requests make the total, and those whose cross-region uses count."""

    base_first: date
    base_last: date
    cross_first: date
    cross_last: date

    @classmethod
    def of(cls, choice: str, day: date) -> LedgerWindow:
        """As the rule `cross_region_window` says, seen from a day. Source: Q3."""
        new_year, end = date(day.year, 1, 1), date(day.year, 12, 31)
        if choice == "year_to_date":
            return cls(new_year, day, new_year, day)
        if choice == "rolling_year":
            month = day.replace(day=1)
            return cls(_year_before(month), month - timedelta(days=1), _year_before(day), day)
        before = day.year - 1
        return cls(date(before, 1, 1), date(before, 12, 31), new_year, end)


def _year_before(day: date) -> date:
    """The day after the corresponding day one year earlier for 29 February, else that day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 3, 1)


@dataclass(frozen=True)
class Figures:
    """What a decision on cross-region service was made on, kept with it (D20, D21).

    room     what the cap is tested with
    first    (used, reserved) of category 1, second the same of category 2: shown beside each other
    to_date  the total of this year so far, beside the one that counts
    rules    the version of each rule used
    """

    region: str
    day: date
    measure: str
    window: LedgerWindow
    room: CrossRegionRoom
    first: tuple[Decimal, Decimal]
    second: tuple[Decimal, Decimal]
    to_date: Decimal
    counts_first: bool
    hard_stop: bool
    may_override: bool
    rules: Mapping[str, int]

    @property
    def with_first(self) -> CrossRegionRoom:
        """The same test with category 1 counted (Q2)."""
        cross, reserved = self.first[0] + self.second[0], self.first[1] + self.second[1]
        return CrossRegionRoom(self.room.total, cross, reserved, self.room.percent)

    @property
    def without_first(self) -> CrossRegionRoom:
        return CrossRegionRoom(self.room.total, *self.second, self.room.percent)

    def counts(self, category: int) -> bool:
        """Whether a grant of this category takes from the room."""
        return category == 2 or (category == 1 and self.counts_first)

    def admits(self, category: int, asked: Decimal) -> bool:
        return not self.counts(category) or self.room.admits(asked)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values; figures are decimal texts."""
        room = self.room
        return {
            "region": self.region,
            "as_of": self.day.isoformat(),
            "measure": self.measure,
            "base_first": self.window.base_first.isoformat(),
            "base_last": self.window.base_last.isoformat(),
            "cross_first": self.window.cross_first.isoformat(),
            "cross_last": self.window.cross_last.isoformat(),
            "applicable": room.applicable,
            "percent": str(room.percent),
            "total": str(room.total),
            "cross": str(room.cross),
            "reserved": str(room.reserved),
            "limit": str(room.allowed),
            "left": str(room.left) if room.applicable else None,
            "first_category": {"cross": str(self.first[0]), "reserved": str(self.first[1])},
            "second_category": {"cross": str(self.second[0]), "reserved": str(self.second[1])},
            "to_date_total": str(self.to_date),
            "counts_first": self.counts_first,
            "hard_stop": self.hard_stop,
            "may_override": self.may_override,
            "rules": dict(sorted(self.rules.items())),
        }


def units_of(
    counts: Mapping[str, Any], rules: Rules, day: date, province: str | None = None
) -> Decimal:
    """How much so many requests of each kind count for: exact, in half units (E6 68)."""
    return sum(
        (
            Decimal(rules.choice(f"cross_region_{kind}_counts", day, province))
            * int(counts.get(kind) or 0)
            for kind in KINDS
        ),
        NOUGHT,
    )


def voids_that_count(rules: Rules, day: date, province: str | None = None) -> frozenset[str]:
    """What may become of a used request without its being taken from the count (E6 64).

    Where requests received are counted, nothing that follows changes that they were received.
    """
    if rules.choice("cross_region_count", day, province) == "received":
        return frozenset({"withdrawn", "abnormal"})
    kinds = ("withdrawn", "abnormal")
    return frozenset(k for k in kinds if rules.flag(f"cross_region_{k}_counts", day, province))


def reach(list_category: int | None) -> str:
    """How far cross-region service reaches: nation (1), province (2) or none."""
    return {1: "nation", 2: "province"}.get(list_category or 0, "none")


def may_serve(list_category: int | None, home_province: str | None, center_province: str) -> bool:
    """Whether an entity of that category may be served at a center of that province (E6 66)."""
    scope = reach(list_category)
    return scope == "nation" or (scope == "province" and home_province == center_province)
