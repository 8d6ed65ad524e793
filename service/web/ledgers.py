"""The 5% ledgers: one page a province with every movement, and all 32 beside each other."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, url_for

from service.casework import ledger
from service.casework.access import SEES_ALL
from service.domain.cross_region import Figures
from service.domain.errors import NotFound
from service.domain.roles import Level, may_see_province
from service.office import Unit
from service.store import cross_region
from service.web.as_of import as_of
from service.web.blueprint import web
from service.web.desk import is_entity, org_words, person, reading
from service.web.grants import grant_tag, kinds_words
from service.web.page import page
from service.web.quota import number, quota, state_of
from service.web.register_links import add_register, register_links
from service.web.sheets import table_file
from service.web.tongue import gettext, ngettext
from service.web.views import Link, Tag
from service.web.views_services import Cell, Filter, Grid, Ledger, LedgersPage, ListPage
from service.web.words import day_long

Row = dict[str, Any]


def may_see_ledgers() -> bool:
    return any(post.role.level is Level.PROVINCE for post in person().posts) or sees_all()


def sees_all() -> bool:
    return person().holds(*SEES_ALL)


add_register(
    50, "cross_region", lambda: gettext("跨区域台账"), "web.ledgers",
    lambda: not is_entity() and may_see_ledgers(),
)  # fmt: skip


@web.get("/registers/cross-region")
def ledgers() -> Any:
    if not may_see_ledgers():
        raise NotFound(what_zh="这一页", what_en="such page")
    unit = reading()
    if not sees_all():
        mine = next(p.org_code for p in person().posts if p.role.level is Level.PROVINCE)
        return redirect(url_for("web.ledger", province=mine))
    return page("register_list.html", _overview(unit, as_of(unit).day), at="bans")


@web.get("/registers/cross-region/<province>", endpoint="ledger")
def ledger_page(province: str) -> Any:
    unit = reading()
    _check(unit, province)
    return page("ledger.html", _ledgers(unit, province, as_of(unit).day), at="bans")


@web.get("/registers/cross-region/<province>.csv")
def ledger_csv(province: str) -> Any:
    unit = reading()
    _check(unit, province)
    day = as_of(unit).day
    head = (
        gettext("日期"), gettext("台账"), gettext("主体"), gettext("代码"), gettext("类别"),
        gettext("中心"), gettext("事项"), gettext("件数"), gettext("案号"),
    )  # fmt: skip
    rows = [
        (m["day"], org_words(region), m["grant"]["entity_name"], m["grant"]["entity_code"],
         m["grant"]["category"], org_words(m["grant"]["target_center"]), m["what"].words,
         m["units"], m["grant"]["case_number"])
        for region in ledger.regions_of(unit, province)
        for m in _moves(unit, _grants(unit, region, day))
    ]  # fmt: skip
    return table_file("csv", f"cross-region-{province}", head, rows)


def _check(unit: Unit, province: str) -> None:
    """Raises NotFound for no province, and for one whose ledger is not the reader's (E7 81)."""
    known = province in ledger.every_province(unit)
    if not known or not may_see_province(person(), province):
        raise NotFound(what_zh="这本台账", what_en="such ledger")


def _overview(unit: Unit, day: date) -> ListPage:
    provinces = ledger.every_province(unit)
    regions = {p: ledger.regions_of(unit, p) for p in provinces}
    every = [region for found in regions.values() for region in found]
    found = ledger.figures_of(unit, every, day)
    lines = [(p, found[region]) for p in provinces for region in regions[p]]
    lines.sort(key=lambda line: _share(line[1]), reverse=True)
    near = sum(state_of(unit, f).tone in ("warn", "danger") for _, f in lines)
    return ListPage(
        title=gettext("跨区域台账"),
        lead=ngettext("%(day)s：%(num)d 本台账接近或超过上限。",
                      "%(day)s：%(num)d 本台账接近或超过上限。", near, day=day_long(day)),
        action=url_for("web.ledgers"),
        filters=(Filter("on", "date", gettext("哪一天"), day.isoformat()),),
        grid=Grid(
            label=gettext("各地台账，占用最多的在前"),
            head=(gettext("台账"), gettext("预审总量"), gettext("上限"), gettext("已用"),
                  gettext("已批未用"), gettext("剩余"), gettext("状态")),
            rows=tuple(_line(unit, province, figures, day) for province, figures in lines),
        ),
        registers=register_links("cross_region"),
    )  # fmt: skip


def _share(figures: Figures) -> tuple[bool, float, float]:
    room = figures.room
    part = float(room.taken / room.allowed) if room.allowed else float(room.taken)
    return room.applicable, part, float(room.total)


def _line(unit: Unit, province: str, figures: Figures, day: date) -> tuple[Cell, ...]:
    room = figures.room
    on = None if day == unit.today else day.isoformat()
    href = url_for("web.ledger", province=province, on=on)
    left = number(room.left) if room.applicable else gettext("不适用")
    return (
        Cell(org_words(figures.region), href=href),
        Cell(number(room.total)),
        Cell(number(room.allowed)),
        Cell(number(room.cross)),
        Cell(number(room.reserved)),
        Cell(left),
        Cell(tag=state_of(unit, figures)),
    )


