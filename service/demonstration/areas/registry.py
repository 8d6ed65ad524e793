"""The subjects that a demonstration shows, in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from service.demonstration.cast import Cast
from service.demonstration.days import Days
from service.office import Office

Demonstrate = Callable[[Office, Cast], None]
Plan = Callable[[datetime, Callable[[], None]], None]
InYear = Callable[[Office, Cast, Plan, Days], None]
_AREAS: list[tuple[int, Demonstrate]] = []
_IN_YEAR: list[tuple[int, InYear]] = []


def area(order: int) -> Callable[[Demonstrate], Demonstrate]:
    """Enter a function that plays a subject through the actions, after the year of cases."""

    def enter(play: Demonstrate) -> Demonstrate:
        _AREAS.append((order, play))
        return play

    return enter


def in_year(order: int) -> Callable[[InYear], InYear]:
    """Enter a function that plans what happens on days of the year: `plan(moment, act)`."""

    def enter(play: InYear) -> InYear:
        _IN_YEAR.append((order, play))
        return play

    return enter


def plan_areas(office: Office, cast: Cast, plan: Plan, days: Days) -> None:
    for _, play in sorted(_IN_YEAR, key=lambda found: found[0]):
        play(office, cast, plan, days)


def demonstrate_areas(office: Office, cast: Cast) -> None:
    for _, play in sorted(_AREAS, key=lambda found: found[0]):
        play(office, cast)
