"""Changes of an entity in words: their fields, old and new values, states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.domain.changes import ChangeKind, ChangeState, move_reach
from service.store import people
from service.web.desk import org_words, reading
from service.web.tongue import gettext, pick
from service.web.typed_forms import choices
from service.web.views import Fact, Tag
from service.web.views_identity import Asked

Row = Mapping[str, Any]
_TONES = {
    ChangeState.PENDING: ("warn", "wait"),
    ChangeState.RETURNED: ("warn", "undo"),
    ChangeState.ACCEPTED: ("ok", "ok"),
    ChangeState.REFUSED: ("danger", "close"),
    ChangeState.WITHDRAWN: ("plain", "undo"),
}


def kind_words(kind: str) -> str:
    known = ChangeKind(kind)
    return pick(known.zh, known.en)


def state_tag(state: str) -> Tag:
    known = ChangeState(state)
    tone, icon = _TONES[known]
    return Tag(tone, pick(known.zh, known.en), icon)


def fields_of(kind: ChangeKind, about: Row) -> tuple[Asked, ...]:
    """What is asked for a change of this kind."""
    if kind is ChangeKind.RENAME:
        return (Asked("name", gettext("新名称"), most=120),)
    if kind is ChangeKind.CODE_CHANGE:
        return (Asked("code", gettext("新的统一社会信用代码"), most=40),)
    if kind is ChangeKind.LEGAL_REPRESENTATIVE:
        return (Asked("legal_representative", gettext("新的法定代表人"), most=60),)
    if kind is ChangeKind.MOVE:
        return _place(about)
    if kind is ChangeKind.MERGER:
        return (Asked("into", gettext("存续主体的代码"), most=40),)
    if kind is ChangeKind.DIVISION:
        return (
            Asked("parts", gettext("分出的各主体代码"), most=400,
                  help=gettext("几个代码之间用空格隔开")),
            Asked("goes_on", gettext("原主体继续存在"), "check"),
        )  # fmt: skip
    if kind is ChangeKind.DORMANCY:
        return (Asked("until", gettext("歇业最后一日"), "date", help=gettext("最长三年")),)
    return ()


def _place(about: Row) -> tuple[Asked, ...]:
    offices = people.organisations(reading().connection, "office")
    pairs = [(row["code"], org_words(row["code"])) for row in offices]
    return (
        Asked("province", gettext("省"), "select", choices=choices(pairs, about["province"])),
        Asked("city", gettext("城市"), most=40),
        Asked("district_code", gettext("行政区划代码"), most=6, help=gettext("区县的 6 位代码")),
        Asked("address", gettext("地址"), most=200),
    )


def before_facts(report: Row) -> tuple[Fact, ...]:
    """What the change is a change of."""
    names = {
        ChangeKind.RENAME: ("name",),
        ChangeKind.CODE_CHANGE: ("code",),
        ChangeKind.MOVE: ("province", "city", "district_code", "address"),
        ChangeKind.LEGAL_REPRESENTATIVE: ("legal_representative",),
    }.get(ChangeKind(report["kind"]), ("name", "code"))
    return _facts(report["before"], names)


def after_facts(report: Row) -> tuple[Fact, ...]:
    after = report["after"]
    made = list(_facts(after, tuple(after)))
    if report["kind"] == ChangeKind.MOVE:
        reach = move_reach(report["before"], after)
        made.append(Fact(gettext("范围"), pick(reach.zh, reach.en)))
    made.append(Fact(gettext("变更日"), report["effective_on"].isoformat(), strong=True))
    return tuple(made)


def _facts(said: Row, names: tuple[str, ...]) -> tuple[Fact, ...]:
    words = {
        "name": gettext("名称"), "code": gettext("代码"), "province": gettext("省"),
        "city": gettext("城市"), "district_code": gettext("行政区划代码"),
        "address": gettext("地址"), "legal_representative": gettext("法定代表人"),
        "into": gettext("存续主体的代码"), "parts": gettext("分出的各主体代码"),
        "goes_on": gettext("原主体继续存在"), "until": gettext("歇业最后一日"),
    }  # fmt: skip
    return tuple(Fact(words[n], _value(n, said[n])) for n in words if n in names)


def _value(name: str, value: Any) -> str:
    if name == "province":
        return org_words(value)
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if isinstance(value, list):
        return pick("、", ", ").join(value)
    return str(value) or "—"
