"""When timers are due: our own arithmetic, not the library's. Source: 民法典 201-203."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.periods import day_end, day_start
from service.engine.language import ExpressionError
from service.engine.language.errors import BadText
from service.engine.moments import compile_moment, read_cycle, read_instant, read_period

NOON = datetime(2024, 2, 29, 4, 0, tzinfo=UTC)


def due(text, now, data=None, **functions):
    return compile_moment(text).at(now).value(data or {}, functions)[0]


def on(year, month, day):
    """Noon in Shanghai."""
    return datetime(year, month, day, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "start", "last"),
    [
        ("P1Y", date(2024, 2, 29), date(2025, 2, 28)),
        ("P1M", date(2026, 1, 31), date(2026, 2, 28)),
        ("P1M", date(2024, 1, 31), date(2024, 2, 29)),
        ("P3D", date(2026, 12, 30), date(2027, 1, 2)),
        ("P2W", date(2026, 12, 30), date(2027, 1, 13)),
        ("P1Y2M", date(2026, 12, 31), date(2028, 2, 29)),
        ("'P1Y'", date(2026, 6, 9), date(2027, 6, 9)),
    ],
)
def test_calendar_periods_end_with_their_last_day_in_shanghai(text, start, last):
    assert due(text, on(start.year, start.month, start.day)) == day_end(last)


@pytest.mark.parametrize(
    ("text", "delta"),
    [("PT2H", timedelta(hours=2)), ("PT90M", timedelta(minutes=90)), ("PT0S", timedelta()),
     ("PT1H30M5S", timedelta(hours=1, minutes=30, seconds=5)), ('"PT1H"', timedelta(hours=1))],
)  # fmt: skip
def test_clock_periods_are_added_to_the_instant(text, delta):
    assert due(text, NOON) == NOON + delta


def test_quoted_and_unquoted_iso_texts_mean_the_same():
    assert due("2027-06-10T09:00+08:00", NOON) == due("'2027-06-10T01:00:00Z'", NOON)


@pytest.mark.parametrize(
    "text",
    ["P", "PT", "P1", "1D", "1H", "P1YT", "P0.5Y", "P-1D", "-P1D", "P1H", "PT1D", "P101Y",
     "P99999999Y", "PT999999999H", "P1DT1H", "P1W2H", "P0D", "R/PT1H", "R5/P1D", "'R/PT1H'",
     "2027-06-10", "2027-06-10T09:00", "2027-6-1", "20270610T0900Z", "2027-W10-1", "'soon'",
     "2027-02-30T00:00Z", "2027-06-10T25:00Z", "2027-06-10T09:00+25:00", "", "'2027-06-10'"],
)  # fmt: skip
def test_what_is_not_a_time_is_refused_before_it_is_published(text):
    with pytest.raises(BadText) as bad:
        compile_moment(text)
    assert all(flaw.zh and flaw.en for flaw in bad.value.flaws)


@pytest.mark.parametrize(
    "text",
    ["R/PT1S", "R/P0D", "R0/P1D", "P1D", "R/", "R/1D", "R99999/P1D", "R/2027-06-10/P1D", "x",
     "R-1/P1D", "R/P1DT1H"],
)  # fmt: skip
def test_what_is_not_a_cycle_is_refused_before_it_is_published(text):
    with pytest.raises(BadText):
        compile_moment(text, cycle=True)


@pytest.mark.parametrize("value", ["2027-06-10", "R/P1D", "1D", None, 3, date(2027, 6, 10), {}])
def test_an_expression_must_give_an_instant_or_a_period(value):
    with pytest.raises(ExpressionError):
        due("x", NOON, {"x": value})


def test_an_expression_may_give_an_instant_of_any_zone():
    assert due("x", NOON, {"x": "2027-06-10T00:00+08:00"}) == day_start(date(2027, 6, 10))
    assert due("at(d)", NOON, {"d": "2027-06-10"}, at=lambda d: day_start(date.fromisoformat(d)))


def test_a_naive_instant_from_a_function_is_refused():
    with pytest.raises(ExpressionError):
        due("at()", NOON, at=lambda: NOON.replace(tzinfo=None))


def test_the_end_of_the_calendar_is_an_answer_and_not_a_crash():
    with pytest.raises(ExpressionError):
        read_period("P100Y").after(datetime(9950, 1, 1, tzinfo=UTC))
    with pytest.raises(ExpressionError):
        read_instant("9999-12-31T23:59-08:00")


def test_monthly_rounds_keep_to_the_end_of_the_month():
    cycle = read_cycle("R/P1M")
    anchor = on(2026, 1, 31)
    days = [cycle.round_at(anchor, n) for n in range(1, 4)]
    assert days == [day_end(date(2026, 2, 28)), day_end(date(2026, 3, 31)),
                    day_end(date(2026, 4, 30))]  # fmt: skip


def test_a_cycle_with_a_start_keeps_its_hour_of_the_day():
    cycle = read_cycle("R/2026-06-10T09:00+08:00/P1M")
    assert cycle.round_at(NOON, 1) == datetime(2026, 6, 10, 1, tzinfo=UTC)
    assert cycle.round_at(NOON, 3) == datetime(2026, 8, 10, 1, tzinfo=UTC)


@given(
    st.sampled_from(["R/PT1M", "R/PT7H", "R/P1D", "R/P3D", "R/P1M", "R/P1Y"]),
    st.integers(1, 50),
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=900)),
)
def test_after_an_outage_the_next_round_is_the_first_one_ahead(text, number, outage):
    cycle = read_cycle(text)
    now = cycle.round_at(NOON, number) + outage
    following = cycle.next_round(NOON, number, now)
    assert following > number
    assert cycle.round_at(NOON, following) > now
    assert following == number + 1 or cycle.round_at(NOON, following - 1) <= now


@given(st.integers(1, 36_500))
def test_days_of_a_period_agree_with_counting(days):
    start = date(2026, 6, 9)
    assert due(f"P{days}D", on(2026, 6, 9)) == day_end(start + timedelta(days=days))
