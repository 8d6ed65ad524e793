"""The words of what is shared: kinds, levels, states, actions."""

from __future__ import annotations

from typing import Any

from service.domain.sharing import KINDS
from service.office import Unit
from service.web.labels import option_words
from service.web.tongue import gettext
from service.web.views import Tag

FORM = "information_sharing/report_item"


def kind_words(unit: Unit, kind: str) -> str:
    return option_words(unit, FORM, "kind", kind)


def kinds(unit: Unit) -> tuple[tuple[str, str], ...]:
    return tuple((kind, kind_words(unit, kind)) for kind in KINDS)


def level_tag(level: str) -> Tag:
    if level == "serious":
        return Tag("danger", gettext("严重"), "over")
    return Tag("warn", gettext("轻微"), "warn")


def state_tag(state: str) -> Tag:
    known = {
        "registered": ("wait", gettext("待省局核对"), "wait"),
        "circulated": ("wait", gettext("退回省局"), "undo"),
        "reported": ("info", gettext("已报送国家局"), "clock"),
        "recorded": ("info", gettext("省内通报"), "clock"),
        "national": ("info", gettext("全国通报"), "clock"),
        "closed": ("ok", gettext("已办结"), "ok"),
        "dropped": ("plain", gettext("未通报"), "none"),
        "retracted": ("plain", gettext("已撤销"), "undo"),
    }
    return Tag(*known[state])


def notice_words(kind: str) -> str:
    known = {
        "circular": gettext("省内通报"),
        "national": gettext("全国通报"),
        "correction": gettext("更正通报"),
    }
    return known[kind]


def action_words(action: str | None) -> str:
    known = {
        "none": gettext("与本单位无关，不用处置"),
        "watching": gettext("列入关注"),
        "checked": gettext("已核对本地备案和在办请求"),
        "stopped": gettext("已停止服务"),
        "restored": gettext("已恢复"),
    }
    return known.get(action or "", "")


def actions() -> tuple[tuple[str, str], ...]:
    names = ("checked", "watching", "stopped", "none", "restored")
    return (("", gettext("请选择")), *((name, action_words(name)) for name in names))


def subject_words(content: dict[str, Any]) -> str:
    return gettext("代理机构") if content["subject"] == "agency" else gettext("备案主体")
