"""Appeals at every step: upheld, rejected, refused, taken back, late, waiting for each office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from service.actions.complete_task import complete_task
from service.actions.open_case import open_case
from service.actions.withdraw_appeal import withdraw_appeal
from service.demonstration.areas.registry import area
from service.demonstration.cast import Cast
from service.domain.roles import Role
from service.office import Office
from service.store import registers, sanctions, violations, work_items
from service.store.scope import visible_cases

Row = dict[str, Any]
BASIS = "专利申请预审业务管理办法（试行）；主体签署的承诺书"
GROUNDS = "两件申请的研发记录当时在委托单位保管，现已取回，可以证明技术方案来自实际研发。"
REVIEWED: Row = {
    "facts": "补交的研发记录形成时间早于申请日，与技术方案对应，经委托单位确认属实。",
    "proposed": "upheld",
    "proposed_relief": "overturn_finding",
    "reasons": "原认定所依据的“没有研发记录”已不成立。",
    "no_interest": True,
}
ADMITTED: Row = {"outcome": "admit", "reasons": "属于可以提出的事项，材料齐全。"}
REFUSED: Row = {
    "outcome": "refuse", "ground": "not_concerned", "reasons": "只是对办理方式的意见。",
}  # fmt: skip
STATED: Row = {"facts": "核实时主体没有提交研发记录。", "answer": "请省局核对。", "agrees": False}
UPHELD: Row = {
    "outcome": "upheld", "relief": "overturn_finding", "decision_no": "示例异决〔001〕号",
    "reasons": "原认定事实不清，予以撤销。", "legal_basis": BASIS,
}  # fmt: skip
REJECTED: Row = {
    "outcome": "rejected", "decision_no": "示例异决〔002〕号",
    "reasons": "研发记录形成于申请日之后，不能支持申请。", "legal_basis": BASIS,
}  # fmt: skip
REGISTERED: Row = {
    "body_name": "示例行政复议机构", "result_no": "示例复决〔003〕号", "outcome": "rejected",
    "summary": "原认定事实清楚、程序合法，维持。",
}  # fmt: skip
OFFICER, LEADER = Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER
AT_PROVINCE = (
    ("admit_at_province", OFFICER, ADMITTED),
    ("state_grounds", Role.CENTER_HEAD, STATED),
    ("review_at_province", OFFICER, REVIEWED),
)
AT_NATION = (
    ("admit_at_nation", Role.NATIONAL_OFFICER, ADMITTED),
    ("register_result", Role.NATIONAL_OFFICER, REGISTERED),
)
REFUSED_ENDS = ("not_accepted",)  # by the center alone: the province decides about it
Steps = tuple[tuple[str, Role, Row], ...]
# How many days ago it became known, and the steps that were taken.
AT_THE_PROVINCE: tuple[tuple[int, Steps], ...] = (
    (20, (*AT_PROVINCE, ("decide_at_province", LEADER, UPHELD))),
    (12, AT_PROVINCE[:2]),
    (75, ()),
    (15, AT_PROVINCE),
    (9, AT_PROVINCE[:1]),
    (6, (("admit_at_province", OFFICER, REFUSED),)),
    (30, (*AT_PROVINCE, ("decide_at_province", LEADER, REJECTED))),
)
AT_THE_NATION: tuple[tuple[str, int, Steps], ...] = (
    ("objection", 10, (AT_NATION[0], AT_PROVINCE[1])),
    ("reconsideration", 25, ()),
    ("reconsideration", 40, AT_NATION[:1]),
    ("reconsideration", 50, AT_NATION),
    ("objection", 18, (("withdraw", OFFICER, {}),)),
)


@area(30)
def play_appeals(office: Office, cast: Cast) -> None:
    """Against minor findings and refusals at the province, removals at the nation."""
    with office.read() as unit:
        today = unit.today
        minors, refusals, removals = _targets(unit.connection)
    at_province = [(row, row["number"]) for row in (*minors, *refusals)]
    for (row, number), (known, steps) in zip(at_province, AT_THE_PROVINCE, strict=False):
        _appeal(office, cast, row, today, number, "objection", known, steps)
    for (row, number), (kind, known, steps) in zip(removals, AT_THE_NATION, strict=False):
        _appeal(office, cast, row, today, number, kind, known, steps)


def _targets(connection: Any) -> tuple[list[Row], list[Row], list[tuple[Row, str]]]:
    """Closed minor findings that nothing stands on, refusals by centers, removals."""
    every = visible_cases(sees_all=True)
    found, _ = registers.cases_page(connection, every, process_key="violation_handling", limit=400)
    minors, removals = [], []
    for row in found:
        own = violations.violation_of_case(connection, row["id"])
        decision = sanctions.decision_of_case(connection, row["id"])
        if decision is not None:
            removals.append((row, decision["number"]))
        elif own and own["severity"] == "minor" and own["final_day"] and not own["consumed_by"]:
            minors.append(row)
    asked, _ = registers.cases_page(connection, every, process_key="admission_review", limit=900)
    refusals = [row for row in asked if row["outcome"] in REFUSED_ENDS]
    return [m for m in minors if m["status"] == "ended"], refusals, removals


def _appeal(
    office: Office, cast: Cast, row: Row, today: date, against: str, kind: str, known: int,
    steps: Steps,
) -> None:  # fmt: skip
    by = cast.holder(row["center_code"], Role.VIOLATION_OFFICER)
    values = {
        "kind": kind, "against": against, "filed_on": today.isoformat(), "grounds": GROUNDS,
        "known_on": (today - timedelta(days=known)).isoformat(), "rights_told": True,
    }  # fmt: skip
    opened = open_case(office, actor=by, process_key="appeal", values=values)
    for element, role, answers in steps:
        if element == "withdraw":
            reason = "双方已经沟通，主体来函撤回。"
            withdraw_appeal(office, actor=by, case_number=opened.case_number, reason=reason)
        else:
            _answer(office, cast, opened.case_id, element, role, answers, today)


def _answer(
    office: Office, cast: Cast, case_id: int, element: str, role: Role, answers: Row, today: date
) -> None:
    with office.read() as unit:
        items = work_items.items_of_case(unit.connection, case_id)
    item = next(i for i in items if i["element"] == element and i["state"] == "open")
    dated = {"decided_on": today.isoformat()} if "decision_no" in answers else {}
    dated |= {"result_on": today.isoformat()} if "result_no" in answers else {}
    complete_task(
        office,
        actor=cast.holder(item["org_code"], role),
        item_id=item["id"],
        revision=item["revision"],
        values=answers | dated,
    )
