"""What the rules look at: the files as read, and what the service knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from inspect import Parameter, signature
from typing import Any, Protocol

from lxml import etree

from service.engine.check.report import Report
from service.engine.decisions import Decision
from service.engine.diagram import Diagram, Flow, Node

FUNCTIONS = frozenset({"limit", "working_days", "at", "rule", "consultee"})
CLOCK = "系统"


class OperationLike(Protocol):
    """What the check needs to know of an operation."""

    @property
    def inputs(self) -> Collection[str]: ...
    @property
    def outputs(self) -> Collection[str]: ...


@dataclass(frozen=True)
class Known:
    """What a diagram may refer to. Forms are JSON Schemas by their key."""

    forms: Mapping[str, Mapping[str, Any]]
    operations: Mapping[str, OperationLike]
    rules: Collection[str]
    roles: Collection[str]
    functions: Collection[str] = FUNCTIONS


@dataclass(frozen=True)
class Subject:
    """One process: its diagram and the decision tables beside it."""

    key: str
    root: etree._Element
    process: etree._Element
    diagram: Diagram
    decisions: Mapping[str, Decision | None]  # None: there, but it can not be read
    known: Known
    messages: Mapping[str, str] = field(default_factory=dict)

    def nodes(self, *kinds: str) -> Iterator[Node]:
        """Every node wherever it stands, or those of these kinds."""
        for _, node in self.diagram.everywhere():
            if not kinds or node.kind in kinds:
                yield node

    def flows(self) -> Iterator[tuple[Diagram, Flow]]:
        for diagram in self.diagrams():
            for flow in diagram.flows:
                yield diagram, flow

    def diagrams(self) -> Iterator[Diagram]:
        """The process and every subprocess."""
        yield self.diagram
        yield from (node.body for node in self.nodes() if node.body is not None)

    def form(self, key: str | None) -> Mapping[str, Any] | None:
        return self.known.forms.get(form_key(key or ""))


Rule = Callable[[Subject, Report], None]


def form_key(text: str) -> str:
    """`admission_review/assess_application.json` and the same without `.json` are one form."""
    return text.removesuffix(".json")


def schema_of(form: Any) -> Mapping[str, Any]:
    """The JSON Schema of a loaded form, or the schema itself."""
    schema = getattr(form, "schema", form)
    return schema if isinstance(schema, Mapping) else {}


def needed_inputs(operation: OperationLike) -> set[str]:
    """The inputs without which the operation can not run."""
    run = getattr(operation, "run", None)
    if run is None:
        return set(operation.inputs)
    optional = {
        name for name, p in signature(run).parameters.items() if p.default is not Parameter.empty
    }
    return set(operation.inputs) - optional


def names_in(text: str) -> list[str]:
    """The entries of a comma list, of either comma."""
    return [name.strip() for name in text.replace("，", ",").split(",") if name.strip()]
