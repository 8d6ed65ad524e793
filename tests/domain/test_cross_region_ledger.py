"""The ledger: its windows, its units, what a recount keeps, and the cap in whatever order.

Source: M12; Q2-Q4; E6 61, 64, 68.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.cross_region import (
    CrossRegionRoom,
    Figures,
    LedgerWindow,
    units_of,
    voids_that_count,
)
from service.domain.periods import Unit
from service.domain.rule_types import RuleParameter
from service.domain.rules import CATALOGUE, FIRST_DAY, Rules

DAY = date(2026, 3, 2)
HALVES = st.integers(1, 40).map(lambda n: Decimal(n) / 2)


def ruled(**values) -> Rules:
    """The rules with other values for these keys."""
    changed = tuple(
        RuleParameter(key=p.key, value=values[p.key], unit=p.unit, valid_from=FIRST_DAY, version=2)
        for p in CATALOGUE
        if p.key in values
    )
    return Rules((*CATALOGUE, *changed))


@pytest.mark.parametrize(
    ("choice", "base", "cross"),
    [
        ("last_full_year", ("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31")),
        ("year_to_date", ("2026-01-01", "2026-03-02"), ("2026-01-01", "2026-03-02")),
        ("rolling_year", ("2025-03-01", "2026-02-28"), ("2025-03-02", "2026-03-02")),
    ],
)
def test_the_rule_says_which_days_make_the_total_and_which_uses_count(choice, base, cross):
    found = LedgerWindow.of(choice, DAY)
    assert (str(found.base_first), str(found.base_last)) == base
    assert (str(found.cross_first), str(found.cross_last)) == cross


def test_a_rolling_year_from_leap_day_begins_on_the_first_of_march():
    assert LedgerWindow.of("rolling_year", date(2028, 2, 29)).cross_first == date(2027, 3, 1)


def test_half_units_are_exact_and_follow_the_rules():
    asked = {"invention": 3, "utility_model": 3, "design": 2}
    assert units_of(asked, Rules(), DAY) == Decimal("5.5")
    assert units_of(asked, ruled(cross_region_design_counts="1"), DAY) == Decimal("6.5")
    assert units_of({}, Rules(), DAY) == 0


@pytest.mark.parametrize(
    ("values", "counting"),
    [
        ({}, set()),
        ({"cross_region_count": "received"}, {"withdrawn", "abnormal"}),
        ({"cross_region_abnormal_counts": True}, {"abnormal"}),
        ({"cross_region_withdrawn_counts": True}, {"withdrawn"}),
    ],
)
def test_what_a_recount_keeps_is_ruled(values, counting):
    assert voids_that_count(ruled(**values), DAY) == counting


def figures(total, first, second, counts_first=False) -> Figures:
    cross, reserved = second if not counts_first else (first[0] + second[0], first[1] + second[1])
    return Figures(
        region="330000", day=DAY, measure="accepted", window=LedgerWindow.of("last_full_year", DAY),
        room=CrossRegionRoom(total, cross, reserved), first=first, second=second,
        to_date=Decimal(0), counts_first=counts_first, hard_stop=True, may_override=True, rules={},
    )  # fmt: skip


def test_category_one_is_shown_beside_but_takes_no_room_unless_ruled():
    pairs = (Decimal(4), Decimal(1)), (Decimal(2), Decimal(0))
    plain, ruled_in = figures(Decimal(100), *pairs), figures(Decimal(100), *pairs, True)
    assert plain.admits(1, Decimal(1000))
    assert (plain.room.left, plain.with_first.left, plain.without_first.left) == (3, -2, 3)
    assert not ruled_in.admits(1, Decimal("0.5"))
    assert ruled_in.room.left == -2


def test_nothing_is_not_divided_by():
    none = figures(Decimal(0), (Decimal(0), Decimal(0)), (Decimal(0), Decimal(0)))
    assert not none.room.applicable
    assert not none.admits(2, Decimal("0.5"))
    assert none.as_json()["left"] is None


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), HALVES),
        st.tuples(st.just("use"), HALVES),
        st.tuples(st.just("release"), st.integers(0, 30)),
    ),
    max_size=60,
)


@given(st.integers(0, 400).map(lambda n: Decimal(n) / 2), MOVES)
def test_never_above_the_cap_whatever_the_order_of_approvals_uses_and_releases(total, moves):
    running: list[list[Decimal]] = []  # [granted, used]
    cross = Decimal(0)
    for what, figure in moves:
        reserved = sum((g - u for g, u in running), Decimal(0))
        room = CrossRegionRoom(total, cross, reserved)
        if what == "ask" and room.admits(figure):
            running.append([figure, Decimal(0)])
        elif what == "use" and running and running[-1][1] + figure <= running[-1][0]:
            running[-1][1] += figure
            cross += figure
        elif what == "release" and running:
            running.pop(int(figure) % len(running))  # what was used stays, the rest returns
        held = sum((g - u for g, u in running), Decimal(0))
        now = CrossRegionRoom(total, cross, held)
        assert 20 * now.taken <= total
        assert now.left >= 0


def test_periods_of_services_are_rules():
    limits = {key: Rules().limit(key, DAY) for key in ("first_contact", "contact_interval")}
    assert [(limit.value, limit.unit) for limit in limits.values()] == [
        (20, Unit.WORKING_DAY),
        (6, Unit.MONTH),
    ]
