"""The nodes of a diagram as SpiffWorkflow task specs, each doing the least its kind needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.bpmn.specs.mixins.exclusive_gateway import (
    ExclusiveGateway as StockExclusiveGateway,
)
from SpiffWorkflow.bpmn.specs.mixins.subworkflow_task import SubWorkflowTask
from SpiffWorkflow.bpmn.specs.mixins.user_task import UserTask as StockUserTask
from SpiffWorkflow.specs.StartTask import StartTask
from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
from SpiffWorkflow.task import TaskState

from service.engine.border import as_json
from service.engine.decisions import Decision
from service.engine.flat import LIVE, FlatTask
from service.engine.language import Expression, ExpressionError, Script
from service.engine.model import Element, StepFailed


class Spec(WorkflowSpec):  # type: ignore[misc]
    """The specs of one process or subprocess, entered at `start`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.data_objects: dict[str, Any] = {}
        self.correlation_keys: dict[str, Any] = {}
        self.start = Start(self, "(start)")


class Computable(Protocol):
    """What is computed over the data: an expression, a script, a decision."""

    def value(self, data: Mapping[str, Any], functions: Mapping[str, Any]) -> Any: ...


class Flat:
    """What every node answers."""

    element: Element | None = None

    def is_idle(self, my_task: FlatTask) -> bool:
        """Whether the case may end although this node is alive."""
        return False


class Start(Flat, BpmnTaskSpec, StartTask):  # type: ignore[misc]
    """Not drawn: where the first token stands."""


class Node(Flat, BpmnSpecMixin):  # type: ignore[misc]
    """A node that is drawn."""

    def __init__(self, spec: Spec, element: Element, name: str | None = None) -> None:
        super().__init__(spec, name or element.id, bpmn_name=element.label, lane=element.lane)
        self.bpmn_id = element.id
        self.element = element

    def compute(self, my_task: FlatTask, expression: Computable) -> Any:
        """The value of an expression, decision or script here; names this node when it fails."""
        functions = my_task.workflow.top_workflow.step.functions
        try:
            return expression.value(my_task.view, functions)
        except ExpressionError as error:
            where = f"（{error.text}）" if error.text else ""
            raise StepFailed(self.bpmn_id, error.zh + where, str(error)) from error


class UserTask(Node, StockUserTask):  # type: ignore[misc]
    """Waits for a person. `office` is computed when the task opens and kept with it."""

    def __init__(
        self, spec: Spec, element: Element, office: Expression | None, name: str | None = None
    ) -> None:
        super().__init__(spec, element, name)
        self.office = office
        self.result = element.properties.get("result") or element.id

    def _on_ready_hook(self, my_task: FlatTask) -> None:
        if self.office is not None:
            office = self.compute(my_task, self.office)
            if not isinstance(office, str) or not office:
                zh, en = "office 没有给出承办单位", "the property office names nobody"
                raise StepFailed(self.bpmn_id, zh, en)
            my_task.internal_data["office"] = office

    def take(self, my_task: FlatTask, values: dict[str, Any]) -> None:
        my_task.data[self.result] = values


class Item(UserTask):
    """One of the tasks of a multi-instance task."""

    repeated: MultiInstance

    def take(self, my_task: FlatTask, values: dict[str, Any]) -> None:
        results, index = my_task.data.get(self.repeated.result), my_task.internal_data["index"]
        if not isinstance(results, list) or index >= len(results):
            zh, en = "多实例的结果被别的步骤改掉了", "another step overwrote the results"
            raise StepFailed(self.bpmn_id, zh, en)
        results[index] = values

    def _on_complete_hook(self, my_task: FlatTask) -> None:
        self.repeated.one_done(my_task.parent)


