"""A province takes its list back, before the nation has decided it."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.list_desk import submission_seen
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed, WrongState
from service.domain.roles import Actor, Role, may_do
from service.office import Office, Unit


@dataclass(frozen=True, kw_only=True)
class ListDraftWithdrawn:
    case_id: int
    case_number: str


def withdraw_list_draft(
    office: Office, *, actor: Actor, case_number: str, reason: str
) -> ListDraftWithdrawn:
    """End the case; while its round is open, the province may begin again.

    Raises NotFound, NotAllowed, WrongState (already decided), InvalidForm (no reason).
    """
    return repeated(office, lambda unit: _withdraw(unit, actor, case_number, reason.strip()))


def _withdraw(unit: Unit, actor: Actor, number: str, reason: str) -> ListDraftWithdrawn:
    case, found = submission_seen(unit, actor, number)
    roles = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER)
    if not any(may_do(actor, role, found["province"]) for role in roles):
        raise NotAllowed(
            reason_zh="名单由编报的省局撤回。", reason_en="the office that compiled it withdraws."
        )
    if case.status != "open":
        raise WrongState(reason_zh="这份名单已经办结。", reason_en="the list is decided already.")
    if not 2 <= len(reason) <= 500:
        wrong = FieldError(
            field="reason", zh="请写明撤回理由，2 至 500 字。", en="Give a reason (2 to 500)."
        )
        raise InvalidForm(fields=(wrong,))
    work = moves.load(unit, case, actor)
    moves.send(work, "draft_withdrawn", {"reason": reason})
    return unit.done(ListDraftWithdrawn(case_id=case.id, case_number=case.number))
