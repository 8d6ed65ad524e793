"""The flat runtime: SpiffWorkflow's tasks and workflows, without its growing tree.

Three changes to the library (3.2.0), each described in docs/engine.md: live tasks are kept in an
index and never searched for; a task gets its children when it runs, never by prediction; what
nobody waits for any more is pruned. The case's data are one document shared by all its tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task, TaskState

from service.engine.model import Happened, StepFailed

LIVE = TaskState.FUTURE | TaskState.WAITING | TaskState.READY | TaskState.STARTED
MAX_RUNS = 20_000
MAX_DEPTH = 10
PRUNE_EVERY = 64


class FlatTask(Task):  # type: ignore[misc]
    """A token at a node. Ids count up within a case; the data are the case's."""

    def __init__(
        self, workflow: Any, task_spec: Any, parent: Any = None, state: int = TaskState.FUTURE
    ) -> None:
        top = workflow.top_workflow
        top.last_id += 1
        self.place(workflow, task_spec, top.last_id, parent and parent.id, state)
        if parent is not None:
            parent._children.append(self.id)
        workflow.note(self)

    def place(
        self, workflow: Any, task_spec: Any, key: int, parent: int | None, state: int
    ) -> None:
        """Everything a task holds; also how a stored task comes back."""
        self.id = key
        self.workflow = workflow
        self.task_spec = task_spec
        self._parent = parent
        self._children: list[int] = []
        self._state = state
        self.triggered = False
        self.thread_id = 0
        self.internal_data: dict[str, Any] = {}
        self.last_state_change = 0.0
        workflow.tasks[key] = self

    @property
    def data(self) -> dict[str, Any]:
        """The case's data, one document for every token; there is no setter."""
        return self.workflow.top_workflow.data  # type: ignore[no-any-return]

    @property
    def view(self) -> dict[str, Any]:
        """The data as this token sees them: with the item of a multi-instance task."""
        item = self.internal_data.get("item")
        return self.data if item is None else {**self.data, **item}

    def _inherit_data(self) -> None:
        """Nothing to inherit: the data are shared."""

    def _set_state(self, value: int) -> None:
        self._state = value
        self.workflow.note(self)

    def _add_child(self, task_spec: Any, state: int = TaskState.FUTURE) -> FlatTask:
        return FlatTask(self.workflow, task_spec, self, state)

    def _sync_children(self, task_specs: list[Any], state: int = TaskState.FUTURE) -> None:
        """Only a task about to run gets children; nothing is predicted."""
        if self._state == TaskState.READY:
            for task_spec in task_specs:
                self._add_child(task_spec, TaskState.FUTURE)

    def run(self) -> Any:
        if self._state != TaskState.READY:
            return None
        self.task_spec._predict_hook(self)
        return super().run()

    def complete(self) -> None:
        self.workflow.top_workflow.tell(self, "completed")
        self.release_siblings()
        super().complete()

    def cancel(self) -> None:
        """Ends a live task and what waits below it; a finished one has nothing left to end."""
        if self.has_state(LIVE):
            self.workflow.top_workflow.tell(self, "cancelled")
            self._set_state(TaskState.CANCELLED)
            for child in self.children:
                child.cancel()
            self.task_spec._on_cancel(self)

    def release_siblings(self) -> None:
        """Takes away the events or the activity that this token was an alternative to."""
        parent = self.parent
        releases = getattr(parent and parent.task_spec, "releases", None)
        if releases is not None:
            for sibling in releases(parent, self):
                sibling.cancel()


