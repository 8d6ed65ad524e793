"""Open deadlines computed again, from the day each began, by the calendar that holds now."""

from __future__ import annotations

from datetime import date
from typing import Any

from service import engine
from service.casework.functions import functions_of
from service.casework.settle import save
from service.casework.work import Work
from service.domain.limits import Due, due, reminder_at
from service.domain.periods import day_end
from service.store import timers, work_items


def recompute(work: Work) -> int:
    """Re-aim the case's working-day deadlines that the calendar moved; how many moved."""
    moved = 0
    for item in work_items.items_of_case(work.connection, work.case.id):
        if item["state"] == "open" and item["due_basis"]:
            moved += _move_item(work, item)
    for row in timers.timers_of_case(work.connection, work.case.id):
        if row["kind"] == "engine" and row["basis"].get("key"):
            moved += _move_timer(work, row)
    if moved:
        save(work)
    return moved


def _again(work: Work, basis: dict[str, Any]) -> Due | None:
    """The same limit from the same day by today's calendar; None if nothing changed."""
    started = date.fromisoformat(basis["start_day"])
    found = work.rules.limit(basis["key"], started, work.case.province, work.case.center_code)
    fresh = due(found, started, work.unit.calendar)
    same = (
        fresh.last_day.isoformat() == basis["last_day"]
        and fresh.provisional == basis["provisional"]
    )
    return None if same else fresh


def _move_item(work: Work, item: dict[str, Any]) -> int:
    fresh = _again(work, item["due_basis"])
    if fresh is None:
        return 0
    basis = fresh.as_json()
    work_items.mark_item(
        work.connection,
        work.case.id,
        item["task_id"],
        due_day=fresh.last_day,
        due_at=fresh.at,
        due_basis=basis,
        is_provisional=fresh.provisional,
    )
    lead = int(work.rule("reminder_lead"))
    aims = {
        f"{item['task_id']}:overdue": fresh.at,
        f"{item['task_id']}:remind": reminder_at(fresh, lead, work.unit.calendar),
    }
    for row in timers.timers_of_case(work.connection, work.case.id):
        if row["key"] in aims:
            timers.reaim(
                work.connection,
                row["id"],
                due_at=aims[row["key"]],
                basis=basis,
                is_provisional=fresh.provisional,
            )
    _note(work, item["element"], item["due_basis"], basis)
    return 1


def _move_timer(work: Work, row: dict[str, Any]) -> int:
    fresh = _again(work, row["basis"])
    if fresh is None:
        return 0
    basis = fresh.as_json()
    step = engine.Step(now=work.now, functions=functions_of(work))
    aimed = engine.aim(work.process, work.case.state, row["key"], fresh.at, basis, step)
    work.case.state = aimed.state
    timers.reaim(
        work.connection,
        row["id"],
        due_at=day_end(fresh.last_day),
        basis=basis,
        is_provisional=fresh.provisional,
    )
    _note(work, row["element"], row["basis"], basis)
    return 1


def _note(work: Work, element: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    said = {"before": before["last_day"], "after": after["last_day"]}
    work.note("deadline.moved", element, said)
