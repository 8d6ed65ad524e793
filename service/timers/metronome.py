"""APScheduler as a metronome: one job, no store but memory, never two ticks at once."""

from __future__ import annotations

import signal
from datetime import UTC

import structlog
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from service.office import Office
from service.timers.tick import Tick, tidy

log = structlog.get_logger("timers")
STOPPING = (signal.SIGTERM, signal.SIGINT)


class Beside:
    """A ticker in a thread of its own, beside a server in the same process."""

    def __init__(self, scheduler: BackgroundScheduler, tick: Tick) -> None:
        self._scheduler = scheduler
        self._tick = tick

    def stop(self) -> None:
        """Wait for the batch under way, then end; doing it twice changes nothing."""
        self._tick.stop.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)


def start_beside(office: Office, tick_s: int) -> Beside:
    """Tick at once, then every `tick_s` seconds, until told to stop."""
    tick = Tick(office)
    scheduler = BackgroundScheduler(
        timezone=UTC,
        jobstores={"default": MemoryJobStore()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    at_once, then = DateTrigger(timezone=UTC), IntervalTrigger(seconds=tick_s, timezone=UTC)
    scheduler.add_job(tick, OrTrigger([at_once, then]), name="tick")
    tidying = OrTrigger([at_once, IntervalTrigger(hours=1, timezone=UTC)])
    scheduler.add_job(tidy, tidying, args=[office], name="tidy")
    scheduler.start()
    return Beside(scheduler, tick)


def run_forever(office: Office, tick_s: int) -> None:
    """Tick until SIGTERM or SIGINT, which wait for the batch under way."""
    # Blocked before any thread starts, so that the signal waits for this very line of reading.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        beside = start_beside(office, tick_s)
        log.info("timers.started", tick_s=tick_s)
        number = signal.sigwait(STOPPING)
        beside.stop()
        log.info("timers.stopped", signal=signal.Signals(number).name)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
