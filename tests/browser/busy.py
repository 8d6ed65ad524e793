"""A town where every post has something to do: a case waiting at nearly every step."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from tests.support import violations
from tests.support.admissions import ASSESSED, application, decided
from tests.support.databases import TEMPLATES
from tests.support.town import Entity, Town, build

INTAKE = "zhejiang.intake_officer"
CORRECTION = {
    "outcome": "correction",
    "missing_items": [{"item": "营业执照", "problem": "没有上传"}],
    "notice_text": "请补交营业执照副本。",
}


def build_busy(url: str) -> None:
    """One template a session."""
    build(url)
    with tempfile.TemporaryDirectory() as folder:
        town = Town(url, Path(folder))
        numbers = count(1)
        _removals(town, numbers)
        _admissions(town, numbers)
        _clues(town, numbers)
        town.close()


NAME = "busy"
TEMPLATES[NAME] = build_busy


def _filed(town: Town, numbers: count[int]) -> Entity:
    return town.enter_entity(next(numbers), ("zhejiang",))


def _removals(town: Town, numbers: count[int]) -> None:
    """E1 removed and banned, E2 to be heard, E3 before the province, E4 before the nation."""
    violations.removed(town, _filed(town, numbers))
    violations.proposed(town, _filed(town, numbers))
    heard = _filed(town, numbers)
    case = violations.proposed(town, heard)
    town.complete(case, "state_on_removal", heard.contact, **violations.ACCEPTED)
    violations.agreed(town, _filed(town, numbers))


def _admissions(town: Town, numbers: count[int]) -> None:
    """E5 at the nation, E6 fresh, E7 to correct, E8 asked about, E9 to assess, E10 to decide."""
    decided(town, town.enter_entity(next(numbers)), "zhejiang")
    _applied(town, numbers)
    case = _applied(town, numbers)
    town.complete(case, "check_completeness", INTAKE, **CORRECTION)
    case = _applied(town, numbers)
    town.complete(case, "check_completeness", INTAKE, outcome="complete")
    _consulted(town, numbers)
    case = _consulted(town, numbers)
    town.complete(case, "assess_application", "zhejiang.reviewer", **ASSESSED)


def _applied(town: Town, numbers: count[int]) -> int:
    entity = town.enter_entity(next(numbers))
    values = application(entity.code, entity.name, "zhejiang")
    return town.open("admission_review", INTAKE, values).case_id


def _consulted(town: Town, numbers: count[int]) -> int:
    case = _applied(town, numbers)
    town.complete(case, "check_completeness", INTAKE, outcome="complete")
    for name in ("industry", "development"):
        town.complete(case, f"ask_{name}", f"330000-{name}.consultee", opinion="support")
    return case


def _clues(town: Town, numbers: count[int]) -> None:
    """E11 to be assigned, E12 to be verified, E13 to be judged, E14 to be concluded."""
    told = violations.CLUE | {"channel": "petition", "entity_code": _filed(town, numbers).code}
    town.open("violation_handling", "330000.provincial_officer", told)
    seen = violations.CLUE | {"entity_code": _filed(town, numbers).code}
    town.open("violation_handling", "zhejiang.violation_officer", seen)
    violations.verified(town, _filed(town, numbers))
    violations.heard(town, _filed(town, numbers), "zhejiang")
