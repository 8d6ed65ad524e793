"""What a step left for later is done at once, in a transaction of its own."""

from __future__ import annotations

from contextlib import suppress

import structlog

from service.actions.fire_due_timers import fire_due_timers
from service.office import Office

log = structlog.get_logger("later")


def carry_on(office: Office) -> int:
    """Do what the last actions of this office left for later; how many steps were taken.

    Called when an action is over. Nothing depends on it: what is not done here, or fails here and
    becomes an incident, the clock does, exactly once, and as of the day it was due.
    """
    taken = 0
    with suppress(KeyError):  # another thread of this office was faster
        while office.due_now:
            due = office.due_now.pop()
            taken += fire_due_timers(office, case_id=due, report=_report).fired
    return taken


def _report(what: str, error: BaseException) -> None:
    said = str(error).strip().partition("\n")[0]
    log.error("later.incident", at=what, error=f"{type(error).__name__}: {said}")
