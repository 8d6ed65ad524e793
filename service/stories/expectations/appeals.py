"""What was known when: answers of an entity's page for a day, and its appeals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from service.domain.periods import SHANGHAI
from service.domain.standing import standing
from service.store import standing as standings
from service.store.appeals import appeal_of_case
from service.stories.expectations.registry import (
    Difference,
    Look,
    day_of,
    differs,
    expectation,
    plain,
)


@expectation("known")
def known(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the standing on a day (`on`) as the record had it at the end of a day
    (`known_at`); `says` maps an answer of the page to words in it."""
    given = look.scene.entity(wanted.get("of") or look.entity)
    entity_id = look.scene.entity_id(look.unit, given)
    about = standings.entity_by_id(look.unit.connection, entity_id) if entity_id else None
    if about is None:
        return differs(f"{given.name} 在名册", "不在名册")
    day, until = day_of(wanted.get("on")), day_of(wanted.get("known_at"))
    instant = datetime.combine(until, time(23, 59, 59), SHANGHAI) if until else None
    facts = standings.facts_of(look.unit.connection, about)
    said = standing(facts, day or look.unit.today, look.unit.rules, instant)
    answers = {a.key: f"{a.answer.zh} {a.detail.zh}" for a in said.answers}
    missing = {
        key: answers.get(key)
        for key, words in (wanted.get("says") or {}).items()
        if words not in answers.get(key, "")
    }
    if missing:
        return differs(wanted["says"], missing)
    names = {name for name in wanted if name not in ("of", "on", "known_at", "says")}
    held = said.as_json()
    asked = {name: plain(wanted[name]) for name in names}
    for name in names & {"filed_at", "suspended_at", "applying_at"}:
        asked[name] = sorted(look.scene.org_code(org) for org in asked[name])
        held[name] = sorted(held[name])
    return differs(asked, {name: held.get(name) for name in names})


@expectation("appeal")
def appeal(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the case's appeal as stored."""
    row = appeal_of_case(look.unit.connection, look.mine.id) or {}
    asked = {name: plain(value) for name, value in wanted.items()}
    return differs(asked, {name: plain(row.get(name)) for name in asked})
