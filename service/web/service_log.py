"""The service log: what was asked for and given, by whom, as a page, a file and a form."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.log_service import LOGGING, log_service
from service.casework.access import SEES_ALL
from service.domain.errors import InvalidForm, NotFound
from service.domain.roles import Level
from service.office import Unit
from service.store import services
from service.store.services import Sought
from service.web.blueprint import web
from service.web.desk import act, is_entity, org_words, person, posts_seen, reading
from service.web.page import new_token, page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.register_links import add_register, register_links
from service.web.service_words import kind_name, service_names, state_names, state_tag
from service.web.sheets import table_file
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Link
from service.web.views_services import Cell, Filter, Grid, ListPage, LogPage

PAGE = 30
LARGEST_FILE = 20_000
ASKED = ("q", "kind", "state", "first", "last", "provider")
Row = dict[str, Any]

add_register(
    40,
    "services",
    lambda: gettext("服务日志"),
    "web.service_log",
    lambda: not is_entity() and seen_by_reader() is not None,
)


@web.get("/registers/services")
def service_log() -> Any:
    unit = reading()
    return page("service_log.html", _page(unit), at="bans")


@web.get("/registers/services.csv")
def service_log_csv() -> Any:
    unit = reading()
    rows, _ = services.log(unit.connection, _sought(), limit=LARGEST_FILE)
    names, states = service_names(unit), state_names()
    head = (
        gettext("主体"), gettext("代码"), gettext("服务"), gettext("提供单位"), gettext("状态"),
        gettext("申请日"), gettext("答复日"), gettext("提供日"), gettext("内容"), gettext("人员"),
        gettext("结果"), gettext("案号"),
    )  # fmt: skip
    made = (
        (
            row["entity_name"], row["entity_code"], names.get(row["kind"], row["kind"]),
            org_words(row["provider"]), states[row["state"]], row["requested_on"],
            row["answered_on"], row["given_on"], row["subject"], row["people"], row["result"],
            row["case_number"],
        )
        for row in rows
    )  # fmt: skip
    return table_file("csv", "service-log", head, made)


@web.post("/registers/services/log")
def send_service() -> Any:
    typed = {
        name: request.form.get(name, "").strip()
        for name in ("entity_code", "kind", "given_on", "people", "result")
    }
    try:
        act(log_service, **(typed | {"given_on": _day(typed["given_on"])}))
    except InvalidForm as refusal:
        errors = {e.field: pick(e.zh, e.en) for e in refusal.fields}
        return page("service_log.html", _page(reading(), typed, errors), at="bans", status=422)
    flash(gettext("已记入服务日志。"), "ok")
    return redirect(url_for("web.service_log"), code=303)


def _day(text: str) -> date:
    """A day no service can be given on, when it can not be read: refused by the action."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max


def seen_by_reader() -> Sought | None:
    """Whose lines the reader's posts show; None for posts that see none."""
    actor = person()
    if actor.entity_id is not None:
        return Sought(entity_id=actor.entity_id)
    if actor.holds(*SEES_ALL):
        return Sought()
    posts = posts_seen()
    for level in (Level.PROVINCE, Level.CENTER):
        mine = next((post for post in posts if post.role.level is level), None)
        if mine is not None:
            province = level is Level.PROVINCE
            return Sought(province=mine.org_code) if province else Sought(provider=mine.org_code)
    nation = next((post for post in posts if post.role.level is Level.NATION), None)
    return Sought(provider=nation.org_code) if nation else None


def _sought() -> Sought:
    own, asked = seen_by_reader(), request.args
    if own is None:
        raise NotFound(what_zh="这一页", what_en="such page")
    return Sought(
        entity_id=own.entity_id,
        province=own.province,
        provider=own.provider or asked.get("provider", "")[:40] or None,
        kind=asked.get("kind", "")[:40],
        state=asked.get("state", "")[:20],
        first=_asked_day("first"),
        last=_asked_day("last"),
        q=asked.get("q", "").strip()[:80],
    )


def _asked_day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _page(
    unit: Unit, typed: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> LogPage:
    may_log = person().holds(*LOGGING)
    offered = services.kinds(unit.connection, unit.today).values() if may_log else ()
    return LogPage(
        list=_list(unit),
        kinds=tuple((kind.key, kind_name(kind)) for kind in offered),
        record=url_for("web.send_service") if may_log else "",
        today=unit.today.isoformat(),
        token=new_token(),
        typed=typed or {"given_on": unit.today.isoformat()},
        errors=errors or {},
    )


def _list(unit: Unit) -> ListPage:
    number, sought = page_number(), _sought()
    rows, total = services.log(unit.connection, sought, limit=PAGE, offset=(number - 1) * PAGE)
    here: dict[str, Any] = {k: v for k, v in request.args.items() if k in ASKED and v}
    grid = Grid(
        label=gettext("服务日志"),
        head=(
            gettext("主体"),
            gettext("服务"),
            gettext("提供单位"),
            gettext("日期"),
            gettext("状态"),
        ),
        rows=lines(unit, rows),
        empty=gettext("没有这样的服务记录"),
        pager=pager(number, PAGE, total, lambda n: url_for("web.service_log", **here, page=n)),
    )
    links = [Link(gettext("导出表格"), url_for("web.service_log_csv", **here), icon="download")]
    if not is_entity():
        links.append(Link(gettext("服务种类"), url_for("web.service_kinds"), icon="list"))
    return ListPage(
        title=gettext("服务日志"),
        lead=ngettext("共 %(num)d 条。", "共 %(num)d 条。", total),
        action=url_for("web.service_log"),
        filters=_filters(unit, sought),
        grid=grid,
        registers=() if is_entity() else register_links("services"),
        links=tuple(links),
    )


def lines(unit: Unit, rows: list[Row], *, entity: bool = True) -> tuple[tuple[Cell, ...], ...]:
    """Rows of the log as cells; without the entity on its own page."""
    names = service_names(unit)
    return tuple(_line(row, names, entity) for row in rows)


def _line(row: Row, names: dict[str, str], entity: bool) -> tuple[Cell, ...]:
    number = row["case_number"]
    href = url_for("web.case", number=number) if number else ""
    what = Cell(
        names.get(row["kind"]) or str(row["kind"]),
        str(number) if number else gettext("没有申请，直接提供"),
        sub_href=href,
    )
    day = row["given_on"] or row["answered_on"] or row["requested_on"]
    who = Cell(row["entity_name"], row["entity_code"],
               url_for("web.entity", code=row["entity_code"]))  # fmt: skip
    said = row["result"] or row["subject"]
    rest = (
        Cell(org_words(row["provider"]), row["people"]),
        Cell(day.isoformat(), nowrap=True),
        Cell(tag=state_tag(row["state"]), sub=said[:60] + ("…" if len(said) > 60 else "")),
    )
    return (who, what, *rest) if entity else (what, *rest)


def _filters(unit: Unit, sought: Sought) -> tuple[Filter, ...]:
    every = (("", gettext("全部")),)
    return (
        Filter("q", "search", gettext("主体名称或代码"), sought.q),
        Filter("kind", "select", gettext("服务"), sought.kind,
               every + tuple(service_names(unit).items())),
        Filter("state", "select", gettext("状态"), sought.state,
               every + tuple(state_names().items())),
        Filter("first", "date", gettext("从"), sought.first.isoformat() if sought.first else ""),
        Filter("last", "date", gettext("到"), sought.last.isoformat() if sought.last else ""),
    )  # fmt: skip
