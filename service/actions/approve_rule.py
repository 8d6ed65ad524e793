"""Another administrator approves a proposed value: it is in force as a new version."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import four_eyes, rulebook
from service.casework.retry import repeated
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import proposals


@dataclass(frozen=True, kw_only=True)
class RuleApproved:
    """`version` is the rules version from which new cases use the value."""

    proposal_id: int
    key: str
    version: int


def approve_rule(
    office: Office, *, actor: Actor, proposal_id: int, reason: str = ""
) -> RuleApproved:
    """Put the value in force for cases opened from now on; running ones keep theirs.

    Raises NotAllowed, NotFound, WrongState, SeparationOfDuties, and InvalidForm when the rules
    have changed so that the proposal makes no sense any more.
    """
    four_eyes.check_administrator(actor)
    said = four_eyes.read_reason(reason, required=False)

    def once(unit: Unit) -> RuleApproved:
        row = four_eyes.waiting(unit, proposals.RULES, proposal_id)
        four_eyes.check_other(actor, row)
        parameter = rulebook.check(unit, rulebook.proposal_of(row))
        version = rulebook.put_in_force(
            unit, parameter, entered_by=row["proposed_by"], approved_by=actor.person_id
        )
        four_eyes.close(unit, proposals.RULES, row, actor, "approved", said, version=version)
        told = {"proposal": proposal_id, "key": row["key"], "value": parameter.text}
        scope = parameter.scope.value
        four_eyes.note(unit, actor, "rule.changed", **told, scope=scope, version=version)
        four_eyes.tell_administrators(unit, "rule_approved", key=row["key"], who=actor.name)
        return unit.done(RuleApproved(proposal_id=proposal_id, key=row["key"], version=version))

    return repeated(office, once)
