"""What one administrator proposes, another decides: the rules of that, whatever is proposed."""

from __future__ import annotations

from typing import Any

from service.domain.errors import (
    FieldError,
    InvalidForm,
    NotAllowed,
    NotFound,
    SeparationOfDuties,
    WrongState,
)
from service.domain.roles import NATION_CODE, Actor, Role
from service.office import Unit
from service.store import notices, proposals
from service.store.record import Entry, append_to_house

Row = dict[str, Any]
LONGEST_REASON = 300
STATES = {
    "approved": ("批准", "approved"),
    "rejected": ("驳回", "rejected"),
    "withdrawn": ("撤回", "withdrawn"),
}


def check_administrator(actor: Actor) -> None:
    """Raises NotAllowed for anybody else."""
    if not actor.holds(Role.ADMINISTRATOR):
        raise NotAllowed(
            reason_zh="规则和日历由管理员提出、另一名管理员批准。",
            reason_en="an administrator proposes rules and calendars, another one approves them.",
        )


def waiting(unit: Unit, table: Any, proposal_id: int) -> Row:
    """The proposal, which nobody decided yet. Raises NotFound, WrongState."""
    found = proposals.proposal_by_id(unit.connection, table, proposal_id)
    if found is None:
        raise NotFound(what_zh="这件提案", what_en="such proposal")
    if found["state"] != "pending":
        raise decided_already(found)
    return found


def decided_already(row: Row) -> WrongState:
    zh, en = STATES.get(row["state"], (row["state"], row["state"]))
    who = row["decided_as"] or ""
    return WrongState(
        reason_zh=f"这件提案已由{who}{zh}。", reason_en=f"{who} has {en} this proposal already."
    )


def check_other(actor: Actor, row: Row) -> None:
    """Raises SeparationOfDuties when whoever proposed would decide."""
    if row["proposed_by"] == actor.person_id:
        raise SeparationOfDuties(earlier=("提出修改", "Propose the change"), source="domain.md b")


def check_own(actor: Actor, row: Row) -> None:
    """Raises NotAllowed when somebody else would withdraw."""
    if row["proposed_by"] != actor.person_id:
        raise NotAllowed(
            reason_zh="提案由提出的人撤回；其他管理员可以驳回。",
            reason_en="whoever proposed withdraws; other administrators may reject.",
        )


def read_reason(reason: str, *, required: bool) -> str:
    """The reason of a decision. Raises InvalidForm."""
    said = reason.strip()
    wrong = None
    if required and not said:
        wrong = "写明理由。", "Give the reason."
    elif len(said) > LONGEST_REASON:
        wrong = f"最多 {LONGEST_REASON} 个字。", f"At most {LONGEST_REASON} signs."
    if wrong:
        raise InvalidForm(fields=(FieldError(field="reason", zh=wrong[0], en=wrong[1]),))
    return said


def close(
    unit: Unit, table: Any, row: Row, actor: Actor, state: str, reason: str, **more: Any
) -> None:
    """Note what became of the proposal. Raises WrongState when somebody was faster."""
    done = proposals.decide(
        unit.connection, table, row["id"], state=state, by=actor.person_id,
        by_name=actor.name[:80], reason=reason, at=unit.now, **more,
    )  # fmt: skip
    if not done:
        again = proposals.proposal_by_id(unit.connection, table, row["id"])
        raise decided_already(again or row)


def proposed_by(unit: Unit, actor: Actor) -> Row:
    """Who proposes, and when: the columns that every proposal has."""
    return {
        "proposed_by": actor.person_id,
        "proposed_as": actor.name[:80],
        "proposed_at": unit.now,
    }


def note(unit: Unit, actor: Actor | None, verb: str, **said: Any) -> None:
    """One line in the record of the house; None: whoever runs it, from the command line."""
    who = (actor.person_id, actor.name) if actor else (None, "系统")
    line = Entry(at=unit.now, person_id=who[0], actor=who[1], verb=verb, detail=said)
    append_to_house(unit.connection, line)


def tell_administrators(unit: Unit, kind: str, **gaps: Any) -> None:
    """A notice to all who keep rules and calendar."""
    row = {
        "case_id": None, "org_code": NATION_CODE, "role": Role.ADMINISTRATOR.value,
        "kind": kind, "gaps": gaps, "created_at": unit.now,
    }  # fmt: skip
    notices.add_notices(unit.connection, [row])
