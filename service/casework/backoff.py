"""How long the clock leaves what failed before it tries again."""

from __future__ import annotations

from datetime import timedelta

FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(days=1)
DOUBLINGS = 7  # by then it is the longest; further ones would overflow one day


def wait_after(attempts: int) -> timedelta:
    """Twice as long with every attempt that failed before, up to a day."""
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempts, DOUBLINGS)
    return min(doubled, LONGEST_WAIT)
