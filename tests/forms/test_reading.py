"""What people type is read as they mean it, and never guessed at."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.periods import SHANGHAI
from service.forms import reading

MOMENTS = st.datetimes(timezones=st.just(SHANGHAI)).map(lambda moment: moment.replace(tzinfo=None))


@pytest.mark.parametrize(
    "text",
    ["2026-10-09", "2026年10月9日", "２０２６年１０月９日", " 2026/10/9 ", "2026.10.09", "20261009",
     "2026 年 10 月 9 日", "2026年10月9号"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text):
    assert reading.read_date(text) == "2026-10-09"


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "9日", "26-10-09", "昨天", "", "2026-10-09x", "0000-01-01"]
)
def test_what_is_no_day_is_not_made_one(text):
    assert reading.read_date(text) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_chinese_writing(day):
    assert reading.read_date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()


def test_a_time_without_a_zone_is_shanghai_time():
    wanted = "2026-10-09T14:30:00+08:00"
    for text in ("2026-10-09T14:30", "2026-10-09 14:30", "2026年10月9日 14时30分", wanted):
        assert reading.read_date_time(text) == wanted
    assert reading.read_date_time("2026-10-09T06:30:00Z") == "2026-10-09T06:30:00+00:00"


@pytest.mark.parametrize("text", ["2026-10-09", "14:30", "2026-10-09 25:00", "2026年2月30日 10:00"])
def test_a_time_needs_a_real_day_and_a_real_hour(text):
    assert reading.read_date_time(text) is None


@given(MOMENTS)
def test_a_time_read_twice_is_the_same(moment):
    once = reading.read_date_time(moment.isoformat())
    assert once is not None
    assert reading.read_date_time(once) == once


def test_figures_may_be_full_width_grouped_and_carry_their_unit():
    assert reading.read_integer("１，２００ 件", "件") == 1200
    assert reading.read_integer("12.0") == 12
    assert reading.read_decimal("￥1,200.50") == "1200.50"
    assert reading.read_decimal("100万元", "万元") == "100"


@pytest.mark.parametrize("text", ["12.5", "一二", "1e3", "", "12 个", "NaN", "9" * 41 + "x"])
def test_what_is_no_whole_number_is_left_alone(text):
    assert reading.read_integer(text) is None


def test_another_unit_is_never_taken_for_the_fields_own():
    assert reading.read_decimal("100万元", "元") is None
    assert reading.read_decimal("100元", "万元") is None


@given(st.decimals(0, 10**12, places=2, allow_nan=False))
def test_money_is_exact(amount):
    assert reading.read_decimal(f"{amount:,}") == format(amount, "f")


def test_yes_and_no_are_read_in_both_languages():
    assert [reading.read_yes_no(t) for t in ("是", "YES", "有", "1")] == [True] * 4
    assert [reading.read_yes_no(t) for t in ("否", "no", "没有", "0")] == [False] * 4
    assert reading.read_yes_no("也许") is None


def test_codes_are_split_raised_and_kept_once():
    assert reading.read_codes("g01d、ｇ０６ｆ G01D;H04L，A61B") == ["G01D", "G06F", "H04L", "A61B"]
