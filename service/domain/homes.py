"""Names, homes and the like of an entity over time: which held on a day, as far as was known.

Source: domain.md 5.5; E4 41, 44, 52.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(frozen=True)
class Home:
    """Where an entity was from a day on; `to_day` is the first day no more.

    `recorded_at` and `ended_at`: when the record learned of the beginning and of the end.
    """

    province: str
    from_day: date
    to_day: date | None = None
    recorded_at: datetime | None = None
    ended_at: datetime | None = None


def known_homes(homes: Iterable[Home], instant: datetime | None) -> tuple[Home, ...]:
    """The homes as the record had them then."""
    if instant is None:
        return tuple(homes)
    return tuple(
        replace(home, to_day=None, ended_at=None)
        if home.ended_at is not None and home.ended_at > instant
        else home
        for home in homes
        if home.recorded_at is None or home.recorded_at <= instant
    )


def home_on(homes: Iterable[Home], day: date) -> Home | None:
    """The home of a day; before the first that is known, that first one."""
    every = tuple(homes)
    held = [h for h in every if h.from_day <= day and (h.to_day is None or day < h.to_day)]
    if held:
        return held[-1]
    return every[0] if every else None
