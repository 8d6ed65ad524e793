"""What goes into the engine and what comes out: plain data only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from service.domain.errors import Fault

if TYPE_CHECKING:
    from service.engine.diagram import Flow

T = TypeVar("T")
LATER = "later"


@dataclass(frozen=True)
class Element:
    """One thing drawn in a diagram. `kind` is its BPMN name ("userTask"), `form` a form's key."""

    id: str
    kind: str
    label: str
    lane: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    form: str | None = None

    @property
    def is_later(self) -> bool:
        """Whether this service task is a step, and a transaction, of its own."""
        return self.properties.get(LATER) == "true"


@dataclass(frozen=True)
class Process:
    """A compiled diagram with the decisions and called diagrams it needs; made once, shared.

    `flows` are the drawn arrows, those inside subprocesses too.
    """

    key: str
    label: str
    elements: Mapping[str, Element]
    start_form: str | None
    messages: frozenset[str]
    properties: Mapping[str, str]
    net: Any = field(repr=False, compare=False, default=None)  # the engine's own, nobody else's
    flows: tuple[Flow, ...] = field(repr=False, compare=False, default=())


def _no_operations(name: str, parameters: dict[str, Any]) -> Any:
    raise StepFailed(None, f"没有操作“{name}”", f"there is no operation {name}")


@dataclass(frozen=True)
class Step:
    """The surroundings of one step: the office's clock, what expressions and services may call.

    checks  raises what an operation that is left for later would refuse
    by      plain values that say who takes the step; kept with what is left for later
    """

    now: datetime
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    operations: Callable[[str, dict[str, Any]], Any] = _no_operations
    checks: Callable[[str, dict[str, Any]], None] = lambda name, parameters: None
    by: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.now is None or self.now.tzinfo is None:
            raise ValueError("a step needs an aware now")


@dataclass(frozen=True)
class OpenTask:
    """A task somebody has to do. `data` are the case's, with the item of a multi-instance task."""

    id: str
    element: str
    label: str
    lane: str | None
    form: str | None
    office: str | None
    properties: Mapping[str, str]
    data: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class ArmedTimer:
    """A timer that waits. `task_id` is the task it watches, or its own id when it stands alone.

    `basis` tells how the instant was found ({"key", "last_day", "provisional", …}), or is empty.
    """

    id: str
    task_id: str
    element: str
    due_at: datetime
    basis: Mapping[str, Any]


@dataclass(frozen=True)
class Happened:
    """An element the step passed; `how` is "completed" or "cancelled"."""

    element: str
    kind: str
    label: str
    how: str = "completed"


@dataclass(frozen=True)
class Outcome:
    """Where a case stands after a step. `state` is opaque; `end_event` is set once it ended."""

    state: bytes
    tasks: tuple[OpenTask, ...]
    timers: tuple[ArmedTimer, ...]
    ended: bool
    end_event: str | None
    data: dict[str, Any]
    happened: tuple[Happened, ...] = ()

    def task(self, element: str) -> OpenTask:
        """The first open task of `element`; raises KeyError."""
        return _first((t for t in self.tasks if t.element == element), element)

    def timer(self, element: str) -> ArmedTimer:
        """The first armed timer of `element`; raises KeyError."""
        return _first((t for t in self.timers if t.element == element), element)


def _first(found: Iterable[T], element: str) -> T:
    for one in found:
        return one
    raise KeyError(element)


class StepFailed(Fault):
    """A step could not be taken; nothing has changed. `element` is where, `zh` and `en` why."""

    def __init__(self, element: str | None, zh: str, en: str) -> None:
        self.element = element
        self.zh = zh
        self.en = en
        super().__init__(f"{element}: {en}" if element else en)


class BadState(Fault):
    """A stored state that this process version can not read."""
