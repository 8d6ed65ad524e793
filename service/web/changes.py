"""Changes of entities: their register, the report, and its decision."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.decide_change import decide_change
from service.actions.report_change import report_change
from service.actions.withdraw_change import withdraw_change
from service.casework.changes import number_of, reach_of, report_seen, reporter_org
from service.domain.changes import ChangeKind, ChangeState
from service.domain.errors import NotFound, Refusal
from service.store import changes, entities
from service.web.blueprint import web
from service.web.change_page import change_page
from service.web.change_words import fields_of, kind_words, state_tag
from service.web.desk import act, close_reading, is_entity, org_words, person, reading
from service.web.files import send_kept
from service.web.page import page
from service.web.pages import pager
from service.web.reach import key_in_address, page_number
from service.web.register_links import add_register, register_links
from service.web.tongue import gettext, ngettext, pick
from service.web.typed_forms import (
    choices,
    day_typed,
    kept_field,
    papers_sent,
    show_decision,
    show_form,
    with_typed,
)
from service.web.views import Link
from service.web.views_identity import Asked, FormPage, IdentityLine, IdentityList, TypedPage

PAGE = 30
Row = dict[str, Any]


def _mine() -> list[str]:
    return [post.org_code for post in person().posts]


def _waiting() -> int | None:
    """How many wait for the reader's own organisation."""
    _, total = changes.reports_page(
        reading().connection, reach_of(person()), state="pending", orgs=_mine(), limit=1
    )
    return total or None


add_register(
    60, "changes", lambda: gettext("变更报告"), "web.changes_register",
    shown=lambda: not is_entity(), count=_waiting,
)  # fmt: skip


@web.get("/registers/changes")
def changes_register() -> Any:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")
    return page("identity_list.html", _register(), at="entities")


def _register() -> IdentityList:
    unit, number = reading(), page_number()
    q = request.args.get("q", "").strip()[:80]
    kind, state = request.args.get("kind", ""), request.args.get("state", "")
    kind, state = (
        kind if kind in set(ChangeKind) else "",
        state if state in set(ChangeState) else "",
    )
    rows, total = changes.reports_page(
        unit.connection, reach_of(person()), q=q, kind=kind, state=state, limit=PAGE,
        offset=(number - 1) * PAGE,
    )  # fmt: skip

    def href(n: int) -> str:
        return url_for("web.changes_register", q=q or None, kind=kind, state=state, page=n)

    every = ("", gettext("全部"))
    kinds = [every, *((k.value, pick(k.zh, k.en)) for k in ChangeKind)]
    states = [every, *((s.value, pick(s.zh, s.en)) for s in ChangeState)]
    return IdentityList(
        title=gettext("变更报告"),
        lead=ngettext("共 %(num)d 件。", "共 %(num)d 件。", total),
        columns=(gettext("主体"), gettext("变更"), gettext("变更日"), gettext("报告"),
                 gettext("核定单位"), gettext("状态")),
        rows=tuple(_line(row) for row in rows),
        action=url_for("web.changes_register"), q=q,
        filters=(("kind", gettext("变更"), choices(kinds, kind)),
                 ("state", gettext("状态"), choices(states, state))),
        pager=pager(number, PAGE, total, href), registers=register_links("changes"),
    )  # fmt: skip


def _line(row: Row) -> IdentityLine:
    return IdentityLine(
        title=row["entity_name"], href=url_for("web.change", report_id=row["id"]),
        sub=f"{number_of(row)} · {row['entity_code']}",
        cells=(kind_words(row["kind"]), row["effective_on"].isoformat(), row["reported_as"],
               org_words(row["org_code"])),
        tag=state_tag(row["state"]),
    )  # fmt: skip


@web.get("/entities/<code>/changes/new")
def new_change(code: str) -> Any:
    return _form_page(_entity(code), None)


