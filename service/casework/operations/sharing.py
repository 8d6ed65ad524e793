"""Information sharing: an item from its registration to the closing of its notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework import shared
from service.casework.functions import due_of
from service.casework.operations.registry import operation
from service.casework.work import Work
from service.domain.errors import FieldError, InvalidForm
from service.domain.roles import NATION_CODE
from service.domain.sharing import is_nationwide
from service.store import agencies, cases, sharing, violations

Row = dict[str, Any]


def own_item(work: Work) -> Row:
    found = sharing.item_of_case(work.connection, work.case.id)
    assert found is not None, "share.register comes first in the diagram"
    return found


@operation(
    "share.register",
    "登记信息",
    "Register the item",
    "M32",
    outputs=("id", "level", "province", "center"),
)
def register(work: Work) -> dict[str, Any]:
    """An item begins: of a final finding (once an event), or reported by hand."""
    said = work.data["item_reported"]
    due = due_of(work, f"share_{said['level']}")
    row = {
        "case_id": work.case.id,
        "entity_id": work.case.entity_id,
        "agency_id": _agency_id(work, said),
        "violation_id": _violation_id(work),
        "center_code": work.case.center_code,
        "province": work.case.province,
        "kind": said["kind"],
        "level": said["level"],
        "facts": said["facts"],
        "decision_no": said.get("decision_no") or "",
        "occurred_on": _day(said.get("occurred_on")),
        "verified_on": _day(said.get("verified_on")) or work.unit.today,
        "state": "registered",
        "revision": 0,
        "recorded_at": work.now,
        "report_due_day": due.last_day,
        "report_due_at": due.at,
    }
    found = sharing.add_item(work.connection, row)
    return {
        "id": found,
        "level": said["level"],
        "province": work.case.province,
        "center": work.case.center_code or "",
        "said": {"zh": "信息已登记，等省局核对。", "en": "Registered; the province checks it."},
    }


def _agency_id(work: Work, said: Row) -> int | None:
    if work.case.entity_id is not None:
        return None
    row = agencies.agency_by_code(work.connection, (said.get("agency_code") or "").strip())
    assert row is not None, "the opener has looked"
    return int(row["id"])


def _violation_id(work: Work) -> int | None:
    """The finding it follows from; reported by hand with its case number, it may be known."""
    parent = work.case.parent_id
    row = violations.violation_of_case(work.connection, parent) if parent else None
    number = work.data["item_reported"].get("decision_no") or ""
    if row is None and number:
        row = violations.violation_by_case_number(work.connection, number)
        row = row if row and _is_ours(work, row) else None
    if row is None:
        return None
    known = sharing.item_of_violation(work.connection, row["id"])
    if known is not None or row["duplicate_of"] is not None:
        _refuse_twice(known["number"] if known else number)
    return int(row["id"])


def _is_ours(work: Work, row: Row) -> bool:
    """Found by whoever reports: nobody shares, or keeps from being shared, another's finding."""
    found = cases.case_by_id(work.connection, row["case_id"])
    if found is None or row["entity_id"] != work.case.entity_id:
        return False
    if work.case.center_code is None:
        return found.province == work.case.province
    return found.center_code == work.case.center_code


def _refuse_twice(number: str) -> None:
    wrong = FieldError(
        field="decision_no",
        zh=f"这件违规已有信息，案号 {number}；同一事件只通报一次。",
        en=f"This violation is shared already, case {number}: one event is shared once.",
    )
    raise InvalidForm(fields=(wrong,))


@operation(
    "share.check",
    "登记核对结果",
    "Note the check",
    "M33",
    inputs=("outcome", "facts", "decision_no", "reasons"),
)
def check(
    work: Work,
    outcome: str,
    facts: str | None = None,
    decision_no: str | None = None,
    reasons: str | None = None,
) -> dict[str, Any]:
    """What the province found; the facts it settled are those that will be shared."""
    item = own_item(work)
    if outcome == "return" and not item["center_code"]:
        wrong = FieldError(
            field="outcome",
            zh="这条信息由省局登记，没有中心可以退回。请改选通报或不予通报。",
            en="The office reported this itself; there is no center to send it back to.",
        )
        raise InvalidForm(fields=(wrong,))
    if outcome == "send":
        sharing.change_item(work.connection, item["id"], facts=facts, decision_no=decision_no or "")
    words = {
        "send": ("核对无误，省内通报并报送。", "In order; shared and reported."),
        "return": ("退回中心更正。", "Sent back to the center."),
        "drop": ("不予通报。", "Not to be shared."),
    }
    zh, en = words[outcome]
    return {"said": {"zh": zh, "en": en, "note": reasons or ""}}


