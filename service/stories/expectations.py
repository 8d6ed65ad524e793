"""What a story may expect, and how the house is asked. Each gives (expected, found) or None."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from service import engine
from service.casework.access import scope_of
from service.domain.filings import FilingState
from service.domain.roles import Role, may_see_case, may_see_informant
from service.domain.standing import standing
from service.office import Unit
from service.store import cases, filings, notices, timers, violations, work_items
from service.store import standing as standings
from service.store.cases import Case
from service.store.database import dumps
from service.store.record import entries_of

if TYPE_CHECKING:
    from service.stories.scene import Scene

Row = dict[str, Any]
Difference = tuple[Any, Any] | None


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at the house. `case` is None before there is one."""

    scene: Scene
    unit: Unit
    case: Case | None
    entity: str | None

    @property
    def mine(self) -> Case:
        if self.case is None:
            self.scene.case_id(None)
        assert self.case is not None
        return self.case


def differs(wanted: Any, found: Any) -> Difference:
    return None if wanted == found else (wanted, found)


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


def waiting_at(look: Look, wanted: Any) -> Difference:
    found = [element for element, _ in places(look.unit, look.mine)]
    return differs(sorted(_list(wanted)), found)


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
        element: sorted(look.scene.org_code(org) for org in _list(orgs))
        for element, orgs in wanted.items()
    }
    return differs(named, found)


def ended(look: Look, wanted: Any) -> Difference:
    return differs(wanted, look.mine.status == "ended")


def outcome(look: Look, wanted: Any) -> Difference:
    return differs(wanted, look.mine.outcome)


