"""The standing of every applicant of a request, and what the rules make of it."""

from __future__ import annotations

from datetime import date

from service.domain.errors import BadCode, FieldError, InvalidForm, NotAllowed
from service.domain.identity import normalise_code
from service.domain.preexam_check import ApplicantAsked, RequestAnswer, preexam_check
from service.domain.roles import Actor
from service.domain.rules import FIRST_DAY
from service.domain.standing import standing
from service.office import Unit
from service.store import people
from service.store.standing import entity_by_code, facts_of

MOST = 20


def check_request(
    unit: Unit, actor: Actor, applicants: list[str], center: str, on: date | None
) -> RequestAnswer:
    """Raises NotAllowed (an entity asks), InvalidForm by field."""
    if actor.entity_id is not None:
        raise NotAllowed(
            reason_zh="由预审工作人员查询。", reason_en="officers of pre-examination ask this."
        )
    day = on or unit.today
    wrong = []
    codes = [_spelled(code) for code in applicants if code.strip()]
    if not 1 <= len(codes) <= MOST or len(set(codes)) != len(codes):
        zh = f"写明 1 至 {MOST} 个申请人的代码，第一申请人在前，不重复。"
        en = f"Name 1 to {MOST} different applicants, the first applicant first."
        wrong.append(FieldError(field="applicants", zh=zh, en=en))
    found = people.organisation_by_code(unit.connection, center)
    if found is None or found["kind"] != "center":
        wrong.append(FieldError(field="center", zh="没有这个中心。", en="No such center."))
    if day < FIRST_DAY:
        zh, en = f"不能早于 {FIRST_DAY}。", f"It may not be before {FIRST_DAY}."
        wrong.append(FieldError(field="on", zh=zh, en=en))
    if wrong or found is None:
        raise InvalidForm(fields=tuple(wrong))
    asked = tuple(_asked(unit, code, day) for code in codes)
    return preexam_check(asked, center, day, unit.rules, found["province"])


def _asked(unit: Unit, code: str, day: date) -> ApplicantAsked:
    about = entity_by_code(unit.connection, code)
    if about is None:
        return ApplicantAsked(code, None)
    return ApplicantAsked(code, standing(facts_of(unit.connection, about), day, unit.rules))


def _spelled(code: str) -> str:
    """As it is kept; a substitute or old identifier stays as it is."""
    try:
        return normalise_code(code)
    except BadCode:
        return code.strip().upper()[:40]
