"""Bans. Source: M28; 民法典 201, 202; domain.md 5.2, 5.3, c4; E1 5-8."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.bans import (
    Ban,
    ban_from,
    ban_start,
    banned_run,
    banned_until,
    first_free_day,
    in_force,
)
from service.domain.limits import Roll
from service.domain.periods import SHANGHAI, civil_day, day_start
from tests.domain.facts_2024_2026 import CALENDAR, day


def ban(first: str, last: str, revoked: str | None = None, n: int = 1) -> Ban:
    return Ban(n, 1, day(first), day(last), n, day(revoked) if revoked else None)


@pytest.mark.parametrize(
    ("start", "last", "free"),
    [
        ("2028-02-29", "2029-02-28", "2029-03-01"),
        ("2027-02-28", "2028-02-28", "2028-02-29"),
        ("2027-06-10", "2028-06-10", "2028-06-11"),
        ("2026-03-16", "2027-03-16", "2027-03-17"),
    ],
)
def test_a_ban_of_a_year_ends_on_the_corresponding_day(start, last, free):
    assert ban_from(day(start), 1) == day(last)
    assert first_free_day([ban(start, last)], day(start)) == day(free)


def test_a_ban_from_leap_day_lets_apply_on_1_march_at_midnight_in_shanghai():
    one = [Ban(1, 1, day("2028-02-29"), ban_from(day("2028-02-29"), 1))]
    midnight = datetime(2029, 3, 1, tzinfo=SHANGHAI)
    assert day_start(first_free_day(one, day("2028-06-01"))) == midnight
    assert banned_until(one, civil_day(midnight - timedelta(seconds=1))) == day("2029-02-28")
    assert banned_until(one, civil_day(midnight)) is None


def test_a_ban_does_not_roll_over_the_holiday_unless_the_rule_owner_says_so():
    start = day("2025-10-01")
    assert ban_from(start, 1) == day("2026-10-01")
    assert ban_from(start, 1, Roll.AFTER_HOLIDAY, CALENDAR) == day("2026-10-08")
    with pytest.raises(ValueError, match="calendar"):
        ban_from(start, 1, Roll.AFTER_HOLIDAY)


def test_a_ban_starts_by_the_rule():
    dates = {"decided": day("2026-03-12"), "effective": day("2026-03-16")}
    served = day("2026-03-19")
    assert ban_start("effective", **dates, served=served) == day("2026-03-16")
    assert ban_start("decided", **dates, served=served) == day("2026-03-12")
    assert ban_start("served", **dates, served=served) == served
    assert ban_start("served", **dates, served=None) == day("2026-03-16")


def test_a_revoked_ban_holds_until_the_day_before():
    revoked = ban("2026-03-16", "2027-03-16", "2026-07-01")
    assert in_force(revoked, day("2026-06-30"))
    assert not in_force(revoked, day("2026-07-01"))
    assert first_free_day([revoked], day("2026-04-01")) == day("2026-07-01")
    never = replace(revoked, revoked_day=day("2026-03-16"))
    assert banned_until([never], day("2026-03-16")) is None


def test_bans_that_overlap_or_touch_make_one_run_and_are_not_added_up():
    bans = [
        ban("2026-03-16", "2027-03-16"),
        ban("2026-09-01", "2027-09-01", n=2),
        ban("2027-09-02", "2028-09-02", n=3),
        ban("2028-09-04", "2029-09-04", n=4),
    ]
    assert banned_run(bans, day("2026-04-01")) == (day("2026-03-16"), day("2028-09-02"))
    assert first_free_day(bans, day("2026-04-01")) == day("2028-09-03")
    assert banned_until(bans, day("2028-09-03")) is None
    assert banned_run(bans, day("2028-09-04")) == (day("2028-09-04"), day("2029-09-04"))


def test_a_short_ban_inside_a_long_one_changes_nothing():
    bans = [ban("2026-01-01", "2028-12-31"), ban("2026-06-01", "2027-06-01", n=2)]
    assert banned_until(bans, day("2027-07-01")) == day("2028-12-31")


DAY_ZERO = date(2026, 1, 1)
BANS = st.lists(
    st.builds(
        lambda start, length, revoked: Ban(
            1,
            1,
            DAY_ZERO + timedelta(days=start),
            DAY_ZERO + timedelta(days=start + length),
            None,
            None if revoked is None else DAY_ZERO + timedelta(days=revoked),
        ),
        st.integers(0, 60),
        st.integers(0, 20),
        st.none() | st.integers(0, 90),
    ),
    max_size=6,
)


@settings(max_examples=1000)
@given(BANS, st.integers(0, 100))
def test_the_run_is_what_walking_day_by_day_finds(bans, offset):
    today = DAY_ZERO + timedelta(days=offset)
    free = today
    while any(in_force(b, free) for b in bans):
        free += timedelta(days=1)
    assert first_free_day(bans, today) == free
    expected = None if free == today else free - timedelta(days=1)
    assert banned_until(bans, today) == expected


@settings(max_examples=500)
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 5))
def test_a_ban_ends_where_dateutil_says(start, years):
    assert ban_from(start, years) == start + relativedelta(years=years)
