"""The precise-service list: a province's draft, its submission, the check, the next version."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.list_checking import check_rows
from service.casework.list_publishing import publish
from service.casework.list_removals import left_out
from service.casework.list_submission import change, submission_of
from service.casework.operations.registry import before, operation
from service.casework.operations.violations import answers_of
from service.casework.refusals import one_wrong
from service.casework.work import Work
from service.domain.errors import FieldError, InvalidForm, WrongState
from service.domain.list_checks import errors_of
from service.domain.periods import ONE_DAY, day_end
from service.domain.roles import Role
from service.store import lists

Row = dict[str, Any]
SHOWN = 20


@operation(
    "list.open_draft", "建立名单草案", "Open the draft", "M02, M37", outputs=("scope", "due_day")
)
def open_draft(work: Work) -> Row:
    """An empty draft: of the whole list in a round, of changes alone between rounds."""
    said = answers_of(work, "compilation_begun")
    found = lists.round_by_id(work.connection, int(said["round"])) if said.get("round") else None
    day = found["due_day"] if found else None
    scope = "full" if found else "changes"
    lists.add_submission(
        work.connection,
        {
            "case_id": work.case.id,
            "round_id": found["id"] if found else None,
            "province": work.case.province,
            "scope": scope,
            "state": "draft",
            "due_day": day,
            "created_at": work.now,
        },
    )
    if found:
        gaps = {"round": found["name"], "round_en": found["name_en"], "day": str(day)}
        work.tell(str(work.case.province), "list_called",
                  role=Role.PROVINCIAL_OFFICER.value, **gaps)  # fmt: skip
    return {"scope": scope, "due_day": str(day) if day else None}


@operation(
    "list.note_overdue", "逾期未报，上报国家局", "Report a list that is overdue", "M37; E7 84"
)
def note_overdue(work: Work) -> Row:
    """The nation learns once that a list did not come; it may still come, late."""
    found = submission_of(work)
    if found["round_id"] is not None and found["late_told_at"] is None:
        change(work, found, late_told_at=work.now)
        for org, role in (("CNIPA", Role.NATIONAL_OFFICER), (str(work.case.province),
                          Role.PROVINCIAL_LEADER)):  # fmt: skip
            work.tell(org, "list_overdue", role=role.value, province=work.case.province,
                      day=str(found["due_day"]))  # fmt: skip
    return {"said": {"zh": "逾期没有报送，已上报。", "en": "Not submitted in time; reported."}}


@operation(
    "list.seal_draft", "核对草案", "Check the draft", "M02-M05; E7 83",
    outputs=("rows", "removals", "turn"),
)  # fmt: skip
def seal_draft(work: Work) -> Row:
    """Refuses a draft with errors; in a round, whoever is left out is proposed for removal."""
    found = submission_of(work)
    rows = lists.rows_of(work.connection, found["id"])
    _refuse_errors(work, found, rows)
    gone = left_out(work, found, rows) if found["scope"] == "full" else []
    lists.add_rows(work.connection, gone)
    count = len(rows) + len(gone)
    if not count:
        raise WrongState(
            reason_zh="名单是空的。先导入或填写主体。",
            reason_en="the list is empty: add rows first.",
        )
    removals = sum(row["operation"] == "remove" for row in [*rows, *gone])
    said = {
        "zh": f"共 {count} 行，其中移出 {removals} 行。",
        "en": f"{count} rows, {removals} of them removals.",
    }
    return {"rows": count, "removals": removals, "turn": found["turn"], "said": said}


def _refuse_errors(work: Work, found: Row, rows: list[Row]) -> None:
    open_rows = [(row["number"], row) for row in rows if row["verdict"] != "rejected"]
    faults = errors_of(check_rows(work.unit, found["province"], open_rows))
    wrong = [
        FieldError(field=f"rows.{f.row}.{f.field}", zh=f"第 {f.row} 行：{f.zh}",
                   en=f"Row {f.row}: {f.en}")
        for f in faults
    ]  # fmt: skip
    wrong += [
        FieldError(field=f"rows.{row['number']}", zh=f"第 {row['number']} 行退回后还没有修改。",
                   en=f"Row {row['number']} was returned and is not changed yet.")
        for row in rows
        if row["verdict"] == "returned"
    ]  # fmt: skip
    if wrong:
        raise InvalidForm(fields=tuple(wrong[:SHOWN]), source="M02-M05")


@operation("list.submit", "报送名单", "Submit the list", "M37; E7 84", outputs=("turn", "is_late"))
def submit(work: Work) -> Row:
    """Handed in at this instant; after the round's day it is late, and taken all the same."""
    found = submission_of(work)
    turn, late = found["turn"] + 1, found["is_late"]
    if turn == 1:
        day = found["due_day"]
        late = day is not None and work.now >= day_end(day)
    count = work.data["sealed"]["rows"]
    values = {"state": "submitted", "turn": turn, "is_late": late}
    values |= {"submitted_at": work.now} if turn == 1 else {}
    change(work, found, **values)
    lists.add_dispatch(
        work.connection,
        {"submission_id": found["id"], "turn": turn, "submitted_at": work.now,
         "is_late": late and turn == 1, "rows": count},
    )  # fmt: skip
    work.tell("CNIPA", "list_submitted", role=Role.NATIONAL_OFFICER.value,
              province=work.case.province, rows=count, late=late)  # fmt: skip
    zh, en = ("，迟报", ", late") if late and turn == 1 else ("", "")
    said = {"zh": f"第 {turn} 次报送，{count} 行{zh}。", "en": f"Submission {turn}{en}."}
    return {"turn": turn, "is_late": late, "said": said}


