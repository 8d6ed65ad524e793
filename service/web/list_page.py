"""One province's list: rows to compile or to check, what is wrong with them, where it stands.

Source: M02-M05, M38.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from flask import request, url_for

from service.actions.look_at_list import look_at_list
from service.casework.access import check_may_do
from service.casework.answers import labels_of
from service.casework.list_desk import CHECKING, COMPILING, open_item, submission_seen
from service.domain.errors import NotFound, Refusal
from service.domain.roles import Role, may_do
from service.office import Unit
from service.store import list_versions, lists, work_items
from service.store.cases import Case
from service.web.blueprint import web
from service.web.desk import act, org_words, person, reading
from service.web.labels import name_of
from service.web.list_lines import Faults, faults_of, kind_of, row_line
from service.web.list_side import bars_of, import_facts, looks_of, note_of, steps_of
from service.web.page import new_token, page
from service.web.pages import pager
from service.web.panels.lists import compared_facts
from service.web.reach import page_number
from service.web.tongue import gettext, lang, pick
from service.web.views import Deadline, Link
from service.web.views_lists import ListPage
from service.web.words import deadline

Row = dict[str, Any]
PAGE = 50
EDITING, JUDGING = ("error", "warning", "ok"), ("todo", "accepted", "returned", "rejected")


def seen_list(number: str) -> tuple[Case, Row]:
    """The case and its list. Raises NotFound, and keeps that somebody asked who may not (E7 81)."""
    try:
        return submission_seen(reading(), person(), number)
    except NotFound:
        act(look_at_list, case_number=number)
        raise


@web.get("/lists/<number>")
def list_page(number: str) -> Any:
    return show_list(number)


def show_list(
    number: str,
    errors: dict[str, str] | None = None,
    values: dict[str, str] | None = None,
    status: int = 200,
) -> Any:
    case, found = seen_list(number)
    view = _view(reading(), case, found, errors or {}, values or {})
    return page("list.html", view, at="lists", status=status)


def _view(
    unit: Unit, case: Case, found: Row, errors: dict[str, str], values: dict[str, str]
) -> ListPage:
    rows = lists.rows_of(unit.connection, found["id"])
    faults = faults_of(unit, found, rows)
    item, why_not = _task(unit, case)
    element = item["element"] if item and not why_not else ""
    version = list_versions.current_version(unit.connection)
    return ListPage(
        title=name_of(case),
        number=case.number,
        sub=_sub(unit, found),
        crumbs=_crumbs(case),
        case=url_for("web.case", number=case.number),
        due=_due(unit, item),
        steps=steps_of(unit, found, element or (item["element"] if item else "")),
        note=note_of(rows, faults, element, found),
        task=_task_link(item) if not why_not else None,
        why_not=why_not,
        compared=compared_facts(unit, found, rows),
        compared_title=gettext("与第 %(n)s 版相比", n=version),
        bars=bars_of(rows),
        downloads=_downloads(case, rows),
        path=url_for("web.list_page", number=case.number),
        token=new_token(),
        errors=errors,
        values=values,
        **_table(unit, case, found, (rows, faults), element),
        **_powers(unit, case, found, rows, element),
        **import_facts(unit, case, found),
    )


def _table(unit: Unit, case: Case, found: Row, held: tuple[list[Row], Faults], element: str) -> Row:
    """The rows of the tab asked for, the tabs, and turning the pages."""
    rows, faults = held
    shown, tabs, tab = _tabs(case, rows, faults, _kind(found, element))
    first = (page_number() - 1) * PAGE
    past: dict[int, list[Row]] = defaultdict(list)
    for verdict in lists.verdicts_of(unit.connection, found["id"]):
        past[verdict["row_id"]].append(verdict)
    may = {
        "may_edit": element in COMPILING,
        "is_correcting": element == "correct_rows",
        "may_judge": element in CHECKING,
    }
    lines = tuple(
        row_line(row, case.number, faults, past=past, **may) for row in shown[first : first + PAGE]
    )

    def href(n: int) -> str:
        return url_for("web.list_page", number=case.number, tab=tab, page=n)

    turning = pager(page_number(), PAGE, len(shown), href)
    return {"rows": lines, "tabs": tabs, "tab": tab, "pager": turning}


def _powers(unit: Unit, case: Case, found: Row, rows: list[Row], element: str) -> Row:
    """What the reader may do with the list now, as addresses."""
    at: Row = {"number": case.number}
    editing, judging = element in COMPILING, element in CHECKING
    free = editing and element != "correct_rows"
    roles = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER)
    own = any(may_do(person(), role, found["province"]) for role in roles)
    returns = unit.rules.number("list_returns", unit.today, found["province"])
    proposing = editing and found["scope"] == "changes"
    return {
        "add": url_for("web.list_row_new", **at) if editing else "",
        "import_to": url_for("web.import_list", **at) if free else "",
        "judge": url_for("web.judge_rows", **at) if judging else "",
        "left": sum(row["verdict"] is None for row in rows) if judging else 0,
        "may_return": found["turn"] <= returns,
        "members": _members(unit, found, rows) if proposing else (),
        "propose": url_for("web.propose_removal", **at) if proposing else "",
        "withdraw": url_for("web.withdraw_list", **at) if own and case.status == "open" else "",
        "looks": looks_of(unit, case),
    }


def _members(unit: Unit, found: Row, rows: list[Row]) -> tuple[tuple[int, str], ...]:
    """Members whose removal may be proposed."""
    asked = {row["listing_id"] for row in rows}
    members = list_versions.present_members(unit.connection, found["province"])
    return tuple((m["id"], f"{m['unit_name']} {m['code']}") for m in members
                 if m["id"] not in asked)  # fmt: skip


def _task(unit: Unit, case: Case) -> tuple[Row | None, str]:
    """The task the list waits at, and why the reader may not do it ("": they may)."""
    items = work_items.items_of_case(unit.connection, case.id)
    item = next((row for row in items if row["state"] == "open"), None)
    if item is None:
        return None, gettext("已办结。")
    holder = item["claimed_by"]
    if holder is not None and holder != person().person_id:
        return item, gettext("这件事已有人领取。要办，请对方先释放。")
    try:
        check_may_do(person(), case, item, labels_of(unit.process(case.version_id)))
    except Refusal as refusal:
        return item, refusal.message(lang())
    return item, ""


def _task_link(item: Row | None) -> Link | None:
    if item is None:
        return None
    href = url_for("web.task", item_id=item["id"])
    return Link(pick(item["label"], item["label_en"]), href)


def _due(unit: Unit, item: Row | None) -> Deadline | None:
    if item is None:
        return None
    return deadline(
        item["due_day"], today=unit.today, calendar=unit.calendar,
        provisional=item["is_provisional"],
    )  # fmt: skip


def _sub(unit: Unit, found: Row) -> str:
    parts = [org_words(found["province"])]
    if found["round_id"]:
        row = lists.round_by_id(unit.connection, found["round_id"])
        parts.append(pick(row["name"], row["name_en"]) if row else "")
    current = list_versions.current_version(unit.connection)
    total = len(list_versions.present_members(unit.connection, found["province"]))
    parts.append(gettext("现行名单第 %(n)s 版，本辖区 %(total)s 个", n=current, total=total))
    if found["is_late"]:
        parts.append(gettext("迟报"))
    return " · ".join(filter(None, parts))


def _crumbs(case: Case) -> tuple[Link, ...]:
    home = Link(gettext("精准服务名单编报"), url_for("web.lists_overview"))
    return (home, Link(case.number, ""))


def _kind(found: Row, element: str) -> tuple[str, ...]:
    editing = element in COMPILING or (found["state"] == "draft" and not element)
    return EDITING if editing else JUDGING


def _tabs(
    case: Case, rows: list[Row], faults: Faults, kinds: tuple[str, ...]
) -> tuple[list[Row], tuple[Link, ...], str]:
    """The rows of the tab asked for, every tab with its count, and which one it is."""
    words = {
        "error": (gettext("错误"), "over"), "warning": (gettext("提醒"), "warn"),
        "ok": (gettext("通过"), "ok"), "todo": (gettext("待核对"), "new"),
        "accepted": (gettext("采纳"), "ok"), "returned": (gettext("退回"), "undo"),
        "rejected": (gettext("不采纳"), "over"), "every": (gettext("全部"), ""),
    }  # fmt: skip
    by_kind: dict[str, list[Row]] = {kind: [] for kind in kinds}
    for row in rows:
        own = kind_of(row, faults) if kinds is EDITING else row["verdict"] or "todo"
        by_kind[own].append(row)
    every = by_kind | {"every": rows}
    asked = request.args.get("tab", "")
    first = kinds[0] if by_kind[kinds[0]] else "every"
    tab = asked if asked in every else first
    links = tuple(
        Link(words[kind][0], url_for("web.list_page", number=case.number, tab=kind), kind == tab,
             icon=words[kind][1], count=len(found))
        for kind, found in every.items()
    )  # fmt: skip
    return every[tab], links, tab


def _downloads(case: Case, rows: list[Row]) -> tuple[Link, ...]:
    template = Link(gettext("下载模版"), url_for("web.list_template", number=case.number))
    if not rows:
        return (template,)
    return (template, Link(gettext("导出本表"), url_for("web.export_list", number=case.number)))


def waits_at(unit: Unit, case: Case) -> str:
    """The element the list waits at; "" where it is decided."""
    item = open_item(unit, case, (*COMPILING, *CHECKING))
    return str(item["element"]) if item else ""
