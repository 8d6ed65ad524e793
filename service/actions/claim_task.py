"""An officer takes a task for themselves."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.access import check_may_do, check_may_see
from service.casework.answers import labels_of
from service.casework.refusals import changed_meanwhile
from service.casework.retry import repeated
from service.casework.settle import save
from service.domain.errors import NotFound
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import cases, work_items


@dataclass(frozen=True, kw_only=True)
class TaskClaimed:
    item_id: int
    revision: int


def claim_task(office: Office, *, actor: Actor, item_id: int, revision: int) -> TaskClaimed:
    """Hold an open task, so that nobody else completes it.

    Raises NotFound, NotAllowed, SeparationOfDuties, ChangedMeanwhile.
    """
    return repeated(office, lambda unit: _claim(unit, actor, item_id, revision))


def _claim(unit: Unit, actor: Actor, item_id: int, revision: int) -> TaskClaimed:
    found = cases.case_with_item(unit.connection, item_id)
    if found is None:
        raise NotFound(what_zh="这项任务", what_en="such task")
    case, item = found
    check_may_see(unit.connection, actor, case)
    work = moves.load(unit, case, actor)
    check_may_do(actor, case, item, labels_of(work.process))
    free = item["state"] == "open" and item["claimed_by"] is None
    if not free or not work_items.change_item(
        unit.connection, item_id, revision, claimed_by=actor.person_id, claimed_at=unit.now
    ):
        raise changed_meanwhile(unit.connection, item)
    said = {"label": item["label"], "label_en": item["label_en"]}
    work.note("task.claimed", item["element"], said)
    save(work)
    return unit.done(TaskClaimed(item_id=item_id, revision=revision + 1))
