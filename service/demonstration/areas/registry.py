"""The subjects that a demonstration shows, in order."""

from __future__ import annotations

from collections.abc import Callable

from service.demonstration.cast import Cast
from service.office import Office

Demonstrate = Callable[[Office, Cast], None]
_AREAS: list[tuple[int, Demonstrate]] = []


def area(order: int) -> Callable[[Demonstrate], Demonstrate]:
    """Enter a function that plays a subject through the actions, after the year of cases."""

    def enter(play: Demonstrate) -> Demonstrate:
        _AREAS.append((order, play))
        return play

    return enter


def demonstrate_areas(office: Office, cast: Cast) -> None:
    for _, play in sorted(_AREAS, key=lambda found: found[0]):
        play(office, cast)
