"""One region in an assessment: its figures, what its office says, the marks with their reasons."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import request, url_for

from service.actions.keep_document import keep_document
from service.actions.mark_region import mark_region
from service.actions.state_on_assessment import state_on_assessment
from service.casework.assessment_access import region_seen, sees_result
from service.casework.sharing_access import sees_all
from service.domain.assessment import FigureGroup
from service.domain.errors import InvalidForm
from service.domain.roles import NATION_CODE, Role, may_do
from service.office import Unit
from service.store import documents
from service.web import small_forms
from service.web.assessments import band_tag, title_of
from service.web.blueprint import web
from service.web.desk import act, close_reading, office, org_words, person, reading
from service.web.page import new_token, page
from service.web.small_forms import typed, typed_number, with_typed
from service.web.tongue import gettext, pgettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_sheet import Block, Input, SheetPage, SmallForm
from service.web.words import day_long, instant

Row = dict[str, Any]


@web.get("/registers/assessments/<key:assessment_id>/<province>")
def assessed_region(assessment_id: int, province: str) -> Any:
    return _shown(assessment_id, province)


def _shown(assessment_id: int, province: str, errors: small_forms.Errors = ()) -> Any:
    unit = reading()
    about, region = region_seen(unit, person(), assessment_id, province)
    view = _sheet(unit, about, region, errors)
    return page("sheet.html", view, at="bans", status=422 if errors else 200)


@web.post("/registers/assessments/<key:assessment_id>/<province>/statement")
def send_statement(assessment_id: int, province: str) -> Any:
    region_seen(reading(), person(), assessment_id, province)
    return small_forms.sent(
        lambda: act(
            state_on_assessment,
            assessment_id=assessment_id,
            province=province,
            statement=typed("statement"),
            innovation=typed("innovation"),
            evidence=_kept(),
        ),
        lambda errors: _shown(assessment_id, province, errors),
        gettext("核对意见已提交。"),
        url_for("web.assessed_region", assessment_id=assessment_id, province=province),
    )


def _kept() -> tuple[int, ...]:
    """The files that came with the statement, kept first."""
    kept = []
    actor = person()
    for file in request.files.getlist("evidence"):
        if file.filename:
            close_reading()
            stream: Any = file.stream
            try:
                done = keep_document(office(), actor=actor, name=file.filename, stream=stream)
            except InvalidForm as refusal:
                raise InvalidForm(fields=small_forms.renamed("evidence", refusal)) from refusal
            kept.append(done.document_id)
    return tuple(kept)


@web.post("/registers/assessments/<key:assessment_id>/<province>/marks")
def send_mark(assessment_id: int, province: str) -> Any:
    region_seen(reading(), person(), assessment_id, province)
    return small_forms.sent(
        lambda: act(
            mark_region,
            assessment_id=assessment_id,
            province=province,
            group=typed("group", 20),
            mark=typed_number("mark"),
            reasons=typed("reasons"),
        ),
        lambda errors: _shown(assessment_id, province, errors),
        gettext("评分已记下。"),
        url_for("web.assessed_region", assessment_id=assessment_id, province=province),
    )


def _sheet(unit: Unit, about: Row, region: Row, errors: small_forms.Errors) -> SheetPage:
    name, title = org_words(region["province"]), title_of(about)
    tags: tuple[Tag, ...] = ()
    if region["band"] and sees_result(person(), about, region["province"]):
        band = band_tag(region["band"], is_priority=region["is_priority"])
        tags = (band,) if band else ()
    blocks = (
        *(_figures(region, group) for group in FigureGroup if _has(region, group)),
        _statement(unit, about, region),
        *_stating(about, region, errors),
        *_marks(unit, about, region),
        *_marking(about, region, errors),
    )
    return SheetPage(
        title=name, sub=title,
        crumbs=(Link(pgettext("register", "综合评估"), url_for("web.assessments")),
                Link(title, url_for("web.assessment", assessment_id=about["id"])), Link(name, "")),
        blocks=blocks, tags=tags, errors=len(errors),
    )  # fmt: skip


def _has(region: Row, group: FigureGroup) -> bool:
    return any(f["group"] == group.value for f in region["figures"])


def _figures(region: Row, group: FigureGroup) -> Block:
    rows = tuple(
        (pick(f["zh"], f["en"]), f"{f['numerator']} / {f['denominator']}", _share(f),
         pick(f["source_zh"], f["source_en"]))
        for f in region["figures"] if f["group"] == group.value
    )  # fmt: skip
    head = (gettext("指标"), gettext("数量"), gettext("比例"), gettext("来源"))
    as_of = next((f["as_of"] for f in region["figures"]), "")
    return Block(group.value, pick(group.zh, group.en), head=head, rows=rows,
                 aside=gettext("数据截至 %(day)s", day=as_of))  # fmt: skip


def _share(figure: Row) -> Any:
    if not figure["denominator"]:
        return gettext("没有可数的")
    share = round(Decimal(100 * figure["numerator"]) / figure["denominator"])
    good = share >= 90 if figure["more_is_better"] else share <= 10
    return Tag("ok" if good else "plain", f"{share}%")


def _statement(unit: Unit, about: Row, region: Row) -> Block:
    if region["stated_at"] is None:
        note = gettext("还没有核对；最后一日 %(day)s。", day=day_long(about["statement_due_day"]))
        if about["state"] != "stating":
            note = gettext("到期没有核对，照数据评估。")
        return Block("statement", gettext("省局核对和自报"), note=note)
    facts = (
        Fact(gettext("核对意见"), region["statement"]),
        Fact(gettext("机制创新自报"), region["innovation"] or "—"),
    )
    names = _documents(unit, about, region)
    return Block("statement", gettext("省局核对和自报"), facts=facts, links=names,
                 aside=instant(region["stated_at"], unit.today))  # fmt: skip


def _documents(unit: Unit, about: Row, region: Row) -> tuple[Link, ...]:
    """The evidence, for those who see the case it is kept with."""
    if not sees_all(person()):
        return ()
    found = (documents.document_by_id(unit.connection, int(n)) for n in region["evidence"])
    return tuple(
        Link(row["name"], url_for("web.document", number=about["number"], document_id=row["id"]))
        for row in found
        if row
    )


def _stating(about: Row, region: Row, errors: small_forms.Errors) -> tuple[Block, ...]:
    own = any(
        may_do(person(), role, region["province"])
        for role in (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER)
    )
    if not own or about["state"] != "stating":
        return ()
    form = SmallForm(
        url_for("web.send_statement", assessment_id=about["id"], province=region["province"]),
        gettext("提交核对意见"),
        (
            Input("statement", gettext("核对意见"), "long", region["statement"], most=4000,
                  help=gettext("数据有出入的，写明哪一项、应是多少、依据什么。")),
            Input("innovation", gettext("机制创新自报"), "long", region["innovation"],
                  required=False, most=4000),
            Input("evidence", gettext("佐证材料"), "file", required=False),
        ),
        token=new_token(), has_files=True,
        note=gettext("最后一日 %(day)s，到期前可以再改。",
                     day=day_long(about["statement_due_day"])),
    )  # fmt: skip
    return (Block("state", gettext("核对本省数据"),
                  form=with_typed(form, errors) if errors else form),)  # fmt: skip


def _marks(unit: Unit, about: Row, region: Row) -> tuple[Block, ...]:
    """Marks by judgement, with their reasons; the region reads its own once it is decided."""
    shown = sees_all(person()) or about["state"] == "decided"
    if not shown or not region["marks"]:
        return ()
    rows = tuple(
        (pick(g.zh, g.en), str(region["marks"][g.value]["mark"]),
         region["marks"][g.value]["reasons"])
        for g in FigureGroup if g.value in region["marks"]
    )  # fmt: skip
    head = (gettext("类别"), gettext("评分"), gettext("理由"))
    return (Block("marks", gettext("评分"), head=head, rows=rows),)


def _marking(about: Row, region: Row, errors: small_forms.Errors) -> tuple[Block, ...]:
    able = may_do(person(), Role.NATIONAL_OFFICER, NATION_CODE)
    if not able or about["state"] != "marking":
        return ()
    groups = tuple((g.value, pick(g.zh, g.en)) for g in FigureGroup)
    form = SmallForm(
        url_for("web.send_mark", assessment_id=about["id"], province=region["province"]),
        gettext("记下评分"),
        (
            Input("group", gettext("类别"), "select", FigureGroup.INNOVATION.value,
                  options=groups,
                  help=gettext("工作成效、管理规范默认按数据计算；评分后以评分为准。")),
            Input("mark", gettext("评分（0 至 100）"), "number"),
            Input("reasons", gettext("理由"), "long", most=2000),
        ),
        token=new_token(),
    )  # fmt: skip
    return (Block("mark", gettext("评分"), form=with_typed(form, errors) if errors else form),)
