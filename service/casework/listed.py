"""What follows when entities come onto the precise-service list or leave it (M07, M08, M26)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from service.casework.work import Work
from service.office import Unit


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An entity that came onto the list: in which category, from which day, of which office."""

    entity_id: int
    category: int
    from_day: date
    province: str


Entered = Callable[[Unit, tuple[Listed, ...]], None]
Left = Callable[[Work, int], None]
_ON_ENTERING: list[Entered] = []
_ON_LEAVING: list[Left] = []


def on_entering(follow: Entered) -> Entered:
    """Enter a function that is told of entities newly on the list."""
    _ON_ENTERING.append(follow)
    return follow


def on_leaving(follow: Left) -> Left:
    """Enter a function that is told, in the case at hand, of an entity that left the list."""
    _ON_LEAVING.append(follow)
    return follow


def newly_listed(unit: Unit, rows: Iterable[Listed]) -> None:
    """Tell everybody who follows the list: called once a version, with all that came onto it."""
    found = tuple(rows)
    for follow in _ON_ENTERING:
        follow(unit, found)


def no_longer_listed(work: Work, entity_id: int) -> None:
    """Tell everybody who follows the list that an entity left it in this case."""
    for follow in _ON_LEAVING:
        follow(work, entity_id)
