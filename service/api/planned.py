"""What the clock will open, what failed, and recurring plans."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.actions.retry_planned_opening import retry_planned_opening
from service.actions.start_plan import start_plan
from service.actions.stop_plan import stop_plan
from service.api import door
from service.api.fields import LARGEST_ID, Day, Instant, Paging, named, one_of, page_of, text
from service.api.labels import process_words
from service.api.parsing import Blueprint
from service.casework.plans import PLANNABLE, reach_of
from service.domain.errors import NotAllowed
from service.office import Unit
from service.store import planned

blp = Blueprint("planned", __name__, description="预定开案 · Planned openings")
ONE = f"/planned/<int(max={LARGEST_ID}):planned_id>"
Row = dict[str, Any]


class PlannedAsked(Paging):
    kind = one_of("once", "recurring", "failed")


class PlannedOpeningShown(Schema):
    """A case that the clock will open; `interval` is the rule after which it comes again."""

    id = fields.Integer(required=True)
    key = fields.String(required=True)
    process = named(required=True)
    entity_name = fields.String(required=True, allow_none=True)
    subject = fields.String(required=True)
    subject_en = fields.String(required=True)
    center = fields.String(required=True, allow_none=True)
    province = fields.String(required=True)
    due_at = Instant(required=True)
    interval = fields.String(required=True, allow_none=True)
    attempts = fields.Integer(required=True)
    has_failed = fields.Boolean(required=True)
    parent = fields.String(required=True, allow_none=True)


class PlanShown(Schema):
    """A plan that may be started, and the kind of place it is for."""

    key = fields.String(required=True)
    words = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    process = fields.String(required=True)
    level = fields.String(required=True)
    interval = fields.String(required=True)


class PlansShown(Schema):
    items = fields.List(fields.Nested(PlanShown), required=True)


class PlanStarting(Schema):
    """`place` is the code of a center, a regional office or the nation."""

    plan = text(60, 1, required=True)
    place = text(40, 1, required=True)
    first_day = fields.Date(required=True)


class PlanStarted(Schema):
    key = fields.String(required=True)
    first_day = Day(required=True)


class PlanStopping(Schema):
    reason = text(500, required=True)


class PlanStopped(Schema):
    key = fields.String(required=True)


class PlannedRetried(Schema):
    planned_id = fields.Integer(required=True)


@blp.route("/planned", methods=["GET"])
@blp.arguments(PlannedAsked, location="query")
@blp.response(200, page_of(PlannedOpeningShown, "PlannedOpeningsPage"))
def openings(asked: dict[str, Any]) -> Any:
    """What the clock will open in one's region, earliest first"""
    _officers_only()
    unit, kind = door.reading(), asked.get("kind")
    page = {"limit": asked["limit"], "offset": asked["offset"]}
    rows, total = planned.planned_page(
        unit.connection,
        reach_of(door.person()),
        failed=kind == "failed",
        recurring={"once": False, "recurring": True}.get(str(kind)),
        **page,
    )
    return page | {"items": [_shown(unit, row) for row in rows], "total": total}


@blp.route("/plans", methods=["GET"])
@blp.response(200, PlansShown)
def plans() -> Any:
    """The recurring plans that may be started"""
    _officers_only()
    return {
        "items": [
            {
                "key": plan.key,
                "words": {"zh": plan.zh, "en": plan.en},
                "process": plan.process_key,
                "level": plan.level.value,
                "interval": plan.interval,
            }
            for plan in PLANNABLE.values()
        ]
    }


@blp.route("/plans", methods=["POST"])
@blp.arguments(PlanStarting)
@blp.response(201, PlanStarted)
def start(asked: dict[str, Any]) -> Any:
    """Start a recurring plan at a place"""
    return door.answered(door.act(start_plan, **asked), 201)


@blp.route(f"{ONE}/stop", methods=["POST"])
@blp.arguments(PlanStopping)
@blp.response(200, PlanStopped)
def stop(asked: dict[str, Any], planned_id: int) -> Any:
    """Stop a recurring plan; what it opened goes on"""
    return door.answered(door.act(stop_plan, planned_id=planned_id, **asked))


@blp.route(f"{ONE}/retry", methods=["POST"])
@blp.response(200, PlannedRetried)
def retry(planned_id: int) -> Any:
    """Let an opening that failed be tried again at once"""
    return door.answered(door.act(retry_planned_opening, planned_id=planned_id))


def _officers_only() -> None:
    if door.is_entity():
        raise NotAllowed(
            reason_zh="预定开案由工作人员查看。", reason_en="planned openings are for officers."
        )


def _shown(unit: Unit, row: Row) -> Row:
    return row | {
        "process": process_words(unit, row["process_key"]),
        "center": row["center_code"],
        "interval": row["interval_key"],
        "has_failed": bool(row["error"]),
        "parent": row["parent_number"],
    }
