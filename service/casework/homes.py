"""What follows when an entity's home moves: filed or registered elsewhere (E4 52)."""

from __future__ import annotations

from collections.abc import Callable

from service.casework.work import Work

Moved = Callable[[Work, int], None]
_ON_MOVING: list[Moved] = []


def on_moving(follow: Moved) -> Moved:
    """Enter a function that is told, in the case at hand, that an entity's home moved."""
    _ON_MOVING.append(follow)
    return follow


def home_moved(work: Work, entity_id: int) -> None:
    """Tell everybody who goes by an entity's home center or province; it was written before."""
    for follow in _ON_MOVING:
        follow(work, entity_id)
