"""In a demonstration: move time on, and let everything that falls due on the way happen then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from service.actions.fire_due_timers import fire_due_timers
from service.actions.open_planned_cases import open_planned_cases
from service.domain.errors import FieldError, InvalidForm, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import house, planned, timers
from service.store.record import Entry, append_to_house

# How often in a row another ticker may have taken what fell due before we go on without it.
IDLE_TURNS = 200


@dataclass(frozen=True, kw_only=True)
class ClockAdvanced:
    from_at: datetime
    to_at: datetime
    fired: int


def advance_clock(
    office: Office,
    *,
    actor: Actor | None,
    to: datetime,
    standing: bool = False,
    outage: bool = False,
) -> ClockAdvanced:
    """Go forward to `to` (aware); each due timer fires at its own instant on the way.

    standing  leave the clock standing at `to` (stories, seeding); else it runs on from there
    outage    nobody looks at the clock on the way: what fell due fires at `to`, once
    Raises WrongState outside a demonstration, InvalidForm for a moment in the past.
    """
    start: datetime | None = None
    fired = idle = 0
    while True:
        with office.begin() as unit:
            _check(unit, to)
            start = start or unit.now
            due = _next_due(unit, to)
            if due is None or idle > IDLE_TURNS:
                _arrive(unit, actor, start, to, standing)
                return unit.done(ClockAdvanced(from_at=start, to_at=to, fired=fired))
            if due > unit.now:
                house.stand_clock(unit.connection, to if outage else due)
        step, opened = fire_due_timers(office), open_planned_cases(office)
        fired += step.fired + opened.opened
        idle = 0 if step.claimed + opened.claimed else idle + 1


def _next_due(unit: Unit, until: datetime) -> datetime | None:
    """When the next timer fires or the next planned case opens, up to `until`."""
    both = (
        timers.next_due_at(unit.connection, until),
        planned.next_planned_at(unit.connection, until),
    )
    return min(filter(None, both), default=None)


def _check(unit: Unit, to: datetime) -> None:
    if not unit.house.is_demonstration:
        raise WrongState(
            reason_zh="只有演示环境可以拨动时间。",
            reason_en="time can be moved in a demonstration only.",
        )
    if to < unit.now:
        wrong = FieldError(field="to", zh="只能往后拨。", en="Time moves forward only.")
        raise InvalidForm(fields=(wrong,))


def _arrive(unit: Unit, actor: Actor | None, start: datetime, to: datetime, standing: bool) -> None:
    """The clock is at `to`; where it runs on, the record says who moved it."""
    house.stand_clock(unit.connection, to)
    if standing:
        return
    house.run_clock(unit.connection, to - unit.house.clock_at)
    by = (actor.person_id or None, actor.name) if actor else (None, "系统")
    moved = {"from": start.isoformat(), "to": to.isoformat()}
    line = Entry(at=to, person_id=by[0], actor=by[1], verb="clock.advanced", detail=moved)
    append_to_house(unit.connection, line)
