"""Monthly digests (月度归集): which region sent what, late or silent; one digest, and its CSV."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, url_for

from service.actions.plan_digests import plan_digests
from service.casework.sharing_access import sees_all
from service.domain.errors import NotFound
from service.domain.periods import civil_day
from service.domain.roles import Role, may_see_province
from service.office import Unit
from service.store import digests as store
from service.store import planned
from service.web.blueprint import web
from service.web.desk import act, is_entity, org_words, person, reading
from service.web.page import new_token, page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.register_links import add_register, register_links
from service.web.shared_words import kind_words, level_tag, state_tag
from service.web.sheets import table_file
from service.web.tongue import gettext, ngettext, pgettext
from service.web.views import Fact, Link, Tag
from service.web.views_sheet import Block, ListPage, SheetPage, SmallForm
from service.web.words import day_long

PAGE = 40
Row = dict[str, Any]


def _shown_to_reader() -> bool:
    return not is_entity() and (sees_all(person()) or bool(_own_province()))


def _own_province() -> str:
    """The office whose digests the reader sees; a center sees none."""
    found = [post.org_code for post in person().posts if may_see_province(person(), post.org_code)]
    return found[0] if found else ""


add_register(50, "digests", lambda: pgettext("register", "月度归集"), "web.digests",
             _shown_to_reader)  # fmt: skip


@web.get("/registers/digests")
def digests() -> Any:
    if not _shown_to_reader():
        raise NotFound(what_zh="这一页", what_en="such page")
    unit, number = reading(), page_number()
    place = None if sees_all(person()) else _own_province()
    rows, total = store.digests_page(unit.connection, place, limit=PAGE, offset=(number - 1) * PAGE)
    view = ListPage(
        title=pgettext("register", "月度归集"),
        lead=ngettext("共 %(num)d 份归集。", "共 %(num)d 份归集。", total),
        registers=register_links("digests"),
        head=(gettext("省局"), gettext("期间"), gettext("信息"), gettext("报送")),
        rows=tuple(_row(unit, row) for row in rows),
        empty=(gettext("还没有归集"), gettext("启动后每月一日自动归集。")),
        path=url_for("web.digests"),
        pager=pager(number, PAGE, total, lambda n: url_for("web.digests", page=n)),
        blocks=_planning(unit),
    )
    return page("list_page.html", view, at="bans")


@web.post("/registers/digests/plan")
def send_digest_plan() -> Any:
    done = act(plan_digests)
    words = ngettext("已为 %(num)d 个省局启动月度归集。", "已为 %(num)d 个省局启动月度归集。",
                     done["planned"])  # fmt: skip
    flash(words, "ok")
    return redirect(url_for("web.digests"), code=303)


def _planning(unit: Unit) -> tuple[Block, ...]:
    if not person().holds(Role.NATIONAL_OFFICER) or planned.planned_keys(
        unit.connection, "digest:"
    ):
        return ()
    form = SmallForm(url_for("web.send_digest_plan"), gettext("启动月度归集"), (), new_token())
    words = gettext("从下月一日起，每月自动归集各省信息，由省局核对、报送。")
    return (Block("plan", gettext("启动"), note=words, form=form),)


def _row(unit: Unit, row: Row) -> tuple[Any, ...]:
    name = Link(org_words(row["province"]), url_for("web.digest", digest_id=row["id"]))
    return name, _span(row), _count(row), sent_tag(unit, row)


def _span(row: Row) -> str:
    return gettext("%(a)s 至 %(b)s", a=row["first_day"].isoformat(), b=row["last_day"].isoformat())


def _count(row: Row) -> str:
    if not row["line_count"]:
        return gettext("没有信息")
    return ngettext("%(num)d 条", "%(num)d 条", row["line_count"])


def sent_tag(unit: Unit, row: Row) -> Tag:
    if row["sent_at"] is None:
        if row["due_day"] < unit.today:
            return Tag("danger", gettext("逾期没有报送"), "over")
        return Tag("wait", gettext("%(day)s 前报送", day=row["due_day"].isoformat()), "wait")
    day = civil_day(row["sent_at"])
    if day > row["due_day"]:
        return Tag("warn", gettext("%(day)s 逾期报送", day=day.isoformat()), "over")
    return Tag("ok", gettext("%(day)s 报送", day=day.isoformat()), "ok")


def _seen(digest_id: int) -> tuple[Unit, Row]:
    unit = reading()
    row = store.digest_by_id(unit.connection, digest_id)
    if row is None or not may_see_province(person(), row["province"]):
        raise NotFound(what_zh="这份归集", what_en="such digest")
    return unit, row


@web.get("/registers/digests/<key:digest_id>")
def digest(digest_id: int) -> Any:
    unit, row = _seen(digest_id)
    title = gettext("%(office)s月度归集", office=org_words(row["province"]))
    view = SheetPage(
        title=title, sub=_span(row),
        crumbs=(Link(pgettext("register", "月度归集"), url_for("web.digests")), Link(title, "")),
        blocks=(_counts(unit, row), _lines(unit, row)), tags=(sent_tag(unit, row),),
        actions=(
            Link("CSV", url_for("web.digest_csv", digest_id=digest_id), icon="download"),
            Link(row["number"], url_for("web.case", number=row["number"]), icon="case"),
        ),
    )  # fmt: skip
    return page("sheet.html", view, at="bans")


def _counts(unit: Unit, row: Row) -> Block:
    counts = row["content"]["counts"]
    facts = [
        Fact(gettext("备案主体"), str(counts["entities"])),
        Fact(gettext("代理机构"), str(counts["agencies"])),
        Fact(gettext("严重"), str(counts["serious"])),
        Fact(gettext("轻微"), str(counts["minor"])),
        Fact(gettext("已撤销"), str(counts["retracted"])),
        Fact(gettext("报送期限"), day_long(row["due_day"])),
    ]
    facts += [Fact(gettext("说明"), row["note"])] if row["note"] else []
    head = (gettext("行为"), gettext("备案主体"), gettext("代理机构"))
    kinds = tuple(
        (kind_words(unit, kind), str(found["entity"]), str(found["agency"]))
        for kind, found in counts["kinds"].items()
    )
    note = "" if row["line_count"] else gettext("这一期间没有信息。")
    return Block("counts", gettext("合计"), facts=tuple(facts), head=head, rows=kinds, note=note)


def _lines(unit: Unit, row: Row) -> Block:
    head = (gettext("主体或代理机构"), gettext("行为"), gettext("轻重"), gettext("中心"),
            gettext("查实"), gettext("归集时"))  # fmt: skip
    rows = tuple(
        (
            Link(line["name"], url_for("web.shared_item", item_id=line["item"]),
                 title=line["code"]),
            kind_words(unit, line["kind"]), level_tag(line["level"]),
            org_words(line["center"]), line["verified_on"], state_tag(line["state"]),
        )
        for line in row["content"]["lines"]
    )  # fmt: skip
    return Block("lines", gettext("逐条"), head=head, rows=rows)


@web.get("/registers/digests/<key:digest_id>.csv")
def digest_csv(digest_id: int) -> Response:
    """The frozen lines, with cells that no spreadsheet runs."""
    unit, row = _seen(digest_id)
    head = (gettext("案号"), gettext("名称"), gettext("代码"), gettext("行为"), gettext("轻重"),
            gettext("中心"), gettext("决定或案件编号"), gettext("查实"))  # fmt: skip
    rows = [
        (line["number"], line["name"], line["code"], kind_words(unit, line["kind"]),
         level_tag(line["level"]).words, org_words(line["center"]), line["decision_no"],
         line["verified_on"])
        for line in row["content"]["lines"]
    ]  # fmt: skip
    return table_file("csv", f"digest-{row['province']}-{row['last_day']}", head, rows)
