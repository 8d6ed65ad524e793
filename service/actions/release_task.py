"""An officer gives a task back to everybody who may do it."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.access import check_may_see
from service.casework.refusals import changed_meanwhile
from service.casework.retry import repeated
from service.casework.settle import save
from service.domain.errors import NotAllowed, NotFound
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import cases, work_items


@dataclass(frozen=True, kw_only=True)
class TaskReleased:
    item_id: int
    revision: int


def release_task(office: Office, *, actor: Actor, item_id: int, revision: int) -> TaskReleased:
    """Let go of a task one holds; its draft stays for whoever takes it next.

    Raises NotFound, NotAllowed, ChangedMeanwhile.
    """
    return repeated(office, lambda unit: _release(unit, actor, item_id, revision))


def _release(unit: Unit, actor: Actor, item_id: int, revision: int) -> TaskReleased:
    found = cases.case_with_item(unit.connection, item_id)
    if found is None:
        raise NotFound(what_zh="这项任务", what_en="such task")
    case, item = found
    check_may_see(unit.connection, actor, case)
    if item["claimed_by"] != actor.person_id:
        raise NotAllowed(
            reason_zh="这项任务不是你领取的，不能释放。", reason_en="you do not hold this task."
        )
    if not work_items.change_item(
        unit.connection, item_id, revision, claimed_by=None, claimed_at=None
    ):
        raise changed_meanwhile(unit.connection, item)
    work = moves.load(unit, case, actor)
    said = {"label": item["label"], "label_en": item["label_en"]}
    work.note("task.released", item["element"], said)
    save(work)
    return unit.done(TaskReleased(item_id=item_id, revision=revision + 1))
