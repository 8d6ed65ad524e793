"""Notices of the precise-service list."""

from __future__ import annotations

from typing import Any

from service.web.desk import org_words
from service.web.list_words import category_words
from service.web.notice_words.registry import day_words, sayer
from service.web.tongue import gettext, pick


@sayer
def _said(kind: str, gaps: dict[str, Any]) -> tuple[str, str] | None:
    titles = {
        "list_called": gettext("请报送精准服务名单"),
        "list_overdue": gettext("名单逾期没有报送"),
        "list_submitted": gettext("收到一省名单"),
        "list_returned": gettext("名单有退回的行"),
        "list_rows_dropped": gettext("退回的行逾期未改，不采纳"),
        "list_published": gettext("名单已成新版"),
        "list_none_accepted": gettext("名单没有采纳的行"),
        "list_withdrawn": gettext("一省撤回名单"),
        "list_not_submitted": gettext("本轮记为未报送"),
        "listed": gettext("列入精准服务名单"),
        "delisted": gettext("移出精准服务名单"),
    }
    return (titles[kind], _body(kind, gaps)) if kind in titles else None


def _body(kind: str, gaps: dict[str, Any]) -> str:
    office = org_words(gaps.get("province"))
    day = day_words(gaps.get("day", ""))
    if kind == "list_called":
        name = pick(gaps["round"], gaps["round_en"])
        return gettext("%(name)s，最后一日 %(day)s 24:00。", name=name, day=day)
    if kind == "list_overdue":
        return gettext("%(office)s，期限是 %(day)s。迟报仍然收下。", office=office, day=day)
    if kind == "list_submitted":
        late = gettext("迟报") if gaps.get("late") else gettext("在期限内")
        return gettext("%(office)s，%(n)s 行，%(late)s。", office=office, n=gaps["rows"], late=late)
    if kind in ("list_returned", "list_rows_dropped"):
        return gettext("共 %(n)s 行，理由见名单。", n=gaps["rows"])
    if kind == "list_published":
        return _published(gaps)
    if kind == "listed":
        return gettext(
            "%(unit)s，%(category)s，自 %(day)s 起。", unit=gaps["unit"],
            category=category_words(gaps["category"]), day=day,
        )  # fmt: skip
    if kind == "delisted":
        return gettext(
            "%(unit)s，自 %(day)s 起。不是违规处理，没有禁期。", unit=gaps["unit"], day=day
        )
    return office


def _published(gaps: dict[str, Any]) -> str:
    if gaps["version"] is None:
        return gettext("没有可以列入的行，名单没有变化。")
    return gettext(
        "第 %(version)s 版：新增 %(added)s，移出 %(removed)s，改类别或地区 %(changed)s。",
        version=gaps["version"], added=gaps["added"], removed=gaps["removed"],
        changed=gaps["changed"],
    )  # fmt: skip
