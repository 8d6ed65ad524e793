"""Assessments of the regions: figures and result, as far as the reader may see them."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.api import door
from service.api.fields import LARGEST_ID, Day, Plain
from service.api.parsing import Blueprint
from service.casework.assessment_access import (
    assessment_seen,
    may_see_assessments,
    offices_of,
    sees_result,
)
from service.casework.sharing_access import sees_all
from service.domain.errors import NotFound
from service.store import assessments as store

blp = Blueprint("assessments", __name__, description="综合评估 · Assessments of the regions")
ONE = f"/assessments/<int(max={LARGEST_ID}):assessment_id>"
Row = dict[str, Any]


class AssessmentLine(Schema):
    id = fields.Integer(required=True)
    year = fields.Integer(required=True)
    state = fields.String(required=True)
    as_of = Day(required=True)
    statement_due_day = Day(required=True)
    weights = Plain(required=True, metadata={"type": "object"})


class RegionShown(Schema):
    """Figures only of one's own region; band and priority as the decision published them."""

    province = fields.String(required=True)
    band = fields.String(required=True, allow_none=True)
    is_priority = fields.Boolean(required=True, allow_none=True)
    figures = Plain(required=True, metadata={"type": "array"})


class AssessmentShown(AssessmentLine):
    regions = fields.List(fields.Nested(RegionShown), required=True)


class AssessmentsShown(Schema):
    items = fields.List(fields.Nested(AssessmentLine), required=True)


@blp.route("/assessments", methods=["GET"])
@blp.response(200, AssessmentsShown)
def assessments() -> Any:
    """Every assessment, the newest year first"""
    if not may_see_assessments(door.person()):
        raise NotFound(what_zh="评估", what_en="such assessments")
    return {"items": store.all_assessments(door.reading().connection)}


@blp.route(ONE, methods=["GET"])
@blp.response(200, AssessmentShown)
def assessment(assessment_id: int) -> Any:
    """One assessment with the regions one may see"""
    unit, actor = door.reading(), door.person()
    about = assessment_seen(unit, actor, assessment_id)
    own = offices_of(actor)
    shown = []
    for row in store.regions_of(unit.connection, assessment_id):
        whole = sees_all(actor) or row["province"] in own
        result = sees_result(actor, about, row["province"])
        if whole or result:
            shown.append(_region(row, whole=whole, result=result))
    return about | {"regions": shown}


def _region(row: Row, *, whole: bool, result: bool) -> Row:
    return {
        "province": row["province"],
        "band": row["band"] if result else None,
        "is_priority": row["is_priority"] if result else None,
        "figures": row["figures"] if whole else [],
    }
