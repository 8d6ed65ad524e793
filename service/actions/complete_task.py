"""An officer, or an entity's contact person, completes a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.actions.carry_on import carry_on
from service.casework.completing import complete_item
from service.casework.retry import repeated
from service.domain.roles import Actor
from service.office import Office, Unit


@dataclass(frozen=True, kw_only=True)
class TaskCompleted:
    """`revision` is the case's after the task; `ended` whether the case ended with it.

    Without what the diagram left for later: that follows, and the case tells it.
    """

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

    A step that the diagram leaves for later follows at once, in a transaction of its own.
    revision  of the work item as the person saw it
    Raises NotFound, NotAllowed, SeparationOfDuties, ChangedMeanwhile (says who and when),
    InvalidForm, Conflict, or what an operation of the diagram refuses.
    """

    def once(unit: Unit) -> TaskCompleted:
        return _complete(unit, actor, item_id, revision, values)

    done = repeated(office, once)
    carry_on(office)
    return done


def _complete(
    unit: Unit, actor: Actor, item_id: int, revision: int, values: dict[str, Any]
) -> TaskCompleted:
    case = complete_item(unit, actor, item_id, revision, values)
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
