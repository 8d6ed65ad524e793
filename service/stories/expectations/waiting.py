"""What is asked of a case: where it waits, its tasks, record, notices, data, and who sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from service import engine
from service.casework.access import scope_of
from service.domain.roles import Role, may_see_case, may_see_informant
from service.office import Unit
from service.store import cases, notices, timers, work_items
from service.store.cases import Case
from service.store.database import dumps
from service.store.record import entries_of
from service.stories.expectations.registry import (
    Difference,
    Look,
    Row,
    differs,
    expectation,
    listed,
    plain,
)


def places(unit: Unit, case: Case) -> list[tuple[str, str]]:
    """(element, label) where a case waits: open tasks, and events that wait for time."""
    waiting = {
        item["element"]: item["label"]
        for item in work_items.items_of_case(unit.connection, case.id)
        if item["state"] == "open"
    }
    elements = unit.process(case.version_id).elements
    for row in timers.timers_of_case(unit.connection, case.id):
        element = elements.get(row["element"])
        if row["kind"] == "engine" and element and element.kind != "boundaryEvent":
            waiting[element.id] = element.label
    return sorted(waiting.items())


@expectation("waiting_at")
def waiting_at(look: Look, wanted: Any) -> Difference:
    found = [element for element, _ in places(look.unit, look.mine)]
    return differs(sorted(listed(wanted)), found)


@expectation("waiting_for")
def waiting_for(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{element: [organisations that have an open task there]}."""
    rows = work_items.items_of_case(look.unit.connection, look.mine.id)
    found = {
        element: sorted(
            r["org_code"] for r in rows if r["element"] == element and r["state"] == "open"
        )
        for element in wanted
    }
    named = {
        element: sorted(look.scene.org_code(org) for org in listed(orgs))
        for element, orgs in wanted.items()
    }
    return differs(named, found)


@expectation("ended")
def ended(look: Look, wanted: Any) -> Difference:
    return differs(wanted, look.mine.status == "ended")


@expectation("outcome")
def outcome(look: Look, wanted: Any) -> Difference:
    return differs(wanted, look.mine.outcome)


@expectation("due_day")
def due_day(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{element: last day of its newest task}."""
    return differs({k: plain(v) for k, v in wanted.items()}, _of_items(look, wanted, "due_day"))


@expectation("provisional")
def provisional(look: Look, wanted: Mapping[str, Any]) -> Difference:
    return differs(dict(wanted), _of_items(look, wanted, "is_provisional"))


@expectation("rounds")
def rounds(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{element: how many tasks of it there were}."""
    rows = work_items.items_of_case(look.unit.connection, look.mine.id)
    counts = Counter(row["element"] for row in rows)
    return differs(dict(wanted), {element: counts[element] for element in wanted})


@expectation("record")
def record(look: Look, wanted: Any) -> Difference:
    """Verbs, or words of a line; with a mapping, how often."""
    lines = [
        f"{line['verb']} {line['element']} {line['actor']} {dumps(line['detail'])}"
        for line in entries_of(look.unit.connection, look.mine.chain)
    ]
    if isinstance(wanted, Mapping):
        found = {words: sum(words in line for line in lines) for words in wanted}
        return differs(dict(wanted), found)
    missing = [words for words in listed(wanted) if not any(words in line for line in lines)]
    return (missing, [line.split(" ", 1)[0] for line in lines]) if missing else None


@expectation("notices")
def told(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{organisation: [kinds of notice]}, or {organisation: {kind: how often}}, in this case."""
    asked: Row = {}
    found: Row = {}
    for org, kinds in wanted.items():
        code = look.scene.org_code(org)
        posts = [(code, role.value) for role in Role]
        rows = notices.notices_for(look.unit.connection, posts, limit=1000)
        counts = Counter(row["kind"] for row in rows if row["case_id"] == look.mine.id)
        if isinstance(kinds, Mapping):
            asked[org], found[org] = dict(kinds), {kind: counts[kind] for kind in kinds}
        elif any(kind not in counts for kind in listed(kinds)):
            asked[org], found[org] = listed(kinds), sorted(counts)
    return differs(asked, found)


@expectation("data")
def data(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{dotted path: value} in the case's data."""
    case = look.mine
    held = engine.view(look.unit.process(case.version_id), case.state).data
    asked = {path: plain(value) for path, value in wanted.items()}
    return differs(asked, {path: _at(held, path.split(".")) for path in asked})


def _of_items(look: Look, elements: Iterable[str], name: str) -> dict[str, Any]:
    rows = work_items.items_of_case(look.unit.connection, look.mine.id)
    newest = {row["element"]: row for row in rows}
    none = "（没有这项任务）"
    return {e: plain(newest[e][name]) if e in newest else none for e in elements}


def _at(held: Any, path: list[str]) -> Any:
    for name in path:
        held = held.get(name) if isinstance(held, Mapping) else None
    return plain(held)


@expectation("live")
def live(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{process: how many open cases of it the entity has}."""
    entity_id = look.scene.entity_id(look.unit, look.scene.entity(look.entity)) or 0
    found = {p: len(cases.live_cases(look.unit.connection, entity_id, p)) for p in wanted}
    return differs(dict(wanted), found)


@expectation("seen_by")
def seen_by(look: Look, wanted: Any) -> Difference:
    return _eyes(look, wanted, may_see_case, True)


@expectation("hidden_from")
def hidden_from(look: Look, wanted: Any) -> Difference:
    return _eyes(look, wanted, may_see_case, False)


@expectation("informant_known_to")
def informant_known_to(look: Look, wanted: Any) -> Difference:
    return _eyes(look, wanted, may_see_informant, True)


@expectation("informant_hidden_from")
def informant_hidden_from(look: Look, wanted: Any) -> Difference:
    return _eyes(look, wanted, may_see_informant, False)


def _eyes(look: Look, wanted: Any, may: Callable[..., bool], sees: bool) -> Difference:
    scope = scope_of(look.unit.connection, look.mine)
    others = [name for name in listed(wanted) if may(look.scene.person(name), scope) is not sees]
    return ([], others) if others else None
