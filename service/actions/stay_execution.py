"""A decision stops the execution of what is appealed, until the appeal is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework import moves
from service.casework.access import check_may_see
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound, WrongState
from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.office import Office, Unit
from service.store import cases, violations


@dataclass(frozen=True, kw_only=True)
class ExecutionStayed:
    """`from_day` is the first day on which ban and restrictions rest."""

    case_id: int
    case_number: str
    from_day: date


def stay_execution(
    office: Office,
    *,
    actor: Actor,
    case_number: str,
    decision_no: str,
    reason: str,
    from_day: date | None = None,
) -> ExecutionStayed:
    """Stay the removal that an open appeal is against, from a day on (today). Source: C6.

    Raises NotFound, NotAllowed, WrongState (ended, nothing to stay), InvalidForm.
    """

    def once(unit: Unit) -> ExecutionStayed:
        begins = from_day or unit.today
        said = {"decision_no": decision_no.strip(), "reason": reason.strip()}
        return _stay(unit, actor, case_number, said, begins)

    return repeated(office, once)


def _stay(
    unit: Unit, actor: Actor, case_number: str, said: dict[str, str], begins: date
) -> ExecutionStayed:
    case = cases.case_by_number(unit.connection, case_number)
    if case is None or case.process_key != "appeal":
        raise NotFound(what_zh="这件异议", what_en="such appeal")
    check_may_see(unit.connection, actor, case)
    if not may_do(actor, Role.NATIONAL_LEADER, NATION_CODE):
        raise NotAllowed(
            reason_zh="停止执行由国家局负责人依决定或裁定登记。",
            reason_en="the national leader stays the execution, by a decision or court order.",
        )
    if case.status != "open":
        raise WrongState(reason_zh="异议已经办结。", reason_en="the appeal has ended.")
    _check_said(unit, said, begins)
    violations.lock_entity(unit.connection, int(case.entity_id or 0))
    work = moves.load(unit, case, actor)
    moves.send(work, "execution_stayed", said | {"from_day": str(begins)})
    return unit.done(ExecutionStayed(case_id=case.id, case_number=case.number, from_day=begins))


def _check_said(unit: Unit, said: dict[str, str], begins: date) -> None:
    wrong = []
    if not 1 <= len(said["decision_no"]) <= 60:
        wrong.append(
            FieldError(field="decision_no", zh="请填写文号，60 字以内。", en="Give its number.")
        )
    if not 2 <= len(said["reason"]) <= 500:
        wrong.append(
            FieldError(
                field="reason", zh="请写明理由，2 至 500 字。", en="Give a reason (2 to 500)."
            )
        )
    if begins < unit.today:
        wrong.append(
            FieldError(field="from_day", zh="不能早于今天。", en="It may not be in the past.")
        )
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
