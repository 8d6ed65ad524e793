"""The 5% test of cross-region service, in exact numbers. Source: M10-M12; Q2-Q4; E6."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal


@dataclass(frozen=True)
class CrossRegionRoom:
    """The figures of one province and window; half units (0.5) are exact decimals.

    `reserved`: granted and not yet used.
    """

    total: Decimal
    cross: Decimal
    reserved: Decimal = Decimal(0)
    percent: Decimal = Decimal(5)

    @property
    def allowed(self) -> Decimal:
        """The most the cap leaves room for, in half units rounded down."""
        halves = (self.total * self.percent * 2 / 100).to_integral_value(ROUND_FLOOR)
        return halves / 2

    @property
    def left(self) -> Decimal:
        """What may still be granted; negative when a recount took it away."""
        return self.allowed - self.cross - self.reserved

    def admits(self, asked: Decimal) -> bool:
        """Whether `asked` more stay within the cap: 100 x cross <= percent x total."""
        used = self.cross + self.reserved + asked
        return 100 * used <= self.percent * self.total


def reach(list_category: int | None) -> str:
    """How far cross-region service reaches: nation (1), province (2) or none."""
    return {1: "nation", 2: "province"}.get(list_category or 0, "none")


def may_serve(list_category: int | None, home_province: str | None, center_province: str) -> bool:
    """Whether an entity of that category may be served at a center of that province (E6 66)."""
    scope = reach(list_category)
    return scope == "nation" or (scope == "province" and home_province == center_province)
