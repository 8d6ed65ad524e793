"""Events as SpiffWorkflow task specs: they wait until the engine is told to fire them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.task import TaskState

from service.engine.border import as_json, instant_text
from service.engine.flat import FlatTask
from service.engine.model import Element
from service.engine.moments import Cycle, Moment
from service.engine.nodes import Flat, Node, ServiceTask, Spec, SubProcess


class Catch(Node):
    """Waits for a timer or a message; without either it lets the token pass."""

    def __init__(
        self, spec: Spec, element: Element, moment: Moment | None, message: str | None
    ) -> None:
        super().__init__(spec, element)
        self.moment = moment
        self.message = message

    def _update_hook(self, my_task: FlatTask) -> bool:
        if self.moment is None and self.message is None:
            return True
        my_task._set_state(TaskState.WAITING)
        if self.moment is not None:
            self.arm(my_task, self.moment)
        return False

    def arm(self, my_task: FlatTask, moment: Moment) -> None:
        now = my_task.workflow.top_workflow.step.now
        due_at, basis = self.compute(my_task, moment.at(now))
        set_due(my_task, due_at, basis)
        if isinstance(moment.literal, Cycle):
            my_task.internal_data["anchor"] = instant_text(now)
            my_task.internal_data["round"] = 1

    def fire(self, my_task: FlatTask) -> None:
        """The event has happened."""
        my_task.release_siblings()
        my_task._ready()


def set_due(my_task: FlatTask, due_at: datetime, basis: Mapping[str, Any]) -> None:
    my_task.internal_data["due"] = instant_text(due_at)
    my_task.internal_data.pop("basis", None)
    if basis:
        my_task.internal_data["basis"] = as_json(basis)


def due_of(my_task: FlatTask) -> datetime | None:
    """When the timer of a waiting event is due; None for other tasks."""
    text: str | None = my_task.internal_data.get("due")
    if text is None or not my_task.has_state(TaskState.WAITING):
        return None
    return datetime.fromisoformat(text)


class LaterTask(ServiceTask):
    """A service task with a step of its own: it waits, due at once, until it is fired.

    What its operation would refuse is asked before, of whoever sets it off; who that was is kept
    with it, so that it is done in their name.
    """

    def _update_hook(self, my_task: FlatTask) -> bool:
        step = my_task.workflow.top_workflow.step
        step.checks(self.operation, self.given(my_task))
        my_task._set_state(TaskState.WAITING)
        set_due(my_task, step.now, {"by": dict(step.by)})
        return False

    def fire(self, my_task: FlatTask) -> None:
        """Its time has come."""
        my_task._ready()


class BoundaryEvent(Catch):
    """On the edge of an activity; interrupting, or once more for every round of its cycle."""

    interrupting = True

    def fire(self, my_task: FlatTask) -> None:
        """Each round of a cycle is a timer of its own, so that none can fire twice."""
        upcoming = self.next_round(my_task) if "round" in my_task.internal_data else None
        if upcoming is not None:
            due_at, number = upcoming
            again = my_task.parent._add_child(self)
            again._set_state(TaskState.WAITING)
            again.internal_data.update(anchor=my_task.internal_data["anchor"], round=number)
            set_due(again, due_at, {})
        super().fire(my_task)

    def next_round(self, my_task: FlatTask) -> tuple[datetime, int] | None:
        cycle = self.moment.literal if self.moment is not None else None
        if self.interrupting or not isinstance(cycle, Cycle):
            return None
        internal = my_task.internal_data
        now = my_task.workflow.top_workflow.step.now
        anchor = datetime.fromisoformat(internal["anchor"])
        number = cycle.next_round(anchor, internal["round"], now)
        return None if number is None else (cycle.round_at(anchor, number), number)


class BoundarySplit(Flat, BpmnTaskSpec):  # type: ignore[misc]
    """Not drawn: sets off an activity together with the events on its edge."""

    def __init__(self, spec: Spec, main: Node) -> None:
        super().__init__(spec, f"{main.name} (edge)")
        self.main = main

    def releases(self, my_task: FlatTask, done: FlatTask) -> list[FlatTask]:
        waiting = [c for c in my_task.children if c.has_state(TaskState.WAITING)]
        if done.task_spec is self.main:
            return [c for c in waiting if c is not done]
        if getattr(done.task_spec, "interrupting", False):
            mains = [c for c in my_task.children if c.task_spec is self.main]
            return [c for c in (*waiting, *mains) if c is not done]
        return []


class EventGateway(Node):
    """Opens every event behind it; the first that happens closes the others."""

    def releases(self, my_task: FlatTask, done: FlatTask) -> list[FlatTask]:
        return [c for c in my_task.children if c is not done and c.has_state(TaskState.WAITING)]


class StartEvent(Catch):
    """Where a token enters. In an event subprocess it waits, and interrupts when it fires."""

    interrupts = False

    def _update_hook(self, my_task: FlatTask) -> bool:
        owner = getattr(my_task.workflow, "owner", None)
        if owner is not None and owner.internal_data.pop("triggered", False):
            return True
        return super()._update_hook(my_task)

    def _on_complete_hook(self, my_task: FlatTask) -> None:
        super()._on_complete_hook(my_task)
        owner = getattr(my_task.workflow, "owner", None)
        if self.interrupts and owner is not None and isinstance(owner.task_spec, EventSubProcess):
            owner.internal_data["alone"] = True
            for task in list(owner.workflow.live.values()):
                if task is not owner:
                    task.cancel()


class EndEvent(Node):
    """Where a token ends; `terminates` ends all others of the same process with it."""

    terminates = False

    def _on_complete_hook(self, my_task: FlatTask) -> None:
        super()._on_complete_hook(my_task)
        my_task.workflow.top_workflow.end_event = self.bpmn_id
        if self.terminates:
            my_task.workflow.finish()


class EventSubProcess(SubProcess):
    """A subprocess set off by a message (made when it comes) or a timer (waiting all along)."""

    start: StartEvent

    def is_idle(self, my_task: FlatTask) -> bool:
        inner = my_task.workflow.top_workflow.subprocesses.get(my_task.id)
        if inner is None:
            return False
        alive = list(inner.live.values())
        return bool(alive) and all(
            t.task_spec is self.start and t.has_state(TaskState.WAITING) for t in alive
        )

    def begins_in(self, inner: Spec) -> None:
        self.start = next(s for s in inner.task_specs.values() if isinstance(s, StartEvent))

    def trigger(self, case: Any) -> None:
        """A message has come: makes the subprocess and lets it begin at once."""
        if not case.completed:
            owner = case.task_tree._add_child(self)
            owner.internal_data["triggered"] = True
            self._update(owner)
