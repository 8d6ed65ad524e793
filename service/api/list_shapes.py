"""How rounds, submissions, rows and versions of the list are shown."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.api.fields import Day, Instant, page_of
from service.casework.list_writing import member_json
from service.domain.list_kinds import SUBTYPES

Row = dict[str, Any]
STATES = (
    "draft", "submitted", "returned", "checked", "listed", "none_accepted", "withdrawn",
    "not_submitted",
)  # fmt: skip
VERDICTS = ("accepted", "returned", "rejected")
KINDS = ["submission", "removal", "clearing", "restoration", "ended"]


class RoundShown(Schema):
    id = fields.Integer(required=True)
    year = fields.Integer(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    due_day = Day(required=True)
    offices = fields.List(fields.String(), required=True)
    opened_at = Instant(required=True)
    closed_at = Instant(required=True, allow_none=True)


class RoundsShown(Schema):
    items = fields.List(fields.Nested(RoundShown), required=True)


class SubmissionLine(Schema):
    """One office's list; `round_id` is null for changes between rounds."""

    number = fields.String(required=True)
    province = fields.String(required=True)
    round_id = fields.Integer(required=True, allow_none=True)
    scope = fields.String(required=True, metadata={"enum": ["full", "changes"]})
    state = fields.String(required=True, metadata={"enum": list(STATES)})
    turn = fields.Integer(required=True)
    submitted_at = Instant(required=True, allow_none=True)
    is_late = fields.Boolean(required=True)
    version = fields.Integer(required=True, allow_none=True)
    rows = fields.Integer(required=True)
    accepted = fields.Integer(required=True)
    returned = fields.Integer(required=True)
    rejected = fields.Integer(required=True)


class RoundFull(RoundShown):
    """A round with the submissions that one may see."""

    submissions = fields.List(fields.Nested(SubmissionLine), required=True)


class FaultShown(Schema):
    row = fields.Integer(required=True)
    field = fields.String(required=True)
    value = fields.String(required=True)
    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    is_warning = fields.Boolean(required=True)


class ListRowShown(Schema):
    """A row of a province's list."""

    id = fields.Integer(required=True)
    number = fields.Integer(required=True)
    revision = fields.Integer(required=True)
    operation = fields.String(required=True, metadata={"enum": ["put", "remove"]})
    unit_name = fields.String(required=True)
    code = fields.String(required=True)
    host_name = fields.String(required=True)
    category = fields.Integer(required=True)
    subtype = fields.String(required=True, metadata={"enum": [*SUBTYPES, ""]})
    city = fields.String(required=True)
    industry = fields.String(required=True)
    is_filed = fields.Boolean(required=True, allow_none=True)
    filing_center = fields.String(required=True)
    filed_on = Day(required=True, allow_none=True)
    evidence = fields.String(required=True)
    cross_region = fields.Boolean(required=True, allow_none=True)
    cross_region_target = fields.String(required=True)
    note = fields.String(required=True)
    verdict = fields.String(required=True, allow_none=True)
    verdict_reason = fields.String(required=True)


class SubmissionFull(SubmissionLine):
    items = fields.List(fields.Nested(ListRowShown), required=True)
    faults = fields.List(fields.Nested(FaultShown), required=True)


class VersionShown(Schema):
    number = fields.Integer(required=True)
    kind = fields.String(required=True, metadata={"enum": KINDS})
    effective_day = Day(required=True)
    made_at = Instant(required=True)
    province = fields.String(required=True, allow_none=True)
    round_id = fields.Integer(required=True, allow_none=True)
    added = fields.Integer(required=True)
    removed = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    total = fields.Integer(required=True)


class VersionsShown(Schema):
    items = fields.List(fields.Nested(VersionShown), required=True)


class MemberShown(Schema):
    """A stretch on the list; `to_day` is its first day no more."""

    unit_name = fields.String(required=True)
    code = fields.String(required=True)
    host_name = fields.String(required=True)
    category = fields.Integer(required=True)
    subtype = fields.String(required=True)
    city = fields.String(required=True)
    industry = fields.String(required=True)
    province = fields.String(required=True, allow_none=True)
    from_day = Day(required=True)
    to_day = Day(required=True, allow_none=True)
    from_version = fields.Integer(required=True, allow_none=True)
    to_version = fields.Integer(required=True, allow_none=True)


MemberPage = page_of(MemberShown, "ListMemberPage")


class Recategorised(MemberShown):
    """A member in its category now, and before."""

    before = fields.Integer(required=True)


class DifferencesShown(Schema):
    before = fields.Integer(required=True)
    after = fields.Integer(required=True)
    added = fields.List(fields.Nested(MemberShown), required=True)
    removed = fields.List(fields.Nested(MemberShown), required=True)
    changed = fields.List(fields.Nested(Recategorised), required=True)


def differences_shown(before: int, after: int, found: dict[str, list[Row]]) -> Row:
    changed = [member_json(row) | {"before": row["before"]} for row in found["changed"]]
    plain = {name: [member_json(row) for row in found[name]] for name in ("added", "removed")}
    return plain | {"before": before, "after": after, "changed": changed}
