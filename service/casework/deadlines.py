"""Open deadlines computed again, from the day each began, by the calendar that holds now."""

from __future__ import annotations

from datetime import date
from typing import Any

from service import engine
from service.casework.functions import functions_of
from service.casework.settle import save
from service.casework.work import Work
from service.domain.calendar import WorkCalendar
from service.domain.limits import Due, Limit, Roll, due, reminder_at
from service.domain.periods import Unit, civil_day, day_end
from service.store import timers, work_items


def recompute(work: Work) -> int:
    """Re-aim the case's working-day deadlines that the calendar moved; how many moved."""
    moved = _move_case(work)
    for item in work_items.items_of_case(work.connection, work.case.id):
        if item["state"] == "open" and item["due_basis"]:
            moved += _move_item(work, item)
    for row in timers.timers_of_case(work.connection, work.case.id):
        if row["kind"] == "engine" and row["basis"].get("key"):
            moved += _move_timer(work, row)
    if moved:
        save(work)
    return moved


def _move_case(work: Work) -> int:
    """The procedure's total limit, which the case carries itself."""
    key = work.process.properties.get("limit")
    if work.case.due_at is None or not key:
        return 0
    opened = civil_day(work.case.opened_at)
    found = work.rules.limit(key, opened, work.case.province, work.case.center_code)
    if found.unit is not Unit.WORKING_DAY and found.roll is Roll.NONE:
        return 0  # no calendar moves it; it may have been extended
    fresh = due(found, opened, work.unit.calendar).at
    if fresh == work.case.due_at:
        return 0
    work.case.due_at = fresh
    return 1


def again(basis: dict[str, Any], calendar: WorkCalendar) -> Due | None:
    """The limit as it was when it began, by this calendar; None if nothing changed."""
    if basis.get("is_set"):
        return None
    kept = Limit(
        key=basis["key"],
        value=basis["value"],
        unit=Unit(basis["unit"]),
        roll=Roll(basis["roll"]),
        rule_version=basis["rule_version"],
        document=basis["document"],
        article=basis["article"],
    )
    fresh = due(kept, date.fromisoformat(basis["start_day"]), calendar)
    same = (
        fresh.last_day.isoformat() == basis["last_day"]
        and fresh.provisional == basis["provisional"]
    )
    return None if same else fresh


def _move_item(work: Work, item: dict[str, Any]) -> int:
    fresh = again(item["due_basis"], work.unit.calendar)
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
    fresh = again(row["basis"], work.unit.calendar)
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
