"""One tick: everything that is due, batch by batch."""

from __future__ import annotations

from threading import Event

import structlog

from service.actions.fire_due_timers import fire_due_timers
from service.actions.open_planned_cases import open_planned_cases
from service.actions.tidy_up import tidy_up
from service.office import Office

log = structlog.get_logger("timers")


class Tick:
    """Called by the metronome. Never raises: a tick that fails is logged, the next one tries.

    stop  set to end between two batches
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self.stop = Event()
        self._away = False

    def __call__(self) -> None:
        fired = incidents = opened = batches = 0
        try:
            while not self.stop.is_set():
                done = fire_due_timers(self.office, report=self._report)
                new = open_planned_cases(self.office, report=self._report)
                if not done.claimed + new.claimed:
                    break
                batches += 1
                fired += done.fired
                incidents += done.incidents + new.failed
                self.office.due_now.clear()  # it is due by the table, too
                opened += new.opened
        except Exception as error:  # noqa: BLE001 - the database is away; the next tick tries
            self._failed(error)
        else:
            if self._away:
                log.info("timers.back")
            self._away = False
        if batches:
            log.info(
                "timers.fired", fired=fired, opened=opened, incidents=incidents, batches=batches
            )

    def _failed(self, error: Exception) -> None:
        """Once for an outage, not once a tick."""
        if not self._away:
            said = str(error).strip().partition("\n")[0]
            log.error("timers.failed", error=f"{type(error).__name__}: {said}")
        self._away = True

    @staticmethod
    def _report(what: str, error: BaseException) -> None:
        if what == "batch":
            return  # it is repeated case by case: whatever truly failed is told then
        said = str(error).strip().partition("\n")[0]
        log.error("timers.incident", at=what, error=f"{type(error).__name__}: {said}")


def tidy(office: Office) -> None:
    """Forget what nobody needs any more; an outage is logged, the next hour tries again."""
    try:
        gone = tidy_up(office)
    except Exception as error:  # noqa: BLE001 - the database is away; the next hour tries
        log.error("tidy.failed", error=type(error).__name__)
        return
    if gone.request_keys or gone.sessions:
        log.info("tidy.done", request_keys=gone.request_keys, sessions=gone.sessions)
