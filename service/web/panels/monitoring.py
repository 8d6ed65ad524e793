"""Beside the forms of an alert: the signs with their figures, the indicators, earlier marks."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.casework.measuring import measured
from service.casework.scanning import window
from service.office import Unit
from service.store import alerts
from service.store.cases import Case
from service.store.tallies import Whose
from service.web.figures import name_of, number_words, value_words
from service.web.monitoring import detail_words, figure_words, sign_words
from service.web.panels.registry import panels
from service.web.tongue import gettext, pick
from service.web.views import Link
from service.web.views_task import Panel
from service.web.words import day_long

Item = dict[str, Any]


@panels("monitoring_alert")
def _bring(unit: Unit, case: Case, item: Item) -> tuple[Panel, ...]:
    if case.entity_id is None:
        return ()
    return (_signs(unit, case), _figures(unit, case))


def _signs(unit: Unit, case: Case) -> Panel:
    rows = alerts.flags_of_case(unit.connection, case.id)
    aside = ""
    if rows:
        aside = gettext("%(first)s 至 %(last)s", first=day_long(rows[0]["first_day"]),
                        last=day_long(rows[0]["last_day"]))  # fmt: skip
    return Panel(
        key="signs",
        title=gettext("监测到的迹象"),
        aside=aside,
        note=gettext("迹象不是违规；先核查，再决定。"),
        head=(gettext("迹象"), gettext("分子 / 分母"), gettext("预警线")),
        rows=tuple(
            (
                " ".join(filter(None, (sign_words(row["sign"]), detail_words(row)))),
                figure_words(row),
                row["threshold"] or "—",
            )
            for row in rows
        )
        or ((gettext("人工发起，没有自动监测到的迹象。"), "—", "—"),),
    )


def _figures(unit: Unit, case: Case) -> Panel:
    """The indicators of the entity at this center over the window looked back on."""
    span = window(unit, unit.rules, case.province, case.center_code)
    whose = Whose(entity_id=case.entity_id, center=case.center_code)
    found = measured(unit, whose, span, case.province)
    rows = tuple(
        (
            name_of(one.indicator),
            value_words(one.indicator.unit, one.value),
            f"{number_words(one.numerator)} / {number_words(one.denominator)}",
        )
        for one in found.indicators
        if one.applies and one.indicator.key != "median_wait"
    )
    code = str(case.entity_code)
    return Panel(
        key="figures",
        title=gettext("这个主体的指标"),
        aside=pick("、", ", ").join(found.tally.sources[:3]),
        head=(gettext("指标"), gettext("值"), gettext("分子 / 分母")),
        rows=rows,
        note="" if rows else gettext("还没有导入过数据。"),
        links=(Link(gettext("打开主体页"), url_for("web.entity", code=code)),),
    )
