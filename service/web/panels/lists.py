"""Beside the tasks of a list: how its rows stand, and the way to them."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.casework.list_compare import compare
from service.office import Unit
from service.store import lists
from service.store.cases import Case
from service.web.list_words import verdict_tag
from service.web.panels.registry import panels
from service.web.tongue import gettext
from service.web.views import Fact, Link
from service.web.views_task import Panel
from service.web.words import instant_long


@panels("list_compilation")
def _panels(unit: Unit, case: Case, item: dict[str, Any]) -> tuple[Panel, ...]:
    found = lists.submission_of_case(unit.connection, case.id)
    if found is None:
        return ()
    rows = lists.rows_of(unit.connection, found["id"])
    facts = [Fact(gettext("行数"), str(len(rows)), strong=True)]
    for verdict in ("accepted", "returned", "rejected"):
        tag = verdict_tag(verdict)
        count = sum(row["verdict"] == verdict for row in rows)
        if tag is not None and count:
            facts.append(Fact(tag.words, str(count)))
    left = sum(row["verdict"] is None for row in rows)
    if found["turn"] and left:
        facts.append(Fact(gettext("还没有核对"), str(left)))
    for sent in lists.dispatches_of(unit.connection, found["id"]):
        late = gettext("，迟报") if sent["is_late"] else ""
        words = instant_long(sent["submitted_at"]) + late
        facts.append(Fact(gettext("第 %(n)s 次报送", n=sent["turn"]), words))
    link = Link(gettext("打开名单，逐行办理"), url_for("web.list_page", number=case.number))
    return (
        Panel("list", gettext("名单"), facts=tuple(facts), links=(link,)),
        Panel("compare", gettext("与现行名单相比"), facts=compared_facts(unit, found, rows)),
    )


def compared_facts(
    unit: Unit, found: dict[str, Any], rows: list[dict[str, Any]]
) -> tuple[Fact, ...]:
    counts = compare(unit, found, rows)
    words = {
        "new": gettext("新增"), "removed": gettext("移出"), "category": gettext("改类别"),
        "other": gettext("改其他"), "same": gettext("不变"),
    }  # fmt: skip
    return tuple(Fact(words[kind], str(count)) for kind, count in counts.items())
