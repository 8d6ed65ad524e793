"""When a timer is due: named limits, instants and ISO 8601 texts, with the law's arithmetic.

SpiffWorkflow's own arithmetic is never used. A period of days, weeks, months or years ends at
24:00 Asia/Shanghai of its last day (the starting day not counted); hours, minutes and seconds
are added to the instant. Source: 民法典 201-203.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from service.domain.limits import Due
from service.domain.periods import Unit, civil_day, day_end, day_start, last_day
from service.engine.language import Expression, ExpressionError, Flaw, compile_expression
from service.engine.language.errors import BadText

DATE_AND_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII
)
LIKE_A_DATE = re.compile(r"\d{4}-?\d\d?-?\d\d?([T ].*)?|\d{4}-?W\d\d.*", re.ASCII | re.DOTALL)
PERIOD = re.compile(
    r"P(?:(?P<years>\d{1,3})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?"
    r"(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,9})S)?)?",
    re.ASCII,
)
LIKE_A_PERIOD = re.compile(r"-?P[\dT.,YMWDHS]*|\d+[YMWDHS]", re.ASCII)
CYCLE = re.compile(r"R(?P<times>\d{0,4})/(?:(?P<start>[^/]+)/)?(?P<period>P[^/]+)", re.ASCII)
LONGEST = timedelta(days=366 * 100)
SHORTEST_CYCLE = timedelta(minutes=1)


@dataclass(frozen=True)
class Period:
    """A bounded ISO 8601 duration: either whole calendar units or time, never both."""

    months: int = 0
    days: int = 0
    time: timedelta = timedelta()

    def after(self, instant: datetime) -> datetime:
        """Raises ExpressionError past the last year the calendar knows."""
        try:
            if not self.months and not self.days:
                return (instant + self.time).astimezone(UTC)
            start = last_day(civil_day(instant), self.months, Unit.MONTH)
            return day_end(last_day(start, self.days, Unit.DAY))
        except (OverflowError, ValueError):
            raise _unknown("超出历法的范围", "beyond the calendar") from None


@dataclass(frozen=True)
class Cycle:
    """A recurring timer; `times` None means for ever. Rounds count from 1."""

    times: int | None
    start: datetime | None
    period: Period

    def round_at(self, anchor: datetime, number: int) -> datetime:
        """When round `number` is due; `anchor` is the instant the timer was armed."""
        whole = number if self.start is None else number - 1
        period = self.period
        scaled = Period(period.months * whole, period.days * whole, period.time * whole)
        if self.start is None or scaled.time or not whole:
            return scaled.after(self.start or anchor)
        day = last_day(civil_day(self.start), scaled.months, Unit.MONTH)
        clock = self.start - day_start(civil_day(self.start))
        return day_start(last_day(day, scaled.days, Unit.DAY)) + clock

    def next_round(self, anchor: datetime, number: int, now: datetime) -> int | None:
        """The first round after `number` that lies after `now`; None when they are used up.

        An outage is made up for by the one firing that follows it, not by one for each round.
        """
        begun = self.start or anchor
        longest = self.period.time or timedelta(days=31 * self.period.months + self.period.days + 1)
        number = max(number + 1, (now - begun) // longest)
        while self.round_at(anchor, number) <= now:
            number += 1
        return None if self.times is not None and number > self.times else number


@dataclass(frozen=True, eq=False)
class Moment:
    """The text of a timer event, read once: a literal, or an expression computed when armed."""

    text: str
    literal: datetime | Period | Cycle | None
    expression: Expression | None

    def at(self, now: datetime) -> Arming:
        return Arming(self, now)


@dataclass(frozen=True, eq=False)
class Arming:
    """A moment seen from an instant; `value` is when it is due and how that was found."""

    moment: Moment
    now: datetime

    def value(
        self, data: Mapping[str, Any], functions: Mapping[str, Any]
    ) -> tuple[datetime, dict[str, Any]]:
        """Raises ExpressionError."""
        value: Any = self.moment.literal
        if isinstance(value, Cycle):
            return value.round_at(self.now, 1), {}
        if self.moment.expression is not None:
            value = self.moment.expression.value(data, functions)
        if isinstance(value, str):
            value = _read(value.strip())
        if isinstance(value, Due):
            return value.at.astimezone(UTC), value.as_json()
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(UTC), {}
        if isinstance(value, Period):
            return value.after(self.now), {}
        raise _unknown("要给出期限、带时区的时刻或 ISO 8601 期间", "no due day, instant or period")


def compile_moment(text: str, *, cycle: bool = False) -> Moment:
    """Raises BadText for naive dates, misspelt or unbounded periods and bad expressions."""
    bare = text.strip()
    quoted = len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"" and bare.count(bare[0]) == 2
    literal = bare[1:-1].strip() if quoted else bare
    looks = LIKE_A_DATE.fullmatch(literal) or LIKE_A_PERIOD.fullmatch(literal)
    if looks or literal.startswith(("R/", "R1", "R2", "R3", "R4", "R5")) or quoted:
        try:
            value = _read(literal)
        except ExpressionError as error:
            raise BadText(text, (Flaw(error.zh, error.en),)) from None
        if isinstance(value, Cycle) is not cycle:
            zh = "重复的定时写 R/…，一次的不写"
            raise BadText(text, (Flaw(zh, "a cycle is R/…, a single timer is not"),))
        return Moment(bare, value, None)
    if cycle:
        zh, en = "重复的定时要写成 R/P1D 这样", "a cycle must be written like R/P1D"
        raise BadText(text, (Flaw(zh, en),))
    return Moment(bare, None, compile_expression(bare))


def read_instant(text: str) -> datetime:
    """An ISO 8601 instant with its zone; raises ExpressionError."""
    if not DATE_AND_TIME.fullmatch(text):
        raise _unknown(
            "时刻要写成带时区的 2027-06-10T09:00+08:00；只有日期请用 at(日期)",
            "an instant needs a zone, like 2027-06-10T09:00+08:00; for a day use at(day)",
        )
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _unknown("没有这个日期或时刻", "there is no such date or time") from None


def read_period(text: str) -> Period:
    """An ISO 8601 duration of at most a hundred years; raises ExpressionError."""
    found = PERIOD.fullmatch(text)
    given = {k: int(v) for k, v in (found.groupdict() if found else {}).items() if v is not None}
    if not given or text.endswith("T"):
        raise _unknown("期间要写成 P3D、P1M、P1Y 或 PT2H", "a period is P3D, P1M, P1Y or PT2H")
    months = given.get("years", 0) * 12 + given.get("months", 0)
    days = given.get("weeks", 0) * 7 + given.get("days", 0)
    time = timedelta(**{k: given.get(k, 0) for k in ("hours", "minutes", "seconds")})
    if time and (months or days):
        zh = "日历期间（年月日）和钟点不能写在一起"
        raise _unknown(zh, "calendar units and clock time can not be mixed")
    if not months and not days and given.keys() & {"years", "months", "weeks", "days"}:
        raise _unknown("期间不能是零", "a period of no days")
    if timedelta(days=months * 31 + days) + time > LONGEST:
        raise _unknown("期间最长一百年", "a period is a hundred years at most")
    return Period(months, days, time)


def read_cycle(text: str) -> Cycle:
    """`R/P1D`, `R5/2027-06-10T09:00+08:00/PT8H`; raises ExpressionError."""
    found = CYCLE.fullmatch(text)
    if found is None:
        raise _unknown("重复的定时要写成 R/P1D 或 R5/PT8H", "a cycle is R/P1D or R5/PT8H")
    period = read_period(found["period"])
    if not period.months and not period.days and period.time < SHORTEST_CYCLE:
        raise _unknown("重复的间隔至少一分钟", "a cycle takes a minute at least")
    times = int(found["times"]) if found["times"] else None
    if times == 0:
        raise _unknown("重复次数至少为 1", "a cycle goes round at least once")
    start = read_instant(found["start"]) if found["start"] else None
    return Cycle(times, start, period)


def _read(text: str) -> datetime | Period | Cycle:
    if text.startswith("R"):
        return read_cycle(text)
    if LIKE_A_DATE.fullmatch(text):
        return read_instant(text)
    return read_period(text)


def _unknown(zh: str, en: str) -> ExpressionError:
    return ExpressionError(f"看不懂这个时间：{zh}", f"not a time: {en}")
