"""How a rule, its values over time and a proposal for it are shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import Schema, fields

from service.api.fields import Day, Instant, named, words
from service.api.labels import said
from service.api.proposal_shapes import ProposalShown, common
from service.domain.rule_history import places, stretches
from service.domain.rule_reach import TOPICS, scopes_of, topic_of
from service.domain.rules import CATALOGUE, DEFINITIONS, Definition, RuleParameter, Rules, Scope
from service.office import Unit
from service.store import people, proposals

Row = dict[str, Any]
DEFAULTS = {parameter.key: parameter for parameter in CATALOGUE}
SCOPES = [scope.value for scope in Scope]
VALUE = "As text: 5, true, or one of the options."


class ValueShown(Schema):
    """One value of a rule; a narrower scope wins."""

    value = fields.String(required=True, metadata={"description": VALUE})
    scope = fields.String(required=True, metadata={"enum": SCOPES})
    scope_code = fields.String(required=True, allow_none=True)
    document = fields.String(required=True)
    article = fields.String(required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True, allow_none=True)
    version = fields.Integer(required=True)


class RuleLine(Schema):
    """A rule with the value in force on the day and at the place asked for."""

    key = fields.String(required=True)
    name = words(required=True)
    topic = named(required=True)
    unit = fields.String(required=True)
    question = fields.String(required=True, allow_none=True)
    default = fields.String(required=True, metadata={"description": VALUE})
    in_force = fields.Nested(ValueShown, required=True)


class RulesShown(Schema):
    version = fields.Integer(required=True)
    on = Day(required=True)
    items = fields.List(fields.Nested(RuleLine), required=True)


class StretchShown(Schema):
    """Days on which one value holds at a place; null where it has none of its own."""

    scope = fields.String(required=True, metadata={"enum": SCOPES})
    scope_code = fields.String(required=True, allow_none=True)
    first_day = Day(required=True)
    last_day = Day(required=True, allow_none=True)
    in_force = fields.Nested(ValueShown, required=True, allow_none=True)


class EntryShown(ValueShown):
    """What was said of a rule in one version, and by whom."""

    ends = fields.Boolean(
        required=True,
        metadata={"description": "The end of a narrower value from valid_from on."},
    )
    entered_by = fields.String(required=True, allow_none=True)
    approved_by = fields.String(required=True, allow_none=True)
    recorded_at = Instant(required=True, allow_none=True)


class RuleProposalShown(ProposalShown):
    key = fields.String(required=True)
    value = fields.String(required=True)
    ends = fields.Boolean(required=True)
    scope = fields.String(required=True, metadata={"enum": SCOPES})
    scope_code = fields.String(required=True, allow_none=True)
    document = fields.String(required=True)
    article = fields.String(required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True, allow_none=True)


class RuleShown(RuleLine):
    """One rule with all that was ever said of it."""

    question_words = words(required=True, allow_none=True)
    options = fields.List(named(), required=True)
    scopes = fields.List(fields.String(metadata={"enum": SCOPES}), required=True)
    stretches = fields.List(fields.Nested(StretchShown), required=True)
    entries = fields.List(fields.Nested(EntryShown), required=True)
    proposals = fields.List(fields.Nested(RuleProposalShown), required=True)


def value_of(parameter: RuleParameter) -> Row:
    names = ("scope_code", "document", "article", "valid_from", "valid_to", "version")
    plain = {name: getattr(parameter, name) for name in names}
    return plain | {"value": parameter.text, "scope": parameter.scope.value}


def line_of(
    rules: Rules, definition: Definition, on: date, province: str | None, center: str | None
) -> Row:
    default = DEFAULTS[definition.key]
    topic = topic_of(definition.key, default.article)
    return {
        "key": definition.key,
        "name": said(definition.zh, definition.en),
        "topic": {"code": topic} | said(*TOPICS[topic]),
        "unit": definition.unit,
        "question": definition.question,
        "default": default.text,
        "in_force": value_of(rules.parameter(definition.key, on, province, center)),
    }


def full(unit: Unit, key: str, on: date, province: str | None, center: str | None) -> Row:
    definition = DEFINITIONS[key]
    entries = proposals.rule_entries(unit.connection, key)
    mine = proposals.proposals(unit.connection, proposals.RULES, key=key)
    options = (definition.options or {}).items()
    asked = said(definition.question_zh, definition.question_en)
    return line_of(unit.rules, definition, on, province, center) | {
        "question_words": asked if definition.question else None,
        "options": [{"code": code} | said(*names) for code, names in options],
        "scopes": [scope.value for scope in scopes_of(key)],
        "stretches": _stretches(unit.rules, key),
        "entries": [
            row | {"entered_by": row["entered_as"], "approved_by": row["approved_as"]}
            for row in entries
        ],
        "proposals": [proposal_of(row) for row in mine],
    }


def _stretches(rules: Rules, key: str) -> list[Row]:
    return [
        {
            "scope": place[0].value,
            "scope_code": place[1],
            "first_day": stretch.first_day,
            "last_day": stretch.last_day,
            "in_force": value_of(stretch.parameter) if stretch.parameter else None,
        }
        for place in places(rules, key)
        for stretch in stretches(rules, key, place)
    ]


def proposal_of(row: Row) -> Row:
    return common(row) | {"scope_code": row["scope_code"] or None}


def place_of(unit: Unit, asked: Row) -> tuple[str | None, str | None]:
    """(province, center) asked for; the province of a center goes with it."""
    center = asked.get("center")
    row = people.organisation_by_code(unit.connection, center) if center else None
    return (row["province"] if row else asked.get("province")), center
