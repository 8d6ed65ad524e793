"""An officer calls off an alert on wrong figures, or an evaluation that is not wanted."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.access import check_may_see
from service.casework.calling_off import PROCESSES, keeps
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import cases


@dataclass(frozen=True, kw_only=True)
class CaseCalledOff:
    case_id: int
    case_number: str


def call_off_case(office: Office, *, actor: Actor, case_number: str, reason: str) -> CaseCalledOff:
    """End a monitoring or evaluation case before its time; of a national call, in every province.

    Raises NotFound, NotAllowed, WrongState, InvalidForm (no reason).
    """
    return repeated(office, lambda unit: _call_off(unit, actor, case_number, reason.strip()))


def _call_off(unit: Unit, actor: Actor, case_number: str, reason: str) -> CaseCalledOff:
    case = cases.case_by_number(unit.connection, case_number)
    if case is None or case.process_key not in PROCESSES:
        raise NotFound(what_zh="这件监测或评价案件", what_en="such monitoring or evaluation case")
    check_may_see(unit.connection, actor, case)
    if not keeps(actor, case):
        raise NotAllowed(
            reason_zh="由中心负责人、省局经办或国家局经办撤回；全国调取只由国家局经办撤回。",
            reason_en="heads of centers, provincial and national officers call it off; "
            "a national call only the nation.",
        )
    if case.status != "open":
        raise WrongState(reason_zh="案件已经办结。", reason_en="the case has ended.")
    if not 2 <= len(reason) <= 300:
        wrong = FieldError(field="reason", zh="请写明理由，2 至 300 字。",
                           en="Give a reason (2 to 300).")  # fmt: skip
        raise InvalidForm(fields=(wrong,))
    moves.send(moves.load(unit, case, actor), "called_off", {"reason": reason})
    return unit.done(CaseCalledOff(case_id=case.id, case_number=case.number))
