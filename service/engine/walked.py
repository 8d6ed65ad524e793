"""Which way a step took: the flows between what it passed and where the case waits after it."""

from __future__ import annotations

from collections.abc import Iterable

from service.engine.model import Outcome, Process

JOIN = "parallelGateway"
TIMED = ("intermediateCatchEvent", "serviceTask")  # where a timer is a place; on an edge it is none


def way_of(process: Process, before: Outcome | None, after: Outcome) -> dict[str, list[str]]:
    """{"passed": element ids in order, "flows": flow ids} of the step from `before` to `after`."""
    passed = [one.element for one in after.happened if one.how == "completed"]
    reached = [one for one in _waiting(process, after) if one not in _waiting(process, before)]
    return {"passed": passed, "flows": flows_between(process, passed, reached)}


def flows_between(process: Process, passed: list[str], reached: Iterable[str]) -> list[str]:
    """Each element was reached from the latest passed before it; a join from all its sides."""
    found: list[str] = []
    for place, element in enumerate([*passed, *reached]):
        earlier = {name: at for at, name in enumerate(passed[:place])}
        coming = [flow for flow in process.flows if flow.target == element]
        if process.elements[element].kind == JOIN and len(coming) > 1:
            found += [flow.id for flow in coming]
            continue
        here = [flow for flow in coming if flow.source in earlier]
        if here:
            found.append(max(here, key=lambda flow: earlier[flow.source]).id)
    return list(dict.fromkeys(found))


def _waiting(process: Process, outcome: Outcome | None) -> list[str]:
    """Tasks, events and steps left for later, at which the case waits."""
    if outcome is None:
        return []
    timers = [timer.element for timer in outcome.timers]
    events = [name for name in timers if process.elements[name].kind in TIMED]
    return [task.element for task in outcome.tasks] + events
