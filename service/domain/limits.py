"""Limits and the days they fall due.

A party's deadline may roll over a holiday; a ban or a look-back window never does by default.
Source: 民法典 201-203; 专利法实施细则 rule 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from service.domain.calendar import WorkCalendar
from service.domain.named import Named
from service.domain.periods import ONE_DAY, Unit, at_time, day_end, last_day

REMINDER_HOUR = 9


class Roll(Named):
    """What happens to a period whose last day is a day off.

    The two ways of rolling agree on the published calendar, where a make-up Saturday is a
    working day; they are kept apart because they rest on different texts.
    """

    NONE = "none", "遇节假日不顺延", "does not move over holidays"
    # 民法典 203: the day after the days off
    AFTER_HOLIDAY = "after_holiday", "遇节假日顺延至次日", "moves to the day after the holiday"
    # 专利法实施细则 rule 5
    FIRST_WORKING_DAY = (
        "first_working_day",
        "遇节假日顺延至首个工作日",
        "moves to the first working day",
    )


@dataclass(frozen=True)
class Limit:
    """How long something may take, and where that is written."""

    key: str
    value: int
    unit: Unit
    roll: Roll = Roll.NONE
    rule_version: int = 0
    document: str = ""
    article: str = ""

    @property
    def zh(self) -> str:
        return f"{self.value}{self.unit.zh}"

    @property
    def en(self) -> str:
        return f"{self.value} {self.unit.en(self.value)}"


@dataclass(frozen=True)
class Due:
    """When a limit runs out. `at` is 24:00 Asia/Shanghai of the last day, in UTC.

    `provisional`: the calendar does not reach; to be computed again when the year is loaded.
    `may_change`: covered, but next year's notice may still move days of December.
    """

    key: str
    start_day: date
    last_day: date
    at: datetime
    provisional: bool
    limit: Limit
    calendar_version: int = 0
    may_change: bool = False
    is_set: bool = False  # the last day was set by somebody, not counted from the start

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "start_day": self.start_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            "at": self.at.isoformat(),
            "provisional": self.provisional,
            "may_change": self.may_change,
            "value": self.limit.value,
            "unit": self.limit.unit.value,
            "roll": self.limit.roll.value,
            "rule_version": self.limit.rule_version,
            "calendar_version": self.calendar_version,
            "document": self.limit.document,
            "article": self.limit.article,
        } | ({"is_set": True} if self.is_set else {})


def due(limit: Limit, start_day: date, calendar: WorkCalendar) -> Due:
    """The due day of `limit` set off on `start_day` (not counted).

    Never raises for a missing year: the answer is then marked provisional.
    """
    guessed = False
    if limit.unit is Unit.WORKING_DAY:
        last, guessed = calendar.guess_add_working_days(start_day, limit.value)
    else:
        last = last_day(start_day, limit.value, limit.unit)
    if limit.roll is not Roll.NONE:
        last, rolled_blind = _rolled(last, calendar)
        guessed = guessed or rolled_blind
    stands_on_days = limit.unit is Unit.WORKING_DAY or limit.roll is not Roll.NONE
    return Due(
        key=limit.key,
        start_day=start_day,
        last_day=last,
        at=day_end(last),
        provisional=guessed,
        limit=limit,
        calendar_version=calendar.version,
        may_change=stands_on_days and not guessed and not calendar.settled(last),
    )


def due_on(limit: Limit, start_day: date, set_day: date) -> Due:
    """The due day where somebody set it: it stands, whatever the calendar says."""
    return Due(
        key=limit.key,
        start_day=start_day,
        last_day=set_day,
        at=day_end(set_day),
        provisional=False,
        limit=limit,
        is_set=True,
    )


def roll_day(day: date, roll: Roll, calendar: WorkCalendar) -> date:
    """`day`, moved off the days off as `roll` says. Raises NoCalendar past coverage."""
    return day if roll is Roll.NONE else calendar.next_working_day(day)


def in_time(instant: datetime, deadline: Due) -> bool:
    """Whether an aware instant lies before 24:00 of the last day."""
    return instant < deadline.at


def reminder_at(deadline: Due, lead: int, calendar: WorkCalendar) -> datetime:
    """09:00 Asia/Shanghai, `lead` working days before the last day; never before the start."""
    day, _ = calendar.guess_add_working_days(deadline.last_day, -lead)
    return at_time(max(day, deadline.start_day), REMINDER_HOUR)


def _rolled(day: date, calendar: WorkCalendar) -> tuple[date, bool]:
    guessed = not calendar.covers(day)
    while not calendar.guess_working_day(day):
        day += ONE_DAY
        guessed = guessed or not calendar.covers(day)
    return day, guessed
