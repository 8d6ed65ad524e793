"""The yearly assessment (综合评估): all of them, one with its regions, and its export."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, url_for

from service.actions.plan_assessments import KEY, plan_assessments
from service.casework.assessment_access import (
    assessment_seen,
    may_see_assessments,
    offices_of,
    sees_result,
)
from service.casework.operations.assessments import result_of
from service.casework.sharing_access import sees_all
from service.domain.assessment import FigureGroup, RankBand
from service.domain.errors import NotFound
from service.domain.roles import Role
from service.office import Unit
from service.store import assessments as store
from service.store import planned
from service.web.blueprint import web
from service.web.desk import act, is_entity, org_words, person, reading
from service.web.page import new_token, page
from service.web.register_links import add_register, register_links
from service.web.sheets import book_file, table_file
from service.web.tongue import gettext, ngettext, pgettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_sheet import Block, ListPage, SheetPage, SmallForm
from service.web.words import day_long

Row = dict[str, Any]
add_register(60, "assessments", lambda: pgettext("register", "综合评估"), "web.assessments",
             lambda: not is_entity() and may_see_assessments(person()))  # fmt: skip


def state_tag(state: str) -> Tag:
    known = {
        "stating": ("info", gettext("各省核对"), "clock"),
        "marking": ("wait", gettext("评分"), "wait"),
        "decided": ("ok", gettext("已公布"), "ok"),
        "abandoned": ("plain", gettext("已终止"), "none"),
    }
    return Tag(*known[state])


def band_tag(band: str | None, *, is_priority: bool) -> Tag | None:
    if band is None:
        return None
    found = RankBand(band)
    words = pick(found.zh, found.en)
    if is_priority:
        words = gettext("%(band)s，试点优先", band=words)
    return Tag("ok" if is_priority else "plain", words, "ok" if is_priority else "")


@web.get("/registers/assessments")
def assessments() -> Any:
    if is_entity() or not may_see_assessments(person()):
        raise NotFound(what_zh="这一页", what_en="such page")
    unit = reading()
    rows = store.all_assessments(unit.connection)
    view = ListPage(
        title=pgettext("register", "综合评估"),
        lead=ngettext("共 %(num)d 次评估。", "共 %(num)d 次评估。", len(rows)),
        registers=register_links("assessments"),
        head=(gettext("年度"), gettext("数据截至"), gettext("状态")),
        rows=tuple(_row(row) for row in rows),
        empty=(gettext("还没有评估"), gettext("国家局经办开展评估，或启动每年自动开展。")),
        path=url_for("web.assessments"), blocks=_planning(unit),
    )  # fmt: skip
    return page("list_page.html", view, at="bans")


def _row(row: Row) -> tuple[Any, ...]:
    name = Link(str(row["year"]), url_for("web.assessment", assessment_id=row["id"]))
    return name, row["as_of"].isoformat(), state_tag(row["state"])


def _planning(unit: Unit) -> tuple[Block, ...]:
    known = planned.planned_keys(unit.connection, KEY)
    if not person().holds(Role.NATIONAL_OFFICER) or known:
        return ()
    form = SmallForm(url_for("web.send_assessment_plan"), gettext("启动年度评估"), (), new_token())
    words = gettext("从明年起，每年 1 月 5 日对上一年度自动开展。")
    return (Block("plan", gettext("启动"), note=words, form=form),)


@web.post("/registers/assessments/plan")
def send_assessment_plan() -> Any:
    act(plan_assessments)
    flash(gettext("已启动年度评估。"), "ok")
    return redirect(url_for("web.assessments"), code=303)


@web.get("/registers/assessments/<key:assessment_id>")
def assessment(assessment_id: int) -> Any:
    unit = reading()
    about = assessment_seen(unit, person(), assessment_id)
    title = title_of(about)
    actions = []
    if sees_all(person()):
        case = url_for("web.case", number=about["number"])
        for kind in ("xlsx", "csv"):
            href = url_for(f"web.assessment_{kind}", assessment_id=assessment_id)
            actions.append(Link(kind.upper(), href, icon="download"))
        actions.append(Link(about["number"], case, icon="case"))
    view = SheetPage(
        title=title, sub=gettext("数据截至 %(day)s", day=day_long(about["as_of"])),
        crumbs=(Link(pgettext("register", "综合评估"), url_for("web.assessments")),
                Link(title, "")),
        blocks=(_about(about), _regions(unit, about)), tags=(state_tag(about["state"]),),
        actions=tuple(actions),
    )  # fmt: skip
    return page("sheet.html", view, at="bans")


def title_of(about: Row) -> str:
    return gettext("%(year)s 年度综合评估", year=about["year"])


def _about(about: Row) -> Block:
    weights = pick("、", ", ").join(
        f"{pick(g.zh, g.en)} {about['weights'][g.value]}" for g in FigureGroup
    )
    facts = [
        Fact(gettext("权重"), weights),
        Fact(gettext("各省核对的最后一日"), day_long(about["statement_due_day"])),
    ]
    if about["state"] == "decided":
        facts.append(Fact(gettext("决定"), about["decision_no"], strong=True))
        words = gettext("看全部档次") if about["publication"] == "every" else gettext("只看本省")
        facts.append(Fact(gettext("各省看到什么"), words))
    if about["reasons"] and sees_all(person()):
        facts.append(Fact(gettext("理由"), about["reasons"]))
    return Block("about", gettext("这次评估"), facts=tuple(facts))


def _regions(unit: Unit, about: Row) -> Block:
    """Every region the reader may see something of; in the order of codes, never of points."""
    own = offices_of(person())
    rows = []
    for region in store.regions_of(unit.connection, about["id"]):
        code = region["province"]
        whole = sees_all(person()) or code in own
        if whole or sees_result(person(), about, code):
            rows.append(_region(about, region, whole=whole))
    head = (
        gettext("地区"),
        gettext("核对"),
        gettext("自报创新"),
        gettext("已评分"),
        gettext("档次"),
    )
    return Block("regions", gettext("各地区"), head=head, rows=tuple(rows))


def _region(about: Row, region: Row, *, whole: bool) -> tuple[Any, ...]:
    code = region["province"]
    href = url_for("web.assessed_region", assessment_id=about["id"], province=code) if whole else ""
    band = band_tag(region["band"], is_priority=region["is_priority"])
    if not whole:
        return Link(org_words(code), ""), "", "", "", band or ""
    if not sees_result(person(), about, code):
        band = None
    stated = Tag("plain", gettext("没有核对"), "none")
    if region["stated_at"] is not None:
        stated = Tag("ok", gettext("已核对"), "ok")
    marked = pick("、", ", ").join(
        pick(g.zh, g.en) for g in FigureGroup if g.value in region["marks"]
    )
    shown = marked if sees_all(person()) or about["state"] == "decided" else ""
    return (Link(org_words(code), href), stated,
            gettext("有") if region["innovation"] else "", shown, band or "")  # fmt: skip


@web.get("/registers/assessments/<key:assessment_id>.xlsx")
def assessment_xlsx(assessment_id: int) -> Response:
    """Result and figures, with numerator and denominator: for the nation."""
    return _file(assessment_id, "xlsx")


@web.get("/registers/assessments/<key:assessment_id>.csv")
def assessment_csv(assessment_id: int) -> Response:
    """The figures alone."""
    return _file(assessment_id, "csv")


def _file(assessment_id: int, kind: str) -> Response:
    unit = reading()
    about = assessment_seen(unit, person(), assessment_id)
    if not sees_all(person()):
        raise NotFound(what_zh="这份文件", what_en="such file")
    regions = store.regions_of(unit.connection, assessment_id)
    head = (gettext("地区"), gettext("类别"), gettext("指标"), gettext("分子"), gettext("分母"),
            gettext("截至"), gettext("来源"))  # fmt: skip
    figures = [row for region in regions for row in _figure_rows(region)]
    name = f"assessment-{about['year']}"
    if kind == "csv":
        return table_file("csv", name, head, figures)
    result = (gettext("地区"), *(pick(g.zh, g.en) for g in FigureGroup), gettext("合计"),
              gettext("档次"), gettext("试点优先"))  # fmt: skip
    rows = [_result_row(about, region) for region in regions]
    return book_file(name, ((gettext("结果"), result, rows), (gettext("数据"), head, figures)))


def _figure_rows(region: Row) -> list[tuple[Any, ...]]:
    return [
        (
            org_words(region["province"]),
            pick(FigureGroup(f["group"]).zh, FigureGroup(f["group"]).en),
            pick(f["zh"], f["en"]), f["numerator"], f["denominator"], f["as_of"],
            pick(f["source_zh"], f["source_en"]),
        )
        for f in region["figures"]
    ]  # fmt: skip


def _result_row(about: Row, region: Row) -> tuple[Any, ...]:
    found = region["result"] or result_of(region, about["weights"])[0]
    points = [found["groups"][g.value] for g in FigureGroup]
    band = RankBand(region["band"]) if region["band"] else None
    words = pick(band.zh, band.en) if band else ""
    said = gettext("是") if region["is_priority"] else ""
    return (org_words(region["province"]), *points, found["total"], words, said)
