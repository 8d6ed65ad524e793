"""The rows of a province's list as they are shown, with their faults under them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import url_for

from service.casework.list_checking import check_rows
from service.domain.list_rows import RowFault
from service.office import Unit
from service.store import lists
from service.web.list_words import category_words, fault_line, subtype_words, verdict_tag
from service.web.tongue import gettext, pick
from service.web.views_lists import RowLine

Row = dict[str, Any]
Faults = dict[int, list[RowFault]]


def faults_of(unit: Unit, submission: Row, rows: list[Row]) -> Faults:
    """By row number, what is wrong with the rows that are still to be decided."""
    if submission["state"] not in lists.UNDER_WAY:
        return {}
    open_rows = [(r["number"], r) for r in rows if r["verdict"] not in ("accepted", "rejected")]
    found: Faults = defaultdict(list)
    for fault in check_rows(unit, submission["province"], open_rows):
        found[fault.row].append(fault)
    return found


def kind_of(row: Row, faults: Faults) -> str:
    """error, warning or ok: under which tab a row stands while it is compiled."""
    mine = faults.get(row["number"], [])
    if any(not found.is_warning for found in mine) or row["verdict"] == "returned":
        return "error"
    return "warning" if mine else "ok"


def row_line(
    row: Row, number: str, faults: Faults, *, may_edit: bool, is_correcting: bool,
    may_judge: bool, past: dict[int, list[Row]],
) -> RowLine:  # fmt: skip
    editable = may_edit and (not is_correcting or row["verdict"] in ("returned", None))
    at = {"number": number, "row_id": row["id"]}
    is_removal = row["operation"] == "remove"
    return RowLine(
        id=row["id"],
        number=row["number"],
        revision=row["revision"],
        name=row["unit_name"],
        host=row["host_name"],
        code=row["code"],
        href=url_for("web.entity", code=row["code"]),
        category=category_words(row["category"]),
        subtype=subtype_words(row["subtype"]),
        place=row["city"],
        industry=row["industry"],
        filing=row["filing_center"] or ("" if row["is_filed"] is None else _yes(row["is_filed"])),
        filed_on=str(row["filed_on"] or ""),
        evidence=row["evidence"] or row["note"],
        is_removal=is_removal,
        verdict=verdict_tag(row["verdict"]),
        reason=row["verdict_reason"],
        faults=tuple(fault_line(f.as_json()) for f in faults.get(row["number"], [])),
        edit=url_for("web.list_row", **at) if editable and not is_removal else "",
        drop=url_for("web.drop_row", **at) if editable else "",
        judge=may_judge,
        past=tuple(_past(found) for found in past.get(row["id"], [])),
    )


def _past(found: Row) -> str:
    """An earlier verdict: each round is kept."""
    tag = verdict_tag(found["verdict"])
    words = tag.words if tag else found["verdict"]
    turn = gettext("第 %(n)s 次核对", n=found["turn"])
    reason = f"{pick('，', ', ')}{found['reason']}" if found["reason"] else ""
    return f"{turn}{pick('：', ': ')}{words}{reason}"


def _yes(value: bool) -> str:
    return gettext("已备案") if value else gettext("未备案")
