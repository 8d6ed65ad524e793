"""The one registry of what a diagram's service tasks may call.

An operation declares its inputs, outputs and the article behind it; it runs inside the case's
transaction, so that a step that is rolled back leaves no trace. `said` in its answer is the line
for the record, in both languages, and does not reach the case's data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.casework.work import CLOCK, Work
from service.domain.errors import Fault

Run = Callable[..., dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Operation:
    name: str
    zh: str
    en: str
    source: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    run: Run


OPERATIONS: dict[str, Operation] = {}


def operation(
    name: str,
    zh: str,
    en: str,
    source: str,
    *,
    inputs: tuple[str, ...] = (),
    outputs: tuple[str, ...] = (),
) -> Callable[[Run], Run]:
    """Enter a function into the registry under the name that diagrams use."""

    def enter(run: Run) -> Run:
        OPERATIONS[name] = Operation(
            name=name, zh=zh, en=en, source=source, inputs=inputs, outputs=outputs, run=run
        )
        return run

    return enter


def call(work: Work, name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Run one operation for a case and note it in the record; what it gives back to the case.

    Raises Fault for a name or input the registry does not know: the check refuses such diagrams.
    """
    found = OPERATIONS.get(name)
    if found is None or set(inputs) - set(found.inputs):
        raise Fault(f"no operation {name!r} with inputs {sorted(inputs)}")
    answer = found.run(work, **inputs)
    said = answer.pop("said", None) or {"zh": found.zh, "en": found.en}
    work.note(f"operation.{name}", "", {"said": said, "source": found.source}, actor=CLOCK)
    return answer