@web.post("/entities/<code>/changes/new")
def send_change(code: str) -> Any:
    about, kind = _entity(code), request.args.get("kind", "")
    again = key_in_address("again") or None
    try:
        names = (
            [f.name for f in fields_of(ChangeKind(kind), about)] if kind in set(ChangeKind) else []
        )
        values = {name: request.form.get(name, "") for name in names}
        papers = papers_sent()
        done = act(
            report_change, code=code, kind=kind, values=values,
            effective_on=day_typed("effective_on"),
            explanation=request.form.get("explanation", ""), evidence=papers, again=again,
        )  # fmt: skip
    except Refusal as refusal:
        close_reading()
        return _form_page(_entity(code), refusal)
    flash(gettext("已报告，等待核定。核定之前登记的内容不变。"), "ok")
    return redirect(url_for("web.change", report_id=done["report_id"]), code=303)


def _entity(code: str) -> Row:
    unit = reading()
    entity_id = entities.entity_id_of(unit.connection, code.strip().upper())
    own = person().entity_id
    if entity_id is None or (own is not None and own != entity_id):
        raise NotFound(what_zh="这个主体", what_en="such entity")
    return entities.entity_row(unit.connection, entity_id)


def _form_page(about: Row, refusal: Refusal | None) -> Any:
    reporter_org(reading(), person(), about)
    asked, again = request.args.get("kind", ""), key_in_address("again") or None
    kind = ChangeKind(asked) if asked in set(ChangeKind) else None
    here = url_for("web.entity", code=about["code"])
    view = FormPage(
        title=gettext("报告变更"),
        sub=f"{about['name']} · {about['code']}",
        crumbs=(Link(about["name"], here), Link(gettext("报告变更"), "")),
        kinds=tuple(
            Link(pick(k.zh, k.en), url_for("web.new_change", code=about["code"], kind=k.value),
                 k is kind)
            for k in ChangeKind
        ),
        form=_form(about, kind, again) if kind else None,
    )  # fmt: skip
    return show_form(view, refusal)


def _form(about: Row, kind: ChangeKind, again: int | None) -> TypedPage:
    fields = (
        *fields_of(kind, about),
        Asked(
            "effective_on",
            gettext("变更日"),
            "date",
            help=gettext("登记机关核准变更的日期，可以早于今天"),
        ),
        Asked("explanation", gettext("说明"), "area", most=500),
        Asked("evidence", gettext("证明材料"), "file", help=gettext("PDF 或图片，每份最多 20 MB")),
        kept_field(),
    )
    return TypedPage(
        action=url_for("web.send_change", code=about["code"], kind=kind.value, again=again),
        fields=with_typed(fields),
        send=gettext("报告"),
    )


@web.get("/changes/<key:report_id>")
def change(report_id: int) -> Any:
    return _decide_page(report_id, None)


@web.post("/changes/<key:report_id>/<string(maxlength=10):step>")
def send_change_step(report_id: int, step: str) -> Any:
    report = report_seen(reading(), person(), report_id)
    form = request.form
    try:
        if step == "withdraw":
            act(withdraw_change, report_id=report_id, reason=form.get("reason", ""))
        elif step == "decide":
            ends = {
                name.removeprefix("ends."): value == "end"
                for name, value in form.items()
                if name.startswith("ends.") and value in ("end", "stay")
            }
            act(
                decide_change, report_id=report_id, decision=form.get("decision", ""),
                reason=form.get("reason", ""), ends=ends,
            )  # fmt: skip
        else:
            raise NotFound(what_zh="这一步", what_en="such step")
    except Refusal as refusal:
        if not refusal.fields:
            raise
        close_reading()
        return _decide_page(report["id"], refusal)
    flash(gettext("已办理。"), "ok")
    return redirect(url_for("web.change", report_id=report_id), code=303)


def _decide_page(report_id: int, refusal: Refusal | None) -> Any:
    report = report_seen(reading(), person(), report_id)
    return show_decision(change_page(reading(), report), refusal)


@web.get("/changes/<key:report_id>/documents/<key:document_id>")
def change_document(report_id: int, document_id: int) -> Any:
    """A paper of a report, for those who may see the report."""
    report = report_seen(reading(), person(), report_id)
    return send_kept(report["evidence"], document_id)
