"""A stretch of days with what the record knew of it: an appeal under way, a stay of execution.

Source: domain.md part c5, c6.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(frozen=True)
class Stretch:
    """`to_day` is the first day it no longer holds, None while it does.

    `recorded_at`, `ended_at`: when the record learned of its beginning and of its end.
    """

    from_day: date
    to_day: date | None = None
    recorded_at: datetime | None = None
    ended_at: datetime | None = None

    def holds_on(self, day: date) -> bool:
        return self.from_day <= day and (self.to_day is None or day < self.to_day)


def known_stretches(stretches: Iterable[Stretch], instant: datetime | None) -> tuple[Stretch, ...]:
    """The stretches as the record had them at an instant; those of now for None."""
    if instant is None:
        return tuple(stretches)
    return tuple(
        replace(found, to_day=None) if found.ended_at and found.ended_at > instant else found
        for found in stretches
        if found.recorded_at is None or found.recorded_at <= instant
    )


def any_holds(stretches: Iterable[Stretch], day: date) -> bool:
    return any(found.holds_on(day) for found in stretches)
