"""Successions: proposed with evidence, decided above, revocable."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.actions.decide_succession import decide_succession
from service.actions.propose_succession import propose_succession
from service.actions.revoke_succession import revoke_succession
from service.actions.state_on_succession import state_on_succession
from service.api import door
from service.api.fields import LARGEST_ID, Day, Instant, one_of, text, whole
from service.api.parsing import Blueprint
from service.casework.successions import link_seen, number_of
from service.domain.hints import SuccessionKind, SuccessionState

blp = Blueprint("successions", __name__, description="承继 · Successions")
KINDS = tuple(kind.value for kind in SuccessionKind)
STATES = tuple(state.value for state in SuccessionState)
ONE = f"/successions/<int(max={LARGEST_ID}):succession_id>"


class SuccessionSaid(Schema):
    predecessor = text(60, 1, required=True)
    successor = text(60, 1, required=True)
    kind = one_of(*KINDS, required=True)
    day = fields.Date(required=True)
    explanation = text(500, 1, required=True)
    ban_follows = fields.Boolean(required=True)
    evidence = fields.List(whole(1, LARGEST_ID), required=True)


class SuccessionProposed(Schema):
    succession_id = fields.Integer(required=True)
    number = fields.String(required=True)


class SuccessionDecision(Schema):
    confirm = fields.Boolean(required=True)
    ban_follows = fields.Boolean(load_default=False)
    reason = text(500, 1, required=True)


class SuccessionDecided(SuccessionProposed):
    state = fields.String(required=True, metadata={"enum": list(STATES)})
    effective_day = Day(required=True)


class SuccessionStatement(Schema):
    statement = text(2000, 1, required=True)


class SuccessionRevocation(Schema):
    reason = text(500, 1, required=True)


class SuccessionRevoked(SuccessionProposed):
    revoked_day = Day(required=True)


class SuccessionShown(Schema):
    """A link from a predecessor to its successor."""

    id = fields.Integer(required=True)
    number = fields.String(required=True)
    from_code = fields.String(required=True)
    from_name = fields.String(required=True)
    to_code = fields.String(required=True)
    to_name = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": list(KINDS)})
    day = Day(required=True)
    state = fields.String(required=True, metadata={"enum": list(STATES)})
    ban_follows = fields.Boolean(required=True)
    statement = fields.String(required=True)
    statement_until = Day(required=True)
    reason = fields.String(required=True)
    effective_day = Day(required=True, allow_none=True)
    decided_at = Instant(required=True, allow_none=True)
    revoked_day = Day(required=True, allow_none=True)


@blp.route("/successions", methods=["POST"])
@blp.arguments(SuccessionSaid)
@blp.response(201, SuccessionProposed)
def propose(asked: dict[str, Any]) -> Any:
    """Propose that one entity succeeds another; nothing follows before a decision"""
    said = asked | {"evidence": tuple(asked["evidence"])}
    return door.answered(door.act(propose_succession, **said), 201)


@blp.route(ONE, methods=["GET"])
@blp.response(200, SuccessionShown)
def succession(succession_id: int) -> Any:
    """One link; the successor sees one that a ban shall follow through"""
    link = link_seen(door.reading(), door.person(), succession_id)
    return link | {"number": number_of(link)}


@blp.route(f"{ONE}/decide", methods=["POST"])
@blp.arguments(SuccessionDecision)
@blp.response(200, SuccessionDecided)
def decide(asked: dict[str, Any], succession_id: int) -> Any:
    """Confirm or reject it, with reasons; the leader of the province or of the nation"""
    return door.answered(door.act(decide_succession, succession_id=succession_id, **asked))


@blp.route(f"{ONE}/statement", methods=["POST"])
@blp.arguments(SuccessionStatement)
@blp.response(200, SuccessionProposed)
def state(asked: dict[str, Any], succession_id: int) -> Any:
    """The successor states its case before a ban follows"""
    return door.answered(door.act(state_on_succession, succession_id=succession_id, **asked))


@blp.route(f"{ONE}/revoke", methods=["POST"])
@blp.arguments(SuccessionRevocation)
@blp.response(200, SuccessionRevoked)
def revoke(asked: dict[str, Any], succession_id: int) -> Any:
    """Undo a confirmed link from today on"""
    return door.answered(door.act(revoke_succession, succession_id=succession_id, **asked))
