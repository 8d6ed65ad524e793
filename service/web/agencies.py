"""The register of agencies (代理机构): where registered, where suspended, what was found."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from service.actions.enter_agency import MAY, enter_agency
from service.actions.resume_agency import resume_agency
from service.actions.suspend_agency import suspend_agency
from service.casework.sharing_access import item_seen
from service.domain.errors import NotFound
from service.domain.roles import Role
from service.office import Unit
from service.store import agencies as store
from service.store import people, shared_pages
from service.web import small_forms
from service.web.blueprint import web
from service.web.desk import act, is_entity, org_words, person, reading
from service.web.page import new_token, page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.register_links import add_register, register_links
from service.web.shared import not_for_entities
from service.web.shared_words import kind_words, level_tag, state_tag
from service.web.small_forms import choose, typed, typed_day, with_typed
from service.web.tongue import gettext, ngettext, pgettext, pick
from service.web.views import Link, Tag
from service.web.views_sheet import Block, Input, ListPage, SheetPage, SmallForm

PAGE = 30
Row = dict[str, Any]
add_register(40, "agencies", lambda: pgettext("many", "代理机构"), "web.agencies",
             lambda: not is_entity())  # fmt: skip


@web.get("/registers/agencies")
def agencies() -> Any:
    return _list_shown()


def _list_shown(errors: small_forms.Errors = ()) -> Any:
    not_for_entities()
    view = _list(reading(), errors)
    return page("list_page.html", view, at="bans", status=422 if errors else 200)


@web.post("/registers/agencies/enter")
def send_agency() -> Any:
    not_for_entities()
    return small_forms.sent(
        lambda: act(
            enter_agency, code=typed("code", 40), name=typed("name"), province=typed("province")
        ),
        _list_shown,
        gettext("代理机构已登记。"),
        url_for("web.agency", code=typed("code", 40).upper() or "-"),
    )


def _list(unit: Unit, errors: small_forms.Errors) -> ListPage:
    q = request.args.get("q", "").strip()[:80]
    place = request.args.get("place", "")[:6]
    suspended = request.args.get("state") == "suspended"
    number = page_number()
    rows, total = store.agencies_page(
        unit.connection, on=unit.today, q=q, province=place, suspended=suspended,
        limit=PAGE, offset=(number - 1) * PAGE,
    )  # fmt: skip
    states = choose(("suspended", gettext("有中心暂停")))
    return ListPage(
        title=pgettext("many", "代理机构"),
        lead=ngettext("共 %(num)d 家代理机构。", "共 %(num)d 家代理机构。", total),
        registers=register_links("agencies"),
        head=(gettext("名称"), gettext("所在地"), gettext("通报过"), gettext("现状")),
        rows=tuple(_row(row) for row in rows),
        empty=(gettext("没有找到代理机构"), gettext("核对名称或代码。")),
        path=url_for("web.agencies"),
        filters=(
            Input("q", gettext("名称或代码"), value=q),
            Input("place", gettext("省局"), "select", place, options=choose(*offices(unit))),
            Input("state", gettext("状态"), "select", request.args.get("state", ""),
                  options=states),
        ),
        pager=pager(number, PAGE, total,
                    lambda n: url_for("web.agencies", q=q or None, place=place or None, page=n)),
        blocks=_entering(unit, errors), errors=len(errors),
    )  # fmt: skip


def offices(unit: Unit) -> tuple[tuple[str, str], ...]:
    rows = people.organisations(unit.connection, "office")
    return tuple((row["code"], org_words(row["code"])) for row in rows)


def _row(row: Row) -> tuple[Any, ...]:
    state = Tag("ok", gettext("正常"), "ok")
    if row["suspended_at"]:
        words = ngettext("%(num)d 个中心暂停", "%(num)d 个中心暂停", row["suspended_at"])
        state = Tag("danger", words, "ban")
    told = ngettext("%(num)d 次", "%(num)d 次", row["items"]) if row["items"] else ""
    name = Link(row["name"], url_for("web.agency", code=row["code"]), title=row["code"])
    return name, org_words(row["province"]), told, state


def _entering(unit: Unit, errors: small_forms.Errors) -> tuple[Block, ...]:
    if not person().holds(*MAY):
        return ()
    own = next((post.province or post.org_code for post in person().posts), "")
    form = SmallForm(
        url_for("web.send_agency"), gettext("登记代理机构"),
        (
            Input("code", gettext("代理机构代码"), most=20,
                  help=gettext("4 至 20 位数字或大写字母。")),
            Input("name", gettext("名称"), most=120),
            Input("province", gettext("省局"), "select", own, options=offices(unit)),
        ),
        token=new_token(), note=gettext("中心登记的，同时记为在本中心注册。"),
    )  # fmt: skip
    shown = with_typed(form, errors) if errors else form
    return (Block("enter", gettext("登记一家代理机构"), form=shown),)


@web.get("/registers/agencies/<code>")
def agency(code: str) -> Any:
    return _shown(code)


def _shown(code: str, errors: small_forms.Errors = ()) -> Any:
    not_for_entities()
    unit = reading()
    row = store.agency_by_code(unit.connection, code.strip().upper())
    if row is None:
        raise NotFound(what_zh="这个代理机构", what_en="such agency")
    view = _sheet(unit, row, errors)
    return page("sheet.html", view, at="bans", status=422 if errors else 200)


@web.post("/registers/agencies/<code>/suspend")
def send_suspension(code: str) -> Any:
    not_for_entities()
    return small_forms.sent(
        lambda: act(
            suspend_agency, code=code, document=typed("document"), article=typed("article"),
            reason=typed("reason"), from_day=typed_day("from_day"),
        ),
        lambda errors: _shown(code, errors),
        gettext("已暂停，新请求不再接收；主体的备案不受影响。"),
        url_for("web.agency", code=code),
    )  # fmt: skip


@web.post("/registers/agencies/<code>/resume")
def send_resumption(code: str) -> Any:
    not_for_entities()
    return small_forms.sent(
        lambda: act(
            resume_agency, code=code, applied_on=typed_day("applied_on"), reason=typed("reason")
        ),
        lambda errors: _shown(code, errors),
        gettext("已恢复接收新请求。"),
        url_for("web.agency", code=code),
    )


def _sheet(unit: Unit, row: Row, errors: small_forms.Errors) -> SheetPage:
    held = store.suspensions_of(unit.connection, row["id"])
    resting = [s for s in held if s["to_day"] is None or s["to_day"] > unit.today]
    tag = Tag("ok", gettext("正常"), "ok")
    if resting:
        names = pick("、", ", ").join(org_words(s["center_code"]) for s in resting)
        tag = Tag("danger", gettext("%(centers)s暂停", centers=names), "ban")
    home = Link(pgettext("many", "代理机构"), url_for("web.agencies"))
    blocks = (_registered(unit, row), _suspended(held), _found(unit, row),
              *_measures(unit, row, resting, errors))  # fmt: skip
    return SheetPage(
        title=row["name"], sub=f"{row['code']} · {org_words(row['province'])}",
        crumbs=(home, Link(row["name"], "")), blocks=blocks, tags=(tag,), errors=len(errors),
    )  # fmt: skip


def _registered(unit: Unit, row: Row) -> Block:
    rows = tuple(
        (org_words(r["center_code"]), r["from_day"].isoformat(),
         r["to_day"].isoformat() if r["to_day"] else "")
        for r in store.registrations_of(unit.connection, row["id"])
    )  # fmt: skip
    head = (gettext("中心"), gettext("起"), gettext("止"))
    note = "" if rows else gettext("没有在哪个中心注册的记录。")
    return Block("registered", gettext("在哪些中心注册"), head=head, rows=rows, note=note)


def _suspended(held: list[Row]) -> Block:
    rows = tuple(
        (org_words(s["center_code"]), s["from_day"].isoformat(),
         s["to_day"].isoformat() if s["to_day"] else Tag("danger", gettext("暂停中"), "ban"),
         f"{s['document']} {s['article']}", s["reason"], s["resume_reason"])
        for s in held
    )  # fmt: skip
    head = (gettext("中心"), gettext("起"), gettext("恢复"), gettext("依据"), gettext("理由"),
            gettext("恢复的理由"))  # fmt: skip
    note = gettext("暂停只停收经它递交的新请求；它代理的主体的备案不受影响。")
    return Block("suspended", gettext("暂停与恢复"), head=head, rows=rows, note=note)


def _found(unit: Unit, row: Row) -> Block:
    """What was shared about it, as far as the reader was told."""
    rows = []
    for item in shared_pages.items_about_agency(unit.connection, row["id"]):
        try:
            item_seen(unit, person(), item["id"])
        except NotFound:
            continue
        link = Link(kind_words(unit, item["kind"]), url_for("web.shared_item", item_id=item["id"]))
        rows.append((link, level_tag(item["level"]), item["verified_on"].isoformat(),
                     org_words(item["center_code"] or item["province"]),
                     state_tag(item["state"])))  # fmt: skip
    head = (gettext("行为"), gettext("轻重"), gettext("查实"), gettext("来自"), gettext("状态"))
    note = "" if rows else gettext("没有通报过的信息。")
    return Block("found", gettext("通报过的信息"), head=head, rows=tuple(rows), note=note)


def _measures(
    unit: Unit, row: Row, resting: list[Row], errors: small_forms.Errors
) -> tuple[Block, ...]:
    """What the head of a center may do: where a local rule allows it."""
    heads = [post for post in person().posts if post.role is Role.CENTER_HEAD]
    if len(heads) != 1:
        return ()
    center = heads[0].org_code
    if any(s["center_code"] == center for s in resting):
        form = SmallForm(
            url_for("web.send_resumption", code=row["code"]), gettext("恢复接收新请求"),
            (Input("applied_on", gettext("书面申请的日期"), "date"),
             Input("reason", gettext("理由"), "long", most=1000)),
            token=new_token(),
        )  # fmt: skip
        shown = with_typed(form, errors) if errors else form
        return (Block("resume", gettext("恢复"), form=shown),)
    place = heads[0].province
    allowed = unit.rules.choice("agency_measures", unit.today, place, center)
    if allowed != "suspend":
        words = gettext("本中心的规则是只记录、通报；没有地方规定可以暂停代理机构。")
        return (Block("suspend", gettext("暂停"), note=words),)
    form = SmallForm(
        url_for("web.send_suspension", code=row["code"]), gettext("暂停接收新请求"),
        (Input("document", gettext("依据的地方规定")), Input("article", gettext("条款"), most=100),
         Input("from_day", gettext("起"), "date", unit.today.isoformat()),
         Input("reason", gettext("理由"), "long", most=1000)),
        token=new_token(),
    )  # fmt: skip
    shown = with_typed(form, errors) if errors else form
    return (Block("suspend", gettext("暂停"), form=shown),)
