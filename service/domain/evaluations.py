"""What an evaluation of effect asks each center to return, and how figures become indicators.

Source: M18, M19; domain.md d24.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from service.domain.indicators import BY_KEY, Indicator, IndicatorGroup, Tally, quotient

GROUPS: Mapping[IndicatorGroup, tuple[str, ...]] = {
    IndicatorGroup.EXAMINATION: ("accepted", "qualified", "granted", "wait_days"),
    IndicatorGroup.MAINTENANCE: ("patents", "kept_days", "lapsed_early"),
    IndicatorGroup.IMPLEMENTATION: ("in_force", "implemented", "transferred_early"),
    IndicatorGroup.ECONOMY: ("reporting", "turnover", "tax"),
}
# Of each group, the indicators made of what is returned: (indicator, numerator, denominator).
QUOTIENTS: Mapping[IndicatorGroup, tuple[tuple[str, str, str], ...]] = {
    IndicatorGroup.EXAMINATION: (
        ("qualified_rate", "qualified", "accepted"),
        ("grant_rate", "granted", "qualified"),
        ("mean_wait", "wait_days", "granted"),
    ),
    IndicatorGroup.MAINTENANCE: (
        ("mean_kept", "kept_days", "patents"),
        ("lapsed_early", "lapsed_early", "patents"),
    ),
    IndicatorGroup.IMPLEMENTATION: (
        ("implemented_rate", "implemented", "in_force"),
        ("transferred_early", "transferred_early", "in_force"),
    ),
    IndicatorGroup.ECONOMY: (("turnover", "turnover", "reporting"), ("tax", "tax", "reporting")),
}


def figures_of(tally: Tally) -> dict[str, Decimal]:
    """What the imported facts say of every figure that is asked for."""
    return {
        "accepted": Decimal(tally.accepted),
        "qualified": Decimal(tally.qualified),
        "granted": Decimal(tally.granted),
        "wait_days": Decimal(tally.wait_days),
        "patents": Decimal(tally.patents),
        "kept_days": Decimal(tally.kept_days),
        "lapsed_early": Decimal(tally.lapsed_early),
        "in_force": Decimal(tally.patents),
        "implemented": Decimal(tally.implemented),
        "transferred_early": Decimal(tally.transferred_early),
        "reporting": Decimal(tally.reporting),
        "turnover": tally.turnover,
        "tax": tally.tax,
    }


def indicators_of(
    figures: Mapping[str, Decimal],
) -> tuple[tuple[Indicator, Decimal, Decimal, Fraction | None], ...]:
    """(indicator, numerator, denominator, value) of what these figures allow, in order."""
    found = []
    for made_of in QUOTIENTS.values():
        for key, above, below in made_of:
            if above in figures and below in figures:
                value = quotient(figures[above], int(figures[below]), BY_KEY[key].unit)
                found.append((BY_KEY[key], figures[above], figures[below], value))
    return tuple(found)
