"""An officer takes back a batch of facts that should not have been imported."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework.import_reach import reach_of
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotFound, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import facts
from service.store.record import Entry, append_to_house


@dataclass(frozen=True, kw_only=True)
class FactsTakenBack:
    """`gone` rows count no more; `back` rows that they had replaced count again."""

    number: str
    gone: int
    back: int


def take_back_facts(
    office: Office, *, actor: Actor | None, number: str, reason: str
) -> FactsTakenBack:
    """Let a batch count no more; what it had replaced counts again. Nothing is deleted.

    Rows of it that a later batch replaced stay as the later one has them.
    Raises NotAllowed, NotFound (also for another organisation's batch), WrongState, InvalidForm.
    """
    return repeated(office, lambda unit: _take_back(unit, actor, number, reason))


def _take_back(unit: Unit, actor: Actor | None, number: str, reason: str) -> FactsTakenBack:
    reach = reach_of(unit, actor)
    if not 2 <= len(reason.strip()) <= 300:
        wrong = FieldError(field="reason", zh="请写明理由，2 至 300 字。",
                           en="Give a reason (2 to 300).")  # fmt: skip
        raise InvalidForm(fields=(wrong,))
    facts.draw_number(unit.connection, "F-lock")  # one at a time, as imports
    batch = facts.batch_by_number(unit.connection, number.strip())
    if batch is None or not (reach.centers is None or batch["org_code"] == reach.org):
        raise NotFound(what_zh="这个批次", what_en="such batch")
    if batch["taken_back_at"] is not None:
        raise WrongState(reason_zh="这批数据已经撤回。", reason_en="it was taken back already.")
    by = (actor.person_id, actor.name) if actor else (None, "系统")
    gone, back = facts.take_back(
        unit.connection,
        batch["id"],
        taken_back_at=unit.now,
        taken_back_by=by[0],
        taken_back_as=by[1],
        taken_back_for=reason.strip(),
    )
    said = {"number": batch["number"], "gone": gone, "back": back, "reason": reason.strip()}
    line = Entry(at=unit.now, person_id=by[0], actor=by[1], verb="facts.taken_back", detail=said)
    append_to_house(unit.connection, line)
    return unit.done(FactsTakenBack(number=batch["number"], gone=gone, back=back))
