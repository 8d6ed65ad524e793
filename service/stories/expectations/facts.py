"""What is asked of an entity: its standing, filings, violation, and the gate it stood before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.domain.filings import FilingState
from service.domain.standing import standing
from service.store import filings, violations
from service.store import standing as standings
from service.store.record import entries_of
from service.stories.expectations.registry import (
    Difference,
    Look,
    day_of,
    differs,
    expectation,
    listed,
    plain,
)


@expectation("standing")
def standing_of(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the standing of an entity (`of`) on a day (`on`), by what is known now."""
    given = look.scene.entity(wanted.get("of") or look.entity)
    entity_id = look.scene.entity_id(look.unit, given)
    about = standings.entity_by_id(look.unit.connection, entity_id) if entity_id else None
    if about is None:
        return differs(f"{given.name} 在名册", "不在名册")
    day = day_of(wanted.get("on")) or look.unit.today
    facts = standings.facts_of(look.unit.connection, about)
    said = standing(facts, day, look.unit.rules).as_json()
    asked = {key: plain(value) for key, value in wanted.items() if key not in ("of", "on")}
    for name in ("filed_at", "suspended_at", "applying_at"):
        if name in asked:
            asked[name] = sorted(look.scene.org_code(org) for org in listed(asked[name]))
            said[name] = sorted(said[name])
    return differs(asked, {name: said.get(name, "（没有这一项）") for name in asked})


@expectation("minor_count")
def minor_count(look: Look, wanted: Any) -> Difference:
    return standing_of(look, {"minor_count": wanted})


@expectation("filings")
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


@expectation("violation")
def violation(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the case's violation as stored."""
    row = violations.violation_of_case(look.unit.connection, look.mine.id) or {}
    asked = {name: plain(value) for name, value in wanted.items()}
    return differs(asked, {name: plain(row.get(name)) for name in asked})


@expectation("gate")
def gate(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{failed: [checks], warned: [checks]} of the last time the gate was held."""
    lines = entries_of(look.unit.connection, look.mine.chain)
    held = [line["detail"] for line in lines if line["verb"] == "gate.checked"]
    checks = held[-1]["checks"] if held else []
    found = {
        "failed": sorted(c["key"] for c in checks if not c["passed"]),
        "warned": sorted(c["key"] for c in checks if c["warning"]),
    }
    asked = {name: sorted(listed(keys)) for name, keys in wanted.items()}
    return differs(asked, {name: found.get(name) for name in asked})