@before("list.settle_check")
def _check_verdicts(work: Work) -> None:
    """Every row has a verdict, and rows are returned no oftener than the rule allows."""
    found = submission_of(work)
    verdicts = lists.open_verdicts(work.connection, found["id"])
    open_rows = [number for number, verdict in verdicts if verdict is None]
    if open_rows:
        raise WrongState(
            reason_zh=f"还有 {len(open_rows)} 行没有核对，第一行是第 {open_rows[0]} 行。",
            reason_en=f"{len(open_rows)} rows are not checked yet, row {open_rows[0]} first.",
        )
    returned = any(verdict == "returned" for _, verdict in verdicts)
    if returned and found["turn"] > int(work.rule("list_returns")):
        raise WrongState(
            reason_zh="退回的次数已满。这些行改为采纳或不采纳。",
            reason_en="rows were returned as often as they may be: accept or reject them.",
        )


@operation(
    "list.settle_check", "汇总核对结果", "Settle the check", "M01",
    outputs=("accepted", "returned", "rejected"),
)  # fmt: skip
def settle_check(work: Work) -> Row:
    """Keeps every verdict with what it was given on, and says what goes back."""
    found = submission_of(work)
    rows = lists.rows_of(work.connection, found["id"])
    tally = _tally(rows)
    _keep_verdicts(work, found, rows)
    state = "returned" if tally["returned"] else "checked"
    change(work, found, state=state)
    if tally["returned"]:
        work.tell(found["province"], "list_returned", role=Role.PROVINCIAL_OFFICER.value,
                  rows=tally["returned"])  # fmt: skip
    said = {
        "zh": "采纳 {accepted} 行，退回 {returned} 行，不采纳 {rejected} 行。".format(**tally),
        "en": "{accepted} accepted, {returned} returned, {rejected} rejected.".format(**tally),
    }
    return {**tally, "said": said}


def _tally(rows: list[Row]) -> dict[str, int]:
    verdicts = [row["verdict"] for row in rows]
    return {name: verdicts.count(name) for name in ("accepted", "returned", "rejected")}


