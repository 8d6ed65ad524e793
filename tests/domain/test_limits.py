"""When limits fall due. Source: 民法典 203; 专利法实施细则 5; E1 8-12; E7 78, 84."""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.calendar import WorkCalendar
from service.domain.errors import NoCalendar
from service.domain.limits import Limit, Roll, due, in_time, reminder_at, roll_day
from service.domain.periods import Unit, day_end, day_start
from tests.domain.facts_2024_2026 import CALENDAR, ROWS, day

ORACLE = holidays.country_holidays("CN", years=[2024, 2025, 2026])
STARTS = st.dates(date(2024, 1, 1), date(2026, 6, 30))
CORRECTION = Limit("correction", 10, Unit.WORKING_DAY, Roll.AFTER_HOLIDAY, 3, "本服务默认值", "M13")


def window(days: int, roll: Roll) -> Limit:
    return Limit("review_window", days, Unit.DAY, roll)


@settings(max_examples=1500)
@given(STARTS, st.integers(1, 90), st.sampled_from([r for r in Roll if r is not Roll.NONE]))
def test_a_deadline_rolls_to_the_first_day_that_is_not_off(start, n, roll):
    expected = start + relativedelta(days=n)
    while not ORACLE.is_working_day(expected):
        expected += timedelta(days=1)
    found = due(window(n, roll), start, CALENDAR)
    assert found.last_day == expected
    assert not found.provisional


@settings(max_examples=1000)
@given(STARTS, st.integers(1, 40), st.integers(0, 5))
def test_a_reminder_comes_that_many_working_days_before(start, n, lead):
    lead = min(lead, n - 1)
    found = due(Limit("assessment", n, Unit.WORKING_DAY), start, CALENDAR)
    reminder = reminder_at(found, lead, CALENDAR)
    civil = (reminder + timedelta(hours=8)).date()
    assert reminder == datetime(civil.year, civil.month, civil.day, 1, tzinfo=UTC)
    assert CALENDAR.working_days_between(civil, found.last_day) == lead


def test_a_reminder_never_comes_before_the_limit_starts():
    found = due(Limit("triage", 2, Unit.WORKING_DAY), day("2026-03-02"), CALENDAR)
    assert reminder_at(found, 9, CALENDAR) == datetime(2026, 3, 2, 1, tzinfo=UTC)


def test_a_window_that_ends_on_a_sunday_rolls_only_when_told_to():
    start = day("2025-05-22")
    assert due(window(31, Roll.NONE), start, CALENDAR).last_day == day("2025-06-22")
    for roll in (Roll.AFTER_HOLIDAY, Roll.FIRST_WORKING_DAY):
        assert due(window(31, roll), start, CALENDAR).last_day == day("2025-06-23")


def test_a_window_that_ends_in_the_october_holiday_rolls_behind_it():
    for roll in (Roll.AFTER_HOLIDAY, Roll.FIRST_WORKING_DAY):
        assert due(window(30, roll), day("2025-09-03"), CALENDAR).last_day == day("2025-10-09")


def test_a_make_up_saturday_is_a_last_day_that_stands():
    assert due(window(1, Roll.AFTER_HOLIDAY), day("2026-02-13"), CALENDAR).last_day == day(
        "2026-02-14"
    )


def test_a_deadline_runs_to_the_last_instant_of_its_last_day():
    found = due(CORRECTION, day("2026-03-02"), CALENDAR)
    assert found.last_day == day("2026-03-16")
    assert found.at == day_end(day("2026-03-16"))
    assert in_time(found.at - timedelta(microseconds=1), found)
    assert not in_time(found.at, found)


def test_a_list_handed_in_at_one_minute_to_midnight_is_in_time():
    found = due(Limit("list", 0, Unit.DAY), day("2025-06-26"), CALENDAR)
    assert in_time(datetime(2025, 6, 26, 15, 59, tzinfo=UTC), found)
    assert not in_time(day_start(day("2025-06-27")), found)


def test_an_appeal_on_day_60_is_in_time_and_on_day_61_late():
    found = due(Limit("appeal_reconsideration", 60, Unit.DAY), day("2026-03-16"), CALENDAR)
    assert found.last_day == day("2026-05-15")
    assert in_time(day_start(day("2026-05-15")), found)
    assert not in_time(day_start(day("2026-05-16")), found)


def test_past_the_calendar_a_due_day_is_provisional_and_moves_when_the_year_comes():
    limit = Limit("completeness", 5, Unit.WORKING_DAY)
    guessed = due(limit, day("2026-12-31"), CALENDAR)
    assert guessed.provisional
    assert guessed.last_day == day("2027-01-07")
    loaded = WorkCalendar.from_rows(
        8, [*ROWS, (day("2027-01-01"), "off")], (2024, 2025, 2026, 2027)
    )
    sure = due(limit, day("2026-12-31"), loaded)
    assert (sure.provisional, sure.last_day) == (False, day("2027-01-08"))
    assert sure.calendar_version == 8


def test_a_rolling_deadline_past_the_calendar_is_provisional_but_a_plain_one_is_sure():
    start = day("2026-12-20")
    assert due(window(30, Roll.AFTER_HOLIDAY), start, CALENDAR).provisional
    assert not due(window(30, Roll.NONE), start, CALENDAR).provisional
    with pytest.raises(NoCalendar):
        roll_day(day("2027-01-02"), Roll.AFTER_HOLIDAY, CALENDAR)
    assert roll_day(day("2027-01-02"), Roll.NONE, CALENDAR) == day("2027-01-02")


def test_a_due_day_in_an_unsettled_december_may_still_change():
    found = due(Limit("triage", 2, Unit.WORKING_DAY), day("2026-12-28"), CALENDAR)
    assert (found.last_day, found.provisional, found.may_change) == (
        day("2026-12-30"),
        False,
        True,
    )
    assert not due(CORRECTION, day("2026-03-02"), CALENDAR).may_change


def test_a_corrected_calendar_moves_a_due_day():
    corrected = CALENDAR.amended(8, [(day("2026-03-10"), "off")])
    assert due(CORRECTION, day("2026-03-02"), corrected).last_day == day("2026-03-17")


def test_a_due_day_tells_where_it_comes_from():
    told = due(CORRECTION, day("2026-03-02"), CALENDAR).as_json()
    assert told["last_day"] == "2026-03-16"
    assert (told["rule_version"], told["calendar_version"]) == (3, 7)
    assert (told["document"], told["article"], told["roll"]) == (
        "本服务默认值",
        "M13",
        "after_holiday",
    )
    assert (CORRECTION.zh, CORRECTION.en) == ("10个工作日", "10 working days")
    assert all(roll.zh and roll.en for roll in Roll)
