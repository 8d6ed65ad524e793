"""What may be drawn: what the engine runs, nothing hidden, nothing misspelt, nothing unseen."""

from __future__ import annotations

from collections.abc import Mapping

from service.engine.check.report import Report
from service.engine.check.subject import Subject
from service.engine.diagram import Node
from service.engine.loops import loops_without_rest
from service.engine.model import LATER
from service.engine.refusals import refusals_of
from service.engine.source import BPMN, SPIFF, children, line_of, local

EXTENSIONS = frozenset({"properties", "serviceTaskOperator", "calledDecisionId"})
PROPERTIES: Mapping[str, frozenset[str]] = {
    "userTask": frozenset(
        {"formJsonSchemaFilename", "office", "limit", "escalate_to", "not_by", "result"}
    ),
    "startEvent": frozenset({"formJsonSchemaFilename"}),
    "businessRuleTask": frozenset({"result"}),
    "serviceTask": frozenset({LATER}),
    "process": frozenset({"limit"}),
}
COMMON = frozenset({"name_en", "source"})


def only_what_the_engine_runs(subject: Subject, report: Report) -> None:
    """The engine's own refusals, listed with all others."""
    report.found.extend(refusals_of(subject.diagram, frozenset(subject.messages)))
    report.found.extend(loops_without_rest(subject.diagram))


def nothing_is_hidden_in_extensions(subject: Subject, report: Report) -> None:
    """Scripts before and after a task, unit tests and the like are seen by nobody."""
    for diagram in subject.diagrams():
        for node in diagram.nodes.values():
            _check_extensions(node, report)
    for xml in subject.root.iter(f"{{{BPMN}}}documentation"):
        if len(xml):
            zh, en = "说明里只能写文字。", "Documentation is plain text."
            report.add("hidden_content", zh, en, None, line_of(xml))


def _check_extensions(node: Node, report: Report) -> None:
    for holder in children(node.xml, "extensionElements"):
        for child in holder:
            if str(child.tag).startswith(f"{{{SPIFF}}}") and local(child) not in EXTENSIONS:
                zh = f"不能有 {local(child)}：看不见的脚本不许用，请画成脚本任务。"
                en = f"{local(child)} is not allowed; draw a script task instead."
                report.at("hidden_script", node, zh, en)
    script = next(iter(children(node.xml, "script")), None)
    if script is not None and len(script):
        report.at("hidden_content", node, "的脚本里只能写文字。", "a script is plain text.")


def properties_are_known(subject: Subject, report: Report) -> None:
    """A property with a slip in its name would silently do nothing."""
    for node in subject.nodes():
        allowed = COMMON | PROPERTIES.get(node.kind, frozenset())
        for name in sorted(set(node.properties) - allowed):
            zh = f"的属性 {name} 不认识；可以用 {'、'.join(sorted(allowed))}。"
            en = f"unknown property {name}; allowed: {', '.join(sorted(allowed))}."
            report.at("unknown_property", node, zh, en)
    for name in sorted(set(subject.diagram.properties) - COMMON - PROPERTIES["process"]):
        zh, en = f"流程的属性 {name} 不认识。", f"Unknown property {name} of the process."
        report.add("unknown_property", zh, en, subject.diagram.id)


def messages_are_declared_once(subject: Subject, report: Report) -> None:
    names = list(subject.messages.values())
    for name in sorted({name for name in names if names.count(name) > 1}):
        zh, en = f"消息 {name} 声明了不止一次。", f"The message {name} is declared more than once."
        report.add("doubled_message", zh, en, name)


def everything_is_drawn(subject: Subject, report: Report) -> None:
    """What has no shape would be run and never be seen."""
    shown = {xml.get("bpmnElement") for xml in subject.root.iter() if xml.get("bpmnElement")}
    for node in subject.nodes():
        if node.id not in shown:
            report.at("not_drawn", node, "没有画出来。", "is not drawn.")
    for _, flow in subject.flows():
        if flow.id not in shown:
            report.at("not_drawn", flow, "没有画出来。", "is not drawn.")
