"""Working days counted from the day on which the demonstration begins, and hours of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from service.domain.calendar import WorkCalendar
from service.domain.periods import ONE_DAY, SHANGHAI, at_time

FIRST_HOUR, LAST_HOUR = 9, 17


@dataclass(frozen=True, kw_only=True)
class Days:
    """`end` is the last working day up to the day on which people look at it."""

    calendar: WorkCalendar
    end: date

    @classmethod
    def until(cls, today: date, calendar: WorkCalendar) -> Days:
        end = today
        while not calendar.guess_working_day(end):
            end -= ONE_DAY
        return cls(calendar=calendar, end=end)

    def ago(self, count: int) -> date:
        """The working day `count` working days before the end."""
        return self.before(self.end, count)

    def before(self, day: date, count: int) -> date:
        while count > 0:
            day -= ONE_DAY
            count -= self.calendar.guess_working_day(day)
        return day

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; for 0 the day itself, or the next one."""
        while count > 0 or not self.calendar.guess_working_day(day):
            day += ONE_DAY
            count -= count > 0 and self.calendar.guess_working_day(day)
        return day

    def moment(self, rng: Random, since: datetime, count: int) -> datetime:
        """A time in working hours `count` working days after `since`, and never before it."""
        local = since.astimezone(SHANGHAI)
        day = self.after(local.date(), count)
        at = at_time(day, rng.randint(FIRST_HOUR, LAST_HOUR), rng.randint(0, 59))
        if at > since:
            return at
        soon = since + timedelta(minutes=rng.randint(7, 45))
        closed = at_time(day, LAST_HOUR + 1)
        return soon if soon < closed else at_time(self.after(day, 1), FIRST_HOUR, 10)
