"""Due days that somebody set (a round's day) instead of a period that is counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from service.casework.work import Work

Ask = Callable[[Work], date | None]
_SET: dict[str, Ask] = {}


def sets_day(key: str) -> Callable[[Ask], Ask]:
    """Enter a function that knows the day a limit was set to; None: it is counted as usual."""

    def enter(ask: Ask) -> Ask:
        _SET[key] = ask
        return ask

    return enter


def set_day(work: Work, key: str) -> date | None:
    """The day set for this limit in this case, if any."""
    asked = _SET.get(key)
    return asked(work) if asked else None
