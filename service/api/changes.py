"""Changes of entities: reported, decided by another, withdrawn."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.actions.decide_change import DECISIONS, decide_change
from service.actions.report_change import report_change
from service.actions.withdraw_change import withdraw_change
from service.api import door
from service.api.fields import LARGEST_ID, Day, Instant, Paging, Plain, one_of, page_of, text, whole
from service.api.parsing import Blueprint
from service.casework.changes import number_of, reach_of, report_seen
from service.domain.changes import ChangeKind, ChangeState
from service.store import changes as store

blp = Blueprint("changes", __name__, description="变更 · Changes of entities")
KINDS = tuple(kind.value for kind in ChangeKind)
STATES = tuple(state.value for state in ChangeState)
ONE = f"/changes/<int(max={LARGEST_ID}):report_id>"
Row = dict[str, Any]


class ChangesAsked(Paging):
    q = text(80, metadata={"description": "Part of a name, present or earlier, or of the code."})
    kind = one_of(*KINDS)
    state = one_of(*STATES)


class NewValues(Schema):
    """By kind: name; code; province, city, district_code, address; legal_representative; into
    (merger: the survivor's code); parts and goes_on (division); until (dormancy)."""

    name = text(200)
    code = text(60)
    province = text(6)
    city = text(40)
    district_code = text(6)
    address = text(200)
    legal_representative = text(60)
    into = text(60)
    parts = fields.List(text(60))
    goes_on = fields.Boolean()
    until = fields.Date()


class ChangeSaid(Schema):
    """What changed, since when, and the ids of uploaded documents that prove it."""

    kind = one_of(*KINDS, required=True)
    values = fields.Nested(NewValues, load_default=dict)
    effective_on = fields.Date(required=True)
    explanation = text(500, 1, required=True)
    evidence = fields.List(whole(1, LARGEST_ID), load_default=list)
    again = whole(1, LARGEST_ID, load_default=None, allow_none=True)


class ChangeReported(Schema):
    """It waits for a decision by this organisation."""

    report_id = fields.Integer(required=True)
    number = fields.String(required=True)
    org_code = fields.String(required=True)


class ChangeDecision(Schema):
    """`ends`: of a move, for each center that does not serve the new place."""

    decision = one_of(*DECISIONS, required=True)
    reason = text(500, load_default="")
    ends = fields.Dict(keys=text(40), values=fields.Boolean(), load_default=dict)


class ChangeDecided(Schema):
    report_id = fields.Integer(required=True)
    number = fields.String(required=True)
    state = fields.String(required=True, metadata={"enum": list(STATES)})


class ChangeWithdrawal(Schema):
    reason = text(500, 1, required=True)


class ChangeWithdrawn(Schema):
    report_id = fields.Integer(required=True)
    number = fields.String(required=True)


class ChangeShown(Schema):
    """A report with old and new values."""

    id = fields.Integer(required=True)
    number = fields.String(required=True)
    entity_code = fields.String(required=True)
    entity_name = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": list(KINDS)})
    state = fields.String(required=True, metadata={"enum": list(STATES)})
    before = Plain(required=True)
    after = Plain(required=True)
    effective_on = Day(required=True)
    explanation = fields.String(required=True)
    evidence = fields.List(fields.Integer(), required=True)
    org_code = fields.String(required=True)
    reported_as = fields.String(required=True)
    reported_at = Instant(required=True)
    decided_as = fields.String(required=True, allow_none=True)
    decided_at = Instant(required=True, allow_none=True)
    reason = fields.String(required=True)
    ends = Plain(required=True)


ChangePage = page_of(ChangeShown, "ChangePage")


def _shown(row: Row) -> Row:
    return row | {"number": number_of(row)}


@blp.route("/changes", methods=["GET"])
@blp.arguments(ChangesAsked, location="query")
@blp.response(200, ChangePage)
def changes(asked: dict[str, Any]) -> Any:
    """Reports the asking person may see, newest first"""
    place = {"limit": asked["limit"], "offset": asked["offset"]}
    rows, total = store.reports_page(
        door.reading().connection, reach_of(door.person()), q=asked.get("q", "").strip(),
        kind=asked.get("kind", ""), state=asked.get("state", ""), **place,
    )  # fmt: skip
    return place | {"items": [_shown(row) for row in rows], "total": total}


@blp.route("/entities/<string(maxlength=40):code>/changes", methods=["POST"])
@blp.arguments(ChangeSaid)
@blp.response(201, ChangeReported)
def report(asked: dict[str, Any], code: str) -> Any:
    """Report what changed; another officer decides before anything on record changes"""
    said = asked | {"evidence": tuple(asked["evidence"])}
    return door.answered(door.act(report_change, code=code, **said), 201)


@blp.route(ONE, methods=["GET"])
@blp.response(200, ChangeShown)
def change(report_id: int) -> Any:
    """One report"""
    return _shown(report_seen(door.reading(), door.person(), report_id))


@blp.route(f"{ONE}/decide", methods=["POST"])
@blp.arguments(ChangeDecision)
@blp.response(200, ChangeDecided)
def decide(asked: dict[str, Any], report_id: int) -> Any:
    """Accept, refuse or return a report; not by whoever reported it"""
    return door.answered(door.act(decide_change, report_id=report_id, **asked))


@blp.route(f"{ONE}/withdraw", methods=["POST"])
@blp.arguments(ChangeWithdrawal)
@blp.response(200, ChangeWithdrawn)
def withdraw(asked: dict[str, Any], report_id: int) -> Any:
    """Take one's own report back"""
    return door.answered(door.act(withdraw_change, report_id=report_id, **asked))
