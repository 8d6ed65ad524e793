"""Beside the tasks of the assessment: how every region stands so far."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.casework.operations.assessments import result_of
from service.domain.assessment import FigureGroup
from service.office import Unit
from service.store import assessments
from service.store.cases import Case
from service.web.desk import org_words
from service.web.panels.registry import panels
from service.web.tongue import gettext, pick
from service.web.views import Link
from service.web.views_task import Panel

Item = dict[str, Any]


@panels("regional_assessment")
def _panels(unit: Unit, case: Case, task: Item) -> tuple[Panel, ...]:
    about = assessments.assessment_of_case(unit.connection, case.id)
    if about is None:
        return ()
    rows = []
    for region in assessments.regions_of(unit.connection, about["id"]):
        found = result_of(region, about["weights"])[0]
        href = url_for("web.assessed_region", assessment_id=about["id"],
                       province=region["province"])  # fmt: skip
        points = [found["groups"][g.value] or "—" for g in FigureGroup]
        rows.append((Link(org_words(region["province"]), href), *points, found["total"] or "—"))
    head = (gettext("地区"), *(pick(g.zh, g.en) for g in FigureGroup), gettext("合计"))
    link = Link(gettext("逐省评分"), url_for("web.assessment", assessment_id=about["id"]))
    return (Panel("regions", gettext("各地区"), head=head, rows=tuple(rows), links=(link,)),)
