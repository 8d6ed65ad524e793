"""What is asked of shared items, digests, agencies and assessments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.domain.periods import civil_day
from service.store import agencies, assessments, digests, shared_pages, sharing
from service.stories.expectations.registry import (
    Difference,
    Look,
    day_of,
    differs,
    expectation,
    listed,
    plain,
)

Row = dict[str, Any]


@expectation("shared")
def shared(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the case's item; also told, answered, silent (organisations), notices (kinds),
    says (words in what was sent last), conceals (words that nothing sent holds)."""
    connection = look.unit.connection
    row = sharing.item_of_case(connection, look.mine.id)
    if row is None:
        return differs(dict(wanted), "没有信息")
    asked, found = {}, {}
    rows = [r for r in sharing.receipts_of(connection, row["id"])
            if r["revision"] == row["revision"]]  # fmt: skip
    sent = sharing.notices_of(connection, row["id"])
    silent = [r["org_code"] for r in rows if r["acknowledged_at"] is None]
    known: Row = {
        "told": len(rows),
        "answered": len(rows) - len(silent),
        "notices": [notice["kind"] for notice in sent],
    }
    for name, value in wanted.items():
        asked[name], found[name] = plain(value), plain(known.get(name, row.get(name)))
        if name == "silent":
            asked[name] = sorted(look.scene.org_code(org) for org in listed(value))
            found[name] = sorted(silent)
        if name == "says":
            last = str(sent[-1]["content"]) if sent else ""
            found[name] = value if value in last else last
        if name == "conceals":
            told = "".join(str(notice["content"]) for notice in sent)
            found[name] = "说出来了" if value in told else value
    return differs(asked, found)


@expectation("got")
def got(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{organisation: the revision it got last, 0 for none}."""
    row = sharing.item_of_case(look.unit.connection, look.mine.id)
    held: dict[str, int] = {}
    for receipt in sharing.receipts_of(look.unit.connection, row["id"]) if row else []:
        held.setdefault(receipt["org_code"], receipt["revision"])
    return differs(dict(wanted), {org: held.get(look.scene.org_code(org), 0) for org in wanted})


@expectation("items_about")
def items_about(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{agency: how many items are on record about it}."""
    found = {}
    for code in wanted:
        row = agencies.agency_by_code(look.unit.connection, str(code))
        rows = shared_pages.items_about_agency(look.unit.connection, row["id"]) if row else []
        found[code] = len(rows)
    return differs(dict(wanted), found)


@expectation("digest")
def digest(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the case's digest and of its counts; `late` whether it was sent after its day."""
    row = digests.digest_of_case(look.unit.connection, look.mine.id) or {}
    counts = (row.get("content") or {}).get("counts", {})
    sent = row.get("sent_at")
    late = civil_day(sent) > row["due_day"] if sent else look.unit.today > row["due_day"]
    known = {**counts, **row, "late": late, "sent": sent is not None}
    asked = {name: plain(value) for name, value in wanted.items()}
    return differs(asked, {name: plain(known.get(name)) for name in asked})


@expectation("agency")
def agency(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{code, center, takes_new_requests, on}: whether a center takes new requests through it."""
    row = agencies.agency_by_code(look.unit.connection, str(wanted["code"]))
    if row is None:
        return differs(dict(wanted), "不在名册")
    center = look.scene.org_code(wanted["center"])
    day = day_of(wanted.get("on")) or look.unit.today
    held = agencies.suspension_on(look.unit.connection, row["id"], center, day)
    return differs(wanted["takes_new_requests"], held is None)


@expectation("assessment")
def assessment(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the case's assessment; `regions`: {office: {band, is_priority, figure: [n, d]}}."""
    row = assessments.assessment_of_case(look.unit.connection, look.mine.id) or {}
    asked: Row = {}
    found: Row = {}
    for name, value in wanted.items():
        if name != "regions":
            asked[name], found[name] = plain(value), plain(row.get(name))
            continue
        for office, fields in value.items():
            code = look.scene.org_code(office)
            region = assessments.region(look.unit.connection, row["id"], code) or {}
            asked[office] = dict(fields)
            found[office] = {key: _of_region(region, key) for key in fields}
    return differs(asked, found)


def _of_region(region: Row, key: str) -> Any:
    """A column, the points of a group or in total, or what a figure counted."""
    if key in region:
        return plain(region[key])
    result = region.get("result") or {}
    if key in ("total", *result.get("groups", {})):
        points = result.get("total") if key == "total" else result["groups"][key]
        return None if points is None else int(points)
    for figure in region.get("figures", ()):
        if figure["key"] == key:
            return [figure["numerator"], figure["denominator"]]
    return None
