"""Appeals: who decides, until when, what was decided, and what follows from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.appealing import Against, against, check_may_appeal, time_of, wrong
from service.casework.operations.registry import before, operation
from service.casework.operations.violations import answers_of
from service.casework.stays import end_stays
from service.casework.undoing import escalate_again
from service.casework.work import Work
from service.domain.appeals import JUDGED, ORIGINAL, AppealKind, Target, body_of
from service.store import appeals, cases, sanctions, violations

Row = dict[str, Any]
LODGED = "appeal_lodged"


ADMITTING = ("admit_at_province", "admit_at_nation")
DECIDING = ("decide_at_province", "decide_at_nation")


def answered(work: Work, elements: tuple[str, ...]) -> Row:
    """What was answered just now at one of these tasks."""
    return next((work.data[name] for name in elements if work.data.get(name)), {})


def own_appeal(work: Work) -> Row:
    found = appeals.appeal_of_case(work.connection, work.case.id)
    assert found is not None, "appeal.register comes first in the diagram"
    return found


@operation(
    "appeal.register",
    "登记异议",
    "Register the appeal",
    "domain.md 8.4, D18; 行政复议法 20",
    outputs=("target", "external", "in_time", "last_day", "center"),
)
def register(work: Work) -> dict[str, Any]:
    """Keeps what is appealed and whether in time; notes who took part in it, so that none of
    them decides. A minor finding under appeal may stop counting (rule `appeal_stops_count`)."""
    violations.lock_entity(work.connection, work.entity_id)
    said = answers_of(work, LODGED)
    kind = AppealKind(said["kind"])
    found = against(work.unit, said["against"])
    check_may_appeal(work.unit, found, kind)
    time = time_of(work.unit, found, said)
    filed_on = time.filed_on
    violation = found.violation if found.target is Target.FINDING else None
    appeals.add_appeal(
        work.connection,
        {
            "case_id": work.case.id,
            "entity_id": work.entity_id,
            "kind": kind.value,
            "target": found.target.value,
            "target_case": found.case.id,
            "violation_id": violation["id"] if violation else None,
            "decision_id": found.decision["id"] if found.decision else None,
            "filed_on": filed_on,
            "last_day": time.last_day,
            "in_time": time.in_time,
            "from_day": work.unit.today,
            "recorded_at": work.now,
        },
    )
    note_who_judged(work, found)
    for org in filter(None, (work.case.center_code, work.case.province)):
        work.tell(str(org), "appeal_lodged", against=said["against"], entity=work.case.entity_name)
    return {
        "target": found.target.value,
        "external": kind.is_external,
        "in_time": time.in_time,
        "last_day": str(time.last_day) if time.last_day else None,
        "center": work.case.center_code,
        "said": _said_of_time(kind, time.in_time, time.last_day),
    }


def _said_of_time(kind: AppealKind, in_time: bool, last_day: date | None) -> dict[str, str]:
    if last_day is None:
        return {"zh": f"{kind.zh}，没有期限。", "en": f"{kind.en}; no period holds."}
    if in_time:
        return {
            "zh": f"{kind.zh}，在期限内（最后一日 {last_day}）。",
            "en": f"{kind.en}, in time (last day {last_day}).",
        }
    return {
        "zh": f"{kind.zh}，已过期限（最后一日 {last_day}），由受理人决定是否受理。",
        "en": f"{kind.en}, late (last day {last_day}); a person decides about its admission.",
    }


def note_who_judged(work: Work, found: Against) -> None:
    """Everybody who verified, decided or proposed what is appealed or stands on it."""
    people: set[int] = set()
    for case_id in {found.case.id, *_resting_on(work, found)}:
        judged = cases.case_by_id(work.connection, case_id)
        for element, persons in (judged.participants if judged else {}).items():
            people |= set(persons) if element in JUDGED else set()
    if answers_of(work, LODGED)["kind"] == AppealKind.SELF_CORRECTION and work.case.opened_by:
        people.add(work.case.opened_by)
    work.case.participants[ORIGINAL] = sorted(people - {0})


def _resting_on(work: Work, found: Against) -> set[int]:
    """Cases that used the finding for an escalation; for a decision, those of its grounds."""
    found_ids = (found.decision or {}).get("grounds") or []
    rows = [violations.violation_by_id(work.connection, i) for i in found_ids]
    resting = {int(row["case_id"]) for row in rows if row}
    if found.violation and found.violation["consumed_by"]:
        resting.add(int(found.violation["consumed_by"]))
    return resting


def target_now(work: Work) -> Against:
    """What is appealed, as it stands at this moment."""
    return against(work.unit, answers_of(work, LODGED)["against"])


def carries_removal(work: Work, found: Against) -> bool:
    """Whether a decision of the nation stands on the finding, or refused the filing."""
    if found.target is Target.FILING_REFUSAL:
        return bool(found.case.participants.get("national_recheck"))
    if found.violation is None:
        return False
    standing = sanctions.standing_decisions(work.connection, work.entity_id)
    return any(found.violation["id"] in decision["grounds"] for decision in standing)


@operation(
    "appeal.place",
    "确定审理机关",
    "Say who decides",
    "domain.md 8.4, b",
    outputs=("by_province",),
)
def place(work: Work) -> dict[str, Any]:
    """The province or the nation, by kind, target and the rule `objection_body`; asked again
    whenever it is sent on, since a decision may have come to stand on the finding."""
    found = target_now(work)
    note_who_judged(work, found)
    body = body_of(
        AppealKind(own_appeal(work)["kind"]),
        found.target,
        carries_removal=carries_removal(work, found),
        by_rule=work.rule("objection_body"),
    )
    words = {"nation": ("国家局", "the nation"), "province": ("省局", "the province")}[body]
    said = {"zh": f"由{words[0]}审理。", "en": f"Decided by {words[1]}."}
    return {"by_province": body == "province", "said": said}


@operation("appeal.admit", "受理异议", "Admit the appeal", "行政复议法 30; domain.md 8.4")
def admit(work: Work) -> dict[str, Any]:
    """A late one is admitted only with the reasons that excuse it. Execution goes on meanwhile."""
    said = answered(work, ADMITTING)
    if not own_appeal(work)["in_time"] and not (said.get("late_excuse") or "").strip():
        raise wrong(
            "late_excuse",
            "已过期限。受理要写明逾期的正当理由；没有的，选不予受理。",
            "It is late. Give what excuses it, or do not admit it.",
        )
    work.tell(str(work.case.entity_org), "appeal_admitted")
    return {"said": {"zh": "予以受理，不停止执行。", "en": "Admitted; execution goes on."}}


@before("appeal.refuse")
def _check_ground(work: Work) -> None:
    """Raises InvalidForm for one in time refused as late."""
    if answered(work, ADMITTING).get("ground") == "late" and own_appeal(work)["in_time"]:
        raise wrong(
            "ground",
            "按登记的日期没有过期，不能以逾期为由不予受理。",
            "By the days on record it is in time; it can not be refused as late.",
        )


@operation("appeal.refuse", "不予受理异议", "Do not admit the appeal", "行政复议法 30")
def refuse(work: Work) -> dict[str, Any]:
    """A person refuses it with reasons."""
    close(work, "not_admitted")
    return {"said": {"zh": "不予受理，告知理由。", "en": "Not admitted; the reasons were told."}}


def close(
    work: Work, outcome: str, relief: str | None = None, decision_no: str | None = None
) -> None:
    """The appeal is over from today on; a minor finding that was not overturned counts again."""
    row = own_appeal(work)
    appeals.change_appeal(
        work.connection,
        row["id"],
        outcome=outcome,
        relief=relief,
        decision_no=decision_no,
        to_day=work.unit.today,
        ended_at=work.now,
    )
    end_stays(work, upheld=outcome in ("upheld", "partly"))
    orgs = (work.case.entity_org, work.case.center_code, work.case.province, "CNIPA")
    for org in dict.fromkeys(filter(None, orgs)):
        work.tell(str(org), f"appeal_{outcome}", entity=work.case.entity_name)
    if row["violation_id"] is not None and outcome not in ("upheld", "partly"):
        violations.lock_entity(work.connection, work.entity_id)
        escalate_again(work, [row["violation_id"]])


@operation("appeal.withdraw", "撤回异议", "Withdraw the appeal", "行政复议法 41")
def withdraw(work: Work) -> dict[str, Any]:
    """Ends the appeal at the wish of whoever lodged it; what it was against stands."""
    close(work, "withdrawn")
    return {"said": {"zh": "异议已撤回。", "en": "The appeal was withdrawn."}}


@operation("appeal.end_moot", "终止审理", "End the appeal", "行政复议法 41; domain.md C6")
def end_moot(work: Work) -> dict[str, Any]:
    """What it was against fell in another case: nothing is left to decide."""
    close(work, "moot")
    said = {"zh": "原认定或决定已另案撤销，终止审理。", "en": "What it was against fell elsewhere."}
    return {"said": said}
