"""The 5% test. Source: M10-M12; E6 61-68."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.cross_region import CrossRegionRoom, may_serve, reach


@pytest.mark.parametrize(
    ("total", "cross", "admitted"), [(100, 4, True), (100, 5, False), (99, 4, False)]
)
def test_one_more_is_admitted_up_to_five_in_a_hundred(total, cross, admitted):
    assert CrossRegionRoom(Decimal(total), Decimal(cross)).admits(Decimal(1)) is admitted


def test_half_units_are_exact_and_reservations_count():
    room = CrossRegionRoom(Decimal(30), Decimal(1), reserved=Decimal("0.5"))
    assert (room.allowed, room.left) == (Decimal("1.5"), Decimal(0))
    assert not room.admits(Decimal("0.5"))
    assert room.admits(Decimal(0))


HALVES = st.integers(0, 20_000).map(lambda n: Decimal(n) / 2)


@given(HALVES, HALVES, HALVES)
def test_the_test_and_what_is_left_agree_in_fractions(total, cross, asked):
    room = CrossRegionRoom(total, cross)
    assert room.admits(asked) is (20 * (Fraction(cross) + Fraction(asked)) <= Fraction(total))
    assert room.admits(asked) is (asked <= room.left)


def test_a_recount_may_leave_less_than_nothing():
    assert CrossRegionRoom(Decimal(40), Decimal(3)).left == -1


@pytest.mark.parametrize(
    ("category", "scope", "elsewhere"),
    [(1, "nation", True), (2, "province", False), (3, "none", False), (None, "none", False)],
)
def test_only_category_1_is_served_in_another_province(category, scope, elsewhere):
    assert reach(category) == scope
    assert may_serve(category, "330000", "320000") is elsewhere
    assert may_serve(category, "330000", "330000") is (category in (1, 2))
