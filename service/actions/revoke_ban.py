"""The nation revokes a ban by a decision, because what it stood on fell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.casework import moves
from service.casework.restoring import end_ban
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound, WrongState
from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.office import Office, Unit
from service.store import cases, sanctions, violations


@dataclass(frozen=True, kw_only=True)
class BanRevoked:
    """`revoked_day` is the first day the ban no longer holds."""

    ban_id: int
    case_number: str
    revoked_day: date


def revoke_ban(
    office: Office, *, actor: Actor, case_number: str, decision_no: str, reason: str
) -> BanRevoked:
    """Revoke the ban that a running reapplication_cooling case waits for, from today on.

    Its restrictions fall with it; other bans of the entity stay and are read again. Filings and
    listing do not come back by this (domain.md 5.3, C4).
    Raises NotFound, NotAllowed, WrongState (lifted or revoked already), InvalidForm.
    """

    def once(unit: Unit) -> BanRevoked:
        return _revoke(unit, actor, case_number, decision_no.strip(), reason.strip())

    return repeated(office, once)


def _revoke(
    unit: Unit, actor: Actor, case_number: str, decision_no: str, reason: str
) -> BanRevoked:
    if not may_do(actor, Role.NATIONAL_LEADER, NATION_CODE):
        raise NotAllowed(
            reason_zh="禁期由国家局负责人决定撤销。",
            reason_en="the national leader decides whether a ban is revoked.",
        )
    case = cases.case_by_number(unit.connection, case_number)
    if case is None or case.process_key != "reapplication_cooling" or case.parent_id is None:
        raise NotFound(what_zh="这件冷却期案件", what_en="such cooling case")
    if case.status != "open":
        raise WrongState(reason_zh="禁期已经解除或撤销。", reason_en="the ban is over already.")
    _check_words(decision_no, reason)
    entity_id = int(case.entity_id or 0)
    violations.lock_entity(unit.connection, entity_id)
    ban = _ban_of(unit, case.parent_id)
    work = moves.load(unit, case, actor)
    end_ban(work, ban)
    said = {"decision_no": decision_no, "reason": reason, "ban_id": ban["id"]}
    moves.send(work, "ban_revoked", said)
    return unit.done(BanRevoked(ban_id=ban["id"], case_number=case.number, revoked_day=unit.today))


def _check_words(decision_no: str, reason: str) -> None:
    wrong = []
    if not 1 <= len(decision_no) <= 60:
        wrong.append(
            FieldError(field="decision_no", zh="请填写文号，60 字以内。", en="Give its number.")
        )
    if not 2 <= len(reason) <= 500:
        wrong.append(
            FieldError(
                field="reason", zh="请写明理由，2 至 500 字。", en="Give a reason (2 to 500)."
            )
        )
    if wrong:
        raise InvalidForm(fields=tuple(wrong))


def _ban_of(unit: Unit, violation_case: int) -> dict[str, Any]:
    found = sanctions.ban_of_case(unit.connection, violation_case)
    assert found is not None, f"case {violation_case} began no ban"
    return found
