"""Successions: their register, the proposal, the statement, the decision."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.decide_succession import decide_succession
from service.actions.propose_succession import propose_succession
from service.actions.revoke_succession import revoke_succession
from service.actions.state_on_succession import state_on_succession
from service.casework.successions import READERS, link_seen, number_of, proposer_org
from service.domain.errors import NotFound, Refusal
from service.domain.hints import SuccessionKind, SuccessionState
from service.domain.roles import Level
from service.store import changes
from service.web.blueprint import web
from service.web.desk import act, close_reading, is_entity, person, reading
from service.web.files import send_kept
from service.web.page import page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.register_links import add_register, register_links
from service.web.succession_page import state_tag, succession_page
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


def _reads() -> bool:
    return not is_entity() and person().holds(*READERS)


add_register(65, "successions", lambda: gettext("承继"), "web.successions", shown=_reads)


@web.get("/registers/successions")
def successions() -> Any:
    if not _reads():
        raise NotFound(what_zh="这一页", what_en="such page")
    unit, number = reading(), page_number()
    state = request.args.get("state", "")
    state = state if state in set(SuccessionState) else ""
    rows, total = changes.successions_page(
        unit.connection, provinces=_provinces(), state=state, limit=PAGE,
        offset=(number - 1) * PAGE,
    )  # fmt: skip
    states = [("", gettext("全部")), *((s.value, pick(s.zh, s.en)) for s in SuccessionState)]
    view = IdentityList(
        title=gettext("承继"), lead=ngettext("共 %(num)d 件。", "共 %(num)d 件。", total),
        columns=(gettext("承继方"), gettext("被承继方"), gettext("方式"), gettext("提出"),
                 gettext("状态")),
        rows=tuple(_line(row) for row in rows), action=url_for("web.successions"), q="",
        filters=(("state", gettext("状态"), choices(states, state)),),
        pager=pager(number, PAGE, total,
                    lambda n: url_for("web.successions", state=state, page=n)),
        registers=register_links("successions"), searchable=False,
    )  # fmt: skip
    return page("identity_list.html", view, at="entities")


def _provinces() -> list[str] | None:
    """The provinces whose links the reader looks at; all, for the nation and auditors."""
    levels = {post.role.level for post in person().posts}
    if levels & {Level.NATION, Level.SERVICE}:
        return None
    return sorted({post.province or post.org_code for post in person().posts})


def _line(row: Row) -> IdentityLine:
    kind = SuccessionKind(row["kind"])
    return IdentityLine(
        title=row["to_name"], href=url_for("web.succession", succession_id=row["id"]),
        sub=f"{number_of(row)} · {row['to_code']}",
        cells=(row["from_name"], pick(kind.zh, kind.en), row["proposed_as"]),
        tag=state_tag(row["state"]),
    )  # fmt: skip


@web.get("/successions/new")
def new_succession() -> Any:
    proposer_org(person())
    return _form_page(None)


@web.post("/successions/new")
def send_succession() -> Any:
    form = request.form
    try:
        papers = papers_sent()
        done = act(
            propose_succession, predecessor=form.get("predecessor", ""),
            successor=form.get("successor", ""), kind=form.get("kind", ""), day=day_typed("day"),
            explanation=form.get("explanation", ""), evidence=papers,
            ban_follows=form.get("ban_follows") == "yes",
        )  # fmt: skip
    except Refusal as refusal:
        close_reading()
        proposer_org(person())
        return _form_page(refusal)
    flash(gettext("已提出，等待决定。决定之前没有任何后果。"), "ok")
    return redirect(url_for("web.succession", succession_id=done["succession_id"]), code=303)


def _form_page(refusal: Refusal | None) -> Any:
    kinds = [(k.value, pick(k.zh, k.en)) for k in SuccessionKind]
    asked = request.args
    fields = (
        Asked("predecessor", gettext("被承继方的代码"), most=40, value=asked.get("from", "")[:40]),
        Asked("successor", gettext("承继方的代码"), most=40, value=asked.get("to", "")[:40]),
        Asked("kind", gettext("方式"), "select", choices=choices(kinds, asked.get("kind", ""))),
        Asked("day", gettext("承继发生的日期"), "date"),
        Asked("ban_follows", gettext("禁期随之承继"), "check", value="yes",
              help=gettext("承继方会收到告知，可以陈述")),
        Asked("explanation", gettext("事实与理由"), "area", most=500),
        Asked("evidence", gettext("证明材料"), "file"),
        kept_field(),
    )  # fmt: skip
    form = TypedPage(
        action=url_for("web.send_succession"), fields=with_typed(fields), send=gettext("提出"),
        note=gettext("关联提示不是证据。由省局或国家局负责人根据证据决定，并写明理由。"),
    )  # fmt: skip
    view = FormPage(
        title=gettext("提出承继"), sub="", kinds=(), form=form,
        crumbs=(Link(gettext("承继"), url_for("web.successions")), Link(gettext("提出承继"), "")),
    )  # fmt: skip
    return show_form(view, refusal)


@web.get("/successions/<key:succession_id>")
def succession(succession_id: int) -> Any:
    return _decide_page(succession_id, None)


@web.post("/successions/<key:succession_id>/<string(maxlength=10):step>")
def send_succession_step(succession_id: int, step: str) -> Any:
    link_seen(reading(), person(), succession_id)
    form, about = request.form, {"succession_id": succession_id}
    try:
        if step == "decide":
            act(
                decide_succession, **about, confirm=form.get("decision") in ("follow", "confirm"),
                ban_follows=form.get("decision") == "follow", reason=form.get("reason", ""),
            )  # fmt: skip
        elif step == "revoke":
            act(revoke_succession, **about, reason=form.get("reason", ""))
        elif step == "state":
            act(state_on_succession, **about, statement=form.get("statement", ""))
        else:
            raise NotFound(what_zh="这一步", what_en="such step")
    except Refusal as refusal:
        if not refusal.fields and refusal.status != 409:
            raise
        close_reading()
        return _decide_page(succession_id, refusal)
    flash(gettext("已办理。"), "ok")
    return redirect(url_for("web.succession", succession_id=succession_id), code=303)


def _decide_page(succession_id: int, refusal: Refusal | None) -> Any:
    view = succession_page(reading(), link_seen(reading(), person(), succession_id))
    if refusal is not None and not view.forms:
        raise refusal
    return show_decision(view, refusal)


@web.get("/successions/<key:succession_id>/documents/<key:document_id>")
def succession_document(succession_id: int, document_id: int) -> Any:
    """A paper of the proposal, for officers."""
    link = link_seen(reading(), person(), succession_id)
    return send_kept([] if is_entity() else link["evidence"], document_id)
