"""Tiny diagrams that pass every rule until a test spoils one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from service.domain.errors import Finding
from service.engine.check import check_files

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" '
    'id="file" targetNamespace="urn:mingdan:processes">'
)
LANES = {"userTask": "受理员", "startEvent": "受理员"}
ROLES = ("受理员", "中心负责人", "系统")
RULES = ("completeness", "correction", "consultation_required")


@dataclass(frozen=True)
class Op:
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


OPERATIONS = {
    "filing.close": Op(inputs=("state",)),
    "filing.activate": Op(outputs=("active",)),
}
FORM: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "outcome": {"type": "string", "enum": ["complete", "correction"]},
        "urgent": {"type": "boolean"},
        "count": {"type": "integer"},
        "kinds": {"type": "array", "items": {"type": "string", "enum": ["patent", "design"]}},
    },
}
FORMS = {"small/look.json": FORM, "small/apply.json": FORM}


class Sketch:
    """`small`: elements are added in any order; everything gets labels, lanes and a shape."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, str, str, str]] = []
        self.flows: list[str] = []
        self.lanes: dict[str, str] = {}
        self.messages = ""
        self.files: dict[str, bytes] = {}

    def add(
        self,
        kind: str,
        key: str,
        inner: str = "",
        *,
        attrs: str = "",
        lane: str | None = None,
        extra: str = "",
        into: str = "",
        **properties: str,
    ) -> Sketch:
        named = {"name_en": f"The {key}", **properties}
        pairs = "".join(
            f"<spiffworkflow:property name={quoteattr(n)} value={quoteattr(v)} />"
            for n, v in named.items()
            if v is not None
        )
        body = (
            f"<bpmn:extensionElements>{extra}<spiffworkflow:properties>{pairs}"
            f"</spiffworkflow:properties></bpmn:extensionElements>{inner}"
        )
        self.parts.append(
            (kind, key, f'<bpmn:{kind} id="{key}" name="做{key}" {attrs}>{body}', into)
        )
        self.lanes[key] = lane or LANES.get(kind, "系统")
        return self

    def user(self, key: str, **properties: Any) -> Sketch:
        given = {
            "formJsonSchemaFilename": "small/look.json",
            "office": "case.center",
            "limit": "completeness",
        }
        return self.add("userTask", key, **{**given, **properties})

    def service(
        self, key: str, operation: str, result: str = "", into: str = "", **parameters: str
    ) -> Sketch:
        given = "".join(
            f'<spiffworkflow:parameter id="{n}" type="any" value={quoteattr(v)} />'
            for n, v in parameters.items()
        )
        variable = f' resultVariable="{result}"' if result else ""
        operator = (
            f'<spiffworkflow:serviceTaskOperator id="{operation}"{variable}>'
            f"<spiffworkflow:parameters>{given}</spiffworkflow:parameters>"
            f"</spiffworkflow:serviceTaskOperator>"
        )
        return self.add("serviceTask", key, extra=operator, into=into)

    def script(self, key: str, text: str) -> Sketch:
        return self.add("scriptTask", key, f"<bpmn:script>{escape(text)}</bpmn:script>")

    def rule(self, key: str, decision: str) -> Sketch:
        called = f"<spiffworkflow:calledDecisionId>{decision}</spiffworkflow:calledDecisionId>"
        return self.add("businessRuleTask", key, extra=called)

    def xor(self, key: str, default: str = "") -> Sketch:
        return self.add("exclusiveGateway", key, attrs=f'default="{default}"' if default else "")

    def both(self, key: str) -> Sketch:
        return self.add("parallelGateway", key)

    def start(self, key: str = "begun", **properties: str) -> Sketch:
        return self.add("startEvent", key, **properties)

    def end(self, key: str = "done", into: str = "") -> Sketch:
        return self.add("endEvent", key, into=into)

    def timer(self, key: str, text: str, on: str = "", kind: str = "timeDate", attrs: str = ""):
        inner = (
            f"<bpmn:timerEventDefinition><bpmn:{kind}>{escape(text)}</bpmn:{kind}>"
            "</bpmn:timerEventDefinition>"
        )
        if on:
            return self.add("boundaryEvent", key, inner, attrs=f'attachedToRef="{on}" {attrs}')
        return self.add("intermediateCatchEvent", key, inner)

    def message(self, key: str, name: str, kind: str = "intermediateCatchEvent", into: str = ""):
        if f'"{name}"' not in self.messages:
            self.messages += f'<bpmn:message id="message_{name}" name="{name}" />'
        inner = f'<bpmn:messageEventDefinition messageRef="message_{name}" />'
        return self.add(kind, key, inner, into=into)

    def anytime(self, key: str, message: str, *body: str) -> Sketch:
        """An event subprocess: message → the service tasks named → end."""
        self.add("subProcess", key, attrs='triggeredByEvent="true"')
        self.message(f"{key}_begun", message, "startEvent", into=key)
        self.end(f"{key}_ended", into=key)
        return self.line(f"{key}_begun", *body, f"{key}_ended", into=key)

    def flow(
        self, a: str, b: str, when: str = "", *, name: str = "", into: str = "", key: str = ""
    ) -> Sketch:
        key = key or f"{a}_to_{b}"
        said = f' name="{name}"' if name else ""
        inner = ""
        if name:
            inner += (
                "<bpmn:extensionElements><spiffworkflow:properties><spiffworkflow:property "
                'name="name_en" value="this way" /></spiffworkflow:properties>'
                "</bpmn:extensionElements>"
            )
        if when:
            inner += f"<bpmn:conditionExpression>{escape(when)}</bpmn:conditionExpression>"
        xml = f'<bpmn:sequenceFlow id="{key}"{said} sourceRef="{a}" targetRef="{b}">{inner}'
        self.flows.append(key)
        self.parts.append(("sequenceFlow", key, xml, into))
        return self

    def line(self, *keys: str, into: str = "") -> Sketch:
        for a, b in pairwise(keys):
            self.flow(a, b, into=into)
        return self

    def xml(self) -> str:
        lanes = "".join(
            f'<bpmn:lane id="lane_{n}" name="{role}"><bpmn:extensionElements>'
            '<spiffworkflow:properties><spiffworkflow:property name="name_en" value="A lane" />'
            "</spiffworkflow:properties></bpmn:extensionElements>"
            + "".join(f"<bpmn:flowNodeRef>{k}</bpmn:flowNodeRef>" for k in self._in_lane(role))
            + "</bpmn:lane>"
            for n, role in enumerate(dict.fromkeys(self.lanes.values()))
        )
        english = (
            "<bpmn:extensionElements><spiffworkflow:properties><spiffworkflow:property "
            'name="name_en" value="A small process" /></spiffworkflow:properties>'
            "</bpmn:extensionElements>"
        )
        shapes = "".join(
            f'<bpmndi:BPMNShape id="{key}_di" bpmnElement="{key}" />' for _, key, _, _ in self.parts
        )
        return (
            f'{HEAD}<bpmn:collaboration id="paper"><bpmn:participant id="pool" name="小流程" '
            f'processRef="small">{english}</bpmn:participant></bpmn:collaboration>'
            f'<bpmn:process id="small" name="小流程" isExecutable="true">{english}'
            f'<bpmn:laneSet id="lanes">{lanes}</bpmn:laneSet>{self._inside("")}</bpmn:process>'
            f'{self.messages}<bpmndi:BPMNDiagram id="picture"><bpmndi:BPMNPlane id="plane" '
            f'bpmnElement="paper">{shapes}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>'
            "</bpmn:definitions>"
        )

    def _in_lane(self, role: str) -> list[str]:
        return [key for key, lane in self.lanes.items() if lane == role]

    def _inside(self, place: str) -> str:
        return "".join(
            xml + (self._inside(key) if kind == "subProcess" else "") + f"</bpmn:{kind}>"
            for kind, key, xml, into in self.parts
            if into == place
        )


