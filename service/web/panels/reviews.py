"""Beside the tasks of a re-review: who is in scope, what the register says, what was before."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service import engine
from service.casework.operations.reviews import register_of
from service.casework.review_scope import in_scope, scope_of
from service.domain.reviews import COMPARED, CampaignScope, Candidate, ScopeRule, differing
from service.office import Unit
from service.store import entities, preexam, publications, reviews
from service.store.cases import Case
from service.web.desk import org_words
from service.web.panels.registry import panels
from service.web.review_words import (
    figure,
    result_words,
    scope_words,
    signal_words,
    state_tag,
)
from service.web.tongue import gettext, ngettext
from service.web.views import Fact, Link, Tag
from service.web.views_task import Panel
from service.web.words import day_long

Item = dict[str, Any]
SHOWN = 20
FEW_STAFF = 5


@panels("periodic_review")
def _panels(unit: Unit, case: Case, item: Item) -> tuple[Panel, ...]:
    if case.entity_id is None:
        return _of_campaign(unit, case, item)
    made = (_against_register(unit, case), _past(unit, case), _use(unit, case))
    return tuple(panel for panel in made if panel is not None)


def _of_campaign(unit: Unit, case: Case, item: Item) -> tuple[Panel, ...]:
    campaign = reviews.campaign_of(unit.connection, case.id)
    made: list[Panel] = []
    if item["element"] == "draft_campaign":
        made.append(_figures(unit, case))
    if campaign is not None and item["element"] in ("draft_campaign", "approve_campaign"):
        made.append(_preview(unit, case, campaign))
    if campaign is not None and item["element"].startswith("publish_"):
        made += [_to_publish(unit, case, item), _progress(unit, case)]
    return tuple(made)


def _figures(unit: Unit, case: Case) -> Panel:
    """How many each rule would take, before anybody chooses."""
    every = in_scope(unit, str(case.center_code), CampaignScope(rule=ScopeRule.ALL))
    below = [c for c in every if c.insured is not None and c.insured < FEW_STAFF]
    facts = (
        (gettext("可以复核的主体"), every),
        (gettext("参保人数少于 5 人"), below),
        (gettext("没有登记参保人数"), [c for c in every if c.insured is None]),
        (gettext("近十二个月没有受理的预审请求"), [c for c in every if not c.accepted]),
        (gettext("有风险信号"), [c for c in every if c.signals]),
    )
    return Panel(
        key="figures",
        title=gettext("选范围以前"),
        aside=gettext("已在复核中的不重复计"),
        facts=tuple(Fact(words, _houses(len(found))) for words, found in facts),
    )


def _houses(count: int) -> str:
    return ngettext("%(num)d 家", "%(num)d 家", count)


def _preview(unit: Unit, case: Case, campaign: Item) -> Panel:
    scope = scope_of(unit, campaign["scope"])
    found = in_scope(unit, str(case.center_code), scope)
    more = len(found) - SHOWN
    return Panel(
        key="scope",
        title=gettext("范围内的主体"),
        aside=_houses(len(found)),
        facts=(
            Fact(gettext("范围"), scope_words(unit, campaign["scope"]), strong=True),
            Fact(gettext("通知起"), day_long(campaign["window_from"])),
            Fact(gettext("窗口最后一日"), day_long(campaign["window_last"])),
        ),
        head=(gettext("主体"), gettext("参保"), gettext("一年受理"), gettext("信号")),
        rows=tuple(_candidate(unit, one) for one in found[:SHOWN]),
        note=ngettext("另有 %(num)d 家。", "另有 %(num)d 家。", more) if more > 0 else "",
    )


def _candidate(unit: Unit, one: Candidate) -> tuple[str | Tag | Link, ...]:
    link = Link(one.name, url_for("web.entity", code=one.code))
    return link, figure(one.insured), str(one.accepted), signal_words(unit, one.signals) or "—"


def _to_publish(unit: Unit, case: Case, item: Item) -> Panel:
    last = item["element"] == "publish_second_batch"
    rows = publications.to_publish(unit.connection, case.id, with_silent=last)
    lines = [publications.line_of(row) for row in rows]
    by_result = {name: sum(x["result"] == name for x in lines) for name in _results(lines)}
    return Panel(
        key="batch",
        title=gettext("这一批将公布"),
        aside=_houses(len(lines)),
        facts=tuple(Fact(result_words(n), _houses(count)) for n, count in by_result.items()),
        head=(gettext("主体"), gettext("结果"), gettext("决定日")),
        rows=tuple(
            (x["name"], result_words(x["result"]), x["decided_on"].isoformat())
            for x in lines[:SHOWN]
        ),
        note="" if lines else gettext("这一批没有要公布的结果。"),
    )


def _results(lines: list[Item]) -> list[str]:
    return sorted({line["result"] for line in lines})


def _progress(unit: Unit, case: Case) -> Panel:
    left = reviews.undecided(unit.connection, case.id)
    words = ngettext("还有 %(num)d 家没有办结。", "还有 %(num)d 家没有办结。", left)
    return Panel(
        key="progress",
        title=gettext("进度"),
        note=words if left else gettext("全部办结。"),
        links=(Link(gettext("打开活动页"), url_for("web.review", number=case.number)),),
    )


def handed_in(unit: Unit, case: Case) -> dict[str, Any]:
    """The newest of what the entity handed in, from the case's data."""
    data = engine.view(unit.process(case.version_id), case.state).data
    corrected = data.get("correct_review") or {}
    return corrected if "insured_count" in corrected else data.get("submit_review") or {}


