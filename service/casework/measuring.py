"""Indicators of somebody in a span, by the rules of their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework.scanning import years_of
from service.domain.errors import FieldError, InvalidForm
from service.domain.indicators import Measured, Span, Tally, measure
from service.domain.rules import FIRST_DAY
from service.office import Unit
from service.store.tallies import Whose, tally


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What was counted and what it makes; `least` is the minimum number of the rule."""

    span: Span
    tally: Tally
    indicators: tuple[Measured, ...]
    least: int


def measured(unit: Unit, whose: Whose, span: Span, province: str | None = None) -> Measurement:
    """`province` is where the rules are asked, if `whose` does not say."""
    at = (whose.province or province, whose.center)
    counted = tally(unit.connection, whose, span, years_of(unit.rules, span.as_of, *at))
    least = unit.rules.number("indicator_minimum", span.as_of, *at)
    return Measurement(span=span, tally=counted, indicators=measure(counted, least), least=least)


def year_span(year: int, today: date) -> Span:
    """A calendar year as it is seen today."""
    return Span(first=date(year, 1, 1), last=date(year, 12, 31), as_of=today)


def asked_span(today: date, on: date | None, first: date | None, last: date | None) -> Span:
    """The span asked for; without days, the calendar year up to `on`. Raises InvalidForm."""
    as_of = on or today
    start = first or date(as_of.year, 1, 1)
    end = last or as_of
    wrong = []
    if not FIRST_DAY <= as_of <= today:
        wrong.append(FieldError(field="on", zh=f"应在 {FIRST_DAY} 和今天之间。",
                                en=f"It lies between {FIRST_DAY} and today."))  # fmt: skip
    if not FIRST_DAY <= start <= end or end.year > today.year:
        wrong.append(FieldError(field="first", zh="统计期不对：起不晚于止，止不晚于今年。",
                                en="First comes before last, both up to this year."))  # fmt: skip
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
    return Span(first=start, last=end, as_of=as_of)
