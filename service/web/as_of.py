"""The day a page is about, and as known when: two small fields of every register and entity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import request

from service.domain.periods import day_end
from service.office import Unit
from service.web.reach import YEARS, day_in_address
from service.web.tongue import gettext
from service.web.words import day_long

A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class AsOf:
    """`known` is a day before today, None for what is known now; `known_at` its last moment."""

    day: date
    today: date
    known: date | None = None

    @property
    def known_at(self) -> datetime | None:
        return None if self.known is None else day_end(self.known) - A_MOMENT

    @property
    def query(self) -> dict[str, Any]:
        """For links that keep both; today and now stay open, so that they follow the clock."""
        asked: dict[str, Any] = {}
        if self.day != self.today:
            asked["on"] = self.day.isoformat()
        return asked | ({"known": self.known.isoformat()} if self.known else {})

    @property
    def day_words(self) -> str:
        return day_long(self.day)

    @property
    def known_words(self) -> str:
        """按 2026年3月3日所知; "" for now."""
        return gettext("按 %(day)s 所知", day=day_long(self.known)) if self.known else ""

    @property
    def known_value(self) -> str:
        return self.known.isoformat() if self.known else ""


def as_of(unit: Unit) -> AsOf:
    """What the address asks; a day that can not be read is today, and what is known is now."""
    return AsOf(day_in_address("on", unit.today), unit.today, _known(unit.today))


def _known(today: date) -> date | None:
    try:
        known = date.fromisoformat(request.args.get("known", ""))
    except ValueError:
        return None
    return known if known.year in YEARS and known < today else None
