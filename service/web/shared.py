"""Shared items (违规信息通报): the register, one item with its notices and answers.

Source: M31-M34.
"""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from service.actions.acknowledge_notice import acknowledge_notice
from service.actions.retract_shared_item import retract_shared_item
from service.casework.sharing_access import (
    answers_for,
    item_seen,
    own_orgs,
    sees_answers_of,
    visible_items,
)
from service.domain.errors import NotFound
from service.domain.roles import NATION_CODE, Role, may_do
from service.office import Unit
from service.store import shared_pages, sharing
from service.web import small_forms
from service.web.blueprint import web
from service.web.desk import act, is_entity, org_words, person, reading
from service.web.page import new_token, page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.register_links import add_register, register_links
from service.web.shared_words import (
    action_words,
    actions,
    kind_words,
    kinds,
    level_tag,
    notice_words,
    state_tag,
    subject_words,
)
from service.web.small_forms import choose, typed, with_typed
from service.web.tongue import gettext, ngettext, pgettext
from service.web.views import Fact, Link, Tag
from service.web.views_sheet import Block, Input, ListPage, SheetPage, SmallForm
from service.web.words import day_long, instant

PAGE = 30
Row = dict[str, Any]
add_register(30, "shared", lambda: pgettext("register", "信息通报"), "web.shared_items",
             lambda: not is_entity())  # fmt: skip


def not_for_entities() -> None:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")


@web.get("/registers/shared")
def shared_items() -> Any:
    not_for_entities()
    return page("list_page.html", _list(reading()), at="bans")


def _list(unit: Unit) -> ListPage:
    asked = {name: request.args.get(name, "").strip()[:80] for name in
             ("q", "kind", "level", "state")}  # fmt: skip
    number = page_number()
    wanted = shared_pages.Wanted(orgs=own_orgs(person()), **asked)
    rows, total = shared_pages.items_page(
        unit.connection, visible_items(person()), wanted, limit=PAGE, offset=(number - 1) * PAGE
    )

    def href(n: int) -> str:
        chosen: dict[str, Any] = {name: value for name, value in asked.items() if value}
        return url_for("web.shared_items", page=n, **chosen)

    return ListPage(
        title=gettext("违规信息通报"),
        lead=ngettext("共 %(num)d 条信息。", "共 %(num)d 条信息。", total),
        registers=register_links("shared"),
        head=(gettext("主体或代理机构"), gettext("行为"), gettext("轻重"), gettext("来自"),
              gettext("状态"), gettext("本单位反馈")),
        rows=tuple(_row(unit, row) for row in rows),
        empty=(gettext("没有信息"), gettext("换一个条件再查。")),
        path=url_for("web.shared_items"), filters=_filters(unit, asked),
        pager=pager(number, PAGE, total, href),
    )  # fmt: skip


def _filters(unit: Unit, asked: dict[str, str]) -> tuple[Input, ...]:
    levels = choose(("serious", gettext("严重")), ("minor", gettext("轻微")))
    states = choose(("to_answer", gettext("待本单位反馈")), ("open", gettext("办理中")),
                    ("closed", gettext("已结束")))  # fmt: skip
    return (
        Input("q", gettext("名称、代码或编号"), value=asked["q"]),
        Input("kind", gettext("行为"), "select", asked["kind"], options=choose(*kinds(unit))),
        Input("level", gettext("轻重"), "select", asked["level"], options=levels),
        Input("state", gettext("状态"), "select", asked["state"], options=states),
    )


def _row(unit: Unit, row: Row) -> tuple[Any, ...]:
    due = row["answer_due"]
    answer: Any = "—"
    if due is not None:
        late = due < unit.today
        answer = Tag("danger" if late else "warn", gettext("%(day)s 前反馈", day=due.isoformat()),
                     "over" if late else "clock")  # fmt: skip
    where = org_words(row["center_code"] or row["province"])
    name = Link(row["subject_name"], url_for("web.shared_item", item_id=row["id"]),
                title=row["subject_code"])  # fmt: skip
    return (name, kind_words(unit, row["kind"]), level_tag(row["level"]), where,
            state_tag(row["state"]), answer)  # fmt: skip


