"""Words of the precise-service list: categories, states, verdicts, faults."""

from __future__ import annotations

from typing import Any

from service.domain.list_kinds import SUBTYPES
from service.domain.list_layout import FIELDS
from service.web.tongue import gettext, pick
from service.web.views import Tag
from service.web.views_lists import FaultLine

Row = dict[str, Any]


def category_words(category: int) -> str:
    return {1: gettext("一类"), 2: gettext("二类"), 3: gettext("三类")}[category]


def subtype_words(key: str) -> str:
    found = SUBTYPES.get(key)
    return pick(found.zh, found.en) if found else key


def field_words(name: str) -> str:
    found = FIELDS.get(name)
    return pick(found.zh, found.en) if found else ""


def state_tag(state: str) -> Tag:
    """How a submission stands."""
    known = {
        "none": Tag("plain", gettext("未开始"), "none"),
        "empty": Tag("plain", gettext("还没有填写"), "none"),
        "approving": Tag("info", gettext("待省局审核"), "user"),
        "draft": Tag("info", gettext("编制中"), "edit"),
        "submitted": Tag("wait", gettext("待国家局核对"), "wait"),
        "returned": Tag("warn", gettext("退回修改"), "undo"),
        "checked": Tag("wait", gettext("待批准"), "wait"),
        "listed": Tag("ok", gettext("已列入"), "ok"),
        "none_accepted": Tag("plain", gettext("没有采纳"), "none"),
        "withdrawn": Tag("plain", gettext("已撤回"), "undo"),
        "not_submitted": Tag("danger", gettext("未报送"), "over"),
    }
    return known.get(state) or Tag("plain", state, "none")


def verdict_tag(verdict: str | None) -> Tag | None:
    known = {
        "accepted": Tag("ok", gettext("采纳"), "ok"),
        "returned": Tag("warn", gettext("退回"), "undo"),
        "rejected": Tag("danger", gettext("不采纳"), "over"),
    }
    return known.get(verdict or "")


def fault_line(found: Row, *, with_place: bool = False) -> FaultLine:
    """A fault as kept or found; its place where it does not stand under its row."""
    where = []
    if with_place and found["row"]:
        where.append(gettext("第 %(n)s 行", n=found["row"]))
    title = field_words(found["field"])
    if title:
        where.append(title)
    return FaultLine(
        words=pick(found["zh"], found["en"]), is_warning=found["is_warning"],
        place=pick("，", ", ").join(where), value=found["value"],
    )  # fmt: skip
