"""What an appeal is against, and whether it may be lodged: said before the case begins.

A number names the target: of a violation case its finding, of a decision that decision, of an
application its refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.domain.appeals import AppealKind, AppealTime, Target, appeal_time
from service.domain.errors import FieldError, InvalidForm
from service.office import Unit
from service.store import appeals, cases, sanctions, violations, work_items
from service.store.cases import Case

Row = dict[str, Any]
Answers = dict[str, Any]
REFUSED = frozenset({"refused", "not_accepted"})
STATEMENTS = frozenset({"state_defence", "state_on_removal"})


@dataclass(frozen=True, kw_only=True)
class Against:
    """The target of an appeal; `case` is the one that found or decided it."""

    target: Target
    case: Case
    violation: Row | None = None
    decision: Row | None = None


def wrong(field: str, zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field=field, zh=zh, en=en),))


def against(unit: Unit, number: str) -> Against:
    """What this number names. Raises InvalidForm naming the field `against`."""
    number = number.strip()
    decision = sanctions.decision_by_number(unit.connection, number)
    if decision is not None:
        case = cases.case_by_id(unit.connection, decision["case_id"])
        own = violations.violation_of_case(unit.connection, decision["case_id"])
        assert case is not None, "a decision has its case"
        return Against(target=Target.REMOVAL_DECISION, case=case, decision=decision, violation=own)
    case = cases.case_by_number(unit.connection, number.upper())
    if case is not None and case.process_key == "violation_handling":
        own = violations.violation_of_case(unit.connection, case.id)
        if own is not None:
            return Against(target=Target.FINDING, case=case, violation=own)
    if case is not None and case.process_key == "admission_review":
        return Against(target=Target.FILING_REFUSAL, case=case)
    raise unknown_number()


def unknown_number() -> InvalidForm:
    return wrong(
        "against",
        "没有这个案号或决定书号。核对后重填：违规案号（例如 V33-2026-00012）指认定，"
        "文号指移出取消决定。",
        "No case or decision has this number. Check it: V33-2026-00012 names a finding, "
        "the number of a decision that decision.",
    )


def check_may_appeal(unit: Unit, found: Against, kind: AppealKind) -> None:
    """Final, still standing, not appealed before in this way. Raises InvalidForm."""
    if found.target is Target.FILING_REFUSAL:
        _check_refused(found.case)
    elif found.target is Target.FINDING:
        _check_final(unit, found)
    elif found.decision is not None and found.decision["revoked_day"] is not None:
        raise wrong("against", "这个决定已经撤销。", "This decision was revoked.")
    for earlier in appeals.appeals_against(unit.connection, found.case.id):
        if earlier["target"] == found.target:
            _check_earlier(earlier, kind)


def _check_refused(case: Case) -> None:
    if case.outcome not in REFUSED:
        raise wrong(
            "against",
            "这件申请没有被拒绝：只对不予备案、不予受理提出异议。",
            "This application was not refused: only a refusal is appealed.",
        )


def _check_final(unit: Unit, found: Against) -> None:
    row = found.violation or {}
    if row.get("overturned_day") is not None:
        raise wrong("against", "这项认定已经撤销。", "This finding was overturned.")
    items = work_items.items_of_case(unit.connection, found.case.id)
    asked = [i for i in items if i["element"] in STATEMENTS and i["state"] == "open"]
    if asked:
        raise wrong(
            "against",
            "现在是陈述申辩期，先在陈述申辩里说明意见；认定或决定作出后再提出异议。",
            "The time to state your case is still open: say it there first, and appeal after "
            "the finding or decision.",
        )
    if row.get("final_day") is None or row.get("severity") not in ("minor", "serious"):
        raise wrong(
            "against",
            "这件违规案件还没有生效的认定，不能提出异议。",
            "There is no final finding in this case yet.",
        )


def _check_earlier(earlier: Row, kind: AppealKind) -> None:
    number = earlier["number"]
    if earlier["to_day"] is None:
        raise wrong(
            "against",
            f"对它的{AppealKind(earlier['kind']).zh}（{number}）正在办理，等有结果再提。",
            f"An appeal against it ({number}) is under way; wait for its result.",
        )
    decided = earlier["outcome"] in ("upheld", "partly", "rejected")
    if decided and earlier["kind"] == kind and kind is not AppealKind.SELF_CORRECTION:
        raise wrong(
            "against",
            f"对它的{kind.zh}已有结果（{number}），不能再提一次；可以走其他救济途径。",
            f"There is a result of the same kind already ({number}); another remedy is open.",
        )


def time_of(unit: Unit, found: Against, said: Answers) -> AppealTime:
    """Until when this appeal could be filed, by what is said of the day and the rights told.

    Raises InvalidForm for days that can not be.
    """
    filed_on = _day(said.get("filed_on")) or unit.today
    known_on = _day(said.get("known_on")) or filed_on
    told_on = _day(said.get("told_on"))
    if known_on > filed_on:
        raise wrong("known_on", "不能晚于提出日期。", "It may not be after the day of filing.")

    def limit_of(key: str) -> Any:
        return unit.rules.limit(key, filed_on, found.case.province, found.case.center_code)

    return appeal_time(
        AppealKind(said["kind"]),
        filed_on=filed_on,
        known_on=known_on,
        rights_told=bool(said.get("rights_told", True)),
        told_on=told_on,
        limit_of=limit_of,
        calendar=unit.calendar,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
