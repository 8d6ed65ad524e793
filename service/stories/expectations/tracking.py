"""What is asked of tracking: indicators, signs, watch marks, what centers returned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.casework.scanning import years_of
from service.domain.indicators import Span, parts
from service.store import alerts, evaluations
from service.store.tallies import Whose, tally
from service.stories.expectations.registry import (
    Difference,
    Look,
    differs,
    expectation,
    listed,
)


@expectation("indicators")
def indicators(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{indicator: [numerator, denominator]} of the entity, or of a `center`, for a `year`."""
    year = int(wanted.get("year") or look.unit.today.year)
    center = look.scene.org_code(wanted["center"]) if wanted.get("center") else None
    entity_id = None if center else look.scene.entity_id(look.unit, look.scene.entity(look.entity))
    span = Span(first=date(year, 1, 1), last=date(year, 12, 31), as_of=look.unit.today)
    years = years_of(look.unit.rules, look.unit.today, None, center)
    whose = Whose(entity_id=entity_id, center=center)
    found = tally(look.unit.connection, whose, span, years)
    asked = {key: value for key, value in wanted.items() if key not in ("year", "center")}
    said = {key: [_plain(number) for number in parts(found, key)] for key in asked}
    return differs(asked, said)


def _plain(number: Any) -> Any:
    return int(number) if number == int(number) else float(number)


@expectation("signs")
def signs(look: Look, wanted: Any) -> Difference:
    """The signs that the alert was opened for, in any order."""
    rows = alerts.flags_of_case(look.unit.connection, look.mine.id)
    return differs(sorted(listed(wanted)), sorted(row["sign"] for row in rows))


@expectation("watched")
def watched(look: Look, wanted: Any) -> Difference:
    """The last day an entity is marked today; null for no mark."""
    entity_id = look.scene.entity_id(look.unit, look.scene.entity(look.entity))
    rows = alerts.marks_of(look.unit.connection, int(entity_id or 0), look.unit.today)
    found = rows[-1]["last_day"].isoformat() if rows else None
    return differs(str(wanted) if wanted else None, found)


@expectation("returned")
def returned(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{center: {figure: said}} of the newest round; null for a center that was silent."""
    rows = evaluations.newest_figures(look.unit.connection, case_id=look.mine.id)
    asked: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for center, figures in wanted.items():
        code = look.scene.org_code(center)
        mine = [row for row in rows if row["center_code"] == code]
        silent = bool(mine) and all(row["said"] is None for row in mine)
        asked[center] = figures
        held = {row["figure"]: _plain(row["said"]) for row in mine if row["said"] is not None}
        found[center] = None if silent else {name: held.get(name) for name in figures or ()}
    return differs(asked, found)
