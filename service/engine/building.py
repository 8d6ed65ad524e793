"""From plain nodes and flows to SpiffWorkflow specs, one after another, never by recursion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from service.domain.errors import Finding
from service.engine.decisions import Decision
from service.engine.diagram import Diagram, Node, extension
from service.engine.environment import WhitelistEngine
from service.engine.events import (
    BoundaryEvent,
    BoundarySplit,
    Catch,
    EndEvent,
    EventGateway,
    EventSubProcess,
    LaterTask,
    StartEvent,
)
from service.engine.language import compile_expression, compile_script
from service.engine.language.errors import BadText
from service.engine.moments import Moment, compile_moment
from service.engine.nodes import (
    Condition,
    DecisionTask,
    ExclusiveGateway,
    Item,
    MultiInstance,
    ParallelGateway,
    ScriptTask,
    ServiceTask,
    Spec,
    SubProcess,
    UserTask,
)
from service.engine.source import SPIFF, children, local, text_of, times_of

T = TypeVar("T")


@dataclass(eq=False)
class Net:
    """The executable form of a process: made once for each version, shared by all its cases."""

    spec: Spec
    inner: dict[str, Spec]
    engine: WhitelistEngine = field(default_factory=WhitelistEngine)
    triggers: dict[str, list[EventSubProcess]] = field(default_factory=dict)


class Builder:
    """Builds the specs of every diagram; `findings` gathers what no expression can be made of."""

    def __init__(self, decisions: Mapping[str, Decision], messages: Mapping[str, str]) -> None:
        self.decisions = decisions
        self.messages = messages
        self.findings: list[Finding] = []
        self.file = ""

    def build(self, diagram: Diagram, called: Mapping[str, Diagram]) -> Net:
        net = Net(Spec(diagram.id), {})
        todo = [(diagram, net.spec)]
        for key, other in called.items():
            net.inner[key] = Spec(key)
            todo.append((other, net.inner[key]))
        while todo:
            inside, spec = todo.pop()
            self.file = inside.file
            made = {node.id: self._spec(spec, node) for node in inside.nodes.values()}
            self._connect(spec, inside, made)
            for node in inside.nodes.values():
                if node.body is not None:
                    net.inner[node.id] = Spec(node.id)
                    todo.append((node.body, net.inner[node.id]))
            self._triggers(net, inside, made)
        for event_spec in (s for found in net.triggers.values() for s in found):
            event_spec.begins_in(net.inner[event_spec.spec])
        return net

    def text(self, read: Callable[[str], T], text: str, node: Node, what: tuple[str, str]) -> T:
        """What `read` makes of `text`; a finding and None when it is not in the language."""
        try:
            return read(text)
        except BadText as bad:
            for flaw in bad.flaws:
                self.find("bad_expression", node, f"{what[0]}：{flaw.shown('zh', bad.text)}",
                          f"{what[1]}: {flaw.shown('en', bad.text)}")  # fmt: skip
            return None  # type: ignore[return-value]

    def find(self, code: str, node: Node, zh: str, en: str) -> None:
        name = node.label or node.id
        finding = Finding(
            code=code, zh=f"“{name}”{zh}", en=f"{node.id}: {en}", element=node.id, line=node.line
        )
        self.findings.append(finding)

    def _spec(self, spec: Spec, node: Node) -> Any:
        make: Callable[[Spec, Node], Any] = getattr(self, f"_make_{node.kind}")
        return make(spec, node)

    def _make_userTask(self, spec: Spec, node: Node) -> Any:
        office_text, element = node.properties.get("office"), node.element
        said = ("承办单位", "office")
        office = self.text(compile_expression, office_text, node, said) if office_text else None
        if node.repeats is None:
            return UserTask(spec, element, office)
        loop = node.repeats
        collection = text_of(next(iter(children(loop, "loopDataInputRef")), None))
        item = next(iter(children(loop, "inputDataItem")), loop).get("id") or "item"
        output = text_of(next(iter(children(loop, "loopDataOutputRef")), None)).strip()
        result = output or element.properties.get("result") or node.id
        expression = self.text(compile_expression, collection, node, ("集合", "collection"))
        one = Item(spec, element, office, f"{node.id} (item)")
        many = MultiInstance(spec, element, one, expression, item)
        many.result = result
        many.sequential = loop.get("isSequential") == "true"
        one._inputs.append(many.name)
        return many

    def _make_scriptTask(self, spec: Spec, node: Node) -> ScriptTask:
        text = text_of(next(iter(children(node.xml, "script")), None))
        script = self.text(compile_script, text, node, ("脚本", "script"))
        return ScriptTask(spec, node.element, script)

    def _make_serviceTask(self, spec: Spec, node: Node) -> ServiceTask:
        operator = extension(node.xml, "serviceTaskOperator")
        assert operator is not None
        parameters = {}
        for parameter in operator.iter(f"{{{SPIFF}}}parameter"):
            name = parameter.get("id") or ""
            said = (f"参数 {name}", f"parameter {name}")
            value = self.text(compile_expression, parameter.get("value") or "", node, said)
            parameters[name] = value
        result = operator.get("resultVariable") or node.properties.get("result") or None
        kind = LaterTask if node.element.is_later else ServiceTask
        return kind(spec, node.element, operator.get("id") or "", parameters, result)

    def _make_businessRuleTask(self, spec: Spec, node: Node) -> Any:
        key = text_of(extension(node.xml, "calledDecisionId")).strip()
        return DecisionTask(spec, node.element, self.decisions[key])

    def _make_subProcess(self, spec: Spec, node: Node) -> SubProcess:
        if node.is_event_subprocess:
            return EventSubProcess(spec, node.element, node.id)
        return SubProcess(spec, node.element, node.id)

    def _make_callActivity(self, spec: Spec, node: Node) -> SubProcess:
        return SubProcess(spec, node.element, node.xml.get("calledElement"))

    def _make_exclusiveGateway(self, spec: Spec, node: Node) -> ExclusiveGateway:
        return ExclusiveGateway(spec, node.element)

    def _make_parallelGateway(self, spec: Spec, node: Node) -> ParallelGateway:
        return ParallelGateway(spec, node.element)

    def _make_eventBasedGateway(self, spec: Spec, node: Node) -> EventGateway:
        return EventGateway(spec, node.element)

    def _make_startEvent(self, spec: Spec, node: Node) -> StartEvent:
        event = StartEvent(spec, node.element, self._moment(node), self._message(node))
        event.interrupts = node.xml.get("isInterrupting", "true") == "true"
        return event

    def _make_intermediateCatchEvent(self, spec: Spec, node: Node) -> Catch:
        return Catch(spec, node.element, self._moment(node), self._message(node))

    def _make_boundaryEvent(self, spec: Spec, node: Node) -> BoundaryEvent:
        event = BoundaryEvent(spec, node.element, self._moment(node), self._message(node))
        event.interrupting = node.xml.get("cancelActivity", "true") == "true"
        return event

    def _make_endEvent(self, spec: Spec, node: Node) -> EndEvent:
        event = EndEvent(spec, node.element)
        event.terminates = node.trigger == "terminate"
        return event

    def _moment(self, node: Node) -> Moment | None:
        if node.trigger != "timer":
            return None
        (given,) = times_of(node.triggers[0])
        cycle = local(given) == "timeCycle"
        read = partial(compile_moment, cycle=cycle)
        return self.text(read, text_of(given), node, ("定时", "timer"))

    def _message(self, node: Node) -> str | None:
        if node.trigger != "message":
            return None
        return self.messages[node.triggers[0].get("messageRef") or ""]

    def _connect(self, spec: Spec, diagram: Diagram, made: Mapping[str, Any]) -> None:
        entries = dict(made)
        for host, edge in diagram.edges().items():
            split = entries[host] = BoundarySplit(spec, made[host])
            for follower in (host, *edge):
                split.connect(made[follower])
        for node in diagram.nodes.values():
            for flow in node.outgoing:
                self._flow(node, made[node.id], entries[flow.target], flow)
            if node.kind == "startEvent" or (node.is_event_subprocess and _timed(node)):
                spec.start.connect(made[node.id])

    def _flow(self, node: Node, source: Any, target: Any, flow: Any) -> None:
        if flow.condition is None or node.kind != "exclusiveGateway":
            source.connect(target)
            return
        said = (f"出线“{flow.label or flow.id}”的条件", f"condition of flow {flow.id}")
        condition = self.text(compile_expression, flow.condition, node, said)
        source.connect_if(Condition(condition), target)

    def _triggers(self, net: Net, diagram: Diagram, made: Mapping[str, Any]) -> None:
        for node in diagram.nodes.values():
            if node.is_event_subprocess and node.body is not None:
                message = self._message(node.body.starts()[0])
                net.triggers.setdefault(message or "", []).append(made[node.id])


def _timed(node: Node) -> bool:
    return node.body is not None and node.body.starts()[0].trigger == "timer"
