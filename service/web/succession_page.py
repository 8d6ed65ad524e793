"""The page of one succession: both entities, what they have in common, the decision."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.casework.successions import check_may_decide, number_of
from service.domain.bans import banned_until
from service.domain.errors import NotAllowed
from service.domain.hints import SuccessionKind, SuccessionState, common_signs
from service.office import Unit
from service.store import entities, sanctions
from service.store.signs import profile_of
from service.web.desk import is_entity, person
from service.web.tongue import gettext, pick
from service.web.typed_forms import choices, paper_links, with_typed
from service.web.views import Fact, Link, Tag
from service.web.views_identity import Asked, DecidePage, TypedPage
from service.web.words import day_long, instant

Row = dict[str, Any]
_TONES = {
    SuccessionState.PROPOSED: ("warn", "wait"),
    SuccessionState.CONFIRMED: ("danger", "link"),
    SuccessionState.REJECTED: ("plain", "none"),
    SuccessionState.REVOKED: ("plain", "undo"),
}


def state_tag(state: str) -> Tag:
    known = SuccessionState(state)
    tone, icon = _TONES[known]
    return Tag(tone, pick(known.zh, known.en), icon)


def succession_page(unit: Unit, link: Row) -> DecidePage:
    one, other = (entities.entity_row(unit.connection, link[key]) for key in ("from_id", "to_id"))
    first = Link(gettext("承继"), url_for("web.successions"))
    if is_entity():
        first = Link(gettext("我的备案"), url_for("web.portal"))

    def href(document_id: int) -> str:
        return url_for("web.succession_document", succession_id=link["id"], document_id=document_id)

    return DecidePage(
        title=f"{gettext('承继')} {number_of(link)}",
        sub=f"{link['from_name']} → {link['to_name']}",
        tag=state_tag(link["state"]),
        crumbs=(first, Link(number_of(link), "")),
        facts=_facts(unit, link, one, other),
        before=_side(unit, one),
        after=_side(unit, other),
        before_title=gettext("被承继方"),
        after_title=gettext("承继方"),
        effects=_effects(unit, link),
        papers=() if is_entity() else paper_links(link["evidence"], href),
        forms=_forms(unit, link),
    )


def _side(unit: Unit, row: Row) -> tuple[Fact, ...]:
    own = person().entity_id in (None, row["id"])
    made = [
        Fact(gettext("名称"), row["name"], url_for("web.entity", code=row["code"]) if own else ""),
        Fact(gettext("代码"), row["code"]),
    ]
    if not own:
        return tuple(made)
    made += [
        Fact(gettext("法定代表人"), row["legal_representative"] or "—"),
        Fact(gettext("地址"), row["address"] or "—"),
    ]
    until = banned_until(sanctions.bans_of(unit.connection, row["id"]), unit.today)
    if until is not None:
        made.append(Fact(gettext("禁期最后一日"), day_long(until), strong=True))
    if row["dissolved_day"]:
        made.append(Fact(gettext("终止日"), day_long(row["dissolved_day"]), strong=True))
    return tuple(made)


def _facts(unit: Unit, link: Row, one: Row, other: Row) -> tuple[Fact, ...]:
    kind = SuccessionKind(link["kind"])
    made = [
        Fact(gettext("方式"), pick(kind.zh, kind.en)),
        Fact(gettext("承继发生的日期"), day_long(link["day"])),
        Fact(gettext("事实与理由"), link["explanation"]),
    ]
    if not is_entity():
        by = f"{link['proposed_as']} {instant(link['proposed_at'], unit.today)}"
        signs = [pick(s.zh, s.en) for s in common_signs(profile_of(one), profile_of(other))]
        made += [
            Fact(gettext("提出"), by),
            Fact(gettext("相同之处"), pick("、", ", ").join(signs) or gettext("没有")),
        ]
    if link["ban_follows"] or link["statement"]:
        made.append(Fact(gettext("陈述期限"), day_long(link["statement_until"])))
        made.append(Fact(gettext("承继方的陈述"), link["statement"] or gettext("还没有")))
    if link["decided_as"]:
        when = instant(link["decided_at"], unit.today)
        made += [
            Fact(gettext("决定"), f"{link['decided_as']} {when}"),
            Fact(gettext("理由"), link["reason"]),
            Fact(gettext("禁期随之承继"), gettext("是") if link["ban_follows"] else gettext("否")),
        ]
    if link["revoked_as"]:
        made += [
            Fact(gettext("撤销日"), f"{day_long(link['revoked_day'])} {link['revoked_as']}"),
            Fact(gettext("撤销的理由"), link["revoked_reason"]),
        ]
    return tuple(made)


def _effects(unit: Unit, link: Row) -> tuple[str, ...]:
    if link["state"] != SuccessionState.PROPOSED:
        return ()
    until = banned_until(sanctions.bans_of(unit.connection, link["from_id"]), unit.today)
    if until is None:
        return (gettext("被承继方今天不在禁期内：确认后只登记承继关系。"),)
    return (
        gettext("写明禁期随之的，自决定之日起到 %(day)s 止，承继方不得申报。", day=day_long(until)),
        gettext("在办的申请因禁期终止；已有的备案不因此取消。"),
        gettext("不写明的，只登记承继关系，没有别的后果。"),
    )


def _forms(unit: Unit, link: Row) -> tuple[TypedPage, ...]:
    if is_entity():
        return _statement(unit, link)
    try:
        check_may_decide(person(), link)
    except NotAllowed:
        return ()
    if link["state"] == SuccessionState.PROPOSED:
        return (_decision(unit, link),)
    if link["state"] == SuccessionState.CONFIRMED:
        reason = Asked("reason", gettext("撤销的理由"), "area", most=500)
        return (_form(link, "revoke", (reason,), gettext("撤销承继")),)
    return ()


def _statement(unit: Unit, link: Row) -> tuple[TypedPage, ...]:
    if link["state"] != SuccessionState.PROPOSED or unit.today > link["statement_until"]:
        return ()
    said = Asked("statement", gettext("陈述"), "area", most=2000, value=link["statement"])
    return (_form(link, "state", (said,), gettext("提交陈述")),)


def _decision(unit: Unit, link: Row) -> TypedPage:
    ways = [("confirm", gettext("确认承继，禁期不随之")), ("reject", gettext("不确认承继"))]
    note = ""
    if link["ban_follows"]:
        ways.insert(0, ("follow", gettext("确认承继，禁期随之")))
        if link["stated_at"] is None and unit.today <= link["statement_until"]:
            note = gettext("承继方还可以陈述到 %(day)s；在此之前不能决定禁期随之。",
                           day=day_long(link["statement_until"]))  # fmt: skip
    fields = (
        Asked("decision", gettext("决定"), "radio", choices=choices(ways, "reject")),
        Asked("reason", gettext("理由"), "area", most=500),
    )
    return _form(link, "decide", fields, gettext("作出决定"), note)


def _form(link: Row, step: str, fields: tuple[Asked, ...], send: str, note: str = "") -> TypedPage:
    action = url_for("web.send_succession_step", succession_id=link["id"], step=step)
    return TypedPage(action=action, fields=with_typed(fields), send=send, title=send, note=note)
