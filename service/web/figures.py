"""Figures in words: percentages, days, years, money, each rounded for the eye only."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from service.domain.indicators import DAYS, MONEY, PERCENT, YEARS, Indicator, Measured, Number
from service.web.tongue import gettext, pick
from service.web.views_tracking import IndicatorBlock, IndicatorLine


def rounded(value: Fraction, places: int) -> str:
    """Half up, with a comma every three digits: 1,234.5."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"


def value_words(unit: str, value: Fraction | None) -> str:
    if value is None:
        return gettext("不适用")
    if unit == PERCENT:
        return f"{rounded(value * 100, 1)}%"
    if unit == DAYS:
        return gettext("%(n)s 天", n=rounded(value, 1))
    if unit == YEARS:
        return gettext("%(n)s 年", n=rounded(value, 1))
    return gettext("%(n)s 万元", n=rounded(value, 2)) if unit == MONEY else rounded(value, 0)


def number_words(number: Number) -> str:
    """A count, or money with its two decimals."""
    if isinstance(number, int) or number == number.to_integral_value():
        return f"{int(number):,}"
    return f"{number:,.2f}"


def name_of(indicator: Indicator) -> str:
    return pick(indicator.zh, indicator.en)


def blocks(found: tuple[Measured, ...], least: int) -> tuple[IndicatorBlock, ...]:
    """The indicators by group."""
    groups = dict.fromkeys(one.indicator.group for one in found)
    return tuple(
        IndicatorBlock(
            title=pick(group.zh, group.en),
            lines=tuple(_line(one, least) for one in found if one.indicator.group is group),
        )
        for group in groups
    )


def _line(one: Measured, least: int) -> IndicatorLine:
    indicator = one.indicator
    middle = indicator.key == "median_wait"
    note = ""
    if one.applies and not one.enough:
        note = gettext("少于 %(n)s 件，说明不了什么", n=least)
    return IndicatorLine(
        name=name_of(indicator),
        value=value_words(indicator.unit, one.value),
        above="—" if middle else number_words(one.numerator),
        below=number_words(one.denominator),
        above_words=pick(indicator.numerator_zh, indicator.numerator_en),
        below_words=pick(indicator.denominator_zh, indicator.denominator_en),
        note=note,
        applies=one.applies,
    )
