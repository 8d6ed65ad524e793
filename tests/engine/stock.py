"""A case on SpiffWorkflow as it is, walked by the same moves as a case of ours."""

from __future__ import annotations

import logging
from collections import Counter
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.spiff.parser import SpiffBpmnParser
from SpiffWorkflow.spiff.specs.event_definitions import MessageEventDefinition
from SpiffWorkflow.util.task import TaskState

for name in ("spiff.task", "spiff.workflow", "spiff.data"):
    logging.getLogger(name).setLevel(logging.WARNING)

FAR = "2099-01-01T00:00:00+00:00"
PAST = "2000-01-01T00:00:00+00:00"
ALIVE = TaskState.READY | TaskState.WAITING | TaskState.STARTED
CHILD = " [child]"


def stock_spec(raw: bytes) -> tuple[Any, Any]:
    parser = SpiffBpmnParser()
    parser.add_bpmn_xml(etree.fromstring(raw))
    return parser.get_spec("p"), parser.get_subprocess_specs("p")


class StockCase:
    def __init__(self, spec: tuple[Any, Any]) -> None:
        self.workflow = BpmnWorkflow(*spec)
        self.workflow.get_next_task(spec_name="Start").data["far"] = FAR
        self.workflow.do_engine_steps()

    def complete(self, element: str, item: str | None, values: dict[str, Any]) -> None:
        name = element if item is None else element + CHILD
        tasks = self.workflow.get_tasks(state=TaskState.READY, spec_name=name)
        task = next(t for t in tasks if item is None or t.data["one"] == item)
        task.set_data(**{element if item is None else "answer": values})
        task.run()
        self.workflow.do_engine_steps()

    def fire(self, element: str) -> None:
        task = self.workflow.get_tasks(state=TaskState.WAITING, spec_name=element)[0]
        task.internal_data["event_value"] = PAST
        self.workflow.refresh_timers()
        self.workflow.do_engine_steps()

    def send(self, message: str) -> None:
        self.workflow.send_event(BpmnEvent(MessageEventDefinition(message), {}))
        self.workflow.do_engine_steps()

    def alive(self) -> Counter[str]:
        tasks = self.workflow.get_tasks(state=ALIVE)
        drawn = [t.task_spec for t in tasks if t.task_spec.bpmn_id is not None]
        return Counter(
            spec.name for spec in drawn if spec.name != "End" and not spec.name.endswith("Join")
        )

    @property
    def completed(self) -> bool:
        return bool(self.workflow.is_completed())

    @property
    def data(self) -> dict[str, Any]:
        return {k: v for k, v in self.workflow.data.items() if k != "data_objects"}
