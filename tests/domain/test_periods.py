"""Periods of the Civil Code. Source: 民法典 200-204, 1259; domain.md 5.1, 5.2."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.periods import (
    SHANGHAI,
    Unit,
    civil_day,
    day_end,
    day_start,
    first_free_day,
    inside_window,
    last_day,
    window_start,
)
from tests.domain.facts_2024_2026 import day

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
UNITS = {"day": "days", "month": "months", "year": "years"}


def counted_by_hand(start: date, months: int) -> date:
    """Walk month by month to the last month of the period, then down to a day it has."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    number = start.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


@settings(max_examples=3000)
@given(DAYS, st.integers(0, 120), st.sampled_from(sorted(UNITS)))
def test_a_period_ends_where_dateutil_says(start, n, unit):
    assert last_day(start, n, unit) == start + relativedelta(**{UNITS[unit]: n})


@settings(max_examples=2000)
@given(DAYS, st.integers(0, 60))
def test_a_period_of_months_ends_where_a_finger_on_the_calendar_does(start, n):
    assert last_day(start, n, Unit.MONTH) == counted_by_hand(start, n)
    assert last_day(start, n, Unit.YEAR) == counted_by_hand(start, 12 * n)


@settings(max_examples=2000)
@given(DAYS, st.integers(1, 5), st.integers(-4, 4), st.booleans())
def test_a_day_is_inside_a_window_up_to_the_corresponding_day(first, years, off, turned):
    second = first + relativedelta(years=years) + timedelta(days=off)
    pair = (second, first) if turned else (first, second)
    assert inside_window(*pair, years) is (off <= 0)


@settings(max_examples=1500)
@given(DAYS, st.integers(1, 5))
def test_a_window_looking_back_starts_on_the_first_day_still_inside(on, years):
    start = window_start(on, years)
    assert inside_window(start, on, years)
    assert not inside_window(start - timedelta(days=1), on, years)


@pytest.mark.parametrize(
    ("start", "last", "free"),
    [
        ("2025-06-10", "2026-06-10", "2026-06-11"),
        ("2027-02-28", "2028-02-28", "2028-02-29"),
        ("2028-02-29", "2029-02-28", "2029-03-01"),
        ("2027-03-01", "2028-03-01", "2028-03-02"),
        ("2027-06-10", "2028-06-10", "2028-06-11"),
        ("2026-10-01", "2027-10-01", "2027-10-02"),
    ],
)
def test_one_year_ends_as_computed_in_the_law_of_the_project(start, last, free):
    assert last_day(day(start), 1, Unit.YEAR) == day(last)
    assert first_free_day(day(start), 1, Unit.YEAR) == day(free)


def test_a_month_from_31_january_ends_with_february():
    assert last_day(day("2026-01-31"), 1, Unit.MONTH) == day("2026-02-28")
    assert last_day(day("2028-01-31"), 1, Unit.MONTH) == day("2028-02-29")


def test_a_longer_period_can_end_on_leap_day():
    assert last_day(day("2024-02-29"), 4, Unit.YEAR) == day("2028-02-29")


@pytest.mark.parametrize(
    ("first", "second", "inside"),
    [
        ("2025-06-10", "2026-06-10", True),
        ("2025-06-10", "2026-06-11", False),
        ("2028-02-29", "2029-02-28", True),
        ("2028-02-29", "2029-03-01", False),
    ],
)
def test_two_days_lie_within_a_year_as_the_notice_counts(first, second, inside):
    assert inside_window(day(first), day(second), 1) is inside


def test_the_starting_day_is_not_counted():
    assert last_day(day("2026-06-01"), 1, Unit.DAY) == day("2026-06-02")


def test_working_days_without_a_calendar_are_no_period():
    with pytest.raises(ValueError, match="calendar"):
        last_day(day("2026-06-01"), 1, Unit.WORKING_DAY)
    with pytest.raises(ValueError, match="negative"):
        last_day(day("2026-06-01"), -1, Unit.DAY)


def test_a_day_begins_and_ends_at_midnight_in_shanghai():
    assert day_start(day("2029-03-01")) == datetime(2029, 2, 28, 16, tzinfo=UTC)
    assert day_end(day("2029-02-28")) == day_start(day("2029-03-01"))


@settings(max_examples=500)
@given(st.dates(date(1992, 1, 1), date(2150, 1, 1)), st.integers(0, 86_399_999_999))
def test_every_instant_of_a_day_belongs_to_it(civil, microseconds):
    instant = day_start(civil) + timedelta(microseconds=microseconds)
    assert civil_day(instant) == civil == instant.astimezone(SHANGHAI).date()
    assert civil_day(day_end(civil)) == civil + timedelta(days=1)


def test_an_instant_without_a_zone_has_no_day():
    with pytest.raises(ValueError, match="zone"):
        civil_day(datetime(2026, 1, 1))  # noqa: DTZ001


def test_units_speak_both_languages():
    assert Unit.WORKING_DAY.zh == "个工作日"
    assert (Unit.WORKING_DAY.en(5), Unit.YEAR.en(1)) == ("working days", "year")
