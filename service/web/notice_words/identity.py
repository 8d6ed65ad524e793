"""What is told of changes of an entity and of successions."""

from __future__ import annotations

from typing import Any

from service.domain.changes import ChangeKind
from service.web.notice_words.registry import day_words, sayer
from service.web.tongue import gettext, pick


@sayer
def said_of_identity(kind: str, gaps: dict[str, Any]) -> tuple[str, str] | None:
    """(title, sentence); None for any other kind."""
    return _of_changes(kind, gaps) or _of_successions(kind, gaps)


def _of_changes(kind: str, gaps: dict[str, Any]) -> tuple[str, str] | None:
    titles = {
        "change_reported": gettext("收到变更报告"),
        "change_returned": gettext("变更报告退回补充"),
        "change_accepted": gettext("变更已核准"),
        "change_refused": gettext("变更未核准"),
        "change_withdrawn": gettext("变更报告已撤回"),
    }
    if kind not in titles:
        return None
    what = ChangeKind(gaps["what"])
    said = gettext("%(entity)s：%(what)s（%(number)s）。", entity=gaps["entity"],
                   what=pick(what.zh, what.en), number=gaps["number"])  # fmt: skip
    return titles[kind], _with_reason(said, gaps)


def _of_successions(kind: str, gaps: dict[str, Any]) -> tuple[str, str] | None:
    titles = {
        "succession_proposed": gettext("有承继待决定"),
        "succession_stated": gettext("承继方已陈述"),
        "succession_confirmed": gettext("承继已确认"),
        "succession_rejected": gettext("承继未确认"),
        "succession_revoked": gettext("承继已撤销"),
        "succession_statement": gettext("拟由你单位承继禁期，请陈述"),
        "ban_follows": gettext("禁期随承继及于你单位"),
        "ban_does_not_follow": gettext("禁期不及于你单位"),
    }
    if kind not in titles:
        return None
    said = gettext("%(successor)s承继%(predecessor)s（%(number)s）。",
                   successor=gaps["successor"], predecessor=gaps["predecessor"],
                   number=gaps["number"])  # fmt: skip
    if gaps.get("until"):
        last = gettext("可以陈述到 %(day)s。", day=day_words(gaps["until"]))
        said = pick("", " ").join((said, last))
    return titles[kind], _with_reason(said, gaps)


def _with_reason(said: str, gaps: dict[str, Any]) -> str:
    if not gaps.get("reason"):
        return said
    return pick("", " ").join((said, gettext("理由：%(reason)s", reason=gaps["reason"])))
