"""What administrators are told of proposals for rules and calendar."""

from __future__ import annotations

from typing import Any

from service.web.labels import rule_words
from service.web.notice_words.registry import sayer
from service.web.tongue import gettext


@sayer
def said_of_proposals(kind: str, gaps: dict[str, Any]) -> tuple[str, str] | None:
    """(title, sentence) of a notice about a proposal; None for any other."""
    titles = {
        "rule_proposed": gettext("有规则提案待批"),
        "rule_approved": gettext("规则提案已批准"),
        "rule_rejected": gettext("规则提案已驳回"),
        "calendar_proposed": gettext("有日历提案待批"),
        "calendar_approved": gettext("日历提案已批准"),
        "calendar_rejected": gettext("日历提案已驳回"),
    }
    if kind not in titles:
        return None
    if kind.startswith("rule_"):
        what = rule_words(str(gaps.get("key", "")))
    else:
        what = gettext("%(year)s 年的工作日历", year=gaps.get("year", ""))
    return titles[kind], gettext("%(what)s，由%(who)s办理。", what=what, who=gaps.get("who", ""))
