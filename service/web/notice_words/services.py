"""Notices of contact, services and cross-region service."""

from __future__ import annotations

from typing import Any

from service.web.desk import org_words
from service.web.notice_words.registry import day_words, sayer
from service.web.tongue import gettext, pick


@sayer
def _said(kind: str, gaps: dict[str, Any]) -> tuple[str, str] | None:
    titles = {
        "contact_due": gettext("请主动对接"),
        "service_accepted": gettext("服务申请已受理"),
        "service_declined": gettext("服务申请不予受理"),
        "service_provided": gettext("服务已提供"),
        "service_taken_back": gettext("服务申请已撤回"),
        "service_left_list": gettext("离开名单，服务终止"),
        "cross_region_granted": gettext("跨区域服务已批准"),
        "cross_region_to_serve": gettext("请承接跨区域服务"),
        "cross_region_noted": gettext("批准了一项跨区域服务"),
        "cross_region_over_cap": gettext("超过上限批准了一项跨区域服务"),
        "cross_region_override_asked": gettext("提请批准超过上限"),
        "cross_region_refused": gettext("不同意跨区域服务"),
        "cross_region_expired": gettext("跨区域服务到期"),
        "cross_region_delisted": gettext("离开名单，跨区域服务终止"),
        "cross_region_moved": gettext("主体迁移，跨区域服务终止"),
        "cross_region_withdrawn": gettext("跨区域服务已撤回"),
    }
    return (titles[kind], _body(kind, gaps)) if kind in titles else None


def _body(kind: str, gaps: dict[str, Any]) -> str:
    entity = str(gaps.get("entity") or "")
    if gaps.get("units"):
        terms = gettext(
            "%(center)s，%(n)s 件，至 %(day)s",
            center=org_words(gaps["center"]),
            n=gaps["units"],
            day=day_words(gaps["until"]),
        )
        return pick("：", ": ").join(filter(None, (entity, terms)))
    if gaps.get("service"):
        words = str(gaps.get("words") or "")
        return pick("：", ": ").join(filter(None, (pick(*gaps["service"]), words)))
    return entity or str(gaps.get("reasons") or "")
