"""Indicators against an oracle that counts one patent after another."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import median as plain_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.evaluations import GROUPS, figures_of, indicators_of
from service.domain.indicators import (
    BY_KEY,
    INDICATORS,
    Span,
    Tally,
    in_force,
    is_early,
    kept_days,
    measure,
    median,
    parts,
    quotient,
)

COUNT = st.integers(0, 10_000)
MONEY = st.decimals(0, 10**9, places=2)
TALLIES = st.builds(
    Tally,
    received=COUNT, accepted=COUNT, qualified=COUNT, as_co_applicant=COUNT, as_non_first=COUNT,
    waits=st.dictionaries(st.integers(0, 2000), st.integers(1, 50), max_size=20),
    patents=COUNT, kept_days=st.integers(0, 10**7), lapsed_early=COUNT, transferred_early=COUNT,
    implemented=COUNT, turnover=MONEY, tax=MONEY, reporting=st.integers(0, 500),
)  # fmt: skip
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@given(st.lists(st.integers(0, 3000), max_size=60))
def test_the_median_is_that_of_the_list(values):
    counts = {value: values.count(value) for value in values}
    wanted = Fraction(plain_median(values)).limit_denominator(2) if values else None
    assert median(counts) == wanted


@given(TALLIES)
def test_every_value_is_its_numerator_over_its_denominator(tally):
    for one in measure(tally, 10):
        above, below = parts(tally, one.indicator.key)
        if below == 0:
            assert one.value is None
            assert not one.applies
        elif one.indicator.key == "median_wait":
            days = [d for d, n in tally.waits.items() for _ in range(n)]
            assert one.value == Fraction(plain_median(days)).limit_denominator(2)
        elif one.indicator.unit == "years":
            assert one.value == Fraction(above) / below / Fraction(1461, 4)
        else:
            assert one.value * below == Fraction(above)
        assert one.enough == (below >= 10 or not one.indicator.least)


@given(TALLIES)
def test_the_mean_wait_is_that_of_the_patents(tally):
    days = [d for d, n in tally.waits.items() for _ in range(n)]
    found = next(one for one in measure(tally, 1) if one.indicator.key == "mean_wait")
    assert found.value == (Fraction(sum(days), len(days)) if days else None)
    assert (found.numerator, found.denominator) == (sum(days), len(days))


def test_nothing_counted_means_that_nothing_applies():
    assert [one.value for one in measure(Tally(), 10)] == [None] * len(INDICATORS)


@pytest.mark.parametrize(
    ("granted", "happened", "years", "last_counts", "early"),
    [
        ("2024-05-06", "2026-05-05", 2, False, True),
        ("2024-05-06", "2026-05-06", 2, False, False),  # kept to the corresponding day: two years
        ("2024-02-29", "2026-02-27", 2, False, True),
        ("2024-02-29", "2026-02-28", 2, False, False),
        ("2024-05-06", "2025-05-06", 1, True, True),
        ("2024-05-06", "2025-05-07", 1, True, False),
    ],
)
def test_early_goes_by_the_corresponding_day(granted, happened, years, last_counts, early):
    days = date.fromisoformat(granted), date.fromisoformat(happened)
    assert is_early(*days, years, last_counts=last_counts) is early


@given(DAYS, st.none() | st.integers(0, 3000), DAYS, st.integers(0, 800), st.integers(0, 800))
def test_a_patent_is_kept_day_by_day(granted, lasted, first, length, looked):
    lapsed = None if lasted is None else granted + timedelta(days=lasted)
    last = first + timedelta(days=length)
    span = Span(first=first, last=last, as_of=first + timedelta(days=looked))
    until = min(span.last, span.as_of)
    days = [first + timedelta(days=n) for n in range((until - first).days + 1)]
    alive = [d for d in days if granted <= d and (lapsed is None or d <= lapsed)]
    assert in_force(granted, lapsed, span) == bool(alive)
    if alive:
        held = 0
        day = granted
        while day < until and (lapsed is None or day < lapsed):
            held, day = held + 1, day + timedelta(days=1)
        assert kept_days(granted, lapsed, span) == held


@given(TALLIES)
def test_what_a_center_returns_unchanged_gives_the_same_indicators(tally):
    returned = {i.key: value for i, _, _, value in indicators_of(figures_of(tally))}
    counted = {one.indicator.key: one.value for one in measure(tally, 1)}
    assert returned == {key: counted[key] for key in returned}


def test_every_figure_asked_for_stands_in_a_group():
    assert set(figures_of(Tally())) == {figure for names in GROUPS.values() for figure in names}


def test_money_is_exact():
    assert quotient(Decimal("0.30"), 3, "money") == Fraction(1, 10)
    assert BY_KEY["tax"].unit == "money"
