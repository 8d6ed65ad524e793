"""Notices of information sharing and of the assessment of regions."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.web.desk import org_words
from service.web.notice_words.registry import day_words, linker, sayer
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Link

ABOUT_AN_ITEM = frozenset({"shared_circular", "shared_national", "shared_correction",
                           "item_reported", "item_returned", "item_revised",
                           "notice_silence"})  # fmt: skip


@sayer
def _said(kind: str, gaps: dict[str, Any]) -> tuple[str, str] | None:
    name, day = gaps.get("name", ""), day_words(gaps.get("due_day", ""))
    answer = gettext("%(name)s。请在 %(day)s 前反馈处置。", name=name, day=day)
    known = {
        "shared_circular": (gettext("省内通报"), answer),
        "shared_national": (gettext("全国通报"), answer),
        "shared_correction": (
            gettext("更正通报"),
            gettext("%(name)s的信息已撤销，请恢复据此采取的处置。", name=name),
        ),
        "item_reported": (gettext("省局报送违规信息"), name),
        "item_returned": (gettext("国家局退回报送的信息"), name),
        "item_revised": (
            gettext("中心平台送来新的版本"),
            gettext("%(name)s，第 %(n)s 版", name=name, n=gaps.get("revision", "")),
        ),
        "notice_silence": (gettext("通报逾期没有反馈"), _silent(name, gaps.get("orgs") or [])),
        "digest_sent": (gettext("省局报送月度归集"), _digest(gaps)),
        "assessment_opened": (
            gettext("请核对年度评估数据"),
            gettext("%(year)s 年度，最后一日 %(day)s。", year=gaps.get("year", ""), day=day),
        ),
        "assessment_published": (
            gettext("年度评估结果已公布"),
            gettext("%(year)s 年度。", year=gaps.get("year", "")),
        ),
    }
    return known.get(kind)


def _silent(name: str, orgs: list[str]) -> str:
    shown = pick("、", ", ").join(org_words(org) for org in orgs[:5])
    more = ngettext("%(shown)s等 %(num)d 个单位", "%(shown)s等 %(num)d 个单位", len(orgs),
                    shown=shown)  # fmt: skip
    return f"{name}{pick('：', ': ')}{more if len(orgs) > len(orgs[:5]) else shown}"


def _digest(gaps: dict[str, Any]) -> str:
    number = int(gaps.get("count") or 0)
    said = ngettext("%(num)d 条", "%(num)d 条", number) if number else gettext("没有信息")
    return f"{org_words(gaps.get('province'))}{pick('，', ', ')}{said}"


@linker
def _link(kind: str, gaps: dict[str, Any]) -> Link | None:
    """To the notice itself: whoever is told may not see the case it comes from."""
    if kind in ABOUT_AN_ITEM and gaps.get("item"):
        return Link(gettext("看通报"), url_for("web.shared_item", item_id=gaps["item"]))
    if kind == "digest_sent":
        return Link(gettext("看归集"), url_for("web.digest", digest_id=gaps["digest"]))
    if kind.startswith("assessment_") and gaps.get("assessment"):
        return Link(gettext("看评估"), url_for("web.assessment", assessment_id=gaps["assessment"]))
    return None
