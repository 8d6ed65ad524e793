"""Violations: from a clue to a final finding, and the escalation of a second minor one."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.on_record import alone, changed
from service.casework.openings import Opening
from service.casework.operations.registry import operation
from service.casework.shared import retract_shared, share_violation
from service.casework.work import OpenFollowUp, Work
from service.domain.errors import FieldError, InvalidForm, WrongState
from service.domain.violations import DateKind, Severity, Variants, escalation
from service.store import entities, people, violations

Row = dict[str, Any]


def _change(work: Work, **values: Any) -> Row:
    """Change the case's own event; the row as it is then. Raises WrongState where it has none."""
    found = violations.change_violation(work.connection, work.case.id, **values)
    if found is None:
        raise WrongState(
            reason_zh="本案由两次已生效的轻微违规引起，没有自己的违规事件。",
            reason_en="two final minor violations led to this case; it has no event of its own.",
        )
    changed(work, "violations")
    return found


def answers_of(work: Work, element: str) -> dict[str, Any]:
    """What was last answered at an element of this case, from the engine's data."""
    found: dict[str, Any] = work.data.get(element) or {}
    return found


@operation(
    "violation.register",
    "登记线索",
    "Register the clue",
    "M22",
    outputs=("id", "center", "escalates"),
)
def register(work: Work) -> dict[str, Any]:
    """An event begins; one case, one event (E2 18). Or two minor violations that count again
    bring no new event: their removal is proposed here, once for the pair."""
    clue = answers_of(work, "clue_received")
    if clue.get("escalates"):
        return _escalate(work, list(clue["escalates"]))
    new = {
        "entity_id": work.entity_id,
        "case_id": work.case.id,
        "center_code": work.case.center_code or "",
        "kind": clue.get("kind", "other"),
        "state": "clue",
        "act_day": _day(clue.get("act_on")),
        "found_day": _day(clue.get("received_on")) or work.unit.today,
        "recorded_at": work.now,
    }
    found = violations.add_violation(work.connection, new)
    changed(work, "violations")
    others = _open_for_others(work, clue)
    said = {"zh": "线索已登记。", "en": "The clue is registered."}
    if others:
        said = {
            "zh": f"线索已登记；同一线索另涉及 {others} 个主体，各开一件。",
            "en": f"The clue is registered; it is about {others} more, each in a case of its own.",
        }
    return {"id": found, "center": new["center_code"], "escalates": False, "said": said}


def _escalate(work: Work, ids: list[int]) -> dict[str, Any]:
    if violations.consume_violations(work.connection, ids, work.case.id) != len(ids):
        raise WrongState(
            reason_zh="其中一次轻微违规已用作另一案的升级依据。",
            reason_en="one of the violations was used by another case.",
        )
    said = {
        "zh": "重新计算：一年内两次轻微违规，转入移出取消程序。",
        "en": "Counted again: two minors in a year; removal is to be proposed.",
    }
    center = work.case.center_code or ""
    return {"id": None, "center": center, "escalates": True, "said": said}


def _open_for_others(work: Work, clue: Row) -> int:
    """One clue, several subjects (E5 58): a case for each other one on file; how many.

    Each counts for its own entity; the case it came from is the one it follows.
    """
    known: dict[int, None] = {}
    for row in clue.get("other_subjects") or ():
        found = entities.entity_id_of(work.connection, str(row.get("code") or ""))
        if found is not None and found != work.entity_id:
            known[found] = None
    same = {key: value for key, value in clue.items() if key != "other_subjects"}
    for entity_id in known:
        about = entities.entity_row(work.connection, entity_id)
        center = work.case.center_code
        province = work.case.province if center else about["province"]
        work.effects.append(
            OpenFollowUp(
                process_key="violation_handling",
                about=Opening(entity_id=entity_id, center=center, province=str(province)),
                values=same | {"entity_code": about["code"]},
            )
        )
    return len(known)


@operation(
    "violation.assign",
    "分派线索",
    "Assign the clue",
    "M22",
    inputs=("center",),
    outputs=("id", "center"),
)
def assign(work: Work, center: str) -> dict[str, Any]:
    """The center named verifies; from now on the case is that center's."""
    found = people.organisation_by_code(work.connection, center)
    if found is None or found["kind"] != "center":
        wrong = FieldError(
            field="assigned_center", zh="没有这个保护中心。请从名单里选。", en="No such center."
        )
        raise InvalidForm(fields=(wrong,))
    work.case.center_code = center
    row = _change(work, center_code=center, state="assigned")
    work.tell(center, "clue_assigned", role="violation_officer")
    said = {"zh": f"分派给{found['short_zh']}核实。", "en": f"Assigned to {found['name_en']}."}
    return {"id": row["id"], "center": center, "said": said}


