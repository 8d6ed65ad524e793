"""A rule gets another value from a day on, both administrators at once: command line, stories.

At the pages and the API one proposes (`propose_rule`) and another approves (`approve_rule`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework import four_eyes, rulebook
from service.domain.errors import SeparationOfDuties
from service.domain.roles import Actor
from service.domain.rule_proposals import RuleProposal
from service.domain.rules import Scope
from service.office import Office

BY_HAND = "直接登记"


@dataclass(frozen=True, kw_only=True)
class RuleChanged:
    """`version` is the rules version from which new cases use the value."""

    key: str
    value: str
    version: int


def change_rule(
    office: Office,
    *,
    actor: Actor | None,
    approver: Actor | None,
    key: str,
    value: str,
    document: str,
    article: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    scope: Scope = Scope.NATION,
    scope_code: str | None = None,
) -> RuleChanged:
    """Put a value in force for cases opened from now on; running ones keep theirs.

    actor, approver  two administrators; both None from the command line of whoever runs the house
    valid_from       its first civil day; today for None
    Raises NotAllowed, SeparationOfDuties, InvalidForm.
    """
    _check_two(actor, approver)
    with office.begin() as unit:
        wanted = RuleProposal(
            key=key, value=value, scope=scope, scope_code=scope_code, document=document,
            article=article, valid_from=valid_from or unit.today, valid_to=valid_to,
            reason=BY_HAND,
        )  # fmt: skip
        fresh = rulebook.check(unit, wanted)
        version = rulebook.put_in_force(
            unit, fresh, entered_by=actor.person_id if actor else None,
            approved_by=approver.person_id if approver else None,
        )  # fmt: skip
        said = {"key": key, "value": fresh.text, "scope": scope.value, "version": version}
        four_eyes.note(unit, actor, "rule.changed", **said)
        return unit.done(RuleChanged(key=key, value=fresh.text, version=version))


def _check_two(actor: Actor | None, approver: Actor | None) -> None:
    for person in (actor, approver):
        if person is not None:
            four_eyes.check_administrator(person)
    if (actor is None) is not (approver is None) or (
        actor is not None and approver is not None and actor.person_id == approver.person_id
    ):
        raise SeparationOfDuties(earlier=("登记规则", "Enter the rule"), source="domain.md b")
