"""An entity withdraws its application or request, or an officer notes that it did."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.access import check_may_see
from service.casework.contacts import is_contact
from service.casework.retry import repeated
from service.casework.withdrawing import WITHDRAWN_BY, may_withdraw
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import cases


@dataclass(frozen=True, kw_only=True)
class ApplicationWithdrawn:
    case_id: int
    case_number: str


def withdraw_application(
    office: Office, *, actor: Actor, case_number: str, reason: str
) -> ApplicationWithdrawn:
    """End an open application or request at the applicant's wish; a running cross-region service
    gives back what it did not use. It does not end a violation case (E7 72).

    Raises NotFound, NotAllowed, WrongState (already ended), InvalidForm (no reason).
    """
    return repeated(office, lambda unit: _withdraw(unit, actor, case_number, reason.strip()))


def _withdraw(unit: Unit, actor: Actor, case_number: str, reason: str) -> ApplicationWithdrawn:
    case = cases.case_by_number(unit.connection, case_number)
    if case is None or case.process_key not in WITHDRAWN_BY:
        raise NotFound(what_zh="这件申请", what_en="such application")
    check_may_see(unit.connection, actor, case)
    if not may_withdraw(actor, case):
        raise NotAllowed(
            reason_zh="只有申请主体，或受理的经办代为登记，才能撤回。",
            reason_en="only the applicant, or the officer who takes in for it, withdraws.",
        )
    if case.status != "open":
        raise WrongState(reason_zh="申请已经办结。", reason_en="the application has ended.")
    work = moves.load(unit, case, actor)
    if is_contact(unit, case):
        raise WrongState(
            reason_zh="主动对接由系统安排，离开名单才结束。",
            reason_en="contacts are arranged by the service until the entity leaves the list.",
        )
    if not 2 <= len(reason) <= 500:
        wrong = FieldError(
            field="reason", zh="请写明撤回理由，2 至 500 字。", en="Give a reason (2 to 500)."
        )
        raise InvalidForm(fields=(wrong,))
    moves.send(work, WITHDRAWN_BY[case.process_key], {"reason": reason})
    return unit.done(ApplicationWithdrawn(case_id=case.id, case_number=case.number))
