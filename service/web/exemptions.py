"""Who is exempt from screening for abnormal applications on a day, for the examination side.

Source: M08.
"""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.casework.access import SEES_ALL
from service.casework.exemptions import exempt_on
from service.domain.errors import NotFound
from service.domain.roles import Role
from service.domain.words import CATEGORY_ZH
from service.web.as_of import as_of
from service.web.blueprint import web
from service.web.desk import is_entity, org_words, person, reading
from service.web.page import page
from service.web.register_links import add_register, register_links
from service.web.sheets import table_file
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Link
from service.web.views_services import Cell, Filter, Grid, ListPage
from service.web.words import day_long


def may_see_exemptions() -> bool:
    return person().holds(*SEES_ALL, Role.EXAMINATION_SIDE)


add_register(
    60, "exemptions", lambda: gettext("不排查名册"), "web.exemptions",
    lambda: not is_entity() and may_see_exemptions(),
)  # fmt: skip


@web.get("/registers/exemptions")
def exemptions() -> Any:
    _check()
    unit = reading()
    day = as_of(unit).day
    rows = exempt_on(unit, day)
    lead = ngettext("%(day)s 有 %(num)d 个主体不开展非正常专利申请排查（M08）。",
                    "%(day)s 有 %(num)d 个主体不开展非正常专利申请排查（M08）。",
                    len(rows), day=day_long(day))  # fmt: skip
    grid = Grid(
        label=gettext("不开展排查的主体"),
        head=(gettext("主体"), gettext("名单类别"), gettext("所在地"), gettext("列入")),
        rows=tuple(
            (
                Cell(row.name, row.code, url_for("web.entity", code=row.code)),
                Cell(pick(CATEGORY_ZH[row.category], gettext("第 %(n)s 类", n=row.category))),
                Cell(org_words(row.province)),
                Cell(row.since.isoformat(), nowrap=True),
            )
            for row in rows
        ),
        empty=gettext("这一天没有不排查的主体"),
    )
    on = day.isoformat()
    view = ListPage(
        title=gettext("不排查名册"),
        lead=lead,
        action=url_for("web.exemptions"),
        filters=(Filter("on", "date", gettext("哪一天"), on),),
        grid=grid,
        registers=register_links("exemptions"),
        links=(Link(gettext("导出表格"), url_for("web.exemptions_csv", on=on), icon="download"),),
    )
    return page("register_list.html", view, at="bans")


@web.get("/registers/exemptions.csv")
def exemptions_csv() -> Any:
    _check()
    unit = reading()
    rows = exempt_on(unit, as_of(unit).day)
    head = (
        gettext("主体"),
        gettext("代码"),
        gettext("名单类别"),
        gettext("所在地"),
        gettext("列入"),
    )
    made = ((r.name, r.code, r.category, org_words(r.province), r.since) for r in rows)
    return table_file("csv", "screening-exemptions", head, made)


def _check() -> None:
    if not may_see_exemptions():
        raise NotFound(what_zh="这一页", what_en="such page")
