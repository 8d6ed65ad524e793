"""The steps of a case: load, do one thing, let everything run that needs nobody, save."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.task import TaskState

from service.domain.errors import NotWaiting
from service.engine import codec
from service.engine.border import as_json
from service.engine.building import Net
from service.engine.events import BoundaryEvent, BoundarySplit, due_of, set_due
from service.engine.flat import FlatTask, FlatWorkflow
from service.engine.model import ArmedTimer, OpenTask, Outcome, Process, Step, StepFailed

NOBODY = Step(now=datetime.min.replace(tzinfo=UTC))


def start(process: Process, data: Mapping[str, Any], step: Step) -> Outcome:
    """Opens a case with `data`; raises StepFailed, and whatever an operation raises."""
    case = FlatWorkflow(_net(process), step)
    case.data = as_json(data)
    with _in_our_words():
        case.begin()
        return _settled(case)


def complete(
    process: Process, state: bytes, task_id: str, values: Mapping[str, Any], step: Step
) -> Outcome:
    """Finishes an open task; raises NotWaiting when it is not open (any more).

    `values` land in the data under the task's element id, under its property `result`, or, for a
    multi-instance task, as the entry of its item in the output collection.
    """
    case = codec.load(_net(process), state, step)
    task = _task(case, task_id)
    if task is None or not task.task_spec.manual or not task.has_state(TaskState.READY):
        raise NotWaiting(reason_zh="这项任务已经办结或撤回。", reason_en="the task is not open.")
    with _in_our_words():
        task.task_spec.take(task, as_json(values))
        task.run()
        return _settled(case)


def fire(process: Process, state: bytes, timer_ids: Iterable[str], step: Step) -> Outcome:
    """Fires those of the timers that are armed and due at `step.now`, earliest first."""
    case = codec.load(_net(process), state, step)
    found = [task for task in (_task(case, key) for key in dict.fromkeys(timer_ids)) if task]
    found.sort(key=lambda task: (due_of(task) or step.now, task.id))
    with _in_our_words():
        for task in found:
            due_at = due_of(task)
            if due_at is not None and due_at <= step.now:
                task.task_spec.fire(task)
                case.settle()
        return _settled(case)


def send(
    process: Process, state: bytes, message: str, payload: Mapping[str, Any], step: Step
) -> Outcome:
    """Delivers a message; the payload lands in the data under its name. Raises NotWaiting."""
    net = _net(process)
    case = codec.load(net, state, step)
    waiting = [
        task
        for task in case.every_live()
        if task.has_state(TaskState.WAITING) and getattr(task.task_spec, "message", None) == message
    ]
    open_to = not case.completed and not any(
        t.internal_data.get("alone") for t in case.live.values()
    )
    triggered = net.triggers.get(message, []) if open_to else []
    if not waiting and not triggered:
        en = f"the case does not wait for {message}."
        raise NotWaiting(reason_zh=f"案件不在等待“{message}”。", reason_en=en)
    case.data[message] = as_json(payload)
    with _in_our_words():
        for task in waiting:
            if task.has_state(TaskState.WAITING):
                task.task_spec.fire(task)
        for spec in triggered:
            spec.trigger(case)
        return _settled(case)


def aim(
    process: Process, state: bytes, timer_id: str, due_at: datetime, basis: Mapping[str, Any],
    step: Step,
) -> Outcome:  # fmt: skip
    """Gives an armed timer another due instant; raises NotWaiting when it is not armed."""
    case = codec.load(_net(process), state, step)
    task = _task(case, timer_id)
    if task is None or due_of(task) is None:
        raise NotWaiting(reason_zh="这个定时已经不在了。", reason_en="the timer is not armed.")
    set_due(task, due_at, basis)
    return _outcome(case)


def view(process: Process, state: bytes) -> Outcome:
    """Where a case stands; nothing runs."""
    return _outcome(codec.load(_net(process), state, NOBODY))


def _net(process: Process) -> Net:
    net = process.net
    if not isinstance(net, Net):
        raise TypeError("a process comes from compile_process")
    return net


def _task(case: FlatWorkflow, key: str) -> FlatTask | None:
    return case.task(int(key)) if key.isdecimal() and key.isascii() else None


@contextmanager
def _in_our_words() -> Iterator[None]:
    """What the library itself can not do becomes a StepFailed."""
    try:
        yield
    except SpiffWorkflowException as error:
        name = getattr(getattr(error, "task_spec", None), "name", None)
        raise StepFailed(name, "流程走不下去", "the process can not go on") from error


def _settled(case: FlatWorkflow) -> Outcome:
    case.settle()
    return _outcome(case)


def _outcome(case: FlatWorkflow) -> Outcome:
    alive = case.every_live()
    return Outcome(
        state=codec.save(case),
        tasks=tuple(_open_task(t) for t in alive if t.task_spec.manual),
        timers=tuple(_timer(t) for t in alive if due_of(t) is not None),
        ended=case.completed,
        end_event=case.end_event if case.completed else None,
        data=case.data,
        happened=tuple(case.happened),
    )


def _open_task(task: FlatTask) -> OpenTask:
    element = task.task_spec.element
    return OpenTask(
        id=str(task.id),
        element=element.id,
        label=element.label,
        lane=element.lane,
        form=element.form,
        office=task.internal_data.get("office"),
        properties=element.properties,
        data=task.view,
    )


def _timer(task: FlatTask) -> ArmedTimer:
    due_at = due_of(task)
    assert due_at is not None
    return ArmedTimer(
        id=str(task.id),
        task_id=str(_watched(task).id),
        element=task.task_spec.element.id,
        due_at=due_at,
        basis=task.internal_data.get("basis", {}),
    )


def _watched(task: FlatTask) -> FlatTask:
    """The task on whose edge a boundary event sits; the task itself otherwise."""
    parent = task.parent
    if isinstance(task.task_spec, BoundaryEvent) and isinstance(parent.task_spec, BoundarySplit):
        mains = [c for c in parent.children if c.task_spec is parent.task_spec.main]
        return mains[0] if mains else task
    return task
