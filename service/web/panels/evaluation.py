"""Beside the forms of an evaluation: what is asked, what came back, how far the provinces are."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.casework.evaluating import Evaluation, asked, computed, evaluation_of
from service.domain.roles import NATION_CODE
from service.office import Unit
from service.store import evaluations
from service.store.cases import Case
from service.web.desk import org_words
from service.web.evaluations import figure_name
from service.web.figures import number_words
from service.web.labels import case_tag
from service.web.panels.registry import panels
from service.web.tongue import gettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_task import Panel
from service.web.words import day_long

Item = dict[str, Any]


@panels("effectiveness_evaluation")
def _bring(unit: Unit, case: Case, item: Item) -> tuple[Panel, ...]:
    about = evaluation_of(unit, case)
    if about is None:
        return ()
    shown = [_about(case, about)]
    if item["element"] == "return_figures":
        shown.append(_facts(unit, case, about, item["org_code"]))
    elif case.province == NATION_CODE:
        shown.append(_progress(unit, case))
    else:
        shown.append(_returned(unit, case))
    return tuple(shown)


def _about(case: Case, about: Evaluation) -> Panel:
    groups = pick("、", ", ").join(pick(group.zh, group.en) for group in about.groups)
    period = gettext(
        "%(first)s 至 %(last)s", first=day_long(about.first), last=day_long(about.last)
    )
    return Panel(
        key="asked",
        title=gettext("评价要求"),
        facts=(
            Fact(gettext("统计期"), period),
            Fact(gettext("指标组"), groups),
            Fact(gettext("报送截止"), day_long(about.due_on), strong=True),
        ),
        links=(Link(gettext("打开结果页"), url_for("web.evaluation", number=case.number)),),
    )


def _facts(unit: Unit, case: Case, about: Evaluation, center: str) -> Panel:
    facts = computed(unit, case.rules_version, about, str(case.province), center)
    return Panel(
        key="facts",
        title=gettext("登记的数据"),
        aside=org_words(center),
        note=gettext("表里已按这些数预填；改动的组要写明原因。"),
        head=(gettext("数据"), gettext("登记数")),
        rows=tuple((figure_name(name), number_words(facts[name])) for name in asked(about.groups)),
    )


def _returned(unit: Unit, case: Case) -> Panel:
    rows = evaluations.newest_figures(unit.connection, case_id=case.id)
    return Panel(
        key="returned",
        title=gettext("各中心报送的数"),
        head=(gettext("中心"), gettext("数据"), gettext("报送数"), gettext("登记数")),
        rows=tuple(
            (
                org_words(row["center_code"]),
                figure_name(row["figure"]),
                Tag("danger", gettext("未报"), "none") if row["said"] is None else _said(row),
                number_words(row["computed"]),
            )
            for row in rows
        ),
        note="" if rows else gettext("没有中心报送。"),
    )


def _said(row: Item) -> str | Tag:
    words = number_words(row["said"])
    return words if row["said"] == row["computed"] else Tag("warn", words, "warn")


def _progress(unit: Unit, case: Case) -> Panel:
    process = unit.process(case.version_id)
    rows = evaluations.cases_of_call(unit.connection, case.id)
    accepted = sum(row["outcome"] == "return_accepted" for row in rows)
    return Panel(
        key="progress",
        title=gettext("各省进度"),
        aside=gettext("已核收 %(n)s / %(total)s", n=accepted, total=len(rows)),
        head=(gettext("省局"), gettext("案件"), gettext("状态")),
        rows=tuple(
            (
                org_words(row["province"]),
                Link(row["number"], url_for("web.evaluation", number=row["number"])),
                case_tag(process, row),
            )
            for row in rows
        ),
    )
