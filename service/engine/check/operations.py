"""Service tasks call listed operations with the parameters these declare; times are named rules."""

from __future__ import annotations

from service.engine.check.report import Report
from service.engine.check.subject import Subject, needed_inputs
from service.engine.diagram import Node, extension
from service.engine.language.errors import BadText
from service.engine.moments import Cycle, Moment, Period, compile_moment
from service.engine.source import SPIFF, children, local, text_of


def operation_of(node: Node) -> tuple[str, dict[str, str], str | None]:
    """(name, parameters, result variable) of a service task; an empty name when it has none."""
    operator = extension(node.xml, "serviceTaskOperator")
    if operator is None:
        return "", {}, None
    parameters = {
        p.get("id") or "": p.get("value") or "" for p in operator.iter(f"{{{SPIFF}}}parameter")
    }
    result = operator.get("resultVariable") or node.properties.get("result")
    return operator.get("id") or "", parameters, result


def service_tasks_call_listed_operations(subject: Subject, report: Report) -> None:
    for node in subject.nodes("serviceTask"):
        name, parameters, _ = operation_of(node)
        operation = subject.known.operations.get(name)
        if not name:
            continue  # said by the engine's refusals
        if operation is None:
            zh = f"调用的操作 {name} 不在清单里。"
            report.at("operation_unknown", node, zh, f"there is no operation {name}.")
        else:
            for extra in sorted(set(parameters) - set(operation.inputs)):
                zh = f"给 {name} 的参数 {extra} 不存在。"
                report.at("parameter_unknown", node, zh, f"{name} takes no parameter {extra}.")
            for lacking in sorted(needed_inputs(operation) - set(parameters)):
                zh = f"少给了 {name} 的参数 {lacking}。"
                report.at("parameter_missing", node, zh, f"{name} needs parameter {lacking}.")


def rule_tasks_call_tables_beside_them(subject: Subject, report: Report) -> None:
    called = set()
    for node in subject.nodes("businessRuleTask"):
        key = text_of(extension(node.xml, "calledDecisionId")).strip()
        called.add(key)
        if key not in subject.decisions:
            zh = f"要调用的决策表 {key or '（空）'} 不在文件夹里。"
            report.at("decision_unknown", node, zh, f"no decision {key or '(none)'} in the folder.")
    for key in sorted(set(subject.decisions) - called):
        zh, en = f"决策表 {key} 没有被任何任务调用。", f"No task calls the decision {key}."
        report.add("decision_unused", zh, en, key)


def timer_text(node: Node) -> tuple[str, str]:
    """(timeDate | timeDuration | timeCycle, its text) of a timer event; empty when it has none."""
    given = children(node.triggers[0])
    return (local(given[0]), text_of(given[0])) if given else ("", "")


def moment_of(node: Node) -> Moment | None:
    """The timer of an event, when it can be read; raises BadText."""
    kind, text = timer_text(node)
    return compile_moment(text, cycle=kind == "timeCycle") if text.strip() else None


def legal_periods_are_named(subject: Subject, report: Report) -> None:
    """`P20D` in a diagram would be law that nobody finds; the rules keep it, with its source."""
    for node in subject.nodes():
        if node.trigger != "timer":
            continue
        kind, _ = timer_text(node)
        try:
            moment = moment_of(node)
        except BadText as bad:
            report.flawed(bad, node, "定时", "timer")
            continue
        if moment is None:
            continue  # said by the engine's refusals
        if isinstance(moment.literal, Period | Cycle):
            zh = f"直接写了期间 {moment.text}；期间要在规则里设好，图上写 limit('规则名')。"
            en = f"types the period {moment.text}; name a rule instead: limit('key')."
            report.at("typed_period", node, zh, en)
        elif kind != "timeDate":
            zh = "的定时请用“日期”（timeDate）写表达式。"
            report.at("timer_kind", node, zh, "write the timer as a date (timeDate).")
