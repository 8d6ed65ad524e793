"""Diagrams for tests, drawn in a line or two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from service.domain.errors import BrokenProcess, Finding
from service.engine import Outcome, Process, Step, compile_process, complete

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
NOW = datetime(2027, 6, 10, 1, 0, tzinfo=UTC)
NAMESPACES = (
    f'xmlns:bpmn="{BPMN}" xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="mingdan"'
)


def bpmn(
    *parts: str, key: str = "p", messages: tuple[str, ...] = (), around: str = "", name: str = "试"
) -> bytes:
    said = "".join(f'<bpmn:message id="m_{m}" name="{m}"/>' for m in messages)
    inside = "".join(parts)
    return (
        f'<bpmn:definitions {NAMESPACES}>{said}{around}<bpmn:process id="{key}" name="{name}"'
        f' isExecutable="true">{inside}</bpmn:process></bpmn:definitions>'
    ).encode()


def node(kind: str, key: str, inside: str = "", **attributes: str) -> str:
    given = "".join(f" {k}={quoteattr(v)}" for k, v in attributes.items())
    name = attributes.get("name") or f"名{key}"
    return f'<bpmn:{kind} id="{key}" name="{name}"{given}>{inside}</bpmn:{kind}>'


def extended(inside: str) -> str:
    return f"<bpmn:extensionElements>{inside}</bpmn:extensionElements>"


def properties(**given: str) -> str:
    pairs = "".join(
        f"<spiffworkflow:property name={quoteattr(k)} value={quoteattr(v)}/>"
        for k, v in given.items()
    )
    return extended(f"<spiffworkflow:properties>{pairs}</spiffworkflow:properties>")


def start(key: str = "s", **given: str) -> str:
    return node("startEvent", key, properties(**given))


def end(key: str = "e", terminate: bool = False) -> str:
    return node("endEvent", key, "<bpmn:terminateEventDefinition/>" if terminate else "")


def user(
    key: str, many: str = "", output: str = "", sequential: str = "false", **given: str
) -> str:
    if not many:
        return node("userTask", key, properties(**given))
    out = f"<bpmn:loopDataOutputRef>{output}</bpmn:loopDataOutputRef>" if output else ""
    loop = (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{sequential}">'
        f"<bpmn:loopDataInputRef>{escape(many)}</bpmn:loopDataInputRef>{out}"
        '<bpmn:inputDataItem id="one" name="one"/></bpmn:multiInstanceLoopCharacteristics>'
    )
    return node("userTask", key, properties(**given) + loop)


def script(key: str, text: str) -> str:
    return node("scriptTask", key, f"<bpmn:script>{escape(text)}</bpmn:script>")


def service(key: str, operation: str, result: str = "", **parameters: str) -> str:
    given = "".join(
        f'<spiffworkflow:parameter id="{k}" type="any" value={quoteattr(v)}/>'
        for k, v in parameters.items()
    )
    variable = f' resultVariable="{result}"' if result else ""
    operator = (
        f'<spiffworkflow:serviceTaskOperator id="{operation}"{variable}>'
        f"<spiffworkflow:parameters>{given}</spiffworkflow:parameters>"
        "</spiffworkflow:serviceTaskOperator>"
    )
    return node("serviceTask", key, extended(operator))


def decision(key: str, calls: str, **given: str) -> str:
    called = f"<spiffworkflow:calledDecisionId>{calls}</spiffworkflow:calledDecisionId>"
    inside = properties(**given).replace("</bpmn:extensionElements>", "")
    return node("businessRuleTask", key, f"{inside}{called}</bpmn:extensionElements>")


def xor(key: str, default: str = "") -> str:
    """`default` is the id of the node the default flow leads to."""
    return node("exclusiveGateway", key, **({"default": f"{key}__{default}"} if default else {}))


def fork(key: str) -> str:
    return node("parallelGateway", key)


def first_of(key: str) -> str:
    return node("eventBasedGateway", key)


def timed(text: str, kind: str = "timeDate") -> str:
    given = f"<bpmn:{kind}>{escape(text)}</bpmn:{kind}>"
    return f"<bpmn:timerEventDefinition>{given}</bpmn:timerEventDefinition>"


def told(message: str) -> str:
    return f'<bpmn:messageEventDefinition messageRef="m_{message}"/>'


def wait(key: str, text: str, kind: str = "timeDate") -> str:
    return node("intermediateCatchEvent", key, timed(text, kind))


def hear(key: str, message: str) -> str:
    return node("intermediateCatchEvent", key, told(message))


def edge(key: str, host: str, trigger: str, interrupting: bool = True) -> str:
    cancel = "true" if interrupting else "false"
    return node("boundaryEvent", key, trigger, attachedToRef=host, cancelActivity=cancel)


def event_subprocess(key: str, trigger: str, *parts: str, interrupting: bool = True) -> str:
    how = "true" if interrupting else "false"
    begin = node("startEvent", f"{key}_s", trigger, isInterrupting=how)
    inside = begin + "".join(parts) + end(f"{key}_e")
    return node("subProcess", key, inside, triggeredByEvent="true")


def flow(path: str, when: str = "") -> str:
    """Flows along `a > b > c`; `when` is the condition of the first."""
    keys = [key.strip() for key in path.split(">")]
    drawn = []
    for source, target in pairwise(keys):
        condition = ""
        if when and not drawn:
            condition = f"<bpmn:conditionExpression>{escape(when)}</bpmn:conditionExpression>"
        drawn.append(
            f'<bpmn:sequenceFlow id="{source}__{target}" sourceRef="{source}"'
            f' targetRef="{target}">{condition}</bpmn:sequenceFlow>'
        )
    return "".join(drawn)


def process(*parts: str, messages: tuple[str, ...] = (), **files: bytes) -> Process:
    more = {
        f"{name}.{'dmn' if b'decisionTable' in raw else 'bpmn'}": raw for name, raw in files.items()
    }
    return compile_process({"p.bpmn": bpmn(*parts, messages=messages), **more})


def findings(*parts: str, messages: tuple[str, ...] = (), **files: bytes) -> tuple[Finding, ...]:
    """What is wrong with a diagram; none when it compiles."""
    try:
        process(*parts, messages=messages, **files)
    except BrokenProcess as broken:
        return broken.findings
    return ()


def codes(*parts: str, messages: tuple[str, ...] = ()) -> set[str]:
    return {finding.code for finding in findings(*parts, messages=messages)}


def later(**delta: int) -> Step:
    return Step(NOW + timedelta(**delta))


def open_at(outcome: Outcome) -> list[str]:
    return sorted(task.element for task in outcome.tasks)


def done(model: Process, at: Outcome, element: str, /, **values: object) -> Outcome:
    """The first open task of `element`, completed."""
    return complete(model, at.state, at.task(element).id, values, Step(NOW))
