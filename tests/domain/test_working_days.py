"""The working-day calendar. Source: domain.md 5.4; E1 9-12; D25."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.calendar import WorkCalendar, YearDays, ruler
from service.domain.errors import NoCalendar
from tests.domain.facts_2024_2026 import CALENDAR, FIRST, LAST, ROWS, day

ORACLE = holidays.country_holidays("CN", years=[2024, 2025, 2026])
ALL_DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
WORKING = [d for d in ALL_DAYS if ORACLE.is_working_day(d)]


def test_every_day_of_three_years_works_as_the_oracle_says():
    assert [d for d in ALL_DAYS if CALENDAR.is_working_day(d)] == WORKING


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_its_working_days(year, count):
    eve = date(year - 1, 12, 31)
    assert CALENDAR.working_days_between(eve, date(year, 12, 31)) == count


@settings(max_examples=3000)
@given(st.sampled_from(ALL_DAYS), st.integers(-60, 60))
def test_adding_working_days_is_reading_down_the_list_of_them(start, n):
    ahead = WORKING[bisect_right(WORKING, start) :]
    behind = WORKING[: bisect_left(WORKING, start)]
    if n == 0:
        assert CALENDAR.add_working_days(start, 0) == start
    elif n > 0 and n <= len(ahead):
        assert CALENDAR.add_working_days(start, n) == ahead[n - 1]
    elif n < 0 and -n <= len(behind):
        assert CALENDAR.add_working_days(start, n) == behind[n]
    else:
        with pytest.raises(NoCalendar):
            CALENDAR.add_working_days(start, n)


@settings(max_examples=1500)
@given(st.sampled_from(ALL_DAYS), st.sampled_from(ALL_DAYS))
def test_between_two_days_lie_as_many_working_days_as_one_counts(a, b):
    earlier, later = sorted((a, b))
    counted = bisect_right(WORKING, later) - bisect_right(WORKING, earlier)
    assert CALENDAR.working_days_between(earlier, later) == counted
    assert CALENDAR.working_days_between(later, earlier) == -counted


@settings(max_examples=1000)
@given(st.sampled_from(ALL_DAYS[:-5]))
def test_the_next_working_day_is_the_first_one_not_before(start):
    assert CALENDAR.next_working_day(start) == WORKING[bisect_left(WORKING, start)]


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2026-09-30", 3, "2026-10-10"),
    ],
)
def test_working_days_end_as_computed_in_the_law_of_the_project(start, n, last):
    assert CALENDAR.add_working_days(day(start), n) == day(last)


def test_past_the_calendar_there_is_no_answer():
    assert CALENDAR.covered_until == day("2026-12-31")
    for ask in (
        lambda: CALENDAR.is_working_day(day("2027-01-01")),
        lambda: CALENDAR.add_working_days(day("2026-12-31"), 5),
        lambda: CALENDAR.working_days_between(day("2026-12-31"), day("2027-01-05")),
    ):
        with pytest.raises(NoCalendar) as caught:
            ask()
        assert caught.value.year == 2027


def test_a_gap_between_years_ends_the_coverage():
    gappy = WorkCalendar(1, {2024: YearDays(), 2026: YearDays()})
    assert gappy.covered_until == day("2024-12-31")
    assert not gappy.covers(day("2025-06-01"))
    assert WorkCalendar(1).covered_until is None


def test_a_december_is_settled_only_by_the_notice_of_the_next_year():
    assert CALENDAR.settled(day("2026-11-30"))
    assert not CALENDAR.settled(day("2026-12-01"))
    assert CALENDAR.settled(day("2025-12-31"))
    assert not CALENDAR.settled(day("2027-01-01"))


def test_the_notice_of_the_next_year_may_change_december():
    bridge = [(day("2026-12-26"), "work"), (day("2026-12-31"), "off"), (day("2027-01-01"), "off")]
    longer = WorkCalendar.from_rows(8, [*ROWS, *bridge], (2024, 2025, 2026, 2027))
    assert CALENDAR.is_working_day(day("2026-12-31"))
    assert not longer.is_working_day(day("2026-12-31"))
    assert longer.is_working_day(day("2026-12-26"))
    assert longer.settled(day("2026-12-31"))


def test_a_later_row_wins_and_rows_of_unknown_years_are_not_used():
    rows = [(day("2026-03-02"), "off"), (day("2026-03-02"), "work"), (day("2027-01-01"), "off")]
    calendar = WorkCalendar.from_rows(1, rows, [2026])
    assert calendar.is_working_day(day("2026-03-02"))
    assert not calendar.covers(day("2027-01-01"))


def test_an_amended_calendar_keeps_the_rest():
    amended = CALENDAR.amended(8, [(day("2026-03-02"), "off")])
    assert (amended.version, CALENDAR.version) == (8, 7)
    assert not amended.is_working_day(day("2026-03-02"))
    assert dict(amended.rows()) == {**dict(CALENDAR.rows()), day("2026-03-02"): "off"}


def test_a_row_is_off_or_work():
    with pytest.raises(ValueError, match="off or work"):
        WorkCalendar.from_rows(1, [(day("2026-01-01"), "holiday")], [2026])


def test_the_ruler_numbers_the_working_days_and_marks_today():
    marks = ruler(day("2026-02-13"), day("2026-02-27"), day("2026-02-24"), CALENDAR)
    numbered = [(m.day, m.number) for m in marks if m.number]
    assert numbered == [
        (day(text), n)
        for n, text in enumerate(
            ["2026-02-14", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27"], 1
        )
    ]
    assert marks[0].kind == "start"
    assert {m.kind for m in marks[2:11]} == {"off"}
    assert [m.day for m in marks if m.is_today] == [day("2026-02-24")]
    assert all(m.passed for m in marks[:11])
    assert not any(m.passed or m.guessed for m in marks[11:])


def test_the_ruler_shows_where_the_calendar_does_not_reach():
    marks = ruler(day("2026-12-30"), day("2027-01-04"), day("2026-12-30"), CALENDAR)
    assert [m.guessed for m in marks] == [False, False, True, True, True, True]