@web.get("/registers/shared/<key:item_id>")
def shared_item(item_id: int) -> Any:
    return _shown(item_id)


def _shown(item_id: int, errors: small_forms.Errors = ()) -> Any:
    not_for_entities()
    unit = reading()
    item = item_seen(unit, person(), item_id)
    view = _sheet(unit, item, errors)
    return page("sheet.html", view, at="bans", status=422 if errors else 200)


@web.post("/registers/shared/<key:item_id>/receipts/<key:receipt_id>")
def answer_notice(item_id: int, receipt_id: int) -> Any:
    not_for_entities()
    item_seen(reading(), person(), item_id)
    return small_forms.sent(
        lambda: act(
            acknowledge_notice,
            receipt_id=receipt_id,
            measure=typed("measure"),
            note=typed("note"),
        ),
        lambda errors: _shown(item_id, errors),
        gettext("已反馈。"),
        url_for("web.shared_item", item_id=item_id),
    )


@web.post("/registers/shared/<key:item_id>/retract")
def retract_item(item_id: int) -> Any:
    not_for_entities()
    item_seen(reading(), person(), item_id)
    return small_forms.sent(
        lambda: act(retract_shared_item, item_id=item_id, reason=typed("reason")),
        lambda errors: _shown(item_id, errors),
        gettext("已撤销，更正通报已发。"),
        url_for("web.shared_item", item_id=item_id),
    )


def _sheet(unit: Unit, item: Row, errors: small_forms.Errors) -> SheetPage:
    receipts = sharing.receipts_of(unit.connection, item["id"])
    notices = sharing.notices_of(unit.connection, item["id"])
    shown = {row["org_code"] for row in receipts if sees_answers_of(person(), item, row)}
    blocks = [
        *_to_answer(unit, item, receipts, errors),
        *(
            _sent(unit, notice, notices[-1] if notice is not notices[-1] else None, shown)
            for notice in reversed(notices)
        ),
        *_own(unit, item),
        *_answers(unit, item, receipts),
        *_retraction(item, errors),
    ]
    home = Link(gettext("违规信息通报"), url_for("web.shared_items"))
    case = Link(item["number"], url_for("web.case", number=item["number"]), icon="case")
    return SheetPage(
        title=item["subject_name"],
        sub=" · ".join((item["subject_code"], kind_words(unit, item["kind"]))),
        crumbs=(home, Link(item["subject_name"], "")), blocks=tuple(blocks),
        tags=(level_tag(item["level"]), state_tag(item["state"])),
        actions=(case,) if answers_for(person(), item) else (), errors=len(errors),
    )  # fmt: skip


def _to_answer(
    unit: Unit, item: Row, receipts: list[Row], errors: small_forms.Errors
) -> list[Block]:
    """One form for each organisation of the reader that has not answered this revision."""
    own = own_orgs(person())
    made = []
    for row in receipts:
        open_here = row["revision"] == item["revision"] and row["acknowledged_at"] is None
        if row["org_code"] not in own or not open_here:
            continue
        form = SmallForm(
            url_for("web.answer_notice", item_id=item["id"], receipt_id=row["id"]),
            gettext("反馈处置"),
            (
                Input("measure", gettext("本单位的处置"), "select", options=actions(),
                      help=gettext("只说本单位做什么；事实由认定单位负责，不重新认定。")),
                Input("note", gettext("说明"), "long", required=False, most=1000),
            ),
            token=new_token(),
        )  # fmt: skip
        late = row["due_day"] < unit.today
        made.append(
            Block(f"answer-{row['id']}", gettext("%(org)s反馈", org=org_words(row["org_code"])),
                  aside=gettext("最后一日 %(day)s", day=day_long(row["due_day"])),
                  note=gettext("已经逾期。") if late else "",
                  form=with_typed(form, errors) if errors else form)
        )  # fmt: skip
    return made


