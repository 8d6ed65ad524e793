"""Which elements of the diagrams were really passed, and which conditional flows were taken.

The engine itself tells what each step passed (Office.watch); a step that was refused is not
counted. The flow taken out of an exclusive gateway is the one to the element that came next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service.engine import Outcome, Process


@dataclass(kw_only=True)
class Coverage:
    """Elements and flows by process key."""

    elements: dict[str, set[str]] = field(default_factory=dict)
    flows: dict[str, set[str]] = field(default_factory=dict)

    def add(self, process: Process, step: Outcome) -> None:
        """One step: what it passed, and where the case waits after it."""
        passed = [one.element for one in step.happened if one.how == "completed"]
        waiting = [task.element for task in step.tasks]
        waiting += [timer.element for timer in step.timers]
        self.elements.setdefault(process.key, set()).update(passed)
        taken = self.flows.setdefault(process.key, set())
        for place, element in enumerate(passed):
            if process.elements[element].kind == "exclusiveGateway":
                after = [*passed[place + 1 :], *waiting]
                ways = {f.target: f.id for f in process.flows if f.source == element}
                taken.update(ways[to] for to in next_of(after, ways))

    def join(self, other: Coverage) -> None:
        for mine, theirs in ((self.elements, other.elements), (self.flows, other.flows)):
            for key, found in theirs.items():
                mine.setdefault(key, set()).update(found)

    def missing(self, processes: Mapping[str, Process]) -> list[tuple[str, str, str]]:
        """(process, id, label) of what no story visits; flows only out of exclusive gateways."""
        found = []
        for key, process in processes.items():
            seen, taken = self.elements.get(key, set()), self.flows.get(key, set())
            for element in process.elements.values():
                if element.id not in seen:
                    found.append((key, element.id, element.label))
            for flow in process.flows:
                source = process.elements[flow.source]
                if source.kind == "exclusiveGateway" and flow.id not in taken:
                    found.append((key, flow.id, f"{source.label}{flow.label}"))
        return found


def next_of(after: Iterable[str], ways: Mapping[str, str]) -> list[str]:
    """The first element behind a gateway that is one of its targets."""
    return next(([element] for element in after if element in ways), [])
