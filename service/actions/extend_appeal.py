"""The body that decides an appeal needs longer, and says why."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.access import check_may_see
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound, WrongState
from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.office import Office, Unit
from service.store import cases


@dataclass(frozen=True, kw_only=True)
class AppealExtended:
    case_id: int
    case_number: str


def extend_appeal(office: Office, *, actor: Actor, case_number: str, reason: str) -> AppealExtended:
    """Lengthen the whole period of an open appeal, once, by the rule `appeal_extension`.

    Raises NotFound, NotAllowed, WrongState (ended, or extended before), InvalidForm (no reason).
    """
    return repeated(office, lambda unit: _extend(unit, actor, case_number, reason.strip()))


def _extend(unit: Unit, actor: Actor, case_number: str, reason: str) -> AppealExtended:
    case = cases.case_by_number(unit.connection, case_number)
    if case is None or case.process_key != "appeal":
        raise NotFound(what_zh="这件异议", what_en="such appeal")
    check_may_see(unit.connection, actor, case)
    leads = may_do(actor, Role.PROVINCIAL_LEADER, str(case.province))
    if not leads and not may_do(actor, Role.NATIONAL_LEADER, NATION_CODE):
        raise NotAllowed(
            reason_zh="延长由省局负责人或国家局负责人决定。",
            reason_en="the leader of the province or of the nation extends it.",
        )
    if case.status != "open":
        raise WrongState(reason_zh="异议已经办结。", reason_en="the appeal has ended.")
    if not 2 <= len(reason) <= 500:
        wrong = FieldError(
            field="reason", zh="请写明延长理由，2 至 500 字。", en="Give a reason (2 to 500)."
        )
        raise InvalidForm(fields=(wrong,))
    work = moves.load(unit, case, actor)
    moves.send(work, "period_extended", {"reason": reason})
    return unit.done(AppealExtended(case_id=case.id, case_number=case.number))
