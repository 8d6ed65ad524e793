"""One work item is completed: held, checked, its answers kept, the diagram run on."""

from __future__ import annotations

from typing import Any

from service.casework import moves
from service.casework.access import check_may_do
from service.casework.answers import check_answers, keep_protected, labels_of
from service.casework.filling import check_filled
from service.casework.refusals import changed_meanwhile
from service.casework.turn import Moved, Turn
from service.casework.work import Work
from service.domain.errors import NotFound
from service.domain.roles import Actor
from service.office import Unit
from service.store import cases, work_items
from service.store.cases import Case


def complete_item(
    unit: Unit, actor: Actor, item_id: int, revision: int | None, values: dict[str, Any]
) -> Case:
    """The case after the step.

    revision  of the work item as the person saw it; None for any
    Raises NotFound, NotAllowed, SeparationOfDuties, ChangedMeanwhile, InvalidForm, Moved.
    """
    found = cases.hold_case_with_item(unit.connection, item_id)
    if found is None:
        raise NotFound(what_zh="这项任务", what_en="such task")
    case, item = found
    work = moves.work_on(unit, case, actor, Turn())
    check_may_do(actor, case, item, labels_of(work.process))
    held_by_other = item["claimed_by"] not in (None, actor.person_id)
    moved_on = revision is not None and item["revision"] != revision
    if item["state"] != "open" or moved_on or held_by_other:
        raise changed_meanwhile(unit.connection, item)
    answers = check_answers(unit, item, values, actor, case)
    check_filled(unit, case, item, answers)
    open_answers = keep_protected(unit, case, item, answers, actor)
    _finish(work, item, open_answers)
    moves.complete(work, item["task_id"], item["element"], open_answers)
    return case


def _finish(work: Work, item: dict[str, Any], answers: dict[str, Any]) -> None:
    finished = work_items.finish_item(
        work.connection,
        item["id"],
        answers=answers,
        by=work.actor.person_id,
        said_as=work.actor.name,
        at=work.now,
    )
    if not finished:
        raise Moved
    work.note(
        "task.completed",
        item["element"],
        {
            "label": item["label"],
            "label_en": item["label_en"],
            "round": item["round"],
            "item": item["id"],
        },
    )
