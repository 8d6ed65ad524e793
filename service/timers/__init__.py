"""The clock's door: ticks, and lets `fire_due_timers` do what is due.

APScheduler is only the metronome here: what is due stands in the table of timers, and which
ticker does it is settled by the database, so that any number of them may run.
"""

from service.timers.metronome import Beside, run_forever, start_beside
from service.timers.tick import Tick

__all__ = ["Beside", "Tick", "run_forever", "start_beside"]