class MultiInstance(Node):
    """A user task once for each item of a collection, at the same time or one after another."""

    MOST = 1_000

    def __init__(
        self,
        spec: Spec,
        element: Element,
        one: Item,
        collection: Expression,
        item: str,
    ) -> None:
        super().__init__(spec, element)
        self.one, self.collection, self.item = one, collection, item
        self.result = element.id
        self.sequential = False
        one.repeated = self

    def _update_hook(self, my_task: FlatTask) -> bool:
        items = self.compute(my_task, self.collection)
        if not isinstance(items, list | tuple) or len(items) > self.MOST:
            zh = f"多实例的集合要是列表，最多 {self.MOST} 项"
            raise StepFailed(self.bpmn_id, zh, f"not a list of at most {self.MOST} items")
        my_task.data[self.result] = [None] * len(items)
        if not items:
            return True
        my_task.internal_data.update(left=as_json(items), next=0)
        my_task._set_state(TaskState.STARTED)
        while self.open_next(my_task) and not self.sequential:
            pass
        return False

    def open_next(self, my_task: FlatTask) -> bool:
        """Opens the task of the next item; False when none is left."""
        internal = my_task.internal_data
        if not internal["left"]:
            return False
        child = my_task._add_child(self.one)
        child.internal_data["item"] = {self.item: internal["left"].pop(0)}
        child.internal_data["index"] = internal["next"]
        internal["next"] += 1
        child._ready()
        return True

    def one_done(self, my_task: FlatTask) -> None:
        if not self.open_next(my_task) and not any(c.has_state(LIVE) for c in my_task.children):
            my_task._ready()


class ScriptTask(Node):
    def __init__(self, spec: Spec, element: Element, script: Script) -> None:
        super().__init__(spec, element)
        self.script = script

    def _run_hook(self, my_task: FlatTask) -> bool:
        my_task.data.update(as_json(self.compute(my_task, self.script)))
        return True


class ServiceTask(Node):
    """Calls a named operation of the step; what it raises passes through as it is."""

    def __init__(
        self, spec: Spec, element: Element, operation: str, parameters: dict[str, Expression],
        result: str | None,
    ) -> None:  # fmt: skip
        super().__init__(spec, element)
        self.operation, self.parameters, self.result = operation, parameters, result

    def given(self, my_task: FlatTask) -> dict[str, Any]:
        return {name: self.compute(my_task, e) for name, e in self.parameters.items()}

    def _run_hook(self, my_task: FlatTask) -> bool:
        step = my_task.workflow.top_workflow.step
        answer = step.operations(self.operation, self.given(my_task))
        if self.result is not None:
            my_task.data[self.result] = as_json(answer)
        return True


class DecisionTask(Node):
    """The answer of a decision table lands under the property `result`, or the task's id."""

    def __init__(self, spec: Spec, element: Element, decision: Decision) -> None:
        super().__init__(spec, element)
        self.decision = decision
        self.result = element.properties.get("result") or element.id

    def _run_hook(self, my_task: FlatTask) -> bool:
        my_task.data[self.result] = as_json(self.compute(my_task, self.decision))
        return True


class Condition:
    """The condition of a flow, in the shape the library's gateways ask."""

    def __init__(self, expression: Expression) -> None:
        self.expression = expression

    def _matches(self, my_task: FlatTask) -> bool:
        return bool(my_task.task_spec.compute(my_task, self.expression))


class ExclusiveGateway(Node, StockExclusiveGateway):  # type: ignore[misc]
    """The first flow whose condition holds, else the default; only the taken one is created."""

    def _predict_hook(self, my_task: FlatTask) -> None:
        """Nothing before the choice."""


class ParallelGateway(Node):
    """Joins one token from each incoming flow, then forks. Rounds of a loop never mix."""

    def _update_hook(self, my_task: FlatTask) -> bool:
        inputs = set(self._inputs)
        if len(inputs) < 2:
            return True
        my_task._set_state(TaskState.WAITING)
        arrived: dict[str, FlatTask] = {}
        for task in sorted(my_task.workflow.live.values(), key=lambda t: t.id):
            if task.task_spec is self and task.has_state(TaskState.WAITING):
                arrived.setdefault(task.parent.task_spec.name, task)
        if len(arrived) < len(inputs):
            return False
        for task in arrived.values():
            if task is not my_task:
                my_task.workflow._remove_task(task.id)
        return True


class SubProcess(SubWorkflowTask, Node):  # type: ignore[misc]
    """An embedded subprocess or a call activity; both share the case's data."""

    def start_workflow(self, my_task: FlatTask) -> None:
        inner = my_task.workflow.top_workflow.create_subprocess(my_task, self.spec)
        inner.completed_event.connect(self._on_subworkflow_completed, my_task)
        inner.begin()

    def update_data(self, my_task: FlatTask, subworkflow: Any) -> None:
        """Nothing to copy; the inside is over and forgotten."""
        my_task.workflow.top_workflow.subprocesses.pop(my_task.id, None)

    def _on_cancel(self, my_task: FlatTask) -> None:
        inner = my_task.workflow.top_workflow.subprocesses.pop(my_task.id, None)
        if inner is not None:
            inner.finish()
