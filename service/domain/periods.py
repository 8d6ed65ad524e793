"""Periods of the Civil Code: where they end, and which day an instant belongs to.

The starting day is never counted; a month or year ends on the corresponding day, or on the
last day of the month that has none. Source: 民法典 200-204, 1259.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a period is counted in. Working days need a calendar (`WorkCalendar`)."""

    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"

    @property
    def zh(self) -> str:
        return {"working_day": "个工作日", "day": "日", "month": "个月", "year": "年"}[self.value]

    def en(self, n: int) -> str:
        """The unit in English for `n` of them: "working days", "year"."""
        return self.value.replace("_", " ") + ("" if n == 1 else "s")


def civil_day(instant: datetime) -> date:
    """The Shanghai day of an aware instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(SHANGHAI).date()


def at_time(day: date, hour: int, minute: int = 0) -> datetime:
    """The aware UTC instant of a Shanghai wall time on a civil day."""
    return datetime.combine(day, time(hour, minute), SHANGHAI).astimezone(UTC)


def day_start(day: date) -> datetime:
    """The aware UTC instant of 00:00 Asia/Shanghai on `day`."""
    return at_time(day, 0)


def day_end(day: date) -> datetime:
    """24:00 Asia/Shanghai of `day`: the first instant no longer in it. Source: 民法典 203."""
    return day_start(day + ONE_DAY)


def last_day(start: date, n: int, unit: Unit | str) -> date:
    """The last day of a period of `n` calendar days, months or years that `start` sets off.

    Never rolls over a holiday. Raises ValueError for working days and for a negative `n`.
    Source: 民法典 201, 202.
    """
    if n < 0:
        raise ValueError("a period can not be negative")
    unit = Unit(unit)
    if unit is Unit.DAY:
        return start + timedelta(days=n)
    if unit is Unit.WORKING_DAY:
        raise ValueError("working days need a calendar")
    months = start.year * 12 + start.month - 1 + (n if unit is Unit.MONTH else 12 * n)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def first_free_day(start: date, n: int, unit: Unit | str) -> date:
    """The day after the last day: from 00:00 Asia/Shanghai of it the period is over."""
    return last_day(start, n, unit) + ONE_DAY


def interval_before(on: date, n: int, unit: Unit | str) -> date:
    """The corresponding day `n` days, months or years earlier; the month's last where it has none.

    Raises ValueError for working days.
    """
    unit = Unit(unit)
    if unit is Unit.DAY:
        return on - timedelta(days=n)
    if unit is Unit.WORKING_DAY:
        raise ValueError("working days need a calendar")
    months = on.year * 12 + on.month - 1 - (n if unit is Unit.MONTH else 12 * n)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def inside_window(first: date, second: date, years: int) -> bool:
    """Whether two days lie within `years` of each other, whichever came first.

    The corresponding day itself is inside. Source: M25; 民法典 201, 202, 1259.
    """
    earlier, later = sorted((first, second))
    return later <= last_day(earlier, years, Unit.YEAR)


def window_start(on: date, years: int) -> date:
    """The earliest day that is `inside_window` of `on`, looking back from it."""
    year = on.year - years
    if on.day <= monthrange(year, on.month)[1]:
        return date(year, on.month, on.day)
    return date(year, on.month + 1, 1)
