"""A BPMN file as plain nodes and flows, before anything is asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from service.engine.model import Element
from service.engine.source import SPIFF, children, is_bpmn, line_of, local, text_of

FORM = "formJsonSchemaFilename"
NOT_NODES = frozenset((
    "sequenceFlow", "laneSet", "documentation", "extensionElements", "textAnnotation",
    "association", "group", "ioSpecification", "dataObject", "dataObjectReference",
    "dataStoreReference", "property", "auditing", "monitoring", "category", "incoming",
    "outgoing", "multiInstanceLoopCharacteristics", "standardLoopCharacteristics",
    "dataInputAssociation", "dataOutputAssociation",
))  # fmt: skip
ACTIVITIES = frozenset((
    "userTask", "serviceTask", "scriptTask", "businessRuleTask", "subProcess", "callActivity",
))  # fmt: skip
GATEWAYS = frozenset(("exclusiveGateway", "parallelGateway", "eventBasedGateway"))
EVENTS = frozenset(("startEvent", "endEvent", "intermediateCatchEvent", "boundaryEvent"))
EVENT_DEFINITION = "EventDefinition"


@dataclass(frozen=True, eq=False)
class Flow:
    id: str
    source: str
    target: str
    condition: str | None
    label: str
    line: int | None


@dataclass(eq=False)
class Node:
    """One flow node. `body` is the inside of a subprocess, `trigger` the kind of an event."""

    id: str
    kind: str
    label: str
    lane: str | None
    xml: etree._Element
    line: int | None
    properties: dict[str, str]
    incoming: list[Flow] = field(default_factory=list)
    outgoing: list[Flow] = field(default_factory=list)
    body: Diagram | None = None

    @property
    def triggers(self) -> list[etree._Element]:
        return [c for c in children(self.xml) if local(c).endswith(EVENT_DEFINITION)]

    @property
    def trigger(self) -> str | None:
        """`timer`, `message`, `terminate` … or None."""
        return local(self.triggers[0])[: -len(EVENT_DEFINITION)] if self.triggers else None

    @property
    def is_event_subprocess(self) -> bool:
        return self.kind == "subProcess" and self.xml.get("triggeredByEvent") == "true"

    @property
    def repeats(self) -> etree._Element | None:
        found = children(self.xml, "multiInstanceLoopCharacteristics")
        return found[0] if found else None

    @property
    def element(self) -> Element:
        form = self.properties.get(FORM)
        return Element(self.id, self.kind, self.label, self.lane, self.properties, form)


@dataclass(eq=False)
class Diagram:
    """The nodes and flows of one process or subprocess."""

    id: str
    label: str
    file: str
    xml: etree._Element
    properties: dict[str, str]
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def everywhere(self) -> Iterator[tuple[Diagram, Node]]:
        """Every node with the diagram it stands in, outside first; no recursion."""
        todo = [self]
        while todo:
            diagram = todo.pop()
            for node in diagram.nodes.values():
                yield diagram, node
                if node.body is not None:
                    todo.append(node.body)

    def edges(self) -> dict[str, list[str]]:
        """The boundary events of each activity that has some."""
        found: dict[str, list[str]] = {}
        for node in self.nodes.values():
            if node.kind == "boundaryEvent":
                found.setdefault(node.xml.get("attachedToRef") or "", []).append(node.id)
        return found

    def starts(self) -> list[Node]:
        return [n for n in self.nodes.values() if n.kind == "startEvent"]


def read_diagram(file: str, process: etree._Element) -> Diagram:
    """`process` may be a whole process or a subprocess; lanes pass down to what is inside."""
    lanes = {
        text_of(ref).strip(): lane.get("name") or lane.get("id") or ""
        for lane in process.iter(f"{{{etree.QName(process).namespace}}}lane")
        for ref in children(lane, "flowNodeRef")
    }
    top = _empty(file, process)
    todo: list[tuple[Diagram, str | None]] = [(top, None)]
    while todo:
        diagram, inherited = todo.pop()
        for xml in children(diagram.xml):
            if local(xml) == "sequenceFlow":
                diagram.flows.append(_flow(xml))
            elif local(xml) not in NOT_NODES:
                node = _node(xml, lanes, inherited)
                if node.id in diagram.nodes:
                    diagram.doubled.append(node.id)
                diagram.nodes[node.id] = node
                if node.kind == "subProcess":
                    node.body = _empty(file, xml)
                    todo.append((node.body, node.lane))
        _connect(diagram)
    return top


def properties_of(xml: etree._Element) -> dict[str, str]:
    """The name-value pairs of `spiffworkflow:properties`."""
    found = extension(xml, "properties")
    pairs = [] if found is None else found.iter(f"{{{SPIFF}}}property")
    return {p.get("name") or "": (p.get("value") or "").strip() for p in pairs}


def extension(xml: etree._Element, name: str) -> etree._Element | None:
    """The `spiffworkflow:<name>` of an element, or None."""
    for holder in children(xml, "extensionElements"):
        for child in holder:
            if child.tag == f"{{{SPIFF}}}{name}":
                return child
    return None


def _empty(file: str, xml: etree._Element) -> Diagram:
    key = xml.get("id") or ""
    return Diagram(key, xml.get("name") or key, file, xml, properties_of(xml))


def _node(xml: etree._Element, lanes: dict[str, str], inherited: str | None) -> Node:
    key = xml.get("id") or ""
    lane = lanes.get(key, inherited)
    label = " ".join((xml.get("name") or "").split())
    return Node(key, local(xml), label, lane, xml, line_of(xml), properties_of(xml))


def _flow(xml: etree._Element) -> Flow:
    found = children(xml, "conditionExpression")
    text = text_of(found[0]).strip() if found else None
    ends = xml.get("sourceRef") or "", xml.get("targetRef") or ""
    return Flow(xml.get("id") or "", *ends, text or None, xml.get("name") or "", line_of(xml))


def _connect(diagram: Diagram) -> None:
    for flow in diagram.flows:
        if flow.source in diagram.nodes:
            diagram.nodes[flow.source].outgoing.append(flow)
        if flow.target in diagram.nodes:
            diagram.nodes[flow.target].incoming.append(flow)


__all__ = [
    "ACTIVITIES",
    "EVENTS",
    "GATEWAYS",
    "Diagram",
    "Flow",
    "Node",
    "extension",
    "is_bpmn",
    "properties_of",
    "read_diagram",
]
