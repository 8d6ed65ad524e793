"""Entities on the precise-service list, the totals of a year, and requests on their way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from service.store import cross_region, listings, preexam
from tests.support.town import Entity, Town

PROVINCE = "330000"
OFFICER, LEADER = f"{PROVINCE}.provincial_officer", f"{PROVINCE}.provincial_leader"
APPROVED = {"outcome": "approve", "reasons": "同意。"}


def listed(town: Town, number: int, category: int, filed_at: tuple[str, ...] = ()) -> Entity:
    """An entity on the list since today."""
    entity = town.enter_entity(number, filed_at)
    with town.office.begin() as unit:
        row = {
            "entity_id": entity.id,
            "host_code": entity.code,
            "unit_name": entity.name,
            "category": category,
            "subtype": "",
            "from_day": unit.today,
            "recorded_at": unit.now,
        }
        listings.add_listing(unit.connection, row)
    return entity


def accepted(town: Town, entity: Entity, count: int, center: str = "zhejiang") -> None:
    """So many requests that a center of the province accepted last year."""
    with town.office.begin() as unit:
        row = {
            "center_code": center,
            "province": PROVINCE,
            "entity_id": entity.id,
            "month": date(unit.today.year - 1, 6, 1),
            "kind": "invention",
            "received": count,
            "accepted": count,
            "qualified": count,
            "as_co_applicant": 0,
            "source": "试验",
            "recorded_at": unit.now,
        }
        preexam.put_counts(unit.connection, [row])


def terms(town: Town, units: int, target: str = "hangzhou", days: int = 90) -> dict[str, Any]:
    with town.office.read() as unit:
        today = unit.today
    return {
        "target_center": target,
        "field": "新材料",
        "invention": units,
        "from_on": today.isoformat(),
        "until_on": (today + timedelta(days=days)).isoformat(),
    }


def proposed(town: Town, entity: Entity, units: int, target: str = "hangzhou") -> int:
    """A request that waits for the leader of the province; the case's id."""
    asked = terms(town, units, target)
    said = asked | {"reasons": "领域需要。"}
    case = town.open("cross_region_service", entity.contact, said).case_id
    opinion = asked | {"opinion": "support", "reasons": "领域相符。"}
    town.complete(case, "propose_by_province", OFFICER, **opinion)
    return case


def granted(town: Town, entity: Entity, units: int, target: str = "hangzhou") -> dict[str, Any]:
    """A grant in force, the center still to acknowledge."""
    case = proposed(town, entity, units, target)
    town.complete(case, "decide_by_province", LEADER, **APPROVED)
    with town.office.read() as unit:
        found = cross_region.grant_of_case(unit.connection, case)
    assert found is not None
    return found