@operation(
    "share.update", "登记更正", "Note the correction", "M32", inputs=("facts", "decision_no")
)
def update(work: Work, facts: str, decision_no: str | None = None) -> dict[str, Any]:
    """The center put right what it had reported."""
    item = own_item(work)
    sharing.change_item(work.connection, item["id"], facts=facts, decision_no=decision_no or "")
    return {"said": {"zh": "中心已更正。", "en": "The center corrected it."}}


@operation("share.drop", "不予通报", "Do not share", "M33", inputs=("reasons",))
def drop(work: Work, reasons: str | None = None) -> dict[str, Any]:
    """The item ends unshared; whoever got an earlier revision is told that it fell."""
    item = own_item(work)
    if item["revision"]:
        shared.retract_item(work, item, reasons or "")
    else:
        sharing.change_item(work.connection, item["id"], state="dropped", closed_at=work.now)
    return {"said": {"zh": "不予通报，结束。", "en": "Not shared; ended.", "note": reasons or ""}}


@operation(
    "share.circulate", "省内通报并报送", "Circulate and report", "M31, M33", outputs=("told",)
)
def circulate(work: Work) -> dict[str, Any]:
    """A circular to every center of the region, and the report to the nation."""
    item = own_item(work)
    revision = item["revision"] + 1
    values = {
        "revision": revision,
        "state": "reported",
        "circulated_at": item["circulated_at"] or work.now,
        "reported_at": item["reported_at"] or work.now,
    }
    sharing.change_item(work.connection, item["id"], **values)
    to = sharing.centers_of(work.connection, item["province"])
    told = shared.send(work, item | values, "circular", to)
    work.tell(NATION_CODE, "item_reported", role="national_officer", name=item["subject_name"],
              item=item["id"])  # fmt: skip
    said = {
        "zh": f"通报省内 {told} 个中心，已报送国家局。",
        "en": f"{told} centers of the region told; reported to the nation.",
    }
    return {"told": told, "said": said}


@operation("share.return", "退回省局", "Return to the province", "M34", inputs=("reasons",))
def send_back(work: Work, reasons: str | None = None) -> dict[str, Any]:
    """The nation sends the report back; the circular stays until the next revision."""
    item = own_item(work)
    sharing.change_item(
        work.connection, item["id"], state="circulated", returns=item["returns"] + 1
    )
    work.tell(item["province"], "item_returned", role="provincial_officer",
              name=item["subject_name"], item=item["id"])  # fmt: skip
    return {"said": {"zh": "退回省局核对。", "en": "Sent back.", "note": reasons or ""}}


@operation(
    "share.issue",
    "全国通报",
    "Issue the notice",
    "M34",
    inputs=("reach", "offices", "note"),
    outputs=("national", "told", "outstanding"),
)
def issue(
    work: Work, reach: str, offices: list[str] | None = None, note: str | None = None
) -> dict[str, Any]:
    """To the 32 offices and all centers, to some regions, or to nobody more, on record."""
    item = own_item(work)
    by_rule = is_nationwide(item["level"], str(work.rule("national_notice_levels")))
    national = reach in ("nationwide", "part") or (reach == "by_level" and by_rule)
    told = 0
    if national:
        to = sharing.addressees(work.connection, offices if reach == "part" else None)
        told = shared.send(work, item, "national", to, note=note or "")
    sharing.change_item(
        work.connection,
        item["id"],
        state="national" if national else "recorded",
        accepted_at=work.now,
    )
    left = sharing.count_silent(work.connection, item["id"], item["revision"])
    said = (
        {"zh": f"全国通报，新送达 {told} 个单位。", "en": f"National notice to {told} more."}
        if national
        else {"zh": "接收备查，不向全国通报。", "en": "Accepted and kept on record."}
    )
    return {"national": national, "told": told, "outstanding": left, "said": said}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
