"""The working-day calendar: published days off and make-up workdays, never a guess.

A calendar is a value: the store reads rows, builds one, and hands it down. Days of December
may still be changed by next year's notice, so such days are covered but not `settled`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from service.domain.errors import NoCalendar
from service.domain.periods import ONE_DAY

SATURDAY = 5
OFF, WORK = "off", "work"


@dataclass(frozen=True)
class YearDays:
    """What the notices say of one civil year, beyond plain weekends."""

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of the years that are completely known."""

    version: int
    years: Mapping[int, YearDays] = field(default_factory=dict)

    @classmethod
    def from_rows(
        cls, version: int, rows: Iterable[tuple[date, str]], complete: Iterable[int]
    ) -> WorkCalendar:
        """From (day, "off" | "work") rows in order of publication: the later row wins.

        `complete` names the years whose notice is loaded; rows of other years are not used.
        """
        kinds: dict[date, str] = {}
        for day, kind in rows:
            if kind not in (OFF, WORK):
                raise ValueError(f"a calendar day is off or work, not {kind!r}")
            kinds[day] = kind
        return cls(version, {year: _year_days(kinds, year) for year in sorted(set(complete))})

    def amended(self, version: int, rows: Iterable[tuple[date, str]]) -> WorkCalendar:
        """A corrected calendar: these rows win over the ones known so far."""
        return WorkCalendar.from_rows(version, [*self.rows(), *rows], self.years)

    def rows(self) -> Iterator[tuple[date, str]]:
        """The rows this calendar was built from, by day."""
        for _, days in sorted(self.years.items()):
            named = [(d, OFF) for d in days.off] + [(d, WORK) for d in days.work]
            yield from sorted(named)

    @property
    def covered_until(self) -> date | None:
        """The last day before the first gap; None when no year is known."""
        if not self.years:
            return None
        year = min(self.years)
        while year + 1 in self.years:
            year += 1
        return date(year, 12, 31)

    def covers(self, day: date) -> bool:
        return day.year in self.years

    def settled(self, day: date) -> bool:
        """Covered, and next year's notice can no longer change it."""
        return self.covers(day) and (day.month < 12 or day.year + 1 in self.years)

    def is_working_day(self, day: date) -> bool:
        """Raises NoCalendar past coverage."""
        known = self.years.get(day.year)
        if known is None:
            raise NoCalendar(day.year)
        if day in known.off:
            return False
        return day in known.work or day.weekday() < SATURDAY

    def guess_working_day(self, day: date) -> bool:
        """As `is_working_day`, and Monday to Friday where the year is not known.

        Only for results that are marked provisional.
        """
        return self.is_working_day(day) if self.covers(day) else day.weekday() < SATURDAY

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it when negative); `day` is not counted.

        Raises NoCalendar past coverage. Zero gives `day` itself.
        """
        step = ONE_DAY if n > 0 else -ONE_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def guess_add_working_days(self, day: date, n: int) -> tuple[date, bool]:
        """As `add_working_days`, and whether any day on the way was not covered."""
        step = ONE_DAY if n > 0 else -ONE_DAY
        left, guessed = abs(n), False
        while left:
            day += step
            guessed = guessed or not self.covers(day)
            left -= self.guess_working_day(day)
        return day, guessed

    def working_days_between(self, a: date, b: date) -> int:
        """The working days in (a, b]; negative when b lies before a. Raises NoCalendar."""
        if b < a:
            return -self.working_days_between(b, a)
        return sum(self.is_working_day(day) for day in _days(a + ONE_DAY, b))

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day


@dataclass(frozen=True)
class RulerDay:
    """One mark on the day ruler of a deadline."""

    day: date
    kind: str  # start | working | off
    number: int | None  # the how-manieth working day, from 1
    passed: bool
    is_today: bool
    guessed: bool = False  # the calendar does not reach this day


def ruler(start: date, last: date, today: date, calendar: WorkCalendar) -> list[RulerDay]:
    """Every day from `start` (not counted) to `last`, numbered by working days."""
    marks, number = [], 0
    for day in _days(start, last):
        working = calendar.guess_working_day(day)
        kind = "start" if day == start else ("working" if working else "off")
        number += kind == "working"
        marks.append(
            RulerDay(
                day,
                kind,
                number if kind == "working" else None,
                day < today,
                day == today,
                not calendar.covers(day),
            )
        )
    return marks


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def _year_days(kinds: Mapping[date, str], year: int) -> YearDays:
    mine = [(day, kind) for day, kind in kinds.items() if day.year == year]
    return YearDays(
        off=frozenset(day for day, kind in mine if kind == OFF),
        work=frozenset(day for day, kind in mine if kind == WORK),
    )