class Live:
    """What a flat workflow and a flat subworkflow share: the index of live tasks."""

    spec: Any
    tasks: dict[int, FlatTask]
    top_workflow: Any
    task_tree: FlatTask
    completed: bool
    completed_event: Any
    live: dict[int, FlatTask]

    def begin(self) -> None:
        """Puts the first token at the start."""
        self.task_tree = FlatTask(self, self.spec.start)
        self.task_tree._ready()

    def note(self, task: FlatTask) -> None:
        """Keeps the indexes in step with a task's state."""
        if task._state & LIVE:
            self.live[task.id] = task
        else:
            self.live.pop(task.id, None)
        if task._state == TaskState.READY and not task.task_spec.manual:
            self.top_workflow.ready[task.id] = task
        else:
            self.top_workflow.ready.pop(task.id, None)

    def tokens(self) -> list[FlatTask]:
        """The live tasks, without event subprocesses that only wait to be triggered."""
        return [task for task in self.live.values() if not task.task_spec.is_idle(task)]

    def is_completed(self) -> bool:
        return self.completed

    def update_waiting_tasks(self) -> None:
        """Nothing to do: joins look when a token arrives, events fire when they are told."""

    def finish(self) -> None:
        """Ends the workflow whatever is still alive in it."""
        self.completed = True
        for task in list(self.live.values()):
            task.cancel()

    def _task_completed_notify(self, task: FlatTask) -> None:
        if not self.completed and not self.tokens():
            self.finish()
        if self.completed:
            self.completed_event(self)

    def _remove_task(self, task_id: int) -> None:
        """Removes a waiting token that has been merged into another."""
        task = self.tasks.pop(task_id)
        task._set_state(TaskState.CANCELLED)
        if task.parent is not None:
            task.parent._children.remove(task_id)

    def prune(self) -> None:
        """Forgets every task but the root, the live ones and their direct parents."""
        keep = {self.task_tree.id, *self.live, *(t._parent for t in self.live.values())}
        if len(keep) == len(self.tasks):
            return
        self.tasks = {key: self.tasks[key] for key in sorted(k for k in keep if k is not None)}
        for task in self.tasks.values():
            task._children = []
        for task in self.tasks.values():
            if task is not self.task_tree:
                if task._parent not in self.tasks:
                    task._parent = self.task_tree.id
                self.tasks[task._parent]._children.append(task.id)


class FlatSubWorkflow(Live, BpmnSubWorkflow):  # type: ignore[misc]
    """The inside of a subprocess or call activity."""

    def __init__(self, spec: Any, owner: FlatTask, top: FlatWorkflow) -> None:
        self.live = {}
        super().__init__(spec, parent_task_id=owner.id, top_workflow=top, deserializing=True)
        self.owner = owner
        if self.depth > MAX_DEPTH:
            zh, en = f"子流程嵌套超过 {MAX_DEPTH} 层", f"subprocesses nest deeper than {MAX_DEPTH}"
            raise StepFailed(owner.task_spec.name, zh, en)

    def _calculate_depth(self) -> int:
        owner = self.top_workflow.task(self.parent_task_id)
        return int(owner.workflow.depth) + 1


class FlatWorkflow(Live, BpmnWorkflow):  # type: ignore[misc]
    """One case. `step` are the surroundings of the step that is being taken."""

    def __init__(self, net: Any, step: Any) -> None:
        self.live = {}
        self.ready: dict[int, FlatTask] = {}
        self.happened: list[Happened] = []
        self.last_id = 0
        self.end_event: str | None = None
        self.step = step
        self.runs = 0
        super().__init__(net.spec, net.inner, script_engine=net.engine, deserializing=True)

    def workflows(self) -> Iterator[Any]:
        yield self
        yield from list(self.subprocesses.values())

    def task(self, key: int) -> FlatTask | None:
        for workflow in self.workflows():
            if key in workflow.tasks:
                return workflow.tasks[key]  # type: ignore[no-any-return]
        return None

    def every_live(self) -> list[FlatTask]:
        """Every live task of the case, oldest first."""
        found = [task for workflow in self.workflows() for task in workflow.live.values()]
        return sorted(found, key=lambda task: task.id)

    def create_subprocess(self, my_task: FlatTask, spec_name: str) -> FlatSubWorkflow:
        inner = FlatSubWorkflow(self.subprocess_specs[spec_name], my_task, self)
        self.subprocesses[my_task.id] = inner
        return inner

    def tell(self, task: FlatTask, how: str) -> None:
        """Remembers what happened; an event that is no longer waited for is no news."""
        element = task.task_spec.element
        waited = how == "cancelled" and (element is None or element.kind.endswith("Event"))
        if element is not None and not waited and task._state != TaskState.FUTURE:
            self.happened.append(Happened(element.id, element.kind, element.label, how))

    def settle(self) -> None:
        """Runs everything that needs nobody, oldest first, until the case waits or has ended."""
        while self.ready:
            task = next(iter(self.ready.values()))
            self.runs += 1
            if self.runs > MAX_RUNS:
                zh, en = "自动步骤没完没了，已停止", "automatic steps without end; stopped"
                raise StepFailed(task.task_spec.name, zh, en)
            task.run()
            if self.runs % PRUNE_EVERY == 0:
                self.prune_all()
        self.prune_all()

    def prune_all(self) -> None:
        for workflow in self.workflows():
            workflow.prune()
