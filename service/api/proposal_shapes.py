"""How proposals for rules and calendar are shown and decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marshmallow import Schema, fields

from service.api import door
from service.api.fields import Instant, one_of, text
from service.api.parsing import Blueprint
from service.domain.errors import NotAllowed

Row = dict[str, Any]
Action = Callable[..., Any]
STATES = ("pending", "approved", "rejected", "withdrawn")


class ProposalsAsked(Schema):
    state = one_of(*STATES, load_default="pending")


class Decided(Schema):
    """Why; a rejection needs it."""

    reason = text(300, load_default="")


class ProposalShown(Schema):
    """What one administrator proposed, and what another made of it."""

    id = fields.Integer(required=True)
    state = fields.String(required=True, metadata={"enum": list(STATES)})
    reason = fields.String(required=True)
    proposed_by = fields.String(required=True)
    proposed_at = Instant(required=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = Instant(required=True, allow_none=True)
    decision_reason = fields.String(required=True)
    version = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Of the rules or the calendar, once approved."},
    )


def common(row: Row) -> Row:
    """The columns that every proposal has, people by their names."""
    return row | {"proposed_by": row["proposed_as"], "decided_by": row["decided_as"]}


def officers_only() -> None:
    """Raises NotAllowed for the contact person of an entity."""
    if door.is_entity():
        raise NotAllowed(
            reason_zh="规则和工作日历由工作人员查看。",
            reason_en="rules and calendar are for officers.",
        )


def add_decisions(
    blp: Blueprint,
    proposal: str,
    *,
    approve: Action,
    reject: Action,
    withdraw: Action,
    approved: type[Schema],
    decided: type[Schema],
    effect: str,
) -> None:
    """Three routes below the path of a proposal, one for each way it may end.

    approved, decided  what an approval answers, and what the others do
    effect             what an approval does, for the description
    """
    other = "not by whoever proposed it"
    _add(blp, proposal, approve, approved, "approve", f"{effect}; {other}")
    turned_down = f"Turn a proposal down, with the reason; {other}"
    _add(blp, proposal, reject, decided, "reject", turned_down)
    _add(blp, proposal, withdraw, decided, "withdraw", "Take one's own proposal back")


def _add(
    blp: Blueprint, proposal: str, action: Action, answer: type[Schema], step: str, summary: str
) -> None:
    @blp.route(f"{proposal}/{step}", methods=["POST"], endpoint=step)
    @blp.doc(summary=summary)
    @blp.arguments(Decided)
    @blp.response(200, answer)
    def decide(asked: dict[str, Any], proposal_id: int) -> Any:
        officers_only()
        return door.answered(door.act(action, proposal_id=proposal_id, reason=asked["reason"]))
