"""The record (办理记录) in words: one entry a line, newest on top."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from service.engine import Process
from service.office import Unit
from service.web.desk import role_words
from service.web.labels import element_words
from service.web.tongue import gettext, pick
from service.web.views_case import Entry
from service.web.words import instant

# Messages that no element of a diagram is called after.
_UNNAMED: dict[str, Callable[[], str]] = {
    "all_acknowledged": lambda: gettext("全部反馈"),
    "home_changed": lambda: gettext("备案中心变更"),
    "filing_lost": lambda: gettext("备案终止"),
    "filing_given_up": lambda: gettext("主体放弃备案"),
}
QUIET = frozenset({"gate.checked"})  # the operation's own line says it
Words = tuple[str, str, str]  # icon, head, body


def entries(unit: Unit, process: Process, rows: list[dict[str, Any]]) -> tuple[Entry, ...]:
    shown = [row for row in rows if row["verb"] not in QUIET]
    return tuple(entry(unit, process, row) for row in reversed(shown))


def entry(unit: Unit, process: Process, row: dict[str, Any]) -> Entry:
    icon, said, body = _said(unit, process, row)
    who = row["actor"] if row["person_id"] else gettext("系统")
    return Entry(
        icon=icon,
        tone="" if row["person_id"] else "sys",
        head=f"{who} {said}",
        when=instant(row["at"], unit.today),
        at=row["at"].isoformat(),
        body=body,
    )


def _label(process: Process, row: dict[str, Any]) -> str:
    detail = row["detail"]
    if detail.get("label_en"):
        return pick(detail["label"], detail["label_en"])
    if row["element"] in _UNNAMED and row["element"] not in process.elements:
        return _UNNAMED[row["element"]]()
    return element_words(process, row["element"]) if row["element"] else detail.get("label", "")


def _said(unit: Unit, process: Process, row: dict[str, Any]) -> Words:
    verb = row["verb"]
    if verb.startswith("operation.") or row["detail"].get("said"):
        return _operation(row)
    if verb.startswith("message."):
        return "jump", gettext("收到：%(what)s", what=_label(process, row)), _reason(row)
    if verb in _WORDED:
        return _WORDED[verb](unit, row)
    known = _VERBS.get(verb)
    if known is None:
        return "record", verb, ""
    icon, words = known
    return icon, words(what=_label(process, row)), _body(unit, row)


def _operation(row: dict[str, Any]) -> Words:
    said = row["detail"].get("said") or {}
    source = readable(row["detail"].get("source", ""))
    words = pick(said.get("zh", row["verb"]), said.get("en", ""))
    return "gear", words, gettext("依据 %(source)s", source=source) if source else ""


def readable(source: str) -> str:
    """Rows of the notice and articles of law; the project's own working papers are left out."""
    parts = [part.strip() for part in source.replace(";", "；").split("；")]
    return "；".join(p for p in parts if re.match(r"M\d|[\u4e00-\u9fff]", p))


def _reason(row: dict[str, Any]) -> str:
    return str(row["detail"].get("reason", ""))


def _body(unit: Unit, row: dict[str, Any]) -> str:
    detail = row["detail"]
    if row["verb"] == "task.completed" and detail.get("round", 1) > 1:
        return gettext("第 %(n)s 轮", n=detail["round"])
    if row["verb"] == "task.escalated" and detail.get("to"):
        return gettext("已告知%(who)s", who=role_words(detail["to"]))
    if row["verb"] == "task.reminded" and detail.get("due_day"):
        return gettext("最后一日 %(day)s", day=detail["due_day"])
    if row["verb"] == "deadline.moved":
        return f"{detail.get('before', '')} → {detail.get('after', '')}"
    if row["verb"] in ("case.follow_up", "decision.revoked"):
        return str(detail.get("number", "") or detail.get("decision", ""))
    return ""


def _lazy(pattern: Callable[[str], str]) -> Callable[..., str]:
    return lambda what: pattern(what)


_VERBS: dict[str, tuple[str, Callable[..., str]]] = {
    "case.opened": ("flag", _lazy(lambda w: gettext("开始：%(what)s", what=w))),
    "case.ended": ("ok", _lazy(lambda w: gettext("本案结束：%(what)s", what=w))),
    "case.follow_up": ("link", _lazy(lambda w: gettext("由此开始了另一案"))),
    "task.completed": ("ok", _lazy(lambda w: gettext("办结：%(what)s", what=w))),
    "task.claimed": ("user", _lazy(lambda w: gettext("领取：%(what)s", what=w))),
    "task.released": ("undo", _lazy(lambda w: gettext("释放：%(what)s", what=w))),
    "task.cancelled": ("close", _lazy(lambda w: gettext("收回：%(what)s", what=w))),
    "task.reminded": ("bell", _lazy(lambda w: gettext("提醒：%(what)s快到期", what=w))),
    "task.escalated": ("over", _lazy(lambda w: gettext("逾期上报：%(what)s", what=w))),
    "deadline.moved": (
        "calendar",
        _lazy(lambda w: gettext("期限重算：%(what)s", what=w)),
    ),
    "decision.revoked": ("undo", _lazy(lambda w: gettext("撤销移出取消决定"))),
    "review.corrected": ("edit", _lazy(lambda w: gettext("在公布的结果旁加注"))),
    "timer.fired": ("clock", _lazy(lambda w: gettext("到时：%(what)s", what=w))),
}
Worded = Callable[[Unit, dict[str, Any]], Words]
_WORDED: dict[str, Worded] = {}


def words_of(verb: str) -> Callable[[Worded], Worded]:
    """Enter a function that words the lines of one verb: (icon, sentence, detail)."""

    def enter(word: Worded) -> Worded:
        _WORDED[verb] = word
        return word

    return enter
