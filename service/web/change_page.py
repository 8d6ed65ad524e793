"""The page of one report: old and new side by side, what acceptance does, the decision."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.casework.changes import leaving_centers, may_decide, number_of
from service.domain.change_effects import ChangeReach, effects
from service.domain.changes import ChangeKind, ChangeState
from service.domain.limits import due
from service.domain.periods import civil_day
from service.domain.standing import standing
from service.office import Unit
from service.store import entities
from service.store.standing import entity_by_id, facts_of
from service.web.change_words import after_facts, before_facts, kind_words, state_tag
from service.web.desk import is_entity, org_words, person
from service.web.tongue import gettext, pick
from service.web.typed_forms import choices, paper_links, with_typed
from service.web.views import Fact, Link
from service.web.views_identity import Asked, DecidePage, TypedPage
from service.web.words import day_long, instant

Row = dict[str, Any]


def change_page(unit: Unit, report: Row) -> DecidePage:
    about = entities.entity_row(unit.connection, report["entity_id"])
    left = leaving_centers(unit, about, ChangeKind(report["kind"]), report["after"])
    here = url_for("web.entity", code=report["entity_code"])
    back = [] if is_entity() else [Link(gettext("变更报告"), url_for("web.changes_register"))]
    open_ = report["state"] == ChangeState.PENDING

    def href(document_id: int) -> str:
        return url_for("web.change_document", report_id=report["id"], document_id=document_id)

    return DecidePage(
        title=f"{kind_words(report['kind'])} {number_of(report)}",
        sub=f"{report['entity_name']} · {report['entity_code']}",
        tag=state_tag(report["state"]),
        crumbs=(*back, Link(report["entity_name"], here), Link(number_of(report), "")),
        facts=_facts(unit, report),
        before=before_facts(report),
        after=after_facts(report),
        before_title=gettext("变更前"),
        after_title=gettext("变更后"),
        effects=_effects(unit, report, left) if open_ else (),
        papers=paper_links(report["evidence"], href),
        forms=_forms(report, left),
        why_not=_why_not(report),
    )


def _facts(unit: Unit, report: Row) -> tuple[Fact, ...]:
    made = [
        Fact(
            gettext("报告"), f"{report['reported_as']} {instant(report['reported_at'], unit.today)}"
        ),
        Fact(gettext("说明"), report["explanation"]),
        Fact(gettext("核定单位"), org_words(report["org_code"])),
    ]
    if report["state"] == ChangeState.PENDING:
        limit = unit.rules.limit("change_decision", unit.today)
        last = due(limit, civil_day(report["reported_at"]), unit.calendar).last_day
        over = gettext("（已逾期）") if last < unit.today else ""
        made.append(Fact(gettext("核定期限"), day_long(last) + over, strong=bool(over)))
    if report["decided_as"]:
        when = instant(report["decided_at"], unit.today)
        made.append(Fact(gettext("核定"), f"{report['decided_as']} {when}"))
    if report["reason"]:
        made.append(Fact(gettext("理由"), report["reason"]))
    mine = report["reported_by"] == person().person_id
    if report["state"] == ChangeState.RETURNED and mine:
        again = {"kind": report["kind"], "again": report["id"]}
        href = url_for("web.new_change", code=report["entity_code"], **again)
        made.append(Fact(gettext("补充"), gettext("重新填写并报告"), href))
    for center, ends in report["ends"].items():
        words = gettext("备案终止") if ends else gettext("备案保留")
        made.append(Fact(org_words(center), words))
    return tuple(made)


def _effects(unit: Unit, report: Row, left: list[str]) -> tuple[str, ...]:
    about = entity_by_id(unit.connection, report["entity_id"])
    assert about is not None
    said = standing(facts_of(unit.connection, about), unit.today, unit.rules)
    reach = ChangeReach(
        kind=ChangeKind(report["kind"]), day=report["effective_on"],
        filed_at=tuple(map(org_words, said.filed_at)), leaving=tuple(map(org_words, left)),
        applying_at=tuple(map(org_words, said.applying_at)), listed=said.listed,
        banned_until=said.banned_until, goes_on=bool(report["after"].get("goes_on", True)),
    )  # fmt: skip
    return tuple(pick(one.zh, one.en) for one in effects(reach))


def _why_not(report: Row) -> str:
    if report["state"] != ChangeState.PENDING or is_entity():
        return ""
    if not may_decide(person(), report):
        return gettext("由%(org)s的另一名人员核定。", org=org_words(report["org_code"]))
    if report["reported_by"] == person().person_id:
        return gettext("这是你报告的，要由另一名人员核定。")
    return ""


def _forms(report: Row, left: list[str]) -> tuple[TypedPage, ...]:
    mine = report["reported_by"] == person().person_id
    made = []
    pending = report["state"] == ChangeState.PENDING
    if pending and may_decide(person(), report) and not mine:
        made.append(_decision(report, left))
    if mine and report["state"] in (ChangeState.PENDING, ChangeState.RETURNED):
        made.append(
            TypedPage(
                action=url_for("web.send_change_step", report_id=report["id"], step="withdraw"),
                fields=with_typed((Asked("reason", gettext("撤回的理由"), most=500),)),
                send=gettext("撤回"), title=gettext("撤回报告"),
            )
        )  # fmt: skip
    return tuple(made)


def _decision(report: Row, left: list[str]) -> TypedPage:
    steps = [("accept", gettext("核准")), ("refuse", gettext("不核准"))]
    if not report["returned"]:
        steps.append(("return", gettext("退回补充（只能一次）")))
    stays = [("end", gettext("备案终止")), ("stay", gettext("备案保留"))]
    fields = [
        Asked(f"ends.{center}", gettext("%(center)s的备案", center=org_words(center)), "radio",
              choices=choices(stays), help=gettext("这个中心不服务新地址，核准时要写明"))
        for center in left
    ]  # fmt: skip
    fields += [
        Asked("decision", gettext("决定"), "radio", choices=choices(steps)),
        Asked("reason", gettext("理由"), "area", most=500, help=gettext("不核准、退回时要写")),
    ]
    return TypedPage(
        action=url_for("web.send_change_step", report_id=report["id"], step="decide"),
        fields=with_typed(fields), send=gettext("作出决定"), title=gettext("核定"),
    )  # fmt: skip
