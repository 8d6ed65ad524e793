"""An officer, or an entity's contact person, completes a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.casework import moves
from service.casework.access import check_may_do
from service.casework.answers import check_answers, keep_protected, labels_of
from service.casework.filling import check_filled
from service.casework.refusals import changed_meanwhile
from service.casework.retry import repeated
from service.casework.work import Work
from service.domain.errors import NotFound
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import cases, work_items


@dataclass(frozen=True, kw_only=True)
class TaskCompleted:
    """`revision` is the case's after the step; `ended` whether the case ended with it."""

    case_id: int
    case_number: str
    item_id: int
    revision: int
    ended: bool
    outcome: str | None


def complete_task(
    office: Office,
    *,
    actor: Actor,
    item_id: int,
    revision: int,
    values: dict[str, Any],
) -> TaskCompleted:
    """Check the answers, run the diagram on, settle, record; one transaction.

    revision  of the work item as the person saw it
    Raises NotFound, NotAllowed, SeparationOfDuties, ChangedMeanwhile (says who and when),
    InvalidForm, Conflict, or what an operation of the diagram refuses.
    """

    def once(unit: Unit) -> TaskCompleted:
        return _complete(unit, actor, item_id, revision, values)

    return repeated(office, once)


def _complete(
    unit: Unit, actor: Actor, item_id: int, revision: int, values: dict[str, Any]
) -> TaskCompleted:
    found = cases.case_with_item(unit.connection, item_id)
    if found is None:
        raise NotFound(what_zh="这项任务", what_en="such task")
    case, item = found
    work = moves.load(unit, case, actor)
    check_may_do(actor, case, item, labels_of(work.process))
    held_by_other = item["claimed_by"] not in (None, actor.person_id)
    if item["state"] != "open" or item["revision"] != revision or held_by_other:
        raise changed_meanwhile(unit.connection, item)
    answers = check_answers(unit, item, values, actor, case)
    check_filled(unit, case, item, answers)
    open_answers = keep_protected(unit, case, item, answers, actor)
    _finish(work, item, open_answers)
    moves.complete(work, item["task_id"], item["element"], open_answers)
    return unit.done(
        TaskCompleted(
            case_id=case.id,
            case_number=case.number,
            item_id=item_id,
            revision=case.revision,
            ended=case.status == "ended",
            outcome=case.outcome,
        )
    )


def _finish(work: Work, item: dict[str, Any], answers: dict[str, Any]) -> None:
    work_items.finish_item(
        work.connection,
        item["id"],
        answers=answers,
        by=work.actor.person_id,
        said_as=work.actor.name,
        at=work.now,
    )
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
