"""On an entity's page: its contacts and services, and the cross-region service it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from service.casework.contacts import contact_case
from service.casework.openings import may_open
from service.domain.facts import Facts
from service.domain.standing import Standing
from service.office import Unit
from service.store import cross_region, services
from service.store.services import Sought
from service.web.desk import is_entity, org_words, person
from service.web.grants import grant_tag, kinds_words, may_see
from service.web.quota import number
from service.web.service_log import lines, seen_by_reader
from service.web.tongue import gettext
from service.web.views import Link
from service.web.views_services import Cell, Grid

LATEST = 8
Row = dict[str, Any]


@dataclass(frozen=True)
class EntityServices:
    log: Grid
    grants: Grid
    reach: str
    contact: Link | None
    more: Link | None


def entity_services(unit: Unit, facts: Facts, said: Standing) -> EntityServices:
    entity_id = facts.entity.id
    return EntityServices(
        log=_log(unit, entity_id),
        grants=_grants(unit, entity_id),
        reach=_reach(said),
        contact=_contact(unit, entity_id),
        more=_more(facts.entity.code),
    )


def service_actions(code: str) -> tuple[Link, ...]:
    """What may be begun for the entity from its page."""
    actor = person()
    known = (
        ("service_contact", gettext("对接或申请服务")),
        ("cross_region_service", gettext("申请跨区域服务")),
    )
    return tuple(
        Link(words, url_for("web.start_case", key=key, entity=code), icon="plus")
        for key, words in known
        if may_open(actor, key)
    )


def _reach(said: Standing) -> str:
    known = {
        "nation": gettext("一类：国家局可以协调全国的中心。"),
        "province": gettext("二类：省局可以统筹省内的中心。"),
    }
    return known.get(said.cross_region, gettext("这一天不享受跨区域服务。"))


def _log(unit: Unit, entity_id: int) -> Grid:
    own = seen_by_reader()
    rows: list[Row] = []
    if own is not None:
        sought = Sought(entity_id=entity_id, province=own.province, provider=own.provider)
        rows, _ = services.log(unit.connection, sought, limit=LATEST)
    return Grid(
        label=gettext("服务日志"),
        head=(gettext("服务"), gettext("提供单位"), gettext("日期"), gettext("状态")),
        rows=lines(unit, rows, entity=False),
        empty=gettext("没有服务记录"),
    )


def _grants(unit: Unit, entity_id: int) -> Grid:
    rows = [row for row in cross_region.grants_of(unit.connection, entity_id) if may_see(row)]
    return Grid(
        label=gettext("跨区域服务"),
        head=(gettext("中心"), gettext("期限"), gettext("件数"), gettext("状态")),
        rows=tuple(
            (
                Cell(org_words(row["target_center"]), row["field"],
                     url_for("web.grant", grant_id=row["id"])),
                Cell(row["from_day"].isoformat(), row["last_day"].isoformat(), nowrap=True),
                Cell(number(row["units"]), kinds_words(row)),
                Cell(tag=grant_tag(unit, row),
                     sub=gettext("超过上限批准") if row["over_cap"] else ""),
            )
            for row in rows
        ),
        empty=gettext("没有批准过跨区域服务"),
    )  # fmt: skip


def _contact(unit: Unit, entity_id: int) -> Link | None:
    case = None if is_entity() else contact_case(unit, entity_id)
    if case is None:
        return None
    return Link(gettext("对接案件 %(number)s", number=case.number),
                url_for("web.case", number=case.number))  # fmt: skip


def _more(code: str) -> Link | None:
    if is_entity() or seen_by_reader() is None:
        return None
    return Link(gettext("全部记录"), url_for("web.service_log", q=code))
