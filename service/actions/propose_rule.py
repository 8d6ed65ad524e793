"""An administrator proposes a value for a rule; another one approves or rejects it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework import four_eyes, rulebook
from service.casework.retry import repeated
from service.domain.errors import WrongState
from service.domain.roles import Actor
from service.domain.rule_proposals import RuleProposal
from service.domain.rules import Scope
from service.office import Office, Unit
from service.store import proposals


@dataclass(frozen=True, kw_only=True)
class RuleProposed:
    """It waits for another administrator; nothing is in force yet."""

    proposal_id: int
    key: str


def propose_rule(
    office: Office,
    *,
    actor: Actor,
    key: str,
    document: str,
    reason: str,
    value: str = "",
    article: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    scope: Scope = Scope.NATION,
    scope_code: str | None = None,
    ends: bool = False,
) -> RuleProposed:
    """Keep the proposal and tell the administrators. Source: D25, M36.

    valid_from  its first civil day; today for None
    valid_to    its last one; None while open
    ends        from `valid_from` on the province or center has no value of its own any more
    Raises NotAllowed, InvalidForm, WrongState when one waits for the same rule and place.
    """
    four_eyes.check_administrator(actor)

    def once(unit: Unit) -> RuleProposed:
        wanted = RuleProposal(
            key=key, value=value, ends=ends, scope=scope, scope_code=scope_code,
            document=document, article=article, valid_from=valid_from or unit.today,
            valid_to=valid_to, reason=reason,
        )  # fmt: skip
        return unit.done(_propose(unit, actor, wanted))

    return repeated(office, once)


def _propose(unit: Unit, actor: Actor, wanted: RuleProposal) -> RuleProposed:
    parameter = rulebook.check(unit, wanted)
    place = {
        "key": parameter.key,
        "scope": parameter.scope.value,
        "scope_code": parameter.scope_code or "",
    }
    _check_alone(unit, place)
    values = place | {
        "value": parameter.text,
        "ends": parameter.ends,
        "document": parameter.document,
        "article": parameter.article,
        "valid_from": parameter.valid_from,
        "valid_to": parameter.valid_to,
        "reason": wanted.reason.strip(),
    }
    said = values | four_eyes.proposed_by(unit, actor)
    proposal_id = proposals.add_proposal(unit.connection, proposals.RULES, said)
    told = {"proposal": proposal_id, "key": parameter.key, "value": parameter.text}
    four_eyes.note(unit, actor, "rule.proposed", **told, scope=place["scope"])
    four_eyes.tell_administrators(unit, "rule_proposed", key=parameter.key, who=actor.name)
    return RuleProposed(proposal_id=proposal_id, key=parameter.key)


def _check_alone(unit: Unit, place: dict[str, str]) -> None:
    other = proposals.pending_of(unit.connection, proposals.RULES, **place)
    if other is not None:
        number, who = other["id"], other["proposed_as"]
        raise WrongState(
            reason_zh=f"这个规则在同一范围已有待批的提案（第 {number} 号，{who}提出）。"
            "先批准、驳回或撤回它。",
            reason_en=f"a proposal for this rule and place waits already (no. {number}, by {who}); "
            "approve, reject or withdraw it first.",
        )
