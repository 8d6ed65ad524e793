"""Decision tables (DMN) whose cells speak the language of the diagrams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from service.domain.errors import Finding
from service.engine.border import as_json
from service.engine.language import Cell, Expression, ExpressionError, compile_cell
from service.engine.language import compile_expression as compiled
from service.engine.language.errors import BadText
from service.engine.source import line_of, local

POLICIES = ("UNIQUE", "FIRST", "COLLECT")
MAX_RULES = 1_000


@dataclass(frozen=True, eq=False)
class Rule:
    id: str
    tests: tuple[Cell, ...]
    results: tuple[Expression | None, ...]


@dataclass(frozen=True, eq=False)
class Decision:
    """A decision table. UNIQUE and FIRST give one row or a row of nulls, COLLECT a list of rows."""

    id: str
    policy: str
    inputs: tuple[Expression, ...]
    outputs: tuple[str, ...]
    rules: tuple[Rule, ...]

    def value(self, data: Mapping[str, Any], functions: Mapping[str, Any]) -> Any:
        """{output: value}; raises ExpressionError, also when UNIQUE finds two rules."""
        values = [expression.value(data, functions) for expression in self.inputs]
        rows = [rule for rule in self.rules if self._holds(rule, values, data, functions)]
        if self.policy == "COLLECT":
            return [self._row(rule, data, functions) for rule in rows]
        if self.policy == "UNIQUE" and len(rows) > 1:
            zh = f"决策表“{self.id}”有两条规则同时成立：{rows[0].id}、{rows[1].id}"
            raise ExpressionError(zh, f"{self.id}: rules {rows[0].id} and {rows[1].id} both hold")
        if not rows:
            return dict.fromkeys(self.outputs)
        return self._row(rows[0], data, functions)

    def _holds(
        self, rule: Rule, values: list[Any], data: Mapping[str, Any], functions: Mapping[str, Any]
    ) -> bool:
        pairs = zip(rule.tests, values, strict=True)
        return all(test.holds(value, data, functions) for test, value in pairs)

    def _row(self, rule: Rule, data: Mapping[str, Any], functions: Mapping[str, Any]) -> Any:
        found = (None if e is None else e.value(data, functions) for e in rule.results)
        return as_json(dict(zip(self.outputs, found, strict=True)))


class DecisionReader:
    """Reads one DMN document, gathering every finding before it gives up."""

    def __init__(self, name: str, root: etree._Element) -> None:
        self.name = name
        self.root = root
        self.findings: list[Finding] = []

    def read(self) -> Decision | None:
        """None when anything is wrong; `findings` says what."""
        decisions = _named(self.root, "decision")
        tables = _named(decisions[0], "decisionTable") if len(decisions) == 1 else []
        if len(tables) != 1:
            zh, en = "一个文件只能有一张决策表", "one file holds one decision table"
            self._find("not_one_table", zh, en, self.root)
            return None
        table, key = tables[0], decisions[0].get("id", "")
        policy = (table.get("hitPolicy") or "UNIQUE").upper()
        if policy not in POLICIES:
            zh = f"命中策略只能是 {'、'.join(POLICIES)}"
            self._find("hit_policy", zh, f"hit policy must be one of {POLICIES}", table)
        inputs = tuple(self._input(node) for node in _named(table, "input"))
        outputs = tuple(self._output(node) for node in _named(table, "output"))
        nodes = _named(table, "rule")
        if not nodes or not outputs or len(nodes) > MAX_RULES:
            zh, en = "决策表没有输出、没有规则，或规则太多", "no output, no rule, or too many rules"
            self._find("table_size", zh, en, table)
        rules = tuple(self._rule(node, len(inputs), len(outputs)) for node in nodes)
        if self.findings:
            return None
        checked = tuple(e for e in inputs if e is not None)
        return Decision(key, policy, checked, outputs, tuple(r for r in rules if r is not None))

    def _input(self, node: etree._Element) -> Expression | None:
        texts = [_text(t) for e in _named(node, "inputExpression") for t in _named(e, "text")]
        return self._expression(texts[0] if texts else "", node)

    def _output(self, node: etree._Element) -> str:
        name = node.get("name") or ""
        if not name.isidentifier():
            self._find("output_name", "输出列要有名字", "the output needs a name", node)
        return name

    def _rule(self, node: etree._Element, inputs: int, outputs: int) -> Rule | None:
        entries, results = _named(node, "inputEntry"), _named(node, "outputEntry")
        if len(entries) != inputs or len(results) != outputs:
            self._find("rule_width", "规则的格数和表头不一致", "cells and columns differ", node)
            return None
        tests = tuple(self._cell(entry) for entry in entries)
        values = tuple(self._expression(_cell_text(r), r, blank=True) for r in results)
        return Rule(node.get("id", "?"), tests, values)

    def _cell(self, node: etree._Element) -> Cell:
        try:
            return compile_cell(_cell_text(node))
        except BadText as bad:
            self._flawed(bad, node)
            return Cell("", None)

    def _expression(
        self, text: str, node: etree._Element, *, blank: bool = False
    ) -> Expression | None:
        if blank and not text.strip():
            return None
        try:
            return compiled(text.strip())
        except BadText as bad:
            self._flawed(bad, node)
            return None

    def _flawed(self, bad: BadText, node: etree._Element) -> None:
        for flaw in bad.flaws:
            zh, en = flaw.shown("zh", bad.text), flaw.shown("en", bad.text)
            self._find("bad_expression", zh, en, node)

    def _find(self, code: str, zh: str, en: str, node: etree._Element) -> None:
        zh, en = f"{self.name}：{zh}", f"{self.name}: {en}"
        finding = Finding(code=code, zh=zh, en=en, element=node.get("id"), line=line_of(node))
        self.findings.append(finding)


def _named(node: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in node if local(child) == name]


def _text(node: etree._Element) -> str:
    return str(node.text or "")


def _cell_text(node: etree._Element) -> str:
    return "".join(_text(child) for child in _named(node, "text"))
