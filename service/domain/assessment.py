"""The assessment of regions: figures, scores of three groups, bands instead of decimals.

Source: M35; domain.md D24.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from service.domain.named import Named


class FigureGroup(Named):
    """The three things that the notice wants assessed."""

    EFFECT = "effect", "工作成效", "Effect"
    INNOVATION = "innovation", "机制创新", "Innovation"
    ORDER = "order", "管理规范", "Order"


class RankBand(Named):
    """Where a region stands; within a band nobody is ranked."""

    FIRST = "first", "第一档", "First band"
    SECOND = "second", "第二档", "Second band"
    THIRD = "third", "第三档", "Third band"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One count of one region with what it is a part of.

    numerator and denominator are kept; the share is only shown. `as_of` is the day it was counted.
    """

    numerator: int
    denominator: int
    as_of: date


@dataclass(frozen=True, kw_only=True)
class FigureKind:
    """What is counted: its words, group, source, and whether more is better."""

    key: str
    group: FigureGroup
    zh: str
    en: str
    source_zh: str
    source_en: str
    more_is_better: bool = True

    def points(self, figure: Figure) -> Decimal | None:
        """0 to 100, the better the more; None where there was nothing to count."""
        if figure.denominator <= 0:
            return None
        share = Decimal(100 * figure.numerator) / figure.denominator
        return share if self.more_is_better else 100 - share


def group_points(
    figures: Iterable[Mapping[str, Any]], group: FigureGroup, mark: int | None
) -> Decimal | None:
    """The points of a group: the mark given by a person, else the mean of its figures."""
    if mark is not None:
        return Decimal(mark)
    found = [
        Decimal(str(f["points"]))
        for f in figures
        if f["group"] == group and f["points"] is not None
    ]
    return sum(found, Decimal(0)) / len(found) if found else None


def total(points: Mapping[str, Decimal | None], weights: Mapping[str, int]) -> Decimal | None:
    """The weighted mean of the groups that have points; None where none has."""
    counted = {key: value for key, value in points.items() if value is not None}
    weight = sum(weights[key] for key in counted)
    if not weight:
        return None
    return sum((value * weights[key] for key, value in counted.items()), Decimal(0)) / weight


def bands(
    totals: Mapping[str, Decimal | None], first_percent: Decimal, second_percent: Decimal
) -> dict[str, RankBand]:
    """The band of every region; who has no points is in the third.

    Points are compared as whole numbers, and equals are never parted: those that would not all
    fit into a band are all in the next one.
    """
    ranked = {key: round(value) for key, value in totals.items() if value is not None}
    room_first = ceil(len(ranked) * first_percent / 100)
    room_second = ceil(len(ranked) * (first_percent + second_percent) / 100)
    found = {}
    for key in totals:
        place = sum(1 for other in ranked.values() if key in ranked and other >= ranked[key])
        if key not in ranked or place > room_second:
            found[key] = RankBand.THIRD
        else:
            found[key] = RankBand.FIRST if place <= room_first else RankBand.SECOND
    return found
