"""Another administrator rejects a proposed value, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import four_eyes
from service.domain.roles import Actor
from service.office import Office
from service.store import proposals


@dataclass(frozen=True, kw_only=True)
class RuleRejected:
    """Nothing has changed but the proposal."""

    proposal_id: int
    key: str


def reject_rule(office: Office, *, actor: Actor, proposal_id: int, reason: str) -> RuleRejected:
    """The proposal is at an end; the rules stay as they are.

    Raises NotAllowed, InvalidForm without a reason, NotFound, WrongState, SeparationOfDuties.
    """
    four_eyes.check_administrator(actor)
    said = four_eyes.read_reason(reason, required=True)
    with office.begin() as unit:
        row = four_eyes.waiting(unit, proposals.RULES, proposal_id)
        four_eyes.check_other(actor, row)
        four_eyes.close(unit, proposals.RULES, row, actor, "rejected", said)
        four_eyes.note(
            unit, actor, "rule.rejected", proposal=proposal_id, key=row["key"], reason=said
        )
        four_eyes.tell_administrators(unit, "rule_rejected", key=row["key"], who=actor.name)
        return unit.done(RuleRejected(proposal_id=proposal_id, key=row["key"]))
