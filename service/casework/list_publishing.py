"""Accepted rows become the next version of the list. Source: M01-M05, M26; part c2.

A change of category or of office ends one membership and begins another; other particulars are
said anew in the same stretch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.casework.list_checking import check_rows
from service.casework.listed import Listed, newly_listed, no_longer_listed
from service.casework.work import Work
from service.domain.identity import IdentifierKind
from service.domain.list_checks import errors_of
from service.domain.list_kinds import SUBTYPES
from service.domain.list_rows import squeezed
from service.store import entities, list_versions, listings, lists

Row = dict[str, Any]
KIND_OF_HOST = {
    "research_university": "university",
    "leading_university": "university",
    "national_institute": "research_institute",
}


@dataclass(kw_only=True)
class Publishing:
    """What one submission changes, gathered before it is written."""

    version: int
    on: date
    province: str
    new: list[Row] = field(default_factory=list)
    ended: list[Row] = field(default_factory=list)
    restated: list[tuple[Row, Row]] = field(default_factory=list)
    added: int = 0
    removed: int = 0
    changed: int = 0
    moved_category: set[int] = field(default_factory=set)


def begin_version(work: Work, *, kind: str, on: date, round_id: int | None = None) -> int:
    """The number of a version that this case makes; `finish_version` keeps what it changed."""
    values = {
        "kind": kind,
        "effective_day": on,
        "made_at": work.now,
        "case_id": work.case.id or None,
        "province": work.case.province,
        "round_id": round_id,
    }
    return list_versions.begin_version(work.connection, values)


def publish(work: Work, submission: Row, on: date) -> Publishing | None:
    """Make the next version of the accepted rows that may still be listed; None for no row.

    A row that a ban, an ended filing or another office has overtaken is rejected with the reason.
    """
    rows = [r for r in lists.rows_of(work.connection, submission["id"])
            if r["verdict"] == "accepted"]  # fmt: skip
    rows = _still_right(work, submission, rows)
    if not rows:
        return None
    number = begin_version(work, kind="submission", on=on, round_id=submission["round_id"])
    made = Publishing(version=number, on=on, province=submission["province"])
    hosts = _hosts(work, [row for row in rows if row["operation"] == "put"])
    present = _present(work, set(hosts.values()), rows)
    before = {entity_id for (entity_id, _), held in present.items() if held}
    for row in rows:
        if row["operation"] == "remove":
            _take_off(made, row, present)
        else:
            _put(made, row, hosts[row["code"]], present)
    _write(work, made)
    _tell(work, made, before)
    return made


def _still_right(work: Work, submission: Row, rows: list[Row]) -> list[Row]:
    faults = check_rows(work.unit, submission["province"], [(r["id"], r) for r in rows])
    overtaken = {found.row: found for found in reversed(errors_of(faults))}
    for row_id, found in overtaken.items():
        lists.judge_rows(
            work.connection, submission["id"], [row_id], "rejected", f"列入前复查：{found.zh}"[:500]
        )
    return [row for row in rows if row["id"] not in overtaken]


def _hosts(work: Work, rows: list[Row]) -> dict[str, int]:
    """The entity behind each code; a host that never filed comes on file with its listing."""
    found: dict[str, int] = {}
    for row in rows:
        code = row["code"]
        if code in found:
            continue
        known = entities.entity_id_of(work.connection, code)
        found[code] = _register(work, row) if known is None else known
    return found


def _register(work: Work, row: Row) -> int:
    proof = row["substitute_reason"]
    kind = IdentifierKind.SUBSTITUTE if proof else IdentifierKind.CREDIT_CODE
    about = {
        "code": row["code"],
        "name": row["host_name"] or row["unit_name"],
        "kind": KIND_OF_HOST.get(row["subtype"], "enterprise"),
        "province": work.case.province,
        "city": row["city"],
        "district_code": f"{str(work.case.province)[:2]}0000",
        "address": "",
        "legal_representative": "",
        "contact_phone": row["contact_phone"],
        "profile": {},
    }
    return entities.register(
        work.connection, about, code_kind=kind.value, reason=proof, on=work.unit.today,
        now=work.now,
    )  # fmt: skip


Present = dict[tuple[int, str], Row | None]


def _present(work: Work, ids: set[int], rows: list[Row]) -> Present:
    """The members these rows speak of, by entity and unit."""
    leaving = {row["listing_id"] for row in rows if row["operation"] == "remove"}
    own = list_versions.present_members(work.connection, work.case.province) if leaving else []
    held = {row["id"]: row for row in own}
    held |= {r["id"]: r for r in list_versions.members_of_entities(work.connection, ids)}
    return {(row["entity_id"], _unit(row)): row for row in held.values()}


def _unit(row: Row) -> str:
    return squeezed(row["unit_name"]) if row["is_unit"] else ""


def _take_off(made: Publishing, row: Row, present: Present) -> None:
    found = next(
        (
            held
            for held in present.values()
            if held is not None
            and held["code"] == row["code"]
            and _unit(held) == row["member_unit"]
        ),
        None,
    )
    if found is None:
        return
    made.ended.append(found)
    made.removed += 1
    present[found["entity_id"], _unit(found)] = None


def _put(made: Publishing, row: Row, entity_id: int, present: Present) -> None:
    key = (entity_id, row["member_unit"])
    held = present.get(key)
    said = {
        "host_code": row["code"],
        "unit_name": row["unit_name"],
        "subtype": row["subtype"],
        "row_id": row["id"],
        "is_unit": bool(row["member_unit"]),
    }
    same_place = held is not None and held["office"] == made.province
    if held is not None and same_place and held["category"] == row["category"]:
        made.restated.append((held, said | {"province": made.province}))
        return
    if held is not None:
        made.ended.append(held)
        made.changed += 1
        made.moved_category |= {entity_id} if held["category"] != row["category"] else set()
    else:
        made.added += 1
    made.new.append(
        said
        | {
            "entity_id": entity_id,
            "category": row["category"],
            "from_day": made.on,
            "from_version": made.version,
            "province": made.province,
        }
    )
    present[key] = None


def _write(work: Work, made: Publishing) -> None:
    connection, now = work.connection, work.now
    listings.end_listings(
        connection, made.ended, on=made.on, ended_for="removed_other", case_id=work.case.id,
        now=now, version=made.version,
    )  # fmt: skip
    listings.restate_listings(
        connection, [held for held, _ in made.restated], [said for _, said in made.restated],
        now=now,
    )  # fmt: skip
    stamped = {"recorded_at": now, "case_id": work.case.id}
    listings.add_listings(connection, [row | stamped for row in made.new])
    list_versions.finish_version(
        connection, made.version, added=made.added, removed=made.removed, changed=made.changed
    )


def _tell(work: Work, made: Publishing, before: set[int]) -> None:
    """Whoever came is told, whoever left is told, and what follows the list hears of both."""
    for row in made.new:
        kind = SUBTYPES[row["subtype"]]
        gaps = {"category": row["category"], "unit": row["unit_name"], "subtype": kind.key}
        work.tell(f"E{row['entity_id']}", "listed", version=made.version, day=str(made.on), **gaps)
    staying = {
        row["entity_id"]
        for row in list_versions.members_of_entities(
            work.connection, {row["entity_id"] for row in made.ended}
        )
    }
    for row in made.ended:
        if row["entity_id"] not in staying:
            work.tell(f"E{row['entity_id']}", "delisted", unit=row["unit_name"], day=str(made.on))
            no_longer_listed(work, row["entity_id"])
    newly_listed(
        work.unit,
        (
            Listed(entity_id=row["entity_id"], category=row["category"], from_day=made.on,
                   province=made.province)
            for row in made.new
            if row["entity_id"] not in before or row["entity_id"] in made.moved_category
        ),
    )  # fmt: skip