def small() -> Sketch:
    """A start, one task and an end."""
    return Sketch().start().user("look").end().line("begun", "look", "done")


def choice(condition: str = "look.outcome == 'correction'") -> Sketch:
    """A task whose outcome leads two ways."""
    sketch = Sketch().start().user("look").xor("which", "which_to_done").end().end("returned")
    sketch.line("begun", "look", "which")
    sketch.flow("which", "returned", condition, name="补正")
    return sketch.flow("which", "done", name="齐全")


def findings(sketch: Sketch | str, **known: Any) -> tuple[Finding, ...]:
    text, more = (sketch, {}) if isinstance(sketch, str) else (sketch.xml(), sketch.files)
    return check({"small.bpmn": text.encode(), **more}, **known)


def check(files: Mapping[str, bytes], **known: Any) -> tuple[Finding, ...]:
    given = {"forms": FORMS, "operations": OPERATIONS, "rules": RULES, "roles": ROLES}
    return check_files(files, key="small", **{**given, **known})


def codes(sketch: Sketch | str, **known: Any) -> list[str]:
    return [finding.code for finding in findings(sketch, **known)]


def only(sketch: Sketch | str, code: str, **known: Any) -> Finding:
    """The one finding of a diagram with one thing wrong."""
    found = findings(sketch, **known)
    assert [f.code for f in found] == [code], found
    return found[0]
