"""Evaluations of effect: the register, and the results by province and center, also as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask import Response, url_for

from service.casework.access import check_may_see, visible_to
from service.casework.evaluating import Evaluation, evaluation_of
from service.domain.errors import NotFound
from service.domain.evaluations import GROUPS, QUOTIENTS, indicators_of
from service.domain.indicators import BY_KEY, IndicatorGroup
from service.domain.roles import NATION_CODE
from service.office import Unit
from service.sheets import write_rows
from service.store import cases, evaluations
from service.store.cases import Case
from service.web.blueprint import web
from service.web.desk import is_entity, org_words, person, reading
from service.web.facts import CSV_TYPE, XLSX_TYPE
from service.web.figures import name_of, number_words, value_words
from service.web.labels import case_tag
from service.web.labels import name_of as case_name
from service.web.monitoring import check_may_look, may_look
from service.web.page import page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.register_links import add_register, register_links
from service.web.starts import start_links
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_tracking import (
    EvaluationLine,
    EvaluationsPage,
    ResultBlock,
    ResultLine,
    ResultsPage,
)
from service.web.words import day_long, instant

PAGE = 30
PROCESS = "effectiveness_evaluation"
Row = dict[str, Any]
Figures = dict[str, Decimal]


add_register(56, "evaluations", lambda: gettext("成效评价"), "web.evaluations", may_look)


@web.get("/registers/evaluations", endpoint="evaluations")
def evaluations_register() -> Any:
    check_may_look()
    unit, number = reading(), page_number()
    rows, total = evaluations.evaluations_page(
        unit.connection, visible_to(person()), limit=PAGE, offset=(number - 1) * PAGE
    )
    view = EvaluationsPage(
        lead=ngettext("共 %(num)d 件。", "共 %(num)d 件。", total),
        rows=tuple(_line(unit, row) for row in rows),
        pager=pager(number, PAGE, total, lambda n: url_for("web.evaluations", page=n)),
        registers=register_links("evaluations"),
        starts=tuple(link for link in start_links(unit) if link.href.endswith(PROCESS)),
    )
    return page("evaluations.html", view, at="bans")


def _line(unit: Unit, row: Row) -> EvaluationLine:
    return EvaluationLine(
        title=pick(row["subject"], row["subject_en"]),
        href=url_for("web.evaluation", number=row["number"]),
        number=row["number"],
        place=org_words(row["center_code"] or row["province"]),
        opened=instant(row["opened_at"], unit.today),
        tag=case_tag(unit.process(row["version_id"]), row),
    )


@web.get("/evaluations/<number>")
def evaluation(number: str) -> Any:
    unit = reading()
    found, about = _found(unit, number)
    return page("evaluation.html", results_page(unit, found, about), at="bans")


@web.get("/evaluations/<number>/results.<kind>")
def evaluation_file(number: str, kind: str) -> Any:
    """The figures as returned and as the facts have them, a row each; xlsx or csv."""
    if kind not in ("xlsx", "csv"):
        raise NotFound(what_zh="这种文件", what_en="such file")
    unit = reading()
    found, about = _found(unit, number)
    body = write_rows(kind, found.number, _table(_figures(unit, found, about)))
    answer = Response(body, content_type=XLSX_TYPE if kind == "xlsx" else CSV_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.number}.{kind}"'
    return answer


def _found(unit: Unit, number: str) -> tuple[Case, Evaluation]:
    missing = NotFound(what_zh="这件评价", what_en="such evaluation")
    found = cases.case_by_number(unit.connection, number)
    if found is None or found.process_key != PROCESS or is_entity():
        raise missing
    check_may_see(unit.connection, person(), found)
    about = evaluation_of(unit, found)
    if about is None:
        raise missing
    return found, about


def _figures(unit: Unit, found: Case, about: Evaluation) -> list[Row]:
    """The newest round of every center the reader may see: of the whole call, or this case's."""
    if found.id == about.call_id:
        return evaluations.newest_figures(
            unit.connection, visible_to(person()), call_id=about.call_id
        )
    return evaluations.newest_figures(unit.connection, visible_to(person()), case_id=found.id)


def _table(rows: list[Row]) -> list[list[Any]]:
    head = [gettext("省局"), gettext("中心"), gettext("指标组"), gettext("数据"),
            gettext("报送数"), gettext("登记数"), gettext("说明"), gettext("轮次")]  # fmt: skip
    group_of = {figure: group for group, names in GROUPS.items() for figure in names}
    body = [
        [
            org_words(row["province"]), org_words(row["center_code"]),
            pick(group_of[row["figure"]].zh, group_of[row["figure"]].en),
            figure_name(row["figure"]), row["said"], row["computed"], row["explanation"],
            row["round"],
        ]
        for row in rows
    ]  # fmt: skip
    return [head, *body]


