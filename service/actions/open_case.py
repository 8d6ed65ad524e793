"""Somebody opens a case: an entity applies, an officer registers a clue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.casework import moves
from service.casework.answers import check_answers, keep_protected
from service.casework.openings import check_may_open, opening_of
from service.casework.retry import repeated
from service.domain.errors import NotFound
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import work_items


@dataclass(frozen=True, kw_only=True)
class CaseOpened:
    case_id: int
    case_number: str
    ended: bool
    outcome: str | None


def open_case(
    office: Office, *, actor: Actor, process_key: str, values: dict[str, Any]
) -> CaseOpened:
    """Check the opening form, settle what the case is about, start the diagram.

    Raises NotFound (no such process), NotAllowed, InvalidForm.
    """

    def once(unit: Unit) -> CaseOpened:
        return _open(unit, actor, process_key, values)

    return repeated(office, once)


def _open(unit: Unit, actor: Actor, process_key: str, values: dict[str, Any]) -> CaseOpened:
    version_id = unit.newest_process(process_key)
    if version_id is None:
        raise NotFound(what_zh=f"流程“{process_key}”", what_en=f"process “{process_key}”")
    check_may_open(actor, process_key)
    process = unit.process(version_id)
    start = moves.start_of(process)
    form_id = unit.newest_form(process.start_form) if process.start_form else None
    opening_item = {"form_id": form_id, "element": start.id}
    answers = check_answers(unit, opening_item, values, actor)
    opening = opening_of(unit, actor, process_key, answers)
    shown = moves.shown_to_all(unit, form_id, answers)
    case = moves.open_case(
        unit,
        process_key=process_key,
        actor=actor,
        about=opening,
        values=shown,
    )
    keep_protected(unit, case, opening_item, answers, actor)
    work_items.insert_items(
        unit.connection,
        [moves.opening_row(unit, case, actor, start, form_id, shown)],
    )
    return unit.done(
        CaseOpened(
            case_id=case.id,
            case_number=case.number,
            ended=case.status == "ended",
            outcome=case.outcome,
        )
    )
