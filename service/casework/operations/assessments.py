"""The yearly assessment of the regions, from its figures to its publication."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from service.casework.figures import figures_of
from service.casework.functions import due_of
from service.casework.operations.registry import operation
from service.casework.work import Work
from service.domain.assessment import FigureGroup, RankBand, bands, group_points, total
from service.domain.errors import SeparationOfDuties, WrongState
from service.store import assessments, people

Row = dict[str, Any]


def own_assessment(work: Work) -> Row:
    found = assessments.assessment_of_case(work.connection, work.case.id)
    assert found is not None, "assessment.begin comes first in the diagram"
    return found


@operation("assessment.begin", "计算各省数据", "Compute the figures", "M35", outputs=("id", "year"))
def begin(work: Work) -> dict[str, Any]:
    """Counts every figure of the year and asks every office to check its own."""
    said = work.data.get("assessment_opened") or {}
    year = int(said.get("year") or work.unit.today.year - 1)
    held = assessments.live_of_year(work.connection, year)
    if held is not None:
        raise WrongState(
            reason_zh=f"{year} 年度已有评估 {held['number']}。",
            reason_en=f"{year} has an assessment already: {held['number']}.",
        )
    due = due_of(work, "assessment_statement")
    weights = {g.value: int(work.rule(f"assessment_weight_{g.value}")) for g in FigureGroup}
    values = {
        "case_id": work.case.id,
        "year": year,
        "state": "stating",
        "weights": weights,
        "as_of": work.unit.today,
        "statement_due_day": due.last_day,
        "opened_at": work.now,
    }
    found = assessments.add_assessment(work.connection, values)
    offices = [row["code"] for row in people.organisations(work.connection, "office")]
    counted = figures_of(work.unit, year, offices)
    assessments.add_regions(work.connection, [_region(found, code, counted) for code in offices])
    for code in offices:
        work.tell(code, "assessment_opened", year=year, assessment=found,
                  due_day=str(due.last_day))  # fmt: skip
    work.case.subject = work.case.subject or f"{year} 年度各省工作综合评估"
    said = {
        "zh": f"{year} 年度 {len(offices)} 个地区的数据已计算，请各省核对。",
        "en": f"The figures of {len(offices)} regions for {year}; each is asked to check its own.",
    }
    return {"id": found, "year": year, "said": said}


def _region(assessment_id: int, code: str, counted: Mapping[str, list[Row]]) -> Row:
    return {
        "assessment_id": assessment_id,
        "province": code,
        "figures": counted[code],
        "evidence": [],
        "marks": {},
        "is_priority": False,
    }


@operation("assessment.close_statements", "汇总各省核对", "Gather the statements", "M35")
def close_statements(work: Work) -> dict[str, Any]:
    """From now on no office states any more; who was silent is named."""
    row = own_assessment(work)
    if row["state"] == "stating":
        assessments.change_assessment(work.connection, row["id"], state="marking")
    regions = assessments.regions_of(work.connection, row["id"])
    silent = [region["province"] for region in regions if region["stated_at"] is None]
    said = {
        "zh": f"{len(regions) - len(silent)} 个省已核对，{len(silent)} 个没有。",
        "en": f"{len(regions) - len(silent)} offices stated, {len(silent)} did not.",
    }
    return {"said": said | {"silent": silent}}


@operation("assessment.check_marks", "核对评分齐全", "Check the marks", "M35")
def check_marks(work: Work) -> dict[str, Any]:
    """Every region that reported an innovation has a mark for it. Raises WrongState."""
    row = own_assessment(work)
    regions = assessments.regions_of(work.connection, row["id"])
    lacking = [
        region["province"]
        for region in regions
        if region["innovation"] and FigureGroup.INNOVATION.value not in region["marks"]
    ]
    if lacking:
        names = [_name(work, code) for code in lacking]
        raise WrongState(
            reason_zh=f"{'、'.join(zh for zh, _ in names)} 自报的机制创新还没有评分。",
            reason_en=f"no mark yet for the innovation of {', '.join(en for _, en in names)}.",
        )
    return {"said": {"zh": "评分齐全。", "en": "Every mark is there."}}


def _name(work: Work, code: str) -> tuple[str, str]:
    row = people.organisation_by_code(work.connection, code) or {}
    return row.get("short_zh", code), row.get("name_en", code)


def result_of(region: Row, weights: Mapping[str, int]) -> tuple[Row, Decimal | None]:
    """The points of the groups and the total, with where each comes from."""
    points: dict[str, Decimal | None] = {}
    for group in FigureGroup:
        given = region["marks"].get(group.value)
        mark = given["mark"] if given else None
        if mark is None and group is FigureGroup.INNOVATION:
            mark = 0  # nothing was reported
        points[group.value] = group_points(region["figures"], group, mark)
    whole = total(points, weights)
    shown = {key: None if value is None else str(round(value)) for key, value in points.items()}
    return {"groups": shown, "total": None if whole is None else str(round(whole))}, whole


@operation(
    "assessment.publish",
    "公布结果",
    "Publish the result",
    "M35",
    inputs=("publication", "decision_no", "reasons", "priority"),
    outputs=("priority",),
)
def publish(
    work: Work,
    publication: str,
    decision_no: str,
    reasons: str,
    priority: list[str] | None = None,
) -> dict[str, Any]:
    """Bands, priority for pilots, the figures as they were: frozen, and told to each office."""
    row = own_assessment(work)
    regions = assessments.regions_of(work.connection, row["id"])
    _check_marker(work, regions)
    results = {region["province"]: result_of(region, row["weights"]) for region in regions}
    first, second = (Decimal(str(work.rule(f"assessment_{n}_band"))) for n in ("first", "second"))
    placed = bands({code: whole for code, (_, whole) in results.items()}, first, second)
    chosen = set(priority or [code for code, band in placed.items() if band is RankBand.FIRST])
    ranked = []
    for region in regions:
        code = region["province"]
        ranked.append((region["id"], results[code][0], placed[code].value, code in chosen))
        work.tell(code, "assessment_published", year=row["year"], assessment=row["id"])
    assessments.rank_regions(work.connection, ranked)
    decided = {
        "state": "decided",
        "publication": publication,
        "decision_no": decision_no,
        "reasons": reasons,
        "decided_by": work.actor.person_id or None,
        "decided_at": work.now,
    }
    assessments.change_assessment(work.connection, row["id"], **decided)
    said = {
        "zh": f"评估结果已公布，{len(chosen)} 个地区在试点中优先考虑。",
        "en": f"Published; {len(chosen)} regions are considered first for pilots.",
    }
    return {"priority": sorted(chosen), "said": said}


def _check_marker(work: Work, regions: list[Row]) -> None:
    """Whoever marked a region does not decide."""
    by = {mark["by"] for region in regions for mark in region["marks"].values()}
    if work.actor.person_id in by:
        raise SeparationOfDuties(earlier=("评分", "Marking"), source="domain.md b")


@operation("assessment.abandon", "终止评估", "Abandon", "M35", inputs=("reasons",))
def abandon(work: Work, reasons: str | None = None) -> dict[str, Any]:
    """This assessment ends without a result; the year may be assessed anew."""
    row = own_assessment(work)
    assessments.change_assessment(
        work.connection,
        row["id"],
        state="abandoned",
        reasons=reasons or "",
        decided_by=work.actor.person_id or None,
        decided_at=work.now,
    )
    return {"said": {"zh": "评估终止。", "en": "The assessment was abandoned."}}
