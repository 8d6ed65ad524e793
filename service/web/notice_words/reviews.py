"""Notices of re-reviews."""

from __future__ import annotations

from typing import Any

from service.web.desk import org_words
from service.web.notice_words.registry import day_words, sayer
from service.web.tongue import gettext, pick


@sayer
def _said(kind: str, gaps: dict[str, Any]) -> tuple[str, str] | None:
    titles = {
        "review_begun": gettext("请提交复核材料"),
        "review_submitted": gettext("收到复核材料"),
        "review_correction_requested": gettext("请补正复核材料"),
        "review_clearing_proposed": gettext("拟清理备案，可以陈述"),
        "review_clearing_silent": gettext("未提交复核材料，拟清理备案"),
        "review_passed": gettext("复核通过"),
        "review_cleared": gettext("备案已清理"),
        "review_broken_off": gettext("复核终止"),
        "filing_given_up": gettext("主体放弃备案"),
    }
    if kind not in titles:
        return None
    return titles[kind], _body(kind, gaps)


def _body(kind: str, gaps: dict[str, Any]) -> str:
    center, day = org_words(gaps.get("center")), day_words(gaps.get("last_day", ""))
    if kind == "review_begun":
        return gettext("%(center)s定期复核，最后一日 %(day)s，当日 24:00 截止。",
                       center=center, day=day)  # fmt: skip
    if kind == "review_correction_requested":
        return gettext("%(center)s一次告知了要补正的事项，补正只有一次。", center=center)
    if kind == "review_clearing_proposed":
        said = gettext("%(center)s拟清理你单位的备案。你可以在期限内陈述。", center=center)
        return said + (
            pick("理由：", " Reasons: ") + gaps["reasons"] if gaps.get("reasons") else ""
        )
    if kind == "review_clearing_silent":
        return gettext("%(center)s在窗口内没有收到材料。你可以在期限内陈述。", center=center)
    if kind == "review_passed":
        return gettext("%(center)s的备案继续有效。", center=center)
    if kind == "review_cleared":
        return gettext(
            "%(center)s的备案自 %(day)s 起终止。清理不是违规处理，不设禁期，可以立即重新申报。",
            center=center, day=day_words(gaps.get("on", "")),
        )  # fmt: skip
    if kind == "review_broken_off" and center:
        return gettext("%(center)s的备案已不再有效，复核随之终止。", center=center)
    return str(gaps.get("entity") or "")
