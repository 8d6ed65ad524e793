"""Who is exempt from screening on a day, derived from the facts of that day (M08; Q1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.domain.standing import standing
from service.office import Unit
from service.store import listings
from service.store.standing import entity_by_id, facts_of


@dataclass(frozen=True, kw_only=True)
class Exempt:
    """An entity that is not screened; `since`: when its listing of that day began."""

    entity_id: int
    code: str
    name: str
    province: str
    category: int
    since: date


def exempt_on(unit: Unit, day: date) -> tuple[Exempt, ...]:
    """Every exempt entity on a day, by code; past and future days are answered alike."""
    found = []
    for entity_id, since in listings.listed_on(unit.connection, day).items():
        about = entity_by_id(unit.connection, entity_id)
        assert about is not None
        held = standing(facts_of(unit.connection, about), day, unit.rules)
        if held.exempt_from_screening and held.list_category is not None:
            found.append(
                Exempt(
                    entity_id=entity_id,
                    code=about.code,
                    name=about.name,
                    province=str(about.province),
                    category=held.list_category,
                    since=since,
                )
            )
    return tuple(sorted(found, key=lambda row: row.code))
