"""Rows of a province's list held against what is on file, many at once (M02-M05; E7 83)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from service.domain.list_checks import check_row, check_twice
from service.domain.list_layout import DEFAULT_LAYOUT, ListLayout, read_layout
from service.domain.list_rows import KnownCode, ListContext, RowFault, squeezed
from service.office import Unit
from service.store import list_facts, list_files, list_versions, lists, people

Row = dict[str, Any]
EVERY = 500
Told = Callable[[int, int], None]


def layout_of(unit: Unit) -> ListLayout:
    """The layout that holds now."""
    kept = list_files.newest_layout(unit.connection)
    return read_layout(kept["definition"]) if kept else DEFAULT_LAYOUT


def context_for(unit: Unit, province: str, codes: Iterable[str]) -> ListContext:
    """What rows of this province are checked against today."""
    today, rules = unit.today, unit.rules
    known = list_facts.known_codes(unit.connection, (code for code in codes if code), today)
    centers = people.organisations(unit.connection, "center")
    own = [
        row for row in centers if row["center_kind"] == "protection" and row["province"] == province
    ]
    service = rules.choice("service_without_center", today, province)
    return ListContext(
        province=province,
        today=today,
        known=known,
        centers={
            squeezed(row[name]): row["code"]
            for row in centers
            for name in ("short_zh", "name_zh", "code", "name_en")
        },
        has_center=bool(own),
        needs_filing=rules.flag("third_category_leaves_with_filing", today, province),
        bans_bar_listing=rules.choice("ban_bars", today) in ("both", "listing"),
        serves_without_center=service == "nation_assigns",
        others=_elsewhere(unit, province, known),
    )


def _elsewhere(
    unit: Unit, province: str, known: dict[str, KnownCode]
) -> frozenset[tuple[str, str]]:
    """Members of other offices: handed in, or listed and not moved here."""
    found = lists.keys_handed_in(unit.connection, province)
    codes: dict[int, list[str]] = {}
    for code, about in known.items():
        codes.setdefault(about.entity_id, []).append(code)
    for row in list_versions.members_of_entities(unit.connection, codes):
        if row["office"] != province and row["home"] != province:
            unit_name = squeezed(row["unit_name"]) if row["is_unit"] else ""
            found |= {(code, unit_name) for code in codes[row["entity_id"]]}
    return frozenset(found)


def check_rows(
    unit: Unit,
    province: str,
    rows: Sequence[tuple[int, Row]],
    told: Told = lambda done, of: None,
) -> list[RowFault]:
    """Every fault of these rows, in their order; rows that ask for a removal have none."""
    puts = [(number, row) for number, row in rows if row.get("operation", "put") == "put"]
    context = context_for(unit, province, (row["code"] for _, row in puts))
    found: list[RowFault] = []
    for done, (number, row) in enumerate(puts, start=1):
        found.extend(check_row(number, row, context))
        if done % EVERY == 0:
            told(done, len(puts))
    found.extend(check_twice(puts))
    return sorted(found, key=lambda fault: fault.row)
