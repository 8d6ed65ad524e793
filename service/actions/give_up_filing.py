"""An entity gives up its filing while it is re-reviewed, or an intake officer notes that it did."""

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
class FilingGivenUp:
    case_id: int
    case_number: str


def give_up_filing(office: Office, *, actor: Actor, case_number: str, reason: str) -> FilingGivenUp:
    """End the filing at the entity's wish, and with it the re-review that asks about it.

    Raises NotFound, NotAllowed, WrongState (already ended), InvalidForm (no reason).
    """
    return repeated(office, lambda unit: _give_up(unit, actor, case_number, reason.strip()))


def _give_up(unit: Unit, actor: Actor, case_number: str, reason: str) -> FilingGivenUp:
    case = cases.case_by_number(unit.connection, case_number)
    if case is None or case.process_key != "periodic_review" or case.entity_id is None:
        raise NotFound(what_zh="这件复核", what_en="such re-review")
    check_may_see(unit.connection, actor, case)
    own = may_do(actor, Role.ENTITY_CONTACT, str(case.entity_org))
    if not own and not may_do(actor, Role.INTAKE_OFFICER, str(case.center_code)):
        raise NotAllowed(
            reason_zh="只有备案主体，或本中心受理员代为登记，才能放弃备案。",
            reason_en="only the entity, or the center's intake officer for it, gives it up.",
        )
    if case.status != "open":
        raise WrongState(reason_zh="复核已经办结。", reason_en="the re-review has ended.")
    if not 2 <= len(reason) <= 500:
        wrong = FieldError(
            field="reason", zh="请写明理由，2 至 500 字。", en="Give a reason (2 to 500)."
        )
        raise InvalidForm(fields=(wrong,))
    work = moves.load(unit, case, actor)
    moves.send(work, "filing_given_up", {"reason": reason})
    return unit.done(FilingGivenUp(case_id=case.id, case_number=case.number))
