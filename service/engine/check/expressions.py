"""Every expression of a diagram and its tables, held against the data that reach it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from service.engine.check.data import Data, collection_of
from service.engine.check.names import Scope, shape_of, slips
from service.engine.check.operations import moment_of, operation_of
from service.engine.check.report import Report
from service.engine.check.subject import Subject
from service.engine.decisions import Decision
from service.engine.diagram import Flow, Node, extension
from service.engine.language import Expression, compile_expression, compile_script
from service.engine.language.cells import INPUT
from service.engine.language.errors import BadText
from service.engine.source import children, text_of

Spot = tuple[Node | Flow, Node, str, str, str]


def expressions_read_what_is_there(subject: Subject, report: Report) -> None:
    """A slip in a name would be found by the first case that takes this way; here it is found."""
    data = Data(subject)
    for thing, node, text, zh, en in _spots(subject):
        try:
            expression = compile_expression(text)
        except BadText as bad:
            report.flawed(bad, thing, zh, en)
            continue
        _check(expression, data.scope(node), thing, (zh, en), report)
    for node in subject.nodes("scriptTask"):
        _check_script(node, data, report)
    for node in subject.nodes():
        if node.trigger == "timer":
            _check_timer(node, data, report)
    for node in subject.nodes("businessRuleTask"):
        key = text_of(extension(node.xml, "calledDecisionId")).strip()
        decision = subject.decisions.get(key)
        if decision is not None:
            _check_table(decision, node, data.scope(node), report)


def _spots(subject: Subject) -> Iterator[Spot]:
    """(what to name, where it is computed, the text, what it is)."""
    for node in subject.nodes():
        office = node.properties.get("office")
        if node.kind == "userTask" and office:
            yield node, node, office, "承办单位", "office"
        if node.kind == "userTask" and node.repeats is not None:
            yield node, node, collection_of(node), "多实例的集合", "collection"
        if node.kind == "serviceTask":
            for name, text in operation_of(node)[1].items():
                yield node, node, text, f"参数 {name}", f"parameter {name}"
        if node.kind == "exclusiveGateway":
            for flow in node.outgoing:
                if flow.condition is not None:
                    yield flow, node, flow.condition, "条件", "condition"


def _check(
    expression: Expression,
    scope: Scope,
    thing: Node | Flow,
    what: tuple[str, str],
    report: Report,
) -> None:
    for code, zh, en in slips(expression.tree, scope):
        report.at(code, thing, f"的{what[0]}{zh}", f"{what[1]}: {en}")


def _check_script(node: Node, data: Data, report: Report) -> None:
    try:
        script = compile_script(text_of(next(iter(children(node.xml, "script")), None)))
    except BadText as bad:
        report.flawed(bad, node, "脚本", "script")
        return
    scope = data.scope(node)
    for name, expression in script.assignments:
        _check(expression, scope, node, ("脚本", "script"), report)
        scope = replace(scope, may={*scope.may, name}, sure={*scope.sure, name})


def _check_timer(node: Node, data: Data, report: Report) -> None:
    try:
        moment = moment_of(node)
    except BadText:
        return  # said by the rule on legal periods
    if moment is not None and moment.expression is not None:
        _check(moment.expression, data.scope(node), node, ("定时", "timer"), report)


def _check_table(decision: Decision, node: Node, scope: Scope, report: Report) -> None:
    for column, given in enumerate(decision.inputs):
        place = (f"决策表 {decision.id} 第 {column + 1} 栏", f"{decision.id}, column {column + 1}")
        _check(given, scope, node, place, report)
        shapes = {**scope.shapes, INPUT: shape_of(given.tree, scope.shapes)}
        inside = Scope(
            shapes, {*scope.may, INPUT}, {*scope.sure, INPUT}, scope.functions, scope.rules
        )
        for row, rule in enumerate(decision.rules, 1):
            test = rule.tests[column].test
            if test is not None:
                cell = (f"{place[0]}第 {row} 行", f"{place[1]}, row {row}")
                _check(test, inside, node, cell, report)
    for row, rule in enumerate(decision.rules, 1):
        for result in rule.results:
            if result is not None:
                cell = (
                    f"决策表 {decision.id} 第 {row} 行的结果",
                    f"{decision.id}, row {row} result",
                )
                _check(result, scope, node, cell, report)
