"""What a step left for later is done at once, in a transaction of its own."""

from __future__ import annotations

import structlog

from service.actions.fire_due_timers import fire_due_timers
from service.office import Office

log = structlog.get_logger("later")


def carry_on(office: Office) -> int:
    """Do what the last actions of this office left for later; how many steps were taken.

    Called when an action is over. Nothing depends on it: what is not done here, or fails here and
    becomes an incident, the clock does, exactly once, and as of the day it was due.
    """
    clock = office.for_request(None)  # the request is answered; this is no repeat of it
    clock.due_now.update(office.due_now)
    office.due_now.clear()
    taken = 0
    while clock.due_now:
        taken += fire_due_timers(clock, case_id=clock.due_now.pop(), report=_report).fired
    return taken


def _report(what: str, error: BaseException) -> None:
    said = str(error).strip().partition("\n")[0]
    log.error("later.incident", at=what, error=f"{type(error).__name__}: {said}")
