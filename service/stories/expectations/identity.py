"""What is asked of identity: who is found, where an entity was, what a request is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.casework.preexam_check import check_request
from service.domain.roles import Actor
from service.store import entities, signs
from service.store import standing as standings
from service.stories.expectations.registry import Difference, Look, day_of, differs, expectation


@expectation("found")
def found(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{words: the present names of the entities they find}."""
    asked = {words: sorted(names) for words, names in wanted.items()}
    held = {}
    for words in asked:
        rows, _ = entities.search(look.unit.connection, words)
        held[words] = sorted(row["name"] for row in rows)
    return differs(asked, held)


@expectation("home")
def home(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{day: the office of the entity's home that day}."""
    given = look.scene.entity(look.entity)
    entity_id = look.scene.entity_id(look.unit, given)
    about = standings.entity_by_id(look.unit.connection, entity_id) if entity_id else None
    if about is None:
        return differs(f"{given.name} 在名册", "不在名册")
    facts = standings.facts_of(look.unit.connection, about)
    asked = {str(day): look.scene.directory.province_of(name) for day, name in wanted.items()}
    held = {}
    for day in asked:
        known = day_of(day)
        held[day] = facts.province_on(known) if known else None
    return differs(asked, held)


@expectation("hints")
def hints(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{entity: the signs it shares with banned ones}."""
    asked, held = {}, {}
    for name, kinds in wanted.items():
        entity_id = look.scene.entity_id(look.unit, look.scene.entity(name))
        asked[name] = sorted(kinds)
        rows = (
            signs.banned_twins(look.unit.connection, [entity_id], look.unit.today)
            if entity_id
            else []
        )
        held[name] = sorted({row["kind"] for row in rows})
    return differs(asked, held)


@expectation("request")
def request(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{applicants: [first, …], center, verdict, each: [verdicts]}: as an officer is told."""
    center = look.scene.directory.organisation(wanted["center"], "center")
    officer = Actor(person_id=0, login="", name="")  # no entity: that is all that is asked
    codes = [look.scene.entity(name).code for name in wanted["applicants"]]
    said = check_request(look.unit, officer, codes, center, day_of(wanted.get("on")))
    held = {"verdict": said.verdict.value, "each": [a.verdict.value for a in said.applicants]}
    asked = {key: wanted[key] for key in held if key in wanted}
    return differs(asked, {key: held[key] for key in asked})
