"""Where each name of the case's data comes from, and where it can already be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.engine.check.names import Scope, shape_of
from service.engine.check.operations import operation_of
from service.engine.check.shapes import (
    ANYTHING,
    Record,
    Rows,
    Shape,
    join,
    joined,
    shape_of_schema,
)
from service.engine.check.subject import Subject
from service.engine.decisions import Decision
from service.engine.diagram import FORM, Diagram, Node, extension
from service.engine.language import compile_expression, compile_script
from service.engine.language.errors import BadText
from service.engine.source import children, text_of

CASE = Record(
    dict.fromkeys(
        (
            "id", "number", "process", "entity_id", "entity_code", "entity_name", "entity_org",
            "subject", "center", "province", "opened_at",
        ),
        ANYTHING,
    )
)  # fmt: skip
Made = tuple[tuple[str, Shape], ...]


@dataclass(frozen=True)
class Reach:
    """At a node: the names that may have been made before it, and those that surely were."""

    may: frozenset[str]
    sure: frozenset[str]


class Data:
    """The names of one process: what makes them, their shapes, and where they are there."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.made: dict[str, Made] = {n.id: tuple(self._made(n)) for n in subject.nodes()}
        self.shapes: dict[str, Shape] = {"case": CASE}
        for made in self.made.values():
            for name, shape in made:
                known = self.shapes.get(name)
                self.shapes[name] = shape if known is None else join(known, shape)
        self._scripts()
        self.reach: dict[str, Reach] = {}
        self._spread(subject.diagram, Reach(frozenset({"case"}), frozenset({"case"})))

    def scope(self, node: Node) -> Scope:
        """What an expression at this node may read."""
        reach = self.reach.get(node.id) or Reach(frozenset(self.shapes), frozenset(self.shapes))
        item = item_of(node)
        shapes = dict(self.shapes)
        own = frozenset[str]()
        if item is not None:
            shapes[item], own = self._item_shape(node), frozenset({item})
        known = self.subject.known
        return Scope(shapes, reach.may | own, reach.sure | own, known.functions, known.rules)

    def _item_shape(self, node: Node) -> Shape:
        try:
            collection = compile_expression(collection_of(node))
        except BadText:
            return ANYTHING
        shape = shape_of(collection.tree, self.shapes)
        return shape.item if isinstance(shape, Rows) else ANYTHING

    def _made(self, node: Node) -> Iterator[tuple[str, Shape]]:
        result = node.properties.get("result") or node.id
        if node.kind == "userTask":
            form = self.subject.form(node.properties.get(FORM))
            shape = ANYTHING if form is None else shape_of_schema(form)
            yield (_output_of(node) or result, Rows(shape)) if node.repeats is not None else (
                result, shape
            )  # fmt: skip
        elif node.kind == "startEvent" and node.trigger is None:
            form = self.subject.form(node.properties.get(FORM))
            yield result, ANYTHING if form is None else shape_of_schema(form)
        elif node.kind == "serviceTask":
            name, _, variable = operation_of(node)
            operation = self.subject.known.operations.get(name)
            if variable:
                yield variable, _record(operation.outputs if operation else ())
        elif node.kind == "businessRuleTask":
            key = text_of(extension(node.xml, "calledDecisionId")).strip()
            yield result, _decided(self.subject.decisions.get(key))
        elif node.trigger == "message":
            yield self.subject.messages.get(node.triggers[0].get("messageRef") or "", ""), ANYTHING

    def _scripts(self) -> None:
        """Names made by scripts, after the others: their shapes may rest on them."""
        for node in self.subject.nodes("scriptTask"):
            made: list[tuple[str, Shape]] = []
            try:
                script = compile_script(text_of(next(iter(children(node.xml, "script")), None)))
            except BadText:
                continue
            for name, expression in script.assignments:
                shape = shape_of(expression.tree, self.shapes)
                known = self.shapes.get(name)
                self.shapes[name] = shape if known is None else join(known, shape)
                made.append((name, shape))
            self.made[node.id] = tuple(made)

    def _spread(self, diagram: Diagram, at_start: Reach) -> Reach:
        """Works out the reach of every node of a diagram; what holds at its ends."""
        every = frozenset(self.shapes)
        host_of = {
            node.id: node.xml.get("attachedToRef") or ""
            for node in diagram.nodes.values()
            if node.kind == "boundaryEvent"
        }
        begin = {n.id for n in diagram.starts()}
        after = {key: Reach(frozenset(), every) for key in diagram.nodes}
        changed = True
        while changed:
            changed = False
            for node in diagram.nodes.values():
                before = at_start if node.id in begin else self._before(node, after, host_of)
                reached = self._after(node, before)
                changed |= (before, reached) != (self.reach.get(node.id), after[node.id])
                self.reach[node.id], after[node.id] = before, reached
        self._spread_event_subprocesses(diagram, at_start)
        ends = [after[n.id] for n in diagram.nodes.values() if n.kind == "endEvent"]
        return _merged(ends, every)

    def _before(self, node: Node, after: Mapping[str, Reach], host_of: Mapping[str, str]) -> Reach:
        if node.id in host_of:
            return self.reach.get(host_of[node.id], Reach(frozenset(), frozenset(self.shapes)))
        arriving = [after[f.source] for f in node.incoming if f.source in after]
        if node.kind == "parallelGateway":
            may = frozenset[str]().union(*(r.may for r in arriving))
            return Reach(may, frozenset[str]().union(*(r.sure for r in arriving)))
        return _merged(arriving, frozenset(self.shapes))

    def _after(self, node: Node, before: Reach) -> Reach:
        if node.body is not None and not node.is_event_subprocess:
            return self._spread(node.body, before)
        own = {name for name, _ in self.made[node.id]}
        return Reach(before.may | own, before.sure | own)

    def _spread_event_subprocesses(self, diagram: Diagram, at_start: Reach) -> None:
        """They begin at any time, so that only what the start made is surely there."""
        for node in diagram.nodes.values():
            if node.is_event_subprocess and node.body is not None:
                sure = set(at_start.sure)
                for start in diagram.starts():
                    sure.update(name for name, _ in self.made[start.id])
                self._spread(node.body, Reach(frozenset(self.shapes), frozenset(sure)))


def _merged(arriving: list[Reach], every: frozenset[str]) -> Reach:
    may = frozenset[str]().union(*(r.may for r in arriving))
    return Reach(may, every.intersection(*(r.sure for r in arriving)) if arriving else every)


def _record(names: object) -> Shape:
    found = list(names) if isinstance(names, tuple | list | set | frozenset) else []
    return Record(dict.fromkeys(found, ANYTHING)) if found else ANYTHING


def _decided(decision: Decision | None) -> Shape:
    if decision is None:
        return ANYTHING
    columns = zip(*(rule.results for rule in decision.rules), strict=True)
    shapes = [joined(shape_of(e.tree, {}) for e in column if e is not None) for column in columns]
    row = Record(dict(zip(decision.outputs, shapes, strict=True)))
    return Rows(row) if decision.policy == "COLLECT" else row


def collection_of(node: Node) -> str:
    found = children(node.repeats, "loopDataInputRef") if node.repeats is not None else []
    return text_of(found[0]).strip() if found else ""


def item_of(node: Node) -> str | None:
    """The name under which one task of a multi-instance task sees its item."""
    if node.repeats is None:
        return None
    found = children(node.repeats, "inputDataItem")
    return (found[0].get("id") if found else None) or "item"


def _output_of(node: Node) -> str:
    found = children(node.repeats, "loopDataOutputRef") if node.repeats is not None else []
    return text_of(found[0]).strip() if found else ""
