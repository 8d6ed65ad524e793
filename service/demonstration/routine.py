"""Cases that others set off during the year: whoever holds the post does the task next day."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from service.actions.complete_task import complete_task
from service.demonstration.liaisons import Liaisons
from service.domain.errors import ChangedMeanwhile
from service.domain.roles import Role
from service.store import sharing

if TYPE_CHECKING:
    from service.demonstration.play import Year

Row = dict[str, Any]
CHECK = ("check_serious_item", "check_minor_item")
ANSWERS: dict[str, Row] = {
    "check_report": {"outcome": "accept", "reach": "record"},
    "close_circular": {"conclusion": "各中心已核对本地备案和在办请求。"},
}


def plan_routine(year: Year, item: Row) -> None:
    """Plan a task of a case nobody opened by hand; tasks it does not know stay open."""
    if item["element"] not in ANSWERS and item["element"] not in CHECK:
        return
    rng = Random(f"{item['case_id']} {item['element']}")
    at = year.days.moment(rng, item["opened_at"], 1)
    year.plan(at, lambda: _do(year, item, rng))


def _do(year: Year, item: Row, rng: Random) -> None:
    with year.office.read() as unit:
        shared = sharing.item_of_case(unit.connection, item["case_id"])
        now = unit.now
    if shared is None:
        return
    values = ANSWERS.get(item["element"]) or {
        "outcome": "send",
        "facts": shared["facts"],
        "decision_no": shared["decision_no"],
        "hides_source": True,
    }
    try:
        complete_task(
            year.office,
            actor=year.cast.holder(item["org_code"], Role(item["role"])),
            item_id=item["id"],
            revision=item["revision"],
            values=values,
        )
    except ChangedMeanwhile:
        return
    if item["element"] in CHECK:
        at = year.days.moment(rng, now, 2)
        year.plan(at, lambda: Liaisons(year.office).answer_all(shared["id"]))
