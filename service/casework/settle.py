"""Make the store agree with the engine's answer: work items, timers, record, the case itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.casework.functions import due_of
from service.casework.work import CLOCK, Work
from service.domain.limits import reminder_at
from service.domain.roles import by_title, head_of
from service.engine import ArmedTimer, OpenTask, Outcome, way_of

NO_LIMIT = "none"


def settle(
    work: Work, before: Outcome | None, after: Outcome, *, finished: str | None = None
) -> None:
    """Note everything that changed between two answers of the engine; the turn writes it.

    finished  the engine's id of the task a person has just completed, if that is what happened
    """
    if work.unit.office.watch:
        work.unit.office.watch(work.case.process_key, after)
    open_before = {task.id: task for task in before.tasks} if before else {}
    armed_before = {timer.id: timer for timer in before.timers} if before else {}
    open_after = {task.id for task in after.tasks}
    gone = [key for key in open_before if key not in open_after]
    _cancel(work, [open_before[key] for key in gone if key != finished])
    armed_after = {timer.id for timer in after.timers}
    _disarm(work, gone, [key for key in armed_before if key not in armed_after])
    rows = [_item(work, task) for task in after.tasks if task.id not in open_before]
    work.turn.items += rows
    _arm(work, rows, [timer for timer in after.timers if timer.id not in armed_before])
    _note_the_way(work, before, after)
    _close_if_ended(work, after)
    work.case.state = after.state
    keep(work)


def keep(work: Work) -> None:
    """Give the case, its lines and its notices to the turn."""
    work.turn.keep(work.case, work.entries, work.notices)
    work.entries, work.notices = [], []


def save(work: Work) -> None:
    """Write what is noted. Raises Moved when somebody saved the case meanwhile."""
    keep(work)
    work.turn.write(work.connection, work.now)


def _cancel(work: Work, tasks: list[OpenTask]) -> None:
    for task in tasks:
        work.turn.cancelled.append((work.case.id, task.id))
        work.case.participants.setdefault(task.element, []).append(0)
        work.note("task.cancelled", task.element, {"label": task.label}, actor=CLOCK)


def _disarm(work: Work, gone_tasks: list[str], gone_timers: list[str]) -> None:
    keys = gone_timers + [f"{task}:{kind}" for task in gone_tasks for kind in ("remind", "overdue")]
    work.turn.disarmed += [(work.case.id, key) for key in keys]


def _item(work: Work, task: OpenTask) -> dict[str, Any]:
    role = by_title(str(task.lane))
    key = task.properties.get("limit", NO_LIMIT)
    deadline = None if key == NO_LIMIT else due_of(work, key)
    named = task.properties.get("escalate_to")
    return {
        "case_id": work.case.id,
        "task_id": task.id,
        "element": task.element,
        "label": task.label,
        "label_en": task.properties.get("name_en", task.label),
        "role": role.value,
        "org_code": task.office or work.case.center_code,
        "form_id": work.unit.newest_form(task.form) if task.form else None,
        "round": len(work.case.participants.get(task.element, [])) + 1,
        "state": "open",
        "revision": 1,
        "not_by": task.properties.get("not_by", ""),
        "escalate_to": (by_title(named) if named else head_of(role)).value,
        "opened_at": work.now,
        "due_day": deadline.last_day if deadline else None,
        "due_at": deadline.at if deadline else None,
        "due_basis": deadline.as_json() if deadline else None,
        "is_provisional": bool(deadline and deadline.provisional),
        "priority": work.case.priority,
    }


def _arm(work: Work, items: list[dict[str, Any]], armed: list[ArmedTimer]) -> None:
    work.turn.armed += [_engine_timer(work, timer) for timer in armed]
    if any(work.process.elements[timer.element].is_later for timer in armed):
        work.unit.office.due_now.add(work.case.id)
    for item in items:
        work.turn.armed += _item_timers(work, item)


def _engine_timer(work: Work, timer: ArmedTimer) -> dict[str, Any]:
    return {
        "case_id": work.case.id,
        "kind": "engine",
        "key": timer.id,
        "element": timer.element,
        "due_at": timer.due_at,
        "basis": timer.basis,
        "is_provisional": bool(timer.basis.get("provisional")),
    }


def _item_timers(work: Work, item: dict[str, Any]) -> list[dict[str, Any]]:
    """One reminder before the due day, one escalation when it has passed."""
    if item["due_at"] is None:
        return []
    basis = item["due_basis"]
    common = {
        "case_id": work.case.id,
        "element": item["element"],
        "basis": basis,
        "is_provisional": item["is_provisional"],
    }
    task = item["task_id"]
    rows = [common | {"kind": "overdue", "key": f"{task}:overdue", "due_at": item["due_at"]}]
    remind_at = reminder_at(
        due_of(work, basis["key"]), int(work.rule("reminder_lead")), work.unit.calendar
    )
    if remind_at > work.now:
        rows.append(common | {"kind": "reminder", "key": f"{task}:remind", "due_at": remind_at})
    return rows


def _note_the_way(work: Work, before: Outcome | None, after: Outcome) -> None:
    """The line that began this step says which way the case took: the diagram is drawn by it."""
    way = way_of(work.process, before, after)
    if work.entries and (way["passed"] or way["flows"]):
        first = work.entries[0]
        work.entries[0] = replace(first, detail=first.detail | {"way": way})


def _close_if_ended(work: Work, after: Outcome) -> None:
    if not after.ended:
        return
    work.case.status = "ended"
    work.case.outcome = after.end_event
    work.case.ended_at = work.now
    work.note("case.ended", after.end_event or "", {}, actor=CLOCK)
