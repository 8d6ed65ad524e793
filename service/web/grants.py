"""One grant of cross-region service: what was granted and why, what was used, what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.record_cross_region_use import record_cross_region_use
from service.actions.void_cross_region_use import void_cross_region_use
from service.casework.ledger import check_serves
from service.domain.cross_region import KINDS
from service.domain.errors import InvalidForm, NotAllowed, NotFound
from service.domain.roles import Role, may_see_province
from service.office import Unit
from service.store import cross_region
from service.web.blueprint import web
from service.web.desk import act, org_words, person, reading
from service.web.page import new_token, page
from service.web.tongue import gettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_services import Cell, GrantPage, Grid
from service.web.words import day_long

Row = dict[str, Any]


@web.get("/cross-region/<key:grant_id>")
def grant(grant_id: int) -> Any:
    unit = reading()
    return page("grant.html", _page(unit, grant_seen(unit, grant_id)), at="bans")


@web.post("/cross-region/<key:grant_id>/uses")
def send_use(grant_id: int) -> Any:
    grant_seen(reading(), grant_id)
    typed = {name: request.form.get(name, "").strip() for name in (*KINDS, "used_on", "numbers")}
    try:
        counts = {kind: _count(typed[kind]) for kind in KINDS}
        act(record_cross_region_use, grant_id=grant_id, used_on=_day(typed["used_on"]),
            counts=counts, numbers=typed["numbers"])  # fmt: skip
    except InvalidForm as refusal:
        return _again(grant_id, refusal, typed)
    flash(gettext("已登记使用。"), "ok")
    return redirect(url_for("web.grant", grant_id=grant_id), code=303)


@web.post("/cross-region/<key:grant_id>/void")
def send_void(grant_id: int) -> Any:
    use_id = request.form.get("use", 0, type=int)
    why, note = request.form.get("why", ""), request.form.get("note", "")
    on = _day(request.form.get("on", ""))
    _of_grant(reading(), grant_id, use_id)
    try:
        act(void_cross_region_use, use_id=use_id, why=why, on=on, note=note)
    except InvalidForm as refusal:
        return _again(grant_id, refusal, {"note": note, "why": why})
    flash(gettext("已登记，按规则重新计数。"), "ok")
    return redirect(url_for("web.grant", grant_id=grant_id), code=303)


def _of_grant(unit: Unit, grant_id: int, use_id: int) -> None:
    grant_seen(unit, grant_id)
    uses = cross_region.uses_of(unit.connection, [grant_id])
    if use_id not in {use["id"] for use in uses}:
        raise NotFound(what_zh="这次使用", what_en="such use")


def _again(grant_id: int, refusal: InvalidForm, typed: dict[str, str]) -> Any:
    unit = reading()
    errors = {e.field: pick(e.zh, e.en) for e in refusal.fields}
    view = _page(unit, grant_seen(unit, grant_id), typed, errors)
    return page("grant.html", view, at="bans", status=422)


def _count(text: str) -> int:
    """Nothing typed is none; what is no number is refused by the action as one below zero."""
    if not text:
        return 0
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max


def grant_seen(unit: Unit, grant_id: int) -> Row:
    """A grant the reader may look at: the entity, both centers, both provinces, the nation."""
    row = cross_region.grant_seen(unit.connection, grant_id)
    if row is None or not may_see(row):
        raise NotFound(what_zh="这项跨区域服务", what_en="such cross-region service")
    return row


def may_see(row: Row) -> bool:
    actor = person()
    if actor.entity_id is not None:
        return bool(actor.entity_id == row["entity_id"] and actor.holds(Role.ENTITY_CONTACT))
    orgs = {post.org_code for post in actor.posts}
    return bool({row["target_center"], row["home_center"]} & orgs) or any(
        may_see_province(actor, row[name]) for name in ("target_province", "home_province")
    )


def kinds_words(row: Row) -> str:
    """So many of each kind, those that are not nought."""
    names = {
        "invention": gettext("发明"),
        "utility_model": gettext("实用新型"),
        "design": gettext("外观设计"),
    }
    return pick("，", ", ").join(f"{names[k]} {row[k]}" for k in KINDS if row[k])


def grant_tag(unit: Unit, row: Row) -> Tag:
    today = unit.today
    if row["ended_on"] is not None and row["ended_on"] <= today:
        words = {
            "delisted": gettext("离开名单，已终止"),
            "moved": gettext("迁移，已终止"),
            "given_up": gettext("主体放弃，已终止"),
        }
        return Tag("plain", words[row["ended_for"]], "close")
    if row["last_day"] < today:
        return Tag("plain", gettext("已到期"), "ok")
    if row["from_day"] > today:
        return Tag("info", gettext("未开始"), "clock")
    return Tag("ok", gettext("有效"), "ok")


def _may_record(row: Row, guided: bool) -> bool:
    try:
        check_serves(person(), row, guided=guided)
    except NotAllowed:
        return False
    return True


def _page(
    unit: Unit,
    row: Row,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> GrantPage:
    uses = cross_region.uses_of(unit.connection, [row["id"]])
    open_uses = [use for use in uses if use["voided_on"] is None]
    may_void = bool(open_uses) and _may_record(row, True)
    return GrantPage(
        title=row["entity_name"],
        sub=" · ".join((org_words(row["target_center"]), row["field"])),
        crumbs=_crumbs(row),
        tag=grant_tag(unit, row),
        facts=_facts(row, uses),
        decided=_decided(row),
        uses=_uses(uses),
        record=url_for("web.send_use", grant_id=row["id"]) if _may_record(row, False) else "",
        voids=tuple((str(use["id"]), _use_words(use)) for use in open_uses),
        void=url_for("web.send_void", grant_id=row["id"]) if may_void else "",
        today=unit.today.isoformat(),
        token=new_token(),
        token_void=new_token(),
        typed=typed or {},
        errors=errors or {},
    )


def _crumbs(row: Row) -> tuple[Link, ...]:
    entity = Link(row["entity_name"], url_for("web.entity", code=row["entity_code"]))
    return (entity, Link(gettext("跨区域服务"), ""))


def _facts(row: Row, uses: list[Row]) -> tuple[Fact, ...]:
    used = sum((u["units"] for u in uses if u["voided_on"] is None), row["units"] * 0)
    case = url_for("web.case", number=row["case_number"])
    made = [
        Fact(gettext("案号"), row["case_number"], case),
        Fact(gettext("提供的中心"), org_words(row["target_center"])),
        Fact(gettext("名单类别"), gettext("第 %(n)s 类", n=row["category"])),
        Fact(gettext("期限"), f"{day_long(row['from_day'])} – {day_long(row['last_day'])}"),
        Fact(gettext("批准"), f"{row['units'].normalize():f}（{kinds_words(row)}）"),
        Fact(gettext("已用"), f"{used.normalize():f}"),
        Fact(gettext("还剩"), f"{(row['units'] - used).normalize():f}", strong=True),
        Fact(gettext("记在"), org_words(row["region"])),
    ]
    if row["over_cap"]:
        reasons = row["override_reasons"] or gettext("规则只提示，不停止")
        made.append(Fact(gettext("超过上限"), reasons, strong=True))
    return tuple(made)


def _decided(row: Row) -> tuple[Fact, ...]:
    """The figures the decision was made on, as they were then."""
    held = row["figures"]
    names = (
        ("as_of", gettext("截至")), ("total", gettext("区域内预审总量")),
        ("limit", gettext("上限")), ("cross", gettext("已用")),
        ("reserved", gettext("已批未用")), ("left", gettext("剩余")), ("asked", gettext("这次")),
    )  # fmt: skip
    return tuple(
        Fact(words, str(held[name]) if held[name] is not None else gettext("不适用"))
        for name, words in names
    )


def _uses(uses: list[Row]) -> Grid:
    return Grid(
        label=gettext("使用记录"),
        head=(gettext("日期"), gettext("件数"), gettext("请求"), gettext("状态")),
        rows=tuple(
            (
                Cell(use["used_on"].isoformat(), nowrap=True),
                Cell(f"{use['units'].normalize():f}", kinds_words(use)),
                Cell(use["numbers"] or "—"),
                Cell(tag=_use_tag(use), sub=use["void_note"]),
            )
            for use in uses
        ),
        empty=gettext("还没有使用"),
    )


def _use_tag(use: Row) -> Tag:
    if use["voided_on"] is None:
        return Tag("ok", gettext("计入"), "ok")
    day = use["voided_on"].isoformat()
    if use["voided_for"] == "abnormal":
        return Tag("warn", gettext("%(day)s 认定非正常", day=day), "warn")
    return Tag("plain", gettext("%(day)s 撤回", day=day), "undo")


def _use_words(use: Row) -> str:
    return f"{use['used_on'].isoformat()} · {kinds_words(use)}"