def figure_name(figure: str) -> str:
    known = {
        "accepted": gettext("受理件数"), "qualified": gettext("合格件数"),
        "granted": gettext("授权件数"), "wait_days": gettext("申请到授权天数合计"),
        "patents": gettext("期内有效过的专利"), "kept_days": gettext("维持天数合计"),
        "lapsed_early": gettext("短期失效件数"), "in_force": gettext("期内有效过的专利"),
        "implemented": gettext("已实施或转化件数"), "transferred_early": gettext("短期转让件数"),
        "reporting": gettext("报送的主体数"), "turnover": gettext("营业收入合计（万元）"),
        "tax": gettext("纳税合计（万元）"),
    }  # fmt: skip
    return known[figure]


def results_page(unit: Unit, found: Case, about: Evaluation) -> ResultsPage:
    rows = _figures(unit, found, about)
    lead = gettext(
        "统计期 %(first)s 至 %(last)s，%(due)s 截止报送。",
        first=day_long(about.first), last=day_long(about.last), due=day_long(about.due_on),
    )  # fmt: skip
    number = found.number
    return ResultsPage(
        title=gettext("成效评价：%(title)s", title=case_name(found)),
        lead=lead,
        crumbs=(
            Link(gettext("成效评价"), url_for("web.evaluations")),
            Link(found.number, url_for("web.case", number=number)),
        ),
        facts=(),
        blocks=tuple(_block(group, rows) for group in about.groups) if rows else (),
        provinces=_provinces(unit, found),
        exports=tuple(
            Link(kind, url_for("web.evaluation_file", number=number, kind=kind))
            for kind in ("xlsx", "csv")
        ),
        case=url_for("web.case", number=number),
    )


def _provinces(unit: Unit, found: Case) -> tuple[Fact, ...]:
    """How far every province is, of a national call."""
    if found.province != NATION_CODE:
        return ()
    process = unit.process(found.version_id)
    return tuple(
        Fact(
            org_words(row["province"]),
            f"{row['number']} · {case_tag(process, row).words}",
            url_for("web.evaluation", number=row["number"]),
        )
        for row in evaluations.cases_of_call(unit.connection, found.id)
    )


def _block(group: IndicatorGroup, rows: list[Row]) -> ResultBlock:
    names = set(GROUPS[group])
    mine = [row for row in rows if row["figure"] in names]
    head = tuple(
        (name_of(BY_KEY[key]), f"{figure_name(above)} / {figure_name(below)}")
        for key, above, below in QUOTIENTS[group]
    )
    lines: list[ResultLine] = []
    provinces = dict.fromkeys(row["province"] for row in mine)
    for province in provinces:
        inside = [row for row in mine if row["province"] == province]
        centers = dict.fromkeys(row["center_code"] for row in inside)
        lines += [_center(c, [r for r in inside if r["center_code"] == c]) for c in centers]
        if len(centers) > 1:
            lines.append(_sum(gettext("%(place)s合计", place=org_words(province)), inside))
    if len(provinces) > 1:
        lines.append(_sum(gettext("总计"), mine))
    return ResultBlock(title=pick(group.zh, group.en), head=head, rows=tuple(lines))


def _center(center: str, rows: list[Row]) -> ResultLine:
    if all(row["said"] is None for row in rows):
        empty = ("—",) * len(_values(_said(rows, "computed")))
        return ResultLine(org_words(center), empty, Tag("danger", gettext("未报"), "none"))
    differs = any(row["said"] != row["computed"] for row in rows)
    state = Tag("warn", gettext("与登记不同"), "warn") if differs else None
    note = next((row["explanation"] for row in rows if row["explanation"]), "") if differs else ""
    return ResultLine(org_words(center), _values(_said(rows, "said")), state, note)


def _sum(name: str, rows: Iterable[Row]) -> ResultLine:
    """What the centers that returned add up to."""
    totals: Figures = {}
    for row in rows:
        if row["said"] is not None:
            totals[row["figure"]] = totals.get(row["figure"], Decimal(0)) + row["said"]
    return ResultLine(name, _values(totals), is_total=True)


def _said(rows: Iterable[Row], name: str) -> Figures:
    return {row["figure"]: row[name] for row in rows}


def _values(figures: Mapping[str, Decimal]) -> tuple[str, ...]:
    return tuple(
        _quotient(value_words(indicator.unit, value), number_words(above), number_words(below))
        if value is not None
        else gettext("不适用")
        for indicator, above, below, value in indicators_of(figures)
    )


def _quotient(value: str, above: str, below: str) -> str:
    return pick(f"{value}（{above} / {below}）", f"{value} ({above} / {below})")
