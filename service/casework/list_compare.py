"""A province's rows beside its part of the present list: what is new, gone, changed, the same."""

from __future__ import annotations

from typing import Any

from service.domain.list_checks import changed_fields
from service.domain.list_rows import squeezed
from service.office import Unit
from service.store import list_versions

Row = dict[str, Any]
KINDS = ("new", "removed", "category", "other", "same")


def compare(unit: Unit, submission: Row, rows: list[Row]) -> dict[str, int]:
    """How many rows are of each of KINDS; of a whole list, who is left out counts as removed."""
    members = list_versions.present_members(unit.connection, submission["province"])
    held = {(row["code"], _unit(row)): row for row in members}
    found = dict.fromkeys(KINDS, 0)
    named = set()
    for row in rows:
        key = (row["code"], row["member_unit"])
        named.add(key)
        found[_kind(row, held.get(key))] += 1
    if submission["scope"] == "full" and submission["state"] == "draft":
        found["removed"] += sum(key not in named for key in held)
    return found


def _kind(row: Row, before: Row | None) -> str:
    if row["operation"] == "remove":
        return "removed"
    if before is None:
        return "new"
    if before["category"] != row["category"]:
        return "category"
    host = {
        "host_name": before["host_name"] or (before["entity_name"] if before["is_unit"] else "")
    }
    return "other" if changed_fields(before | host, row) else "same"


def _unit(row: Row) -> str:
    return squeezed(row["unit_name"]) if row["is_unit"] else ""
