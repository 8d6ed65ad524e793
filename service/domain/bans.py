"""Bans: derived from dates whenever asked, joined where they touch, never added up.

Source: M28; 民法典 201, 202; domain.md part c4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from service.domain.calendar import WorkCalendar
from service.domain.limits import Roll, roll_day
from service.domain.periods import ONE_DAY, Unit, last_day
from service.domain.stretches import Stretch, any_holds


@dataclass(frozen=True)
class Ban:
    """One ban of one legal person by one decision; both days are in it.

    `revoked_day`: the first day on which it no longer holds. `recorded_at`, `revoked_at`:
    when the record learned of it, for questions of the past. `stays`: execution was stopped; the
    days run on meanwhile, and the last day stays (c6).
    """

    id: int
    entity_id: int
    from_day: date
    last_day: date
    decision_id: int | str | None = None
    revoked_day: date | None = None
    recorded_at: datetime | None = None
    revoked_at: datetime | None = None
    predecessor: str = ""  # whose ban it was, when it followed to the successor
    stays: tuple[Stretch, ...] = ()

    @property
    def held_until(self) -> date:
        """The last day it holds, revocation included; before `from_day` when it never did."""
        if self.revoked_day is None:
            return self.last_day
        return min(self.last_day, self.revoked_day - ONE_DAY)


def ban_start(kind: str, *, decided: date, effective: date, served: date | None) -> date:
    """The first day by the rule `ban_start`; the effective date while service is open."""
    return {"decided": decided, "served": served or effective}.get(kind, effective)


def ban_from(
    from_day: date, years: int, roll: Roll = Roll.NONE, calendar: WorkCalendar | None = None
) -> date:
    """The last day of a ban. It does not roll over holidays unless the rule owner says so.

    Raises NoCalendar when it rolls past the calendar.
    """
    last = last_day(from_day, years, Unit.YEAR)
    if roll is Roll.NONE:
        return last
    if calendar is None:
        raise ValueError("a ban that rolls needs a calendar")
    return roll_day(last, roll, calendar)


def in_force(ban: Ban, day: date) -> bool:
    return ban.from_day <= day <= ban.held_until and not any_holds(ban.stays, day)


def banned_run(bans: Iterable[Ban], day: date) -> tuple[date, date] | None:
    """The first and last day of the unbroken run of bans around a day; None when it is free.

    Bans that overlap, or follow each other without a free day, make one run.
    """
    run: tuple[date, date] | None = None
    for first, last in _spans(bans):
        if run is not None and first <= run[1] + ONE_DAY:
            run = (run[0], max(run[1], last))
        elif run is not None and run[0] <= day <= run[1]:
            break
        else:
            run = (first, last)
    return run if run is not None and run[0] <= day <= run[1] else None


def banned_until(bans: Iterable[Ban], day: date) -> date | None:
    """The last day of the run of bans in force on a day; None when it is free."""
    run = banned_run(bans, day)
    return run[1] if run else None


def first_free_day(bans: Iterable[Ban], day: date) -> date:
    """The first day, from `day` on, on which no ban holds; open from 00:00 Asia/Shanghai."""
    until = banned_until(bans, day)
    return day if until is None else until + ONE_DAY


def _spans(bans: Iterable[Ban]) -> list[tuple[date, date]]:
    return sorted(span for ban in bans for span in spans(ban))


def spans(ban: Ban) -> list[tuple[date, date]]:
    """The first and last days of the stretches in which a ban holds: all of it, but its stays."""
    left = [(ban.from_day, ban.held_until)]
    for stay in ban.stays:
        cut: list[tuple[date, date]] = []
        for first, last in left:
            cut.append((first, min(last, stay.from_day - ONE_DAY)))
            if stay.to_day is not None:
                cut.append((max(first, stay.to_day), last))
        left = cut
    return [(first, last) for first, last in left if first <= last]


def without_stays(bans: Iterable[Ban]) -> list[Ban]:
    """The bans as their dates alone say: a stay does not move the end."""
    return [replace(ban, stays=()) for ban in bans]
