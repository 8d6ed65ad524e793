"""Rule parameters: what holds, how it came about, and changes by two administrators."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.actions.approve_rule import approve_rule
from service.actions.propose_rule import propose_rule
from service.actions.reject_rule import reject_rule
from service.actions.withdraw_rule import withdraw_rule
from service.api import door
from service.api.fields import LARGEST_ID, one_of, text
from service.api.parsing import Blueprint
from service.api.proposal_shapes import ProposalsAsked, add_decisions, officers_only
from service.api.rule_shapes import (
    SCOPES,
    VALUE,
    RuleProposalShown,
    RuleShown,
    RulesShown,
    full,
    line_of,
    place_of,
    proposal_of,
)
from service.domain.errors import FieldError, InvalidForm, NotFound
from service.domain.rules import DEFINITIONS, FIRST_DAY, Scope
from service.store import proposals as store

blp = Blueprint("rules", __name__, description="规则 · Rule parameters")
ONE = "/rules/<string(maxlength=60):key>"
PROPOSAL = f"/rule-proposals/<int(max={LARGEST_ID}):proposal_id>"


class RuleAsked(Schema):
    on = fields.Date(metadata={"description": "A civil day, Asia/Shanghai; today if left out."})
    province = text(6, metadata={"description": "Code of the regional office: 330000."})
    center = text(40, metadata={"description": "Code of a center: zhejiang."})


class Proposed(Schema):
    """A value for the nation, a province or a center; or the end of a narrower one."""

    value = text(200, load_default="", metadata={"description": VALUE})
    ends = fields.Boolean(
        load_default=False,
        metadata={"description": "The place has no value of its own from valid_from on."},
    )
    scope = one_of(*SCOPES, load_default="nation")
    scope_code = text(40, load_default=None, allow_none=True)
    document = text(200, 1, required=True)
    article = text(100, load_default="")
    valid_from = fields.Date(
        load_default=None, allow_none=True, metadata={"description": "Today if left out."}
    )
    valid_to = fields.Date(load_default=None, allow_none=True)
    reason = text(300, 1, required=True)


class RuleProposed(Schema):
    """It waits for another administrator."""

    proposal_id = fields.Integer(required=True)
    key = fields.String(required=True)


class RuleApproved(RuleProposed):
    version = fields.Integer(required=True)


class RuleProposalsShown(Schema):
    items = fields.List(fields.Nested(RuleProposalShown), required=True)


@blp.route("/rules", methods=["GET"])
@blp.arguments(RuleAsked, location="query")
@blp.response(200, RulesShown)
def rules(asked: dict[str, Any]) -> Any:
    """Every rule with the value in force on a day at a place

    A running case keeps the version of the rules it began with.
    """
    officers_only()
    unit, on = door.reading(), _day(asked)
    place = place_of(unit, asked)
    known = [d for d in DEFINITIONS.values() if unit.rules.candidates(d.key, on)]
    lines = [line_of(unit.rules, definition, on, *place) for definition in known]
    return {"version": unit.house.rules_version, "on": on, "items": lines}


@blp.route(ONE, methods=["GET"])
@blp.arguments(RuleAsked, location="query")
@blp.response(200, RuleShown)
def rule(asked: dict[str, Any], key: str) -> Any:
    """One rule: its values over time and place, who entered and approved them, proposals"""
    officers_only()
    unit, on = door.reading(), _day(asked)
    _check_known(key)
    return full(unit, key, on, *place_of(unit, asked))


@blp.route(f"{ONE}/proposals", methods=["POST"])
@blp.arguments(Proposed)
@blp.response(201, RuleProposed)
def propose(asked: dict[str, Any], key: str) -> Any:
    """Propose a value; another administrator must approve it"""
    officers_only()
    _check_known(key)
    said = asked | {"scope": Scope(asked["scope"])}
    return door.answered(door.act(propose_rule, key=key, **said), 201)


@blp.route("/rule-proposals", methods=["GET"])
@blp.arguments(ProposalsAsked, location="query")
@blp.response(200, RuleProposalsShown)
def rule_proposals(asked: dict[str, Any]) -> Any:
    """The newest hundred proposals in a state"""
    officers_only()
    connection = door.reading().connection
    rows = store.proposals(connection, store.RULES, state=asked["state"])
    return {"items": [proposal_of(row) for row in rows]}


add_decisions(
    blp, PROPOSAL, approve=approve_rule, reject=reject_rule, withdraw=withdraw_rule,
    approved=RuleApproved, decided=RuleProposed, effect="Put a proposed value in force",
)  # fmt: skip


def _check_known(key: str) -> None:
    if key not in DEFINITIONS:
        raise NotFound(what_zh="这个规则", what_en="such rule")


def _day(asked: dict[str, Any]) -> Any:
    on = asked.get("on", door.reading().today)
    if on < FIRST_DAY:
        zh, en = f"不能早于 {FIRST_DAY}。", f"It may not be before {FIRST_DAY}."
        raise InvalidForm(fields=(FieldError(field="on", zh=zh, en=en),))
    return on
