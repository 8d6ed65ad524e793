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
_CHECKS: dict[str, Callable[..., None]] = {}


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


def before(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter a function that raises what the operation would refuse, given the same inputs.

    It is asked at the head of the operation; where a diagram leaves that for later, it is asked
    while the task is completed, too.
    """

    def enter(check: Callable[..., None]) -> Callable[..., None]:
        _CHECKS[name] = check
        return check

    return enter


def check_before(work: Work, name: str, inputs: Mapping[str, Any]) -> None:
    """Raises what the operation would refuse now."""
    check = _CHECKS.get(name)
    if check is not None:
        check(work, **inputs)


def call(work: Work, name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Run one operation for a case and note it in the record; what it gives back to the case.

    Raises Fault for a name or input the registry does not know: the check refuses such diagrams.
    """
    found = OPERATIONS.get(name)
    if found is None or set(inputs) - set(found.inputs):
        raise Fault(f"no operation {name!r} with inputs {sorted(inputs)}")
    check_before(work, name, inputs)
    answer = found.run(work, **inputs)
    said = answer.pop("said", None) or {"zh": found.zh, "en": found.en}
    work.note(f"operation.{name}", "", {"said": said, "source": found.source}, actor=CLOCK)
    return answer