def _sent(unit: Unit, notice: Row, newest: Row | None, shown: set[str]) -> Block:
    """What was sent; of the same revision, the words stand once, with what was sent last.

    shown  whose answers the reader sees: of others it is not said that they gave none
    """
    content = notice["content"]
    aside = gettext("第 %(n)s 版，%(when)s", n=notice["revision"],
                    when=instant(notice["sent_at"], unit.today))  # fmt: skip
    key, title = f"notice-{notice['id']}", notice_words(notice["kind"])
    if newest is not None and newest["revision"] == notice["revision"]:
        return Block(key, title, aside=aside, note=gettext("内容与上面的通报相同。"))
    facts = [
        Fact(subject_words(content), f"{content['name']}（{content['code']}）", strong=True),
        Fact(gettext("行为"), kind_words(unit, content["kind"])),
        Fact(gettext("查实日期"), content["verified_on"] or "—"),
        Fact(gettext("决定或案件编号"), content["decision_no"] or "—"),
        Fact(gettext("通报单位"), org_words(content["center"] or content["province"])),
    ]
    if content["note"]:
        words = gettext("更正理由") if notice["kind"] == "correction" else gettext("处置要求")
        facts.append(Fact(words, content["note"]))
    closing = notice["closing"]
    if closing:
        facts.append(Fact(gettext("办结"), closing["note"]))
        silent = "、".join(org_words(org) for org in closing["silent"] if org in shown)
        facts += [Fact(gettext("没有反馈"), silent)] if silent else []
    words = "" if notice["kind"] == "correction" else content["facts"]
    note = gettext("这条信息已经撤销，请恢复据此采取的处置。") if not words else ""
    return Block(key, title, aside=aside, note=note, facts=tuple(facts), words=words)


def _own(unit: Unit, item: Row) -> list[Block]:
    """What is not sent yet: only for those who answer for it."""
    if item["revision"] or not answers_for(person(), item):
        return []
    facts = (
        Fact(gettext("登记"), instant(item["recorded_at"], unit.today)),
        Fact(gettext("报送期限"), day_long(item["report_due_day"])),
        Fact(gettext("查实日期"), day_long(item["verified_on"])),
    )
    return [Block("draft", gettext("还没有通报"), facts=facts, words=item["facts"])]


def _answers(unit: Unit, item: Row, receipts: list[Row]) -> list[Block]:
    shown = [row for row in receipts if row["revision"] == item["revision"]
             and sees_answers_of(person(), item, row)]  # fmt: skip
    if not shown:
        return []
    answered = sum(row["acknowledged_at"] is not None for row in shown)
    rows = tuple(_answer(unit, row) for row in sorted(shown, key=_silent_first))
    aside = gettext("%(done)s / %(all)s 已反馈", done=answered, all=len(shown))
    head = (gettext("单位"), gettext("反馈"), gettext("处置"), gettext("说明"))
    return [Block("answers", gettext("反馈情况"), aside=aside, head=head, rows=rows)]


def _silent_first(row: Row) -> tuple[bool, str, str]:
    return row["acknowledged_at"] is not None, row["province"], row["org_code"]


def _answer(unit: Unit, row: Row) -> tuple[Any, ...]:
    if row["acknowledged_at"] is not None:
        state = Tag("ok", instant(row["acknowledged_at"], unit.today), "ok")
    elif row["due_day"] < unit.today:
        state = Tag("danger", gettext("逾期未反馈"), "over")
    else:
        state = Tag("wait", gettext("%(day)s 前反馈", day=row["due_day"].isoformat()), "wait")
    return org_words(row["org_code"]), state, action_words(row["action"]), row["note"]


def _retraction(item: Row, errors: small_forms.Errors) -> list[Block]:
    actor = person()
    able = may_do(actor, Role.PROVINCIAL_LEADER, item["province"]) or may_do(
        actor, Role.NATIONAL_OFFICER, NATION_CODE
    )
    if not able or not item["revision"] or item["state"] == "retracted":
        return []
    form = SmallForm(
        url_for("web.retract_item", item_id=item["id"]), gettext("撤销并更正"),
        (Input("reason", gettext("理由"), "long", most=500),), token=new_token(),
        note=gettext("所有收到过的单位都会收到更正通报。"),
    )  # fmt: skip
    return [Block("retract", gettext("撤销这条信息"),
                  form=with_typed(form, errors) if errors else form)]  # fmt: skip
