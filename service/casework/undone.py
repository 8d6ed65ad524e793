"""Who follows when a finding or a decision is undone: recipients of what was shared, and others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.casework.work import Work


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What fell in one case, of one entity: ids of violations and of decisions."""

    entity_id: int
    violations: tuple[int, ...] = ()
    decisions: tuple[int, ...] = ()


Follow = Callable[[Work, Undone], None]
_ON_UNDOING: list[Follow] = []


def on_undoing(follow: Follow) -> Follow:
    """Enter a function that is told, in the case at hand, of what was undone."""
    _ON_UNDOING.append(follow)
    return follow


def tell_of_undoing(work: Work, undone: Undone) -> None:
    """Tell everybody who follows: once an act of undoing, with all that fell by it."""
    for follow in _ON_UNDOING:
        follow(work, undone)
