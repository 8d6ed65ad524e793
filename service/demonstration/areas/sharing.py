"""Agencies, items at every point of their way, digests, and assessments of past years."""

from __future__ import annotations

from typing import Any

from service.actions.complete_task import complete_task
from service.actions.enter_agency import enter_agency
from service.actions.mark_region import mark_region
from service.actions.open_case import open_case
from service.actions.plan_digests import plan_digests
from service.actions.retract_shared_item import retract_shared_item
from service.actions.state_on_assessment import state_on_assessment
from service.demonstration.areas.registry import area
from service.demonstration.cast import Cast
from service.demonstration.liaisons import Liaisons
from service.domain.roles import NATION_CODE, Actor, Role
from service.office import Office
from service.store import assessments, sharing, work_items

Row = dict[str, Any]
AGENCIES = (
    ("33901", "示例甲专利代理事务所", "zhejiang", "330000"),
    ("33902", "示例乙专利代理有限公司", "hangzhou", "330000"),
    ("32901", "示例丙知识产权代理事务所", "jiangsu", "320000"),
    ("44901", "示例丁专利代理事务所", "shenzhen", "440000"),
)
ACCEPT = {"outcome": "accept", "reach": "by_level", "note": "请核对经该机构递交的在办请求。"}
FACTS = "冒用他人名义提交预审请求三件，已与被冒用人核对。"
SEND = {"outcome": "send", "hides_source": True, "facts": FACTS}


@area(70)
def share(office: Office, cast: Cast) -> None:
    """One item at each task of its way, and one at each of its ends."""
    stage = _Stage(office, cast)
    for code, name, center, province in AGENCIES:
        by = cast.holder(center, Role.VIOLATION_OFFICER)
        enter_agency(office, actor=by, code=code, name=name, province=province)
    stage.report("33901", "serious")
    stage.report("33902", "minor")
    returned = stage.report("32901", "minor", "jiangsu")
    stage.do(returned, "check_minor_item", {"outcome": "return", "reasons": "请补充核对经过。"})
    stage.do(stage.report("44901", "minor", "shenzhen"), "check_minor_item", SEND)
    dropped = stage.report("44901", "minor", "shenzhen")
    stage.do(dropped, "check_minor_item", {"outcome": "drop", "reasons": "事实没有查清。"})
    _on_the_way(stage)
    _digests(stage)
    _assessments(stage)


def _on_the_way(stage: _Stage) -> None:
    """Told in the province or to the whole nation; answered by all, by most; taken back."""
    local = stage.shared("33902", "minor")
    stage.liaisons.answer_all(stage.item(local))
    told = stage.shared("33901", "serious")
    stage.liaisons.answer_all(stage.item(told))
    partly = stage.shared("32901", "serious", "jiangsu")
    stage.liaisons.answer_all(stage.item(partly), but=70)
    fallen = stage.shared("44901", "serious", "shenzhen")
    leader = stage.cast.holder("440000", Role.PROVINCIAL_LEADER)
    retract_shared_item(
        stage.office, actor=leader, item_id=stage.item(fallen), reason="被冒用人来函说明系其授权。"
    )


def _digests(stage: _Stage) -> None:
    for place in ("330000", "320000"):
        by = stage.cast.holder(place, Role.PROVINCIAL_OFFICER)
        case = stage.open("information_sharing", by, {"what": "digest"})
        if place == "330000":
            stage.do(case, "send_digest", {"checked": True, "note": "已与各中心核对。"})
    plan_digests(stage.office, actor=stage.nation)


def _assessments(stage: _Stage) -> None:
    """A trial of six years: each stands at another point."""
    for year, until in (
        (2020, "abandoned"), (2021, "published"), (2022, "decide_assessment"),
        (2023, "review_marks"), (2024, "mark_regions"), (2025, ""),
    ):  # fmt: skip
        case = stage.open("regional_assessment", stage.nation, {"year": year})
        _state(stage, case, everybody=bool(until))
        if until in ("", "mark_regions"):
            continue
        with stage.office.read() as unit:
            found = assessments.assessment_of_case(unit.connection, case) or {}
        mark_region(
            stage.office, actor=stage.nation, assessment_id=found["id"], province="330000",
            group="innovation", mark=88, reasons="互通台账覆盖全省中心，有数据佐证。",
        )  # fmt: skip
        stage.do(case, "mark_regions", {"note": "按数据和自报评分。"})
        if until == "review_marks":
            continue
        stage.do(case, "review_marks", {"outcome": "pass"}, by=stage.second)
        if until == "decide_assessment":
            continue
        decided = {"outcome": "abandon", "reasons": "试行办法修订，重新开展。"}
        if until == "published":
            decided = {
                "outcome": "approve",
                "publication": "every",
                "decision_no": f"示例评〔{year + 1}〕1 号",
                "reasons": "数据属实，评分合理。",
            }
        stage.do(case, "decide_assessment", decided)


def _state(stage: _Stage, case: int, *, everybody: bool) -> None:
    with stage.office.read() as unit:
        found = assessments.assessment_of_case(unit.connection, case) or {}
        rows = assessments.regions_of(unit.connection, found["id"])
    for row in rows if everybody else rows[:9]:
        own = row["province"] == "330000"
        state_on_assessment(
            stage.office, actor=stage.liaisons.of(row["province"]), assessment_id=found["id"],
            province=row["province"], statement="数据核对无误。",
            innovation="全省中心共用一个违规信息互通台账，当日互通。" if own else "",
        )  # fmt: skip


class _Stage:
    """Who acts, and the shortest way to a point."""

    def __init__(self, office: Office, cast: Cast) -> None:
        self.office, self.cast = office, cast
        self.liaisons = Liaisons(office)
        self.nation = cast.holder(NATION_CODE, Role.NATIONAL_OFFICER)
        self.second = self.liaisons.second_officer()

    def open(self, process: str, by: Actor, values: Row) -> int:
        return open_case(self.office, actor=by, process_key=process, values=values).case_id

    def report(self, agency: str, level: str, center: str = "zhejiang") -> int:
        by = self.cast.holder(center, Role.VIOLATION_OFFICER)
        with self.office.read() as unit:
            today = unit.today.isoformat()
        values = {"what": "item", "subject": "agency", "agency_code": agency, "level": level,
                  "kind": "impersonation", "facts": FACTS, "verified_on": today}  # fmt: skip
        return self.open("information_sharing", by, values)

    def shared(self, agency: str, level: str, center: str = "zhejiang") -> int:
        """An item that was told as the rule says for its level."""
        case = self.report(agency, level, center)
        self.do(case, f"check_{level}_item", SEND)
        self.do(case, "check_report", ACCEPT)
        return case

    def item(self, case: int) -> int:
        with self.office.read() as unit:
            found = sharing.item_of_case(unit.connection, case)
        assert found is not None
        return int(found["id"])

    def do(self, case: int, element: str, values: Row, by: Actor | None = None) -> None:
        with self.office.read() as unit:
            rows = work_items.items_of_case(unit.connection, case)
        row = next(r for r in rows if r["element"] == element and r["state"] == "open")
        actor = by or self.cast.holder(row["org_code"], Role(row["role"]))
        complete_task(
            self.office, actor=actor, item_id=row["id"], revision=row["revision"], values=values
        )
