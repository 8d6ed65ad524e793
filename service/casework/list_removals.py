"""Rows that propose to take a member off the list: named, or simply not submitted any more."""

from __future__ import annotations

from typing import Any

from service.casework.work import Work
from service.domain.list_rows import squeezed
from service.store import list_versions

Row = dict[str, Any]


def left_out(work: Work, found: Row, rows: list[Row]) -> list[Row]:
    """Members of the office's list that the draft does not name."""
    named = {(row["code"], row["member_unit"]) for row in rows}
    number = max((row["number"] for row in rows), default=0)
    made = []
    for member in list_versions.present_members(work.connection, found["province"]):
        unit = squeezed(member["unit_name"]) if member["is_unit"] else ""
        if {(member["code"], unit), (member["host_code"], unit)} & named:
            continue
        number += 1
        made.append(removal_row(work, found, member, number))
    return made


def removal_row(work: Work, found: Row, member: Row, number: int, reason: str = "") -> Row:
    """The row that proposes to take a member off the list."""
    return {
        "submission_id": found["id"],
        "number": number,
        "operation": "remove",
        "code": member["code"],
        "unit_name": member["unit_name"],
        "host_name": member["entity_name"] if member["is_unit"] else "",
        "member_unit": squeezed(member["unit_name"]) if member["is_unit"] else "",
        "category": member["category"],
        "subtype": member["subtype"],
        "note": reason or "本轮没有再报送",
        "listing_id": member["id"],
        "changed_at": work.now,
    }
