"""The registry of figures: each counts one thing for every region in one statement.

A module of this folder enters a function `(unit, year) -> {office code: (numerator, denominator)}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from service.domain.assessment import Figure, FigureGroup, FigureKind
from service.domain.periods import day_start
from service.office import Unit

Pairs = dict[str, tuple[int, int]]
Count = Callable[[Unit, int], Pairs]
FIGURES: dict[str, tuple[FigureKind, Count]] = {}


def figure(
    key: str,
    group: FigureGroup,
    zh: str,
    en: str,
    source: tuple[str, str],
    *,
    more_is_better: bool = True,
) -> Callable[[Count], Count]:
    """Enter a function as what counts a figure; `source` says from where, in both languages."""
    kind = FigureKind(
        key=key, group=group, zh=zh, en=en, source_zh=source[0], source_en=source[1],
        more_is_better=more_is_better,
    )  # fmt: skip

    def enter(count: Count) -> Count:
        FIGURES[key] = (kind, count)
        return count

    return enter


def span_of(year: int) -> tuple[datetime, datetime]:
    """The instants of a civil year, Asia/Shanghai: the first in it, the first after it."""
    return day_start(date(year, 1, 1)), day_start(date(year + 1, 1, 1))


def figures_of(unit: Unit, year: int, provinces: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Every figure of every region, as it is frozen with the assessment."""
    regions = list(provinces)
    found: dict[str, list[dict[str, Any]]] = {code: [] for code in regions}
    for kind, count in FIGURES.values():
        pairs = count(unit, year)
        for code in regions:
            numerator, denominator = pairs.get(code, (0, 0))
            made = Figure(numerator=numerator, denominator=denominator, as_of=unit.today)
            found[code].append(_row(kind, made))
    return found


def _row(kind: FigureKind, made: Figure) -> dict[str, Any]:
    points = kind.points(made)
    return {
        "key": kind.key,
        "group": kind.group.value,
        "zh": kind.zh,
        "en": kind.en,
        "source_zh": kind.source_zh,
        "source_en": kind.source_en,
        "more_is_better": kind.more_is_better,
        "numerator": made.numerator,
        "denominator": made.denominator,
        "as_of": made.as_of.isoformat(),
        "points": None if points is None else str(round(points, 2)),
    }
