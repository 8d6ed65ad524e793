"""Whoever proposed a value for a rule takes it back before it is decided."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import four_eyes
from service.domain.roles import Actor
from service.office import Office
from service.store import proposals


@dataclass(frozen=True, kw_only=True)
class RuleWithdrawn:
    """Nothing has changed but the proposal."""

    proposal_id: int
    key: str


def withdraw_rule(
    office: Office, *, actor: Actor, proposal_id: int, reason: str = ""
) -> RuleWithdrawn:
    """The proposal is at an end. Raises NotAllowed, InvalidForm, NotFound, WrongState."""
    four_eyes.check_administrator(actor)
    said = four_eyes.read_reason(reason, required=False)
    with office.begin() as unit:
        row = four_eyes.waiting(unit, proposals.RULES, proposal_id)
        four_eyes.check_own(actor, row)
        four_eyes.close(unit, proposals.RULES, row, actor, "withdrawn", said)
        four_eyes.note(unit, actor, "rule.withdrawn", proposal=proposal_id, key=row["key"])
        return unit.done(RuleWithdrawn(proposal_id=proposal_id, key=row["key"]))
