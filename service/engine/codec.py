"""The stored form of a case: compact JSON without its process, the format number first.

`[format, [last id, end event, completed], data, rows, [[owner, spec, rows], …]]`; a row is
`[id, parent, node, state]`, with what the task keeps for itself where there is any.
"""

from __future__ import annotations

from typing import Any

import orjson

from service.engine.flat import FlatSubWorkflow, FlatTask, FlatWorkflow
from service.engine.model import BadState

FORMAT = 1


def save(case: FlatWorkflow) -> bytes:
    inner = [[key, w.spec.name, _rows(w)] for key, w in case.subprocesses.items()]
    head = [case.last_id, case.end_event, case.completed]
    return orjson.dumps([FORMAT, head, case.data, _rows(case), inner])


def load(net: Any, state: bytes, step: Any) -> FlatWorkflow:
    """Raises BadState for a broken state, another format, or a node the process does not have."""
    try:
        form, head, data, rows, inner = orjson.loads(state)
    except (orjson.JSONDecodeError, ValueError, TypeError):
        raise BadState("the stored state can not be read") from None
    if form != FORMAT:
        raise BadState(f"the stored state has format {form}, not {FORMAT}")
    case = FlatWorkflow(net, step)
    case.last_id, case.end_event, case.completed = head
    case.data = data
    _restore(case, rows)
    for owner, spec, inner_rows in inner:
        _restore_inner(case, net, owner, spec, inner_rows)
    return case


def _rows(workflow: Any) -> list[list[Any]]:
    rows = []
    for task in workflow.tasks.values():
        row: list[Any] = [task.id, task._parent, task.task_spec.name, task._state]
        if task.internal_data:
            row.append(task.internal_data)
        rows.append(row)
    return rows


def _restore(workflow: Any, rows: list[list[Any]]) -> None:
    specs = workflow.spec.task_specs
    for key, parent, name, state, *internal in rows:
        if name not in specs:
            raise BadState(f"the process has no element {name}")
        task = FlatTask.__new__(FlatTask)
        task.place(workflow, specs[name], key, parent, state)
        if internal:
            task.internal_data = internal[0]
        if parent is None:
            workflow.task_tree = task
        else:
            workflow.tasks[parent]._children.append(key)
        workflow.note(task)


def _restore_inner(
    case: FlatWorkflow, net: Any, owner: int, spec: str, rows: list[list[Any]]
) -> None:
    task = case.task(owner)
    if task is None or spec not in net.inner:
        raise BadState(f"the process has no subprocess {spec}")
    inner: FlatSubWorkflow = case.create_subprocess(task, spec)
    inner.completed_event.connect(task.task_spec._on_subworkflow_completed, task)
    _restore(inner, rows)
