"""How an entity is shown, and its standing."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.api.case_shapes import CaseLine
from service.api.case_shapes import line_of as case_line
from service.api.door import person, reading
from service.api.fields import Day, Instant, named, page_of, words
from service.api.labels import org_said, said
from service.casework.access import visible_to
from service.domain.facts import EntityFacts, Facts
from service.store import entities, registers
from service.store.standing import facts_of

Row = dict[str, Any]
CASES = 100


class EntityLine(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    province = fields.String(required=True)
    city = fields.String(required=True)


EntityPage = page_of(EntityLine, "EntityPage")


class IdentifierShown(Schema):
    kind = fields.String(required=True)
    value = fields.String(required=True)
    from_day = Day(required=True)
    to_day = Day(required=True, allow_none=True)


class NameShown(Schema):
    name = fields.String(required=True)
    from_day = Day(required=True)
    to_day = Day(required=True, allow_none=True)


class FilingPeriodShown(Schema):
    """A stretch of one filing in one state; `to_day` is its first day no more."""

    filing_id = fields.Integer(required=True)
    center = named(required=True)
    state = named(required=True)
    from_day = Day(required=True)
    to_day = Day(required=True, allow_none=True)


class EntityShown(EntityLine):
    """An entity with its history; of its cases, those the asking person may see."""

    identifiers = fields.List(fields.Nested(IdentifierShown), required=True)
    names = fields.List(fields.Nested(NameShown), required=True)
    filings = fields.List(fields.Nested(FilingPeriodShown), required=True)
    cases = fields.List(fields.Nested(CaseLine), required=True)


class ReasonShown(Schema):
    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    source = fields.String(required=True)


class AnswerShown(Schema):
    """One question of the entity's page, answered for the day."""

    key = fields.String(required=True)
    tone = fields.String(required=True, metadata={"enum": ["good", "bad", "warn", "none"]})
    question = words(required=True)
    answer = words(required=True)
    detail = words(required=True)
    source = fields.String(required=True)


class StandingShown(Schema):
    """The standing on one day. Centers are named by their codes."""

    day = Day(required=True)
    known_at = Instant(required=True, allow_none=True)
    entity_id = fields.Integer(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    may_apply = fields.Boolean(required=True)
    may_be_listed = fields.Boolean(required=True)
    reasons = fields.List(fields.Nested(ReasonShown), required=True)
    filed_at = fields.List(fields.String(), required=True)
    suspended_at = fields.List(fields.String(), required=True)
    applying_at = fields.List(fields.String(), required=True)
    listed = fields.Boolean(required=True)
    list_category = fields.Integer(required=True, allow_none=True)
    entitlements = fields.List(fields.String(), required=True)
    cross_region = fields.String(required=True)
    exempt_from_screening = fields.Boolean(required=True)
    restricted = fields.Boolean(required=True)
    screening_intensified = fields.Boolean(required=True)
    banned_from = Day(required=True, allow_none=True)
    banned_until = Day(required=True, allow_none=True)
    first_free_day = Day(required=True, allow_none=True)
    minor_count = fields.Integer(required=True)
    next_review = Day(required=True, allow_none=True)
    cancellations_ordered = fields.Integer(required=True)
    cancellations_acknowledged = fields.Integer(required=True)
    answers = fields.List(fields.Nested(AnswerShown), required=True)


def line_of(row: Row) -> Row:
    return {name: row[name] for name in ("code", "name", "kind", "province", "city")}


def full(about: EntityFacts) -> Row:
    connection = reading().connection
    cases, _ = registers.cases_page(
        connection, visible_to(person()), entity_id=about.id, limit=CASES
    )
    return line_of(entities.entity_row(connection, about.id)) | {
        "identifiers": entities.identifiers_of(connection, about.id),
        "names": entities.names_of(connection, about.id),
        "filings": _filings(facts_of(connection, about)),
        "cases": [case_line(row) for row in cases],
    }


def _filings(facts: Facts) -> list[Row]:
    """What is held to be true of the filings now; retracted rows are left out."""
    held = [period for period in facts.filings if period.retracted_at is None]
    held.sort(key=lambda period: (period.filing_id, period.from_day))
    return [
        {
            "filing_id": period.filing_id,
            "center": org_said(period.center, *facts.center_names.get(period.center, (None, None))),
            "state": {"code": period.state.value} | said(period.state.zh, period.state.en),
            "from_day": period.from_day,
            "to_day": period.to_day,
        }
        for period in held
    ]
