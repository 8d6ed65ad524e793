"""A task's own deadline: one reminder before its last day, one escalation after it."""

from __future__ import annotations

from typing import Any

from service.casework.work import Work
from service.domain.roles import Role
from service.store import people, work_items


def remind(work: Work, timer: dict[str, Any]) -> None:
    """Whoever holds the task, or may take it, is reminded."""
    item = _item(work, timer)
    if item is None:
        return
    work_items.mark_item(work.connection, work.case.id, item["task_id"], reminded_at=work.now)
    work.tell(item["org_code"], "task_due_soon", role=item["role"], **_gaps(item))
    work.note("task.reminded", item["element"], _gaps(item))


def escalate(work: Work, timer: dict[str, Any]) -> None:
    """The last day has passed: the head named in the diagram is told, and the record says so."""
    item = _item(work, timer)
    if item is None:
        return
    work_items.mark_item(work.connection, work.case.id, item["task_id"], escalated_at=work.now)
    to = Role(item["escalate_to"])
    work.tell(_org_of(work, item, to), "task_overdue", role=to.value, **_gaps(item))
    work.note("task.escalated", item["element"], _gaps(item) | {"to": to.value})


def _item(work: Work, timer: dict[str, Any]) -> dict[str, Any] | None:
    task_id = timer["key"].rpartition(":")[0]
    return work_items.open_item(work.connection, work.case.id, task_id)


def _gaps(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": item["label"],
        "label_en": item["label_en"],
        "due_day": str(item["due_day"]),
        "item": item["id"],
    }


def _org_of(work: Work, item: dict[str, Any], to: Role) -> str:
    """Where the person told sits: the task's own organisation, or the one above it."""
    level = to.level.value
    if level == "nation":
        return "CNIPA"
    if level == "province":
        asked = people.organisation_by_code(work.connection, item["org_code"]) or {}
        return str(asked.get("province") or work.case.province)
    if level == "center":
        own = Role(item["role"]).level.value == "center"
        return str(item["org_code"] if own else work.case.center_code)
    return str(item["org_code"])
