"""Who serves an entity: its home center, else one of its province, else the provincial office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.domain.errors import NotFound
from service.domain.rules import Rules
from service.domain.services import ProviderLevel, ServiceKind
from service.domain.standing import Standing, standing
from service.office import Unit
from service.store import entities, people
from service.store.standing import entity_by_id, facts_of

NATION = "CNIPA"


@dataclass(frozen=True, kw_only=True)
class Provider:
    """The organisation that gives a service or makes a contact."""

    level: ProviderLevel
    code: str


def standing_today(unit: Unit, entity_id: int, rules: Rules | None = None) -> Standing:
    """How the entity stands today. Raises NotFound for an unknown one."""
    about = entity_by_id(unit.connection, entity_id)
    if about is None:
        raise NotFound(what_zh="这个主体", what_en="such entity")
    return standing(facts_of(unit.connection, about), unit.today, rules or unit.rules)


def home_province(unit: Unit, entity_id: int) -> str:
    return str(entities.entity_row(unit.connection, entity_id)["province"])


def protection_centers(unit: Unit, province: str) -> list[dict[str, Any]]:
    """The protection centers of a province, in the order of their codes."""
    return [
        row
        for row in people.organisations(unit.connection, "center")
        if row["center_kind"] == "protection" and row["province"] == province
    ]


def home_center(held: Standing) -> str | None:
    """The center that holds the entity's oldest filing in force."""
    return held.filed_at[0] if held.filed_at else None


def who_contacts(
    unit: Unit, entity_id: int, held: Standing, rules: Rules, present: str | None = None
) -> Provider:
    """M07: the center that holds the filing; else a center of the city or province, by the rule
    `contact_center`; else the provincial office.

    present  the center that has contacted so far: it stays while the entity is filed there
    """
    home = present if present in held.filed_at else home_center(held)
    province = home_province(unit, entity_id)
    if home is None and rules.choice("contact_center", unit.today, province) != "province":
        home = _nearest(unit, entity_id, province)
    if home is None:
        return Provider(level=ProviderLevel.AT_PROVINCE, code=province)
    return Provider(level=ProviderLevel.AT_CENTER, code=home)


def _nearest(unit: Unit, entity_id: int, province: str) -> str | None:
    """A center of the entity's city, else the first of its province."""
    city = entities.entity_row(unit.connection, entity_id)["city"]
    centers = protection_centers(unit, province)
    there = [row for row in centers if city and row["city_zh"] == city]
    found = there or centers
    return str(found[0]["code"]) if found else None


def who_provides(
    unit: Unit, entity_id: int, held: Standing, kind: ServiceKind, wanted: str | None = None
) -> Provider | None:
    """Who gives this kind of service; None where there is no center that could (Q16).

    wanted  the center that was asked for: one where the entity is filed, or of its province
    """
    if kind.level is ProviderLevel.AT_NATION:
        return Provider(level=kind.level, code=NATION)
    province = home_province(unit, entity_id)
    if kind.level is ProviderLevel.AT_PROVINCE:
        return Provider(level=kind.level, code=province)
    near = {row["code"] for row in protection_centers(unit, province)}
    if wanted in near | set(held.filed_at):
        return Provider(level=kind.level, code=str(wanted))
    home = home_center(held) or _nearest(unit, entity_id, province)
    return Provider(level=kind.level, code=home) if home else None
