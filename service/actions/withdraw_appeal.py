"""Whoever lodged an appeal takes it back."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.access import check_may_see
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound, WrongState
from service.domain.roles import Actor, Role, may_do
from service.office import Office, Unit
from service.store import cases


@dataclass(frozen=True, kw_only=True)
class AppealWithdrawn:
    case_id: int
    case_number: str


def withdraw_appeal(
    office: Office, *, actor: Actor, case_number: str, reason: str
) -> AppealWithdrawn:
    """End an open appeal at the wish of its entity, or of the person who registered it.

    Raises NotFound, NotAllowed, WrongState (already ended), InvalidForm (no reason).
    """
    return repeated(office, lambda unit: _withdraw(unit, actor, case_number, reason.strip()))


def _withdraw(unit: Unit, actor: Actor, case_number: str, reason: str) -> AppealWithdrawn:
    case = cases.case_by_number(unit.connection, case_number)
    if case is None or case.process_key != "appeal":
        raise NotFound(what_zh="这件异议", what_en="such appeal")
    check_may_see(unit.connection, actor, case)
    own = may_do(actor, Role.ENTITY_CONTACT, str(case.entity_org))
    if not own and actor.person_id != case.opened_by:
        raise NotAllowed(
            reason_zh="只有提出的主体，或登记的人代为登记，才能撤回。",
            reason_en="only the entity, or whoever registered it, withdraws it.",
        )
    if case.status != "open":
        raise WrongState(reason_zh="异议已经办结。", reason_en="the appeal has ended.")
    if not 2 <= len(reason) <= 500:
        wrong = FieldError(
            field="reason", zh="请写明撤回理由，2 至 500 字。", en="Give a reason (2 to 500)."
        )
        raise InvalidForm(fields=(wrong,))
    work = moves.load(unit, case, actor)
    moves.send(work, "appeal_withdrawn", {"reason": reason})
    return unit.done(AppealWithdrawn(case_id=case.id, case_number=case.number))
