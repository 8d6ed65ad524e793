"""Appeals: one upheld by the province, one under review, one late that waits for a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from service.actions.complete_task import complete_task
from service.actions.open_case import open_case
from service.demonstration.areas.registry import area
from service.demonstration.cast import Cast
from service.domain.roles import Role
from service.office import Office
from service.store import registers, violations, work_items
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
STEPS: tuple[tuple[str, Role, Row], ...] = (
    ("admit_at_province", Role.PROVINCIAL_OFFICER, {"outcome": "admit", "reasons": "材料齐全。"}),
    (
        "state_grounds", Role.CENTER_HEAD,
        {"facts": "核实时主体没有提交研发记录。", "answer": "请省局核对。", "agrees": False},
    ),
    ("review_at_province", Role.PROVINCIAL_OFFICER, REVIEWED),
    (
        "decide_at_province", Role.PROVINCIAL_LEADER,
        {
            "outcome": "upheld", "relief": "overturn_finding", "decision_no": "示例异决〔001〕号",
            "reasons": "原认定事实不清，予以撤销。", "legal_basis": BASIS,
        },
    ),
)  # fmt: skip


@area(30)
def play_appeals(office: Office, cast: Cast) -> None:
    """Against minor findings that no removal stands on, the newest first."""
    with office.read() as unit:
        today = unit.today
        found = _minors(unit.connection)
    for row, (steps, known) in zip(found, ((4, 20), (2, 12), (0, 75)), strict=False):
        _appeal(office, cast, row, today, steps=steps, known=known)


def _minors(connection: Any) -> list[Row]:
    rows, _ = registers.cases_page(
        connection,
        visible_cases(sees_all=True),
        process_key="violation_handling",
        status="ended",
        limit=400,
    )
    kept = [(row, violations.violation_of_case(connection, row["id"])) for row in rows]
    return [
        row for row, own in kept
        if own and own["severity"] == "minor" and own["final_day"] and not own["consumed_by"]
    ]  # fmt: skip


def _appeal(office: Office, cast: Cast, row: Row, today: date, *, steps: int, known: int) -> None:
    opened = open_case(
        office,
        actor=cast.holder(row["center_code"], Role.VIOLATION_OFFICER),
        process_key="appeal",
        values={
            "kind": "objection",
            "against": row["number"],
            "filed_on": today.isoformat(),
            "known_on": (today - timedelta(days=known)).isoformat(),
            "rights_told": True,
            "grounds": GROUNDS,
        },
    )
    for element, role, values in STEPS[:steps]:
        with office.read() as unit:
            items = work_items.items_of_case(unit.connection, opened.case_id)
        item = next(i for i in items if i["element"] == element and i["state"] == "open")
        dated = {"decided_on": today.isoformat()} if "decision_no" in values else {}
        complete_task(
            office,
            actor=cast.holder(item["org_code"], role),
            item_id=item["id"],
            revision=item["revision"],
            values=values | dated,
        )
