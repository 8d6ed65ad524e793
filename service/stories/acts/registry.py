"""The registry of acts, and what every act looks up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from service.domain.roles import Actor
from service.store import work_items
from service.stories.people import failed

if TYPE_CHECKING:
    from service.stories.scene import Scene

Act = Callable[..., Any]
ACTS: dict[str, Act] = {}


def act(name: str) -> Callable[[Act], Act]:
    """Enter a function under the name that stories use: (scene, actor, *, particulars)."""

    def enter(run: Act) -> Act:
        ACTS[name] = run
        return run

    return enter


def somebody(actor: Actor | None) -> Actor:
    """Who acts. Raises StepFailed where the story does not say."""
    if actor is None:
        raise failed("要写 by：谁办", "say who does it: `by`")
    return actor


def number_of(scene: Scene, case: str | None) -> str:
    """The number of the case a step means."""
    with scene.office.read() as unit:
        return scene.case(unit, case).number


def item_of(scene: Scene, element: str, case: str | None) -> dict[str, Any]:
    """The open task at an element. Raises StepFailed."""
    with scene.office.read() as unit:
        rows = work_items.items_of_case(unit.connection, scene.case_id(case))
    for row in rows:
        if row["element"] == element and row["state"] == "open":
            return row
    raise failed(f"没有待办“{element}”", f"there is no open task {element}")