def _ledgers(unit: Unit, province: str, day: date) -> LedgersPage:
    regions = ledger.regions_of(unit, province)
    found = ledger.figures_of(unit, regions, day)
    on = None if day == unit.today else day.isoformat()
    return LedgersPage(
        title=gettext("%(name)s的跨区域台账", name=org_words(province)),
        lead=gettext("%(day)s 这一天", day=day_long(day)),
        crumbs=(
            Link(gettext("跨区域台账"), url_for("web.ledgers") if sees_all() else ""),
            Link(org_words(province), ""),
        ),
        ledgers=tuple(_ledger(unit, found[region], day) for region in regions),
        day=day.isoformat(),
        action=url_for("web.ledger", province=province),
        registers=register_links("cross_region"),
        csv=url_for("web.ledger_csv", province=province, on=on),
    )


def _grants(unit: Unit, region: str, day: date) -> list[Row]:
    since = ledger.window_of(unit.rules, day).cross_first
    return cross_region.grants_in(unit.connection, region, since)


def _ledger(unit: Unit, figures: Figures, day: date) -> Ledger:
    grants = _grants(unit, figures.region, day)
    return Ledger(
        name=org_words(figures.region),
        quota=quota(unit, figures),
        grants=Grid(
            label=gettext("批准的服务"),
            head=(
                gettext("主体"),
                gettext("中心"),
                gettext("期限"),
                gettext("件数"),
                gettext("状态"),
            ),
            rows=tuple(_grant(unit, row) for row in grants),
            empty=gettext("没有批准过跨区域服务"),
        ),
        moves=Grid(
            label=gettext("台账变动"),
            head=(gettext("日期"), gettext("事项"), gettext("件数"), gettext("案号")),
            rows=tuple(_move(m) for m in reversed(_moves(unit, grants))),
            empty=gettext("没有变动"),
        ),
    )


def _grant(unit: Unit, row: Row) -> tuple[Cell, ...]:
    until = row["ended_on"] or row["last_day"]
    return (
        Cell(row["entity_name"], row["entity_code"],
             url_for("web.grant", grant_id=row["id"])),
        Cell(org_words(row["target_center"]), row["field"]),
        Cell(row["from_day"].isoformat(), until.isoformat(), nowrap=True),
        Cell(number(row["units"]), kinds_words(row)),
        Cell(tag=grant_tag(unit, row),
             sub=gettext("超过上限批准") if row["over_cap"] else ""),
    )  # fmt: skip


def _moves(unit: Unit, grants: list[Row]) -> list[Row]:
    """Everything that moved the ledger, in the order of the days, each with its grant."""
    by_id = {grant["id"]: grant for grant in grants}
    moves = [_moved(unit, grant) for grant in grants]
    for use in cross_region.uses_of(unit.connection, list(by_id)):
        grant = by_id[use["grant_id"]]
        moves.append([_entry(use["used_on"], grant, use["units"],
                             Tag("info", gettext("使用"), "check"))])  # fmt: skip
        if use["voided_on"]:
            abnormal = use["voided_for"] == "abnormal"
            words = gettext("认定非正常，重新计数") if abnormal else gettext("撤回，重新计数")
            moves.append([_entry(use["voided_on"], grant, -use["units"],
                                 Tag("warn", words, "undo"))])  # fmt: skip
    flat = [move for group in moves for move in group]
    return sorted(flat, key=lambda move: (move["day"], move["grant"]["id"]))


def _moved(unit: Unit, grant: Row) -> list[Row]:
    day = grant["figures"]["as_of"]
    made = [_entry(date.fromisoformat(day), grant, grant["units"], _granted(unit, grant))]
    over = grant["ended_on"] or grant["last_day"]
    if over <= unit.today and (grant["ended_on"] or grant["last_day"] < unit.today):
        uses = cross_region.uses_of(unit.connection, [grant["id"]])
        used = sum((u["units"] for u in uses if u["voided_on"] is None), grant["units"] * 0)
        back = Tag("plain", gettext("终止，退回没用的"), "undo")
        made.append(_entry(over, grant, used - grant["units"], back))
    return made


def _granted(unit: Unit, grant: Row) -> Tag:
    if grant["over_cap"]:
        return Tag("danger", gettext("超过上限批准"), "over")
    if grant["category"] == 1 and not unit.rules.flag("cross_region_counts_first", unit.today):
        return Tag("plain", gettext("批准，一类不计入"), "ok")
    return Tag("ok", gettext("批准，占用"), "ok")


def _entry(day: date, grant: Row, units: Any, what: Tag) -> Row:
    return {"day": day, "grant": grant, "units": units, "what": what}


def _move(move: Row) -> tuple[Cell, ...]:
    grant = move["grant"]
    mine = may_see_province(person(), grant["home_province"])
    return (
        Cell(move["day"].isoformat(), nowrap=True),
        Cell(tag=move["what"], sub=grant["entity_name"],
             sub_href=url_for("web.grant", grant_id=grant["id"])),
        Cell(number(move["units"])),
        Cell(grant["case_number"],
             href=url_for("web.case", number=grant["case_number"]) if mine else ""),
    )  # fmt: skip
