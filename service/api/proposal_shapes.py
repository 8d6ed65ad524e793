"""How proposals for rules and calendar are shown and decided."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.api.door import is_entity
from service.api.fields import Instant, one_of, text
from service.domain.errors import NotAllowed

Row = dict[str, Any]
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
    if is_entity():
        raise NotAllowed(
            reason_zh="规则和工作日历由工作人员查看。",
            reason_en="rules and calendar are for officers.",
        )
