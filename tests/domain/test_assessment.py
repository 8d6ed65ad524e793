"""Figures, points and bands of the regions: equals are never parted, nothing is invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from service.domain.assessment import (
    Figure,
    FigureGroup,
    FigureKind,
    RankBand,
    bands,
    group_points,
    total,
)

FIRST, SECOND = Decimal(20), Decimal(50)
WEIGHTS = {"effect": 50, "innovation": 25, "order": 25}


def kind(*, more: bool) -> FigureKind:
    return FigureKind(
        key="x", group=FigureGroup.EFFECT, zh="某", en="X", source_zh="某", source_en="X",
        more_is_better=more,
    )  # fmt: skip


def counted(numerator: int, denominator: int) -> Figure:
    return Figure(numerator=numerator, denominator=denominator, as_of=date(2027, 1, 5))


def test_where_less_is_better_the_points_turn_round():
    assert kind(more=True).points(counted(3, 4)) == 75
    assert kind(more=False).points(counted(3, 4)) == 25


def test_nothing_to_count_gives_no_points_and_not_a_hundred():
    assert kind(more=True).points(counted(0, 0)) is None
    assert kind(more=False).points(counted(0, 0)) is None


def test_a_mark_takes_the_place_of_the_figures():
    figures = [{"group": "effect", "points": "40"}, {"group": "effect", "points": None}]
    assert group_points(figures, FigureGroup.EFFECT, None) == 40
    assert group_points(figures, FigureGroup.EFFECT, 90) == 90
    assert group_points(figures, FigureGroup.ORDER, None) is None


def test_a_group_without_points_leaves_the_weights_to_the_others():
    points = {"effect": Decimal(80), "innovation": Decimal(20), "order": None}
    assert total(points, WEIGHTS) == Decimal(60)
    assert total(dict.fromkeys(WEIGHTS), WEIGHTS) is None


def test_the_first_fifth_is_the_first_band_and_half_of_all_the_second():
    totals = {str(n): Decimal(n) for n in range(10)}
    placed = bands(totals, FIRST, SECOND)
    assert [k for k, band in placed.items() if band is RankBand.FIRST] == ["8", "9"]
    assert [k for k, band in placed.items() if band is RankBand.THIRD] == ["0", "1", "2"]


def test_equals_that_do_not_all_fit_are_all_in_the_next_band():
    totals = {"a": Decimal(90), **{str(n): Decimal(50) for n in range(9)}}
    placed = bands(totals, FIRST, SECOND)
    assert placed.pop("a") is RankBand.FIRST
    assert set(placed.values()) == {RankBand.THIRD}


@given(st.dictionaries(st.text(min_size=1), st.none() | st.integers(0, 100).map(Decimal)))
def test_nobody_with_fewer_points_is_in_a_better_band(totals):
    placed = bands(totals, FIRST, SECOND)
    rank = {RankBand.FIRST: 0, RankBand.SECOND: 1, RankBand.THIRD: 2}
    for one, points in totals.items():
        for other, fewer in totals.items():
            if points is not None and (fewer is None or fewer <= points):
                assert rank[placed[one]] <= rank[placed[other]]
            if points is None:
                assert placed[one] is RankBand.THIRD