def _against_register(unit: Unit, case: Case) -> Panel | None:
    said = handed_in(unit, case)
    if not said:
        return None
    register = register_of(entities.entity_row(unit.connection, int(case.entity_id or 0)))
    unlike = differing(register, said)
    names = {
        "registered_address": gettext("注册地址"),
        "legal_representative": gettext("法定代表人或负责人"),
        "contact_phone": gettext("联系电话"),
        "insured_count": gettext("参保人数"),
        "rd_staff_count": gettext("研发人员数"),
    }
    rows = tuple(
        (
            names[n],
            _known(register.get(n)),
            _known(said.get(n)),
            _verdict(n, register, said, unlike),
        )
        for n in COMPARED
    )
    return Panel(
        key="register",
        title=gettext("与名册对照"),
        aside=ngettext("%(num)d 项不同", "%(num)d 项不同", len(unlike)),
        head=(gettext("项目"), gettext("名册"), gettext("本次"), gettext("对照")),
        rows=rows,
        note=str(said.get("explanation") or ""),
    )


def _known(value: Any) -> str:
    return "—" if value in (None, "") else str(value)


def _verdict(name: str, register: Item, said: Item, unlike: tuple[str, ...]) -> Tag:
    if name in unlike:
        return Tag("warn", gettext("不同"), "warn")
    if register.get(name) in (None, "") or said.get(name) in (None, ""):
        return Tag("plain", gettext("无从对照"), "none")
    return Tag("ok", gettext("一致"), "ok")


def _past(unit: Unit, case: Case) -> Panel | None:
    rows = reviews.past_of(unit.connection, int(case.entity_id or 0))
    if not rows:
        return None
    return Panel(
        key="past-reviews",
        title=gettext("以往复核"),
        head=(gettext("中心"), gettext("活动"), gettext("结果")),
        rows=tuple(
            (org_words(row["center_code"]), row["name"], state_tag(row["state"])) for row in rows
        ),
    )


def _use(unit: Unit, case: Case) -> Panel:
    """Pre-examination requests of the last twelve months at this center."""
    first = unit.today.replace(year=unit.today.year - 1, day=1)
    counts = preexam.of_entity(
        unit.connection, int(case.entity_id or 0), center=str(case.center_code), first=first
    )
    words = {
        "received": gettext("收到"), "accepted": gettext("受理"), "qualified": gettext("合格"),
    }  # fmt: skip
    return Panel(
        key="use",
        title=gettext("近十二个月预审请求"),
        aside=org_words(case.center_code),
        facts=tuple(Fact(words[name], str(counts[name])) for name in words),
    )
