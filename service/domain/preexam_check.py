"""May a request for pre-examination with these applicants be taken in at a center on a day?

Source: M28; domain.md 1.1 (the filed entity is first applicant); E5 55, 56; Q15.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.domain.named import Named
from service.domain.rules import Rules
from service.domain.standing import Standing
from service.domain.words import Reason, zh_day


class Verdict(Named):
    """What is said of a request, or of one applicant in it."""

    ADMIT = "admit", "可以受理", "May be taken in"
    ALERT = "alert", "可以受理，有提示", "May be taken in, with an alert"
    REFUSE = "refuse", "不予受理", "Not to be taken in"


@dataclass(frozen=True)
class ApplicantAsked:
    """One applicant in order; `standing` is None for a code that is not on file."""

    code: str
    standing: Standing | None


@dataclass(frozen=True)
class ApplicantAnswer:
    code: str
    name: str
    verdict: Verdict
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "verdict": self.verdict.value,
            "reasons": [reason.as_json() for reason in self.reasons],
        }


@dataclass(frozen=True)
class RequestAnswer:
    """The strictest verdict of its applicants is that of the request."""

    day: date
    center: str
    verdict: Verdict
    applicants: tuple[ApplicantAnswer, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "day": self.day.isoformat(),
            "center": self.center,
            "verdict": self.verdict.value,
            "admitted": self.verdict is not Verdict.REFUSE,
            "words": {"zh": self.verdict.zh, "en": self.verdict.en},
            "applicants": [one.as_json() for one in self.applicants],
        }


def preexam_check(
    asked: tuple[ApplicantAsked, ...], center: str, day: date, rules: Rules, province: str | None
) -> RequestAnswer:
    """The answer for a request; the first of `asked` is its first applicant."""
    refuses = rules.choice("banned_co_applicant", day, province, center) == "refuse"
    answers = [_first(asked[0], center)]
    answers += [_other(one, refuses) for one in asked[1:]]
    order = list(Verdict)
    verdict = max((one.verdict for one in answers), key=order.index)
    return RequestAnswer(day, center, verdict, tuple(answers))


def _first(one: ApplicantAsked, center: str) -> ApplicantAnswer:
    said, source = one.standing, "domain.md 1.1; E5 55"
    if said is None:
        reason = Reason("unknown", "不在名册里，没有备案。", "not on file, no filing", source)
        return ApplicantAnswer(one.code, "", Verdict.REFUSE, (reason,))
    reasons = list(_bars(said))
    if center not in said.filed_at:
        zh, en = "第一申请人没有在本中心备案。", "the first applicant is not filed at this center"
        reasons.append(Reason("not_filed", zh, en, source))
    elif center in said.suspended_at:
        zh, en = "第一申请人在本中心的备案已暂停。", "its filing at this center is suspended"
        reasons.append(Reason("suspended", zh, en, "M27"))
    if reasons:
        return ApplicantAnswer(one.code, said.name, Verdict.REFUSE, tuple(reasons))
    zh, en = "第一申请人在本中心备案有效。", "the first applicant is filed at this center"
    return ApplicantAnswer(one.code, said.name, Verdict.ADMIT, (Reason("filed", zh, en, source),))


def _other(one: ApplicantAsked, refuses: bool) -> ApplicantAnswer:
    source = "E5 55, 56"
    if one.standing is None:
        reason = Reason("unknown", "不在名册里，没有记录。", "not on file, nothing known", source)
        return ApplicantAnswer(one.code, "", Verdict.ADMIT, (reason,))
    reasons = tuple(_bars(one.standing))
    if reasons:
        rule_zh = "按规则不予受理。" if refuses else "按规则只作提示。"
        rule_en = "by the rule it is refused" if refuses else "by the rule this is an alert only"
        by = Reason("banned_co_applicant", rule_zh, rule_en, "Q15")
        verdict = Verdict.REFUSE if refuses else Verdict.ALERT
        return ApplicantAnswer(one.code, one.standing.name, verdict, (*reasons, by))
    reason = Reason("free", "没有禁期。", "no ban is in force", source)
    return ApplicantAnswer(one.code, one.standing.name, Verdict.ADMIT, (reason,))


def _bars(said: Standing) -> list[Reason]:
    """Why an applicant is barred that day: dissolved, or banned."""
    found = [reason for reason in said.reasons if reason.code == "dissolved"]
    if said.banned_until is not None:
        whose = next((r for r in said.reasons if r.code == "banned"), None)
        found.append(
            whose
            or Reason(
                "banned",
                f"禁期中，最后一日 {zh_day(said.banned_until)}",
                f"banned, last day {said.banned_until}",
                "M28",
            )
        )
    return found