def _keep_verdicts(work: Work, found: Row, rows: list[Row]) -> None:
    by = (work.case.participants.get("check_rows") or [0])[-1] or None
    lists.add_verdicts(
        work.connection,
        [
            {
                "submission_id": found["id"], "row_id": row["id"], "turn": found["turn"],
                "verdict": row["verdict"], "reason": row["verdict_reason"],
                "said": {str(k): str(v) for k, v in row.items() if v not in (None, "")},
                "given_by": by, "given_at": work.now,
            }
            for row in rows
        ],
    )  # fmt: skip


@operation(
    "list.drop_returned", "不采纳未改的行", "Reject rows not corrected", "M02",
    outputs=("accepted", "returned", "rejected"),
)  # fmt: skip
def drop_returned(work: Work) -> Row:
    """The time for correcting is over: rows that were returned are not taken."""
    found = submission_of(work)
    rows = lists.rows_of(work.connection, found["id"])
    late = [row["id"] for row in rows if row["verdict"] in ("returned", None)]
    lists.judge_rows(work.connection, found["id"], late, "rejected", "逾期没有修改")
    change(work, found, state="checked")
    tally = _tally(lists.rows_of(work.connection, found["id"]))
    work.tell(found["province"], "list_rows_dropped", rows=len(late))
    said = {
        "zh": f"{len(late)} 行逾期没有修改，不采纳。",
        "en": f"{len(late)} rows were not corrected in time and are rejected.",
    }
    return {**tally, "said": said}


@before("list.publish")
def _check_effective(work: Work) -> None:
    if _effective_on(work) < work.unit.today - ONE_DAY * 31:
        raise one_wrong("effective_on", "生效日最多早一个月。", "At most a month ago.")


def _effective_on(work: Work) -> date:
    said_by = answers_of(work, "approve_list")
    return date.fromisoformat(said_by.get("effective_on") or str(work.unit.today))


@operation(
    "list.publish", "生成名单版本", "Make the next version", "M01, M08; part c2",
    outputs=("version", "added", "removed", "changed"),
)  # fmt: skip
def publish_list(work: Work) -> Row:
    """Accepted rows become the next version, from the day the leader named."""
    found = submission_of(work)
    made = publish(work, found, _effective_on(work))
    number = made.version if made else None
    change(work, found, state="listed", version=number)
    counts = ("added", "removed", "changed")
    figures: dict[str, Any] = {name: getattr(made, name) if made else 0 for name in counts}
    work.tell(found["province"], "list_published", **figures | {"version": number})
    zh = f"名单第 {number} 版：新增 {{added}}，移出 {{removed}}，改类别或地区 {{changed}}。"
    en = f"Version {number}: {{added}} added, {{removed}} removed, {{changed}} changed."
    if made is None:
        zh, en = "没有可以列入的行，名单没有变化。", "No row could be listed; the list stays."
    said = {"zh": zh.format(**figures), "en": en.format(**figures)}
    return {"version": number, **figures, "said": said}


@operation("list.close", "名单办结", "Close the list", "M02, M37", inputs=("outcome",))
def close(work: Work, outcome: str) -> Row:
    """The case ends without a version: withdrawn, not submitted, or nothing accepted."""
    found = submission_of(work)
    change(work, found, state=outcome)
    words = {
        "withdrawn": ("省局撤回。", "Withdrawn by the province."),
        "not_submitted": ("本轮结束，没有报送。", "The round was closed; nothing was submitted."),
        "none_accepted": ("没有采纳的行。", "No row was accepted."),
    }
    told = ("CNIPA", Role.NATIONAL_OFFICER) if outcome == "withdrawn" else (
        found["province"], Role.PROVINCIAL_OFFICER)  # fmt: skip
    work.tell(told[0], f"list_{outcome}", role=told[1].value, province=found["province"])
    zh, en = words[outcome]
    return {"said": {"zh": zh, "en": en}}
