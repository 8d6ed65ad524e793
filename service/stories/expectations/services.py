"""What is asked of services: the ledger of a region, a grant, lines of the log."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from service.casework.ledger import figures
from service.store import cross_region, services
from service.store.services import Sought
from service.stories.expectations.registry import (
    Difference,
    Look,
    day_of,
    differs,
    expectation,
    plain,
)


@expectation("ledger")
def ledger(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Figures of the ledger of a region (`of`) on a day (`on`): total, limit, cross, left …"""
    region = look.scene.org_code(wanted["of"])
    said = figures(look.unit, region, day_of(wanted.get("on"))).as_json()
    said |= {f"first_{name}": value for name, value in said["first_category"].items()}
    asked = {name: value for name, value in wanted.items() if name not in ("of", "on")}
    found = {name: said.get(name, "（没有这一项）") for name in asked}
    return differs(
        {k: _exact(v) for k, v in asked.items()}, {k: _exact(v) for k, v in found.items()}
    )


@expectation("granted")
def granted(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the case's grant as stored."""
    row = cross_region.grant_of_case(look.unit.connection, look.mine.id) or {}
    asked = {name: _exact(plain(value)) for name, value in wanted.items()}
    found = {name: _exact(plain(row.get(name))) for name in asked}
    return differs(asked, found)


@expectation("service_log")
def service_log(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """How many lines the entity's log has, by “kind state”."""
    entity_id = look.scene.entity_id(look.unit, look.scene.entity(look.entity))
    rows, _ = services.log(look.unit.connection, Sought(entity_id=entity_id), limit=500)
    found: dict[str, int] = {}
    for row in rows:
        name = f"{row['kind']} {row['state']}"
        found[name] = found.get(name, 0) + 1
    return differs(dict(wanted), {name: found.get(name, 0) for name in wanted})


def _exact(value: Any) -> Any:
    """Figures compare as figures: 2.50 is 2.5."""
    if isinstance(value, bool) or value is None:
        return value
    try:
        return str(Decimal(str(value)).normalize())
    except ArithmeticError:
        return value