def standing_of(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the standing of an entity (`of`) on a day (`on`), by what is known now."""
    given = look.scene.entity(wanted.get("of") or look.entity)
    entity_id = look.scene.entity_id(look.unit, given)
    about = standings.entity_by_id(look.unit.connection, entity_id) if entity_id else None
    if about is None:
        return differs(f"{given.name} 在名册", "不在名册")
    day = _day(wanted.get("on")) or look.unit.today
    facts = standings.facts_of(look.unit.connection, about)
    plain = standing(facts, day, look.unit.rules).as_json()
    asked = {key: _plain(value) for key, value in wanted.items() if key not in ("of", "on")}
    for name in ("filed_at", "suspended_at", "applying_at"):
        if name in asked:
            asked[name] = sorted(look.scene.org_code(org) for org in _list(asked[name]))
            plain[name] = sorted(plain[name])
    return differs(asked, {name: plain.get(name, "（没有这一项）") for name in asked})


def minor_count(look: Look, wanted: Any) -> Difference:
    return standing_of(look, {"minor_count": wanted})


def due_day(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{element: last day of its newest task}."""
    return differs({k: _plain(v) for k, v in wanted.items()}, _of_items(look, wanted, "due_day"))


def provisional(look: Look, wanted: Mapping[str, Any]) -> Difference:
    return differs(dict(wanted), _of_items(look, wanted, "is_provisional"))


def rounds(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{element: how many tasks of it there were}."""
    rows = work_items.items_of_case(look.unit.connection, look.mine.id)
    counts = Counter(row["element"] for row in rows)
    return differs(dict(wanted), {element: counts[element] for element in wanted})


def record(look: Look, wanted: Any) -> Difference:
    """Verbs, or words of a line; with a mapping, how often."""
    lines = [
        f"{line['verb']} {line['element']} {line['actor']} {dumps(line['detail'])}"
        for line in entries_of(look.unit.connection, look.mine.chain)
    ]
    if isinstance(wanted, Mapping):
        found = {words: sum(words in line for line in lines) for words in wanted}
        return differs(dict(wanted), found)
    missing = [words for words in _list(wanted) if not any(words in line for line in lines)]
    return (missing, [line.split(" ", 1)[0] for line in lines]) if missing else None


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
        elif any(kind not in counts for kind in _list(kinds)):
            asked[org], found[org] = _list(kinds), sorted(counts)
    return differs(asked, found)


def filing_states(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{center: state of the entity's newest filing there today}, in words or as stored."""
    entity_id = look.scene.entity_id(look.unit, look.scene.entity(look.entity))
    today = look.unit.today
    found: dict[str, FilingState] = {}
    periods = filings.filing_periods(look.unit.connection, entity_id) if entity_id else []
    for period in sorted(periods, key=lambda p: (p.filing_id, p.from_day)):
        if period.retracted_at is None and period.holds_on(today):
            found[period.center] = period.state
    asked, held = {}, {}
    for center, state in wanted.items():
        now = found.get(look.scene.org_code(center), FilingState.NONE)
        asked[center] = state
        held[center] = state if state in (now.value, now.zh) else f"{now.value} {now.zh}"
    return differs(asked, held)


def violation(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the case's violation as stored."""
    row = violations.violation_of_case(look.unit.connection, look.mine.id) or {}
    asked = {name: _plain(value) for name, value in wanted.items()}
    return differs(asked, {name: _plain(row.get(name)) for name in asked})


def gate(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{failed: [checks], warned: [checks]} of the last time the gate was held."""
    lines = entries_of(look.unit.connection, look.mine.chain)
    held = [line["detail"] for line in lines if line["verb"] == "gate.checked"]
    checks = held[-1]["checks"] if held else []
    found = {
        "failed": sorted(c["key"] for c in checks if not c["passed"]),
        "warned": sorted(c["key"] for c in checks if c["warning"]),
    }
    asked = {name: sorted(_list(keys)) for name, keys in wanted.items()}
    return differs(asked, {name: found.get(name) for name in asked})


def data(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{dotted path: value} in the case's data."""
    case = look.mine
    held = engine.view(look.unit.process(case.version_id), case.state).data
    asked = {path: _plain(value) for path, value in wanted.items()}
    return differs(asked, {path: _at(held, path.split(".")) for path in asked})


def live(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{process: how many open cases of it the entity has}."""
    entity_id = look.scene.entity_id(look.unit, look.scene.entity(look.entity)) or 0
    found = {p: len(cases.live_cases(look.unit.connection, entity_id, p)) for p in wanted}
    return differs(dict(wanted), found)


def seen_by(look: Look, wanted: Any) -> Difference:
    return _eyes(look, wanted, may_see_case, True)


def hidden_from(look: Look, wanted: Any) -> Difference:
    return _eyes(look, wanted, may_see_case, False)


def informant_known_to(look: Look, wanted: Any) -> Difference:
    return _eyes(look, wanted, may_see_informant, True)


def informant_hidden_from(look: Look, wanted: Any) -> Difference:
    return _eyes(look, wanted, may_see_informant, False)


def _eyes(look: Look, wanted: Any, may: Callable[..., bool], sees: bool) -> Difference:
    scope = scope_of(look.unit.connection, look.mine)
    others = [name for name in _list(wanted) if may(look.scene.person(name), scope) is not sees]
    return ([], others) if others else None


def _of_items(look: Look, elements: Iterable[str], name: str) -> dict[str, Any]:
    rows = work_items.items_of_case(look.unit.connection, look.mine.id)
    newest = {row["element"]: row for row in rows}
    none = "（没有这项任务）"
    return {e: _plain(newest[e][name]) if e in newest else none for e in elements}


def _at(held: Any, path: list[str]) -> Any:
    for name in path:
        held = held.get(name) if isinstance(held, Mapping) else None
    return _plain(held)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _day(value: Any) -> date | None:
    return value if value is None or isinstance(value, date) else date.fromisoformat(str(value))


EXPECTATIONS: Mapping[str, Callable[[Look, Any], Difference]] = {
    "waiting_at": waiting_at,
    "waiting_for": waiting_for,
    "ended": ended,
    "outcome": outcome,
    "standing": standing_of,
    "minor_count": minor_count,
    "due_day": due_day,
    "provisional": provisional,
    "rounds": rounds,
    "record": record,
    "notices": told,
    "filings": filing_states,
    "violation": violation,
    "gate": gate,
    "data": data,
    "live": live,
    "seen_by": seen_by,
    "hidden_from": hidden_from,
    "informant_known_to": informant_known_to,
    "informant_hidden_from": informant_hidden_from,
}
