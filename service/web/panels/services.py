"""Beside the forms of contact and services: what the entity is entitled to, and what it had."""

from __future__ import annotations

from typing import Any

from service.casework.contacts import REQUEST, opened_for
from service.casework.providers import standing_today
from service.domain.services import why_not
from service.office import Unit
from service.store import services
from service.store.cases import Case
from service.store.services import Sought
from service.web.desk import org_words
from service.web.panels.registry import panels
from service.web.service_log import seen_by_reader
from service.web.service_words import kind_name, service_names, state_tag
from service.web.tongue import gettext, pick
from service.web.views import Check
from service.web.views_task import Panel

Row = dict[str, Any]
LATEST = 6


@panels("service_contact")
def _panels(unit: Unit, case: Case, item: Row) -> tuple[Panel, ...]:
    return (_entitlements(unit, case), *_earlier(unit, case))


def _entitlements(unit: Unit, case: Case) -> Panel:
    """Every kind of service, and whether the entity may have it today; the one asked for first."""
    held = standing_today(unit, int(case.entity_id or 0))
    said = opened_for(unit, case)
    wanted = said.get("kind") if said["purpose"] == REQUEST else None
    kinds = sorted(
        services.kinds(unit.connection, unit.today).values(), key=lambda k: k.key != wanted
    )
    checks = []
    for kind in kinds:
        reason = why_not(kind, held)
        sub = pick(reason.zh, reason.en) if reason else ""
        tone, icon = ("ok", "ok") if reason is None else ("muted", "lock")
        mark = gettext("本次申请") if kind.key == wanted else ""
        checks.append(Check(tone, icon, kind_name(kind), sub, mark))
    return Panel(key="entitled", title=gettext("今天享受的服务"), checks=tuple(checks))


def _earlier(unit: Unit, case: Case) -> tuple[Panel, ...]:
    """Of the log no more than the reader's posts show elsewhere."""
    own = seen_by_reader()
    if own is None:
        return ()
    sought = Sought(entity_id=case.entity_id, province=own.province, provider=own.provider)
    rows, total = services.log(unit.connection, sought, limit=LATEST)
    if not rows:
        return ()
    names = service_names(unit)
    made = tuple(
        (
            names.get(row["kind"]) or str(row["kind"]),
            org_words(row["provider"]),
            (row["given_on"] or row["requested_on"]).isoformat(),
            state_tag(row["state"]),
        )
        for row in rows
    )
    head = (gettext("服务"), gettext("提供单位"), gettext("日期"), gettext("状态"))
    aside = gettext("共 %(n)s 条", n=total)
    return (Panel(key="log", title=gettext("服务日志"), aside=aside, head=head, rows=made),)
