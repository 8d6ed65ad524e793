"""What an appeal brings: rejected, or upheld with all its consequences, in one transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.appealing import Against, wrong
from service.casework.operations.appeals import (
    DECIDING,
    answered,
    carries_removal,
    close,
    note_who_judged,
    own_appeal,
    target_now,
)
from service.casework.operations.registry import before, operation
from service.casework.operations.violations import answers_of
from service.casework.reopening import reopen_application
from service.casework.undoing import Undoing
from service.casework.work import SendMessage, Work
from service.domain.appeals import ORIGINAL, RELIEFS, Relief, Target
from service.domain.errors import SeparationOfDuties, WrongState
from service.domain.limits import due
from service.domain.periods import civil_day
from service.store import appeals, cases, sanctions, violations

Row = dict[str, Any]


@before("appeal.reject")
def _check_rejection(work: Work) -> None:
    check_decision(work, answered(work, DECIDING), target_now(work))


@operation("appeal.reject", "驳回异议", "Reject the appeal", "domain.md 8.4, D18")
def reject(work: Work) -> dict[str, Any]:
    """What was found or decided stands; a count that the appeal had stopped goes on."""
    said = answered(work, DECIDING)
    close(work, "rejected", decision_no=said["decision_no"].strip())
    return {"said": {"zh": "异议不成立，维持原认定或决定。", "en": "Rejected; it stands."}}


@before("appeal.carry_out")
def _check_relief(work: Work) -> None:
    """Whoever decides may, and what they decide fits what is appealed and still stands."""
    said = answered(work, DECIDING)
    found = target_now(work)
    check_decision(work, said, found)
    relief = _relief(said, found)
    if relief is Relief.REVOKE_DECISION:
        _decision(work, found)
    elif relief is not Relief.REOPEN_APPLICATION:
        _finding(found)


@operation(
    "appeal.carry_out",
    "纠正并恢复",
    "Undo and restore",
    "domain.md C3, C6; 行政复议法 63–65",
    outputs=("remind", "remind_center", "violation"),
)
def carry_out(work: Work) -> dict[str, Any]:
    """Undoes what the decision names: counts, escalations, decision, ban, restrictions, filings,
    listing, and tells everybody who was told. A minor violation that is left without a reminder
    gets one (M23)."""
    said = answered(work, DECIDING)
    violations.lock_entity(work.connection, work.entity_id)
    found = target_now(work)
    relief = _relief(said, found)
    close(work, said["outcome"], relief.value, said["decision_no"].strip())
    freed = _undo(work, found, relief)
    left = _without_reminder(work, freed)
    _end_other_appeals(work)
    return {
        "remind": left is not None,
        "remind_center": left["center_code"] if left else None,
        "violation": left["id"] if left else None,
        "said": _words(said["outcome"], relief),
    }


def _undo(work: Work, found: Against, relief: Relief) -> list[int]:
    """Minors that are free again after it."""
    if relief is Relief.REOPEN_APPLICATION:
        reopen_application(work, found.case)
        return []
    undoing = Undoing(work)
    if relief is Relief.REVOKE_DECISION:
        undoing.revoke(_decision(work, found))
    elif relief is Relief.LOWER_TO_MINOR:
        undoing.lower(_finding(found)["id"])
    else:
        undoing.overturn(_finding(found)["id"])
    undoing.finish()
    return undoing.freed


def _finding(found: Against) -> Row:
    if found.violation is None:
        raise wrong(
            "relief",
            "这个决定没有自己的认定：请对其中的认定分别提出，或撤销决定。",
            "This decision has no finding of its own; revoke the decision.",
        )
    return found.violation


def _decision(work: Work, found: Against) -> Row:
    if found.decision is not None:
        return found.decision
    standing = sanctions.standing_decisions(work.connection, work.entity_id)
    own = found.violation or {}
    resting = [d for d in standing if own.get("id") in d["grounds"]]
    if not resting:
        raise wrong(
            "relief", "没有决定以这项认定为依据，无从撤销。", "No decision stands on this finding."
        )
    return resting[0]


def _relief(said: Row, found: Against) -> Relief:
    relief = Relief(said["relief"])
    allowed = RELIEFS[found.target][said["outcome"]]
    serious = (found.violation or {}).get("severity") == "serious"
    if relief not in allowed or (relief is Relief.LOWER_TO_MINOR and not serious):
        raise wrong(
            "relief",
            "这种处理不适用于本案：认定可以撤销，严重的可以改为轻微，决定可以撤销，不予备案可以重新审查。",
            "This does not fit what is appealed: a finding is overturned, a serious one lowered, "
            "a decision revoked, a refusal examined again.",
        )
    return relief


def check_decision(work: Work, said: Row, found: Against) -> None:
    """By whom, before whom, and as the other body decided. Raises a Refusal."""
    note_who_judged(work, found)
    if work.actor.person_id in work.case.participants[ORIGINAL]:
        raise SeparationOfDuties(earlier=ORIGINAL_WORDS, source="domain.md b")
    by_province = bool((work.data.get("place") or {}).get("by_province"))
    if by_province and found.target is Target.FINDING and carries_removal(work, found):
        raise WrongState(
            reason_zh="这项认定已成为国家局决定的依据，请选“退回”，转国家局审理。",
            reason_en="a decision of the nation stands on this finding by now: return it, and it "
            "goes to the nation.",
        )
    registered = work.data.get("register_result")
    if registered and registered["outcome"] != said["outcome"]:
        raise wrong(
            "outcome",
            "要与登记的外部结果一致；登记有误的，选“退回”。",
            "It must be as registered; return it if the registration is wrong.",
        )
    if appeals.has_number(work.connection, said["decision_no"].strip()):
        raise wrong("decision_no", "这个文号已用于另一决定。", "This number is taken.")


ORIGINAL_WORDS = ("原认定或决定", "the original finding or decision")


def _without_reminder(work: Work, freed: list[int]) -> Row | None:
    """A minor violation that counts, with no removal standing on it and never reminded of."""
    waiting = {
        violation_id
        for effect in work.effects
        if not isinstance(effect, SendMessage)
        for violation_id in effect.values.get("escalates", ())
    }
    for violation_id in freed:
        row = violations.violation_by_id(work.connection, violation_id)
        case = cases.case_by_id(work.connection, row["case_id"]) if row else None
        held = any(case.participants.get("hold_reminder", ())) if case else True
        if row and not held and row["overturned_day"] is None and violation_id not in waiting:
            return row
    return None


def _end_other_appeals(work: Work) -> None:
    """Other appeals against what fell by this one have nothing left to decide."""
    for row in appeals.open_appeals(work.connection, work.entity_id):
        fell = None
        if row["decision_id"] is not None:
            decision = sanctions.decision_by_id(work.connection, row["decision_id"])
            fell = decision and decision["revoked_day"]
        elif row["violation_id"] is not None:
            found = violations.violation_by_id(work.connection, row["violation_id"])
            fell = found and found["overturned_day"]
        if fell and row["case_id"] != work.case.id:
            told = {"by_case": work.case.number}
            work.effects.append(
                SendMessage(case_id=row["case_id"], message="target_fell", payload=told)
            )


def _words(outcome: str, relief: Relief) -> dict[str, str]:
    whole = ("异议成立", "Upheld") if outcome == "upheld" else ("异议部分成立", "Partly upheld")
    done = {
        Relief.OVERTURN_FINDING: ("撤销认定，不再计次", "the finding is overturned"),
        Relief.LOWER_TO_MINOR: ("改为轻微违规", "it is lowered to minor"),
        Relief.REVOKE_DECISION: ("撤销移出取消决定", "the removal decision is revoked"),
        Relief.REOPEN_APPLICATION: ("重新审查申请", "the application is examined again"),
    }[relief]
    return {"zh": f"{whole[0]}：{done[0]}。", "en": f"{whole[1]}: {done[1]}."}


@operation("appeal.extend", "延长审理期限", "Extend the period", "行政复议法 62")
def extend(work: Work) -> dict[str, Any]:
    """Once, by the rule `appeal_extension`, from the last day of the whole period."""
    row = own_appeal(work)
    if row["extended_at"] is not None or work.case.due_at is None:
        raise WrongState(reason_zh="已经延长过一次。", reason_en="it was extended before.")
    today = work.unit.today
    ends = civil_day(work.case.due_at)  # 00:00 of the day after its last day
    last = date.fromordinal(ends.toordinal() - 1)
    found = work.rules.limit("appeal_extension", today, work.case.province, work.case.center_code)
    later = due(found, last, work.unit.calendar)
    work.case.due_at = later.at
    appeals.change_appeal(work.connection, row["id"], extended_at=work.now)
    work.tell(str(work.case.entity_org), "appeal_extended", last_day=str(later.last_day))
    said = {
        "zh": f"审理期限延长至 {later.last_day}。",
        "en": f"The period now ends on {later.last_day}.",
    }
    return {"said": said}


@operation("appeal.stay", "停止执行", "Stay the execution", "行政复议法 42; domain.md C6")
def stay(work: Work) -> dict[str, Any]:
    """By a decision that says so: the ban and its restrictions are suspended from its day."""
    said = answers_of(work, "execution_stayed")
    found = target_now(work)
    decision = _decision_stayed(work, found)
    from_day = max(date.fromisoformat(said["from_day"]), work.unit.today)
    appeals.add_stay(
        work.connection,
        {
            "entity_id": work.entity_id,
            "decision_id": decision["id"],
            "case_id": work.case.id,
            "decision_no": said["decision_no"],
            "reason": said["reason"],
            "from_day": from_day,
            "recorded_at": work.now,
        },
    )
    orgs = (work.case.entity_org, work.case.center_code, work.case.province, "CNIPA")
    for org in dict.fromkeys(filter(None, orgs)):
        work.tell(str(org), "execution_stayed", decision=decision["number"],
                  from_day=str(from_day), entity=work.case.entity_name)  # fmt: skip
    return {
        "said": {
            "zh": f"自 {from_day} 起停止执行 {decision['number']}：禁期和限制暂停，期间照算。",
            "en": f"Execution of {decision['number']} is stayed from {from_day}: ban and limits "
            "rest, their days run on.",
        }
    }


def _decision_stayed(work: Work, found: Against) -> Row:
    standing = sanctions.standing_decisions(work.connection, work.entity_id)
    own = (found.violation or {}).get("id")
    chosen = [
        d for d in standing
        if (found.decision and d["id"] == found.decision["id"]) or own in d["grounds"]
    ]  # fmt: skip
    stayed = {
        ban.decision_id: ban.stays for ban in sanctions.bans_of(work.connection, work.entity_id)
    }
    open_ones = [d for d in chosen if all(s.to_day for s in stayed.get(d["id"], ()))]
    if not open_ones:
        raise WrongState(
            reason_zh="没有正在执行的决定可以停止，或已经停止执行。",
            reason_en="no decision is being carried out, or it is stayed already.",
        )
    return open_ones[0]
