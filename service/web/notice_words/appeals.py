"""Notices of appeals, and of what is undone by them."""

from __future__ import annotations

from typing import Any

from service.web.desk import org_words
from service.web.notice_words.registry import day_words, sayer
from service.web.tongue import gettext, pick


@sayer
def _said(kind: str, gaps: dict[str, Any]) -> tuple[str, str] | None:
    titles = {
        "appeal_lodged": gettext("收到异议"),
        "appeal_admitted": gettext("异议已受理"),
        "appeal_not_admitted": gettext("异议不予受理"),
        "appeal_withdrawn": gettext("异议已撤回"),
        "appeal_moot": gettext("异议终止审理"),
        "appeal_rejected": gettext("异议不成立"),
        "appeal_upheld": gettext("异议成立"),
        "appeal_partly": gettext("异议部分成立"),
        "appeal_extended": gettext("异议审理延长"),
        "execution_stayed": gettext("停止执行"),
        "stay_ended": gettext("恢复执行"),
        "decision_revoked": gettext("移出取消决定已撤销"),
        "filing_restored": gettext("备案已恢复"),
        "listing_restored": gettext("名单已恢复"),
        "may_apply_again": gettext("因禁期终止的申请可以重新申报"),
        "application_reopened": gettext("申请重新审查"),
    }
    return (titles[kind], _body(kind, gaps)) if kind in titles else None


def _body(kind: str, gaps: dict[str, Any]) -> str:
    entity, number = str(gaps.get("entity") or ""), gaps.get("decision", "")
    center = org_words(gaps.get("center"))
    known = {
        "appeal_lodged": lambda: gettext("对 %(number)s。", number=gaps.get("against", "")),
        "appeal_admitted": lambda: gettext("审理期间不停止执行，除非另有决定。"),
        "appeal_not_admitted": lambda: gettext("理由见案件。"),
        "appeal_moot": lambda: gettext("原认定或决定已另案撤销。"),
        "appeal_rejected": lambda: gettext("维持原认定或决定；理由见案件。"),
        "appeal_upheld": lambda: gettext("已纠正；处理见案件。"),
        "appeal_partly": lambda: gettext("已纠正；处理见案件。"),
        "appeal_extended": lambda: gettext(
            "最后一日 %(day)s。", day=day_words(gaps.get("last_day", ""))
        ),
        "execution_stayed": lambda: gettext(
            "%(number)s 自 %(day)s 起停止执行：禁期和限制暂停，期间照算。",
            number=number, day=day_words(gaps.get("from_day", "")),
        ),
        "stay_ended": lambda: _resumed(number, gaps),
        "decision_revoked": lambda: gettext(
            "%(number)s 已撤销，禁期和限制终止；正在执行的停止执行。", number=number
        ),
        "filing_restored": lambda: gettext(
            "%(center)s的备案自今日起恢复，空档期保留在记录里。", center=center
        ),
        "listing_restored": lambda: gettext("自今日起恢复，空档期保留在记录里。"),
        "may_apply_again": lambda: gettext("%(center)s：禁期已撤销。", center=center),
        "application_reopened": lambda: gettext(
            "%(number)s 的申请按原材料另立一案审查。", number=gaps.get("number", "")
        ),
    }  # fmt: skip
    said = known[kind]() if kind in known else ""
    return pick("：", ": ").join(filter(None, (entity, said)))


def _resumed(number: str, gaps: dict[str, Any]) -> str:
    said = gettext("停止执行的决定 %(number)s 已终止，禁期和限制恢复。", number=number)
    made = pick("、", ", ").join(org_words(code) for code in gaps.get("centers") or ())
    if made:
        said += gettext("停止执行期间生效的备案由中心复核：%(centers)s。", centers=made)
    return said
