"""Beside the forms of cross-region service: the ledger it counts in, and what is running."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service import engine
from service.casework import ledger
from service.casework.providers import home_province
from service.domain.cross_region import Figures, units_of
from service.domain.roles import may_see_province
from service.office import Unit
from service.store import cross_region, people
from service.store.cases import Case
from service.web.desk import org_words, person
from service.web.grants import grant_tag, may_see
from service.web.panels.registry import panels
from service.web.quota import facts_of, number, state_of
from service.web.tongue import gettext
from service.web.views import Fact, Link
from service.web.views_task import Panel

Row = dict[str, Any]


@panels("cross_region_service")
def _panels(unit: Unit, case: Case, item: Row) -> tuple[Panel, ...]:
    data = engine.view(unit.process(case.version_id), case.state).data
    wanted = data.get("proposal") or data["service_asked"]
    return (*_ledger(unit, case, wanted), *_running(unit, case))


def _ledger(unit: Unit, case: Case, wanted: Row) -> tuple[Panel, ...]:
    """The figures of today by the rules of the case, and what would be left."""
    target = people.organisation_by_code(unit.connection, wanted["target_center"])
    if target is None or case.entity_id is None:
        return ()
    rules, home = unit.rules_of(case.rules_version), home_province(unit, case.entity_id)
    region = ledger.region_of(
        rules, unit.today, home=home, target_center=target["code"],
        target_province=target["province"],
    )  # fmt: skip
    figures = ledger.figures(unit, region, unit.today, rules)
    asked = units_of(wanted, rules, unit.today, home)
    links: tuple[Link, ...] = ()
    if may_see_province(person(), target["province"]):
        href = url_for("web.ledger", province=target["province"])
        links = (Link(gettext("看台账"), href),)
    panel = Panel(
        key="ledger",
        title=gettext("%(name)s的台账", name=org_words(region)),
        aside=state_of(unit, figures).words,
        facts=(Fact(gettext("这次"), gettext("%(n)s 件", n=number(asked)), strong=True),
               *facts_of(figures)),
        links=links,
        note=_note(figures, asked, case, unit),
    )  # fmt: skip
    return (panel,)


def _note(figures: Figures, asked: Any, case: Case, unit: Unit) -> str:
    granted = cross_region.grant_of_case(unit.connection, case.id)
    if granted is not None:
        return gettext("超过上限批准。") if granted["over_cap"] else ""
    if not figures.room.applicable:
        return gettext("没有预审总量，5%不适用。")
    if not figures.room.admits(asked):
        return gettext("这次会超过上限。")
    return ""


def _running(unit: Unit, case: Case) -> tuple[Panel, ...]:
    every = cross_region.grants_of(unit.connection, int(case.entity_id or 0))
    rows = [row for row in every if may_see(row)]
    if not rows:
        return ()
    panel = Panel(
        key="grants",
        title=gettext("这个主体的跨区域服务"),
        head=(gettext("中心"), gettext("件数"), gettext("期限"), gettext("状态")),
        rows=tuple(
            (
                Link(org_words(row["target_center"]), url_for("web.grant", grant_id=row["id"])),
                number(row["units"]),
                row["last_day"].isoformat(),
                grant_tag(unit, row),
            )
            for row in rows
        ),
    )
    return (panel,)
