"""Acts on definitions: a process is published anew while cases run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.actions.publish_definitions import publish_definitions
from service.domain.roles import Actor
from service.shipped import shipped_forms, shipped_processes
from service.stories.acts.registry import act
from service.stories.people import failed

if TYPE_CHECKING:
    from service.stories.scene import Scene


@act("publish_process")
def _publish(scene: Scene, actor: Actor | None, *, process: str, instead_of: str, now: str) -> None:
    """The shipped diagram with one text in the place of another, as a new version."""
    files = shipped_processes()
    name = f"{process}.bpmn"
    drawn = files[process][name]
    if instead_of not in drawn:
        raise failed(f"流程里没有“{instead_of}”", f"the diagram does not say {instead_of}")
    files[process][name] = drawn.replace(instead_of, now)
    publish_definitions(scene.office, processes=files, forms=shipped_forms())