@operation(
    "violation.link_duplicate", "并入已有线索", "Join to an earlier clue", "E2 19", inputs=("of",)
)
def link_duplicate(work: Work, of: str) -> dict[str, Any]:
    """The same event was reported before: it counts once."""
    earlier = violations.violation_by_case_number(work.connection, of or "")
    own = earlier is not None and earlier["case_id"] == work.case.id
    if earlier is None or own or earlier["entity_id"] != work.entity_id:
        wrong = FieldError(
            field="duplicate_of",
            zh="没有这个主体的这件违规案件。核对案号，例如 V33-2026-00012。",
            en="No such violation case of this entity. Check the number.",
        )
        raise InvalidForm(fields=(wrong,))
    row = _change(work, state="duplicate", duplicate_of=earlier["id"])
    retract_shared(work, row["id"], "与另一案件为同一事件，只通报一次")
    return {"said": {"zh": f"并入 {of}，只计一次。", "en": f"Joined to {of}; it counts once."}}


@operation(
    "violation.close",
    "违规办结",
    "Close the violation",
    "M23; domain.md C3",
    inputs=("outcome", "warning_note"),
)
def close(work: Work, outcome: str, warning_note: str | None = None) -> dict[str, Any]:
    """Ends the handling. A plain warning note may remain; it does not count."""
    state = "not_established" if outcome == "not_established" else "closed"
    row = violations.close_violation(work.connection, work.case.id, state)
    if row is not None:
        changed(work, "violations")
    if outcome == "no_removal" and row and row["severity"] == Severity.MINOR:
        share_violation(work, level="minor")  # it escalated, was not removed, and stays a minor one
    words = {
        "not_established": ("不成立，结案。", "Not established; closed."),
        "minor": ("轻微违规，提醒约谈完毕，结案。", "Minor; reminder held; closed."),
        "no_removal": ("不移出、不取消，结案。", "No removal; closed."),
        "removed": ("移出取消执行完毕，结案。", "Removal carried out; closed."),
    }
    zh, en = words.get(outcome, ("结案。", "Closed."))
    if work.case.participants.get("state_defence") or outcome in ("minor", "removed"):
        work.tell(str(work.case.entity_org), f"violation_{outcome}")
    return {"said": {"zh": zh, "en": en, "note": warning_note or ""}}


@operation(
    "violation.end_overturned",
    "认定或决定被撤销，结案",
    "End: the finding or decision fell",
    "domain.md C3, C6",
)
def end_overturned(work: Work) -> dict[str, Any]:
    """An appeal brought down what this case stood on: tasks are taken back, nothing is carried
    out any more. A minor finding that stands goes on counting."""
    if violations.close_violation(work.connection, work.case.id, "closed") is not None:
        changed(work, "violations")
    by = answers_of(work, "finding_overturned").get("by_case", "")
    said = {"zh": f"依据 {by} 的结果，本案结束。", "en": f"Ended by the result of {by}."}
    return {"said": said}


@operation(
    "violation.finalise_minor",
    "轻微违规认定生效",
    "The minor finding is final",
    "M23, M25; 民法典 201, 202",
    outputs=("escalates", "grounds"),
)
def finalise_minor(work: Work) -> dict[str, Any]:
    """Counts one minor violation and looks for another inside the window, at any center.

    The entity is locked: of two finalised at the same second the later sees the earlier, and a
    pair escalates exactly once (E2 26).
    """
    alone(work)
    row = _finalise(work, Severity.MINOR)
    every = violations.violations_of(work.connection, work.entity_id)
    new = next(v for v in every if v.id == row["id"])
    on = work.unit.today
    grounds = escalation(
        every,
        new,
        int(work.rule("violation_window_years")),
        DateKind(work.rule("violation_date")),
        Variants.of(work.rules, on),
    )
    ids = [ground.id for ground in grounds]
    if ids and violations.consume_violations(work.connection, ids, work.case.id) != len(ids):
        raise WrongState(
            reason_zh="前一次轻微违规刚被另一案用作升级依据。请重新打开本任务。",
            reason_en="the earlier violation was just used by another case. Open the task again.",
        )
    changed(work, "violations")
    if not ids:
        share_violation(work, level="minor")  # one that escalates is shared as what is decided
    said = (
        {
            "zh": "一年内第二次轻微违规，转入移出取消程序。",
            "en": "Second minor in a year: escalates.",
        }
        if ids
        else {"zh": "轻微违规，计一次。", "en": "Minor; counts one."}
    )
    return {"escalates": bool(ids), "grounds": ids, "said": said}


@operation(
    "violation.finalise_serious", "严重违规认定", "The finding is serious", "M24; domain.md C3"
)
def finalise_serious(work: Work) -> dict[str, Any]:
    """The center finds the violation serious and proposes removal."""
    _finalise(work, Severity.SERIOUS)
    said = {"zh": "认定为严重违规，提请移出取消。", "en": "Serious; removal is proposed."}
    return {"said": said}


def _finalise(work: Work, severity: Severity) -> Row:
    facts = answers_of(work, "verify_facts")
    final = {
        "severity": severity.value,
        "state": f"final_{severity.value}",
        "verified_day": _day(facts.get("verified_on")) or work.unit.today,
        "final_day": work.unit.today,
        "final_at": work.now,
    }
    acted = _day(facts.get("act_on"))
    return _change(work, **final | ({"act_day": acted} if acted else {}))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
