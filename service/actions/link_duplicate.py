"""An officer finds that a clue under way is the same event as an earlier one."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.access import check_may_see
from service.casework.retry import repeated
from service.domain.errors import NotAllowed, NotFound, WrongState
from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.office import Office, Unit
from service.store import cases
from service.store.cases import Case


@dataclass(frozen=True, kw_only=True)
class DuplicateLinked:
    case_id: int
    case_number: str
    of: str


def link_duplicate(
    office: Office, *, actor: Actor, case_number: str, of: str, reason: str
) -> DuplicateLinked:
    """Join an open violation case to an earlier one of the same entity; it counts once (E2 19).

    Raises NotFound, NotAllowed, WrongState, InvalidForm (no such earlier case).
    """
    return repeated(office, lambda unit: _link(unit, actor, case_number, of.strip(), reason))


def _link(unit: Unit, actor: Actor, case_number: str, of: str, reason: str) -> DuplicateLinked:
    case = cases.case_by_number(unit.connection, case_number)
    if case is None or case.process_key != "violation_handling":
        raise NotFound(what_zh="这件违规案件", what_en="such violation case")
    check_may_see(unit.connection, actor, case)
    if not _handles(actor, case):
        raise NotAllowed(
            reason_zh="并案由违规处置员、省局经办或国家局经办办理。",
            reason_en="violation, provincial and national officers join cases.",
        )
    if case.status != "open":
        raise WrongState(reason_zh="案件已经办结。", reason_en="the case has ended.")
    work = moves.load(unit, case, actor)
    moves.send(work, "linked_as_duplicate", {"of": of, "reason": reason})
    return unit.done(DuplicateLinked(case_id=case.id, case_number=case.number, of=of))


def _handles(actor: Actor, case: Case) -> bool:
    """The officers of this very case: a post at another center gives no say here."""
    return (
        may_do(actor, Role.VIOLATION_OFFICER, str(case.center_code))
        or may_do(actor, Role.PROVINCIAL_OFFICER, str(case.province))
        or may_do(actor, Role.NATIONAL_OFFICER, NATION_CODE)
    )
