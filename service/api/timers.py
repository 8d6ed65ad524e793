"""Timers that wait, what went wrong with one, and the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from marshmallow import Schema, fields

from service.actions.advance_clock import advance_clock
from service.actions.retry_incident import retry_incident
from service.api import door
from service.api.fields import LARGEST_ID, Day, Instant, Paging, Plain, named, one_of, whole
from service.api.labels import element_words, process_words
from service.api.parsing import Blueprint
from service.casework.access import visible_to
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.office import Unit
from service.store import timers as store

blp = Blueprint("timers", __name__, description="定时器和时钟 · Timers and the clock")
ONE = f"/incidents/<int(max={LARGEST_ID}):incident_id>"
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


class TimersAsked(Paging):
    state = one_of("armed", "due", load_default="armed")


class TimerShown(Schema):
    """`kind`: engine moves the case, reminder and overdue only tell people."""

    id = fields.Integer(required=True)
    kind = fields.String(required=True)
    case_number = fields.String(required=True)
    process = named(required=True)
    entity_name = fields.String(required=True, allow_none=True)
    subject = fields.String(required=True)
    subject_en = fields.String(required=True)
    element = named(required=True)
    due_at = Instant(required=True)
    is_due = fields.Boolean(required=True)
    is_provisional = fields.Boolean(required=True)
    attempts = fields.Integer(required=True)
    basis = Plain(required=True, metadata={"type": "object"})


class IncidentShown(Schema):
    """A timer that failed; it is tried again by itself, later each time."""

    id = fields.Integer(required=True)
    case_number = fields.String(required=True)
    process = named(required=True)
    entity_name = fields.String(required=True, allow_none=True)
    subject = fields.String(required=True)
    subject_en = fields.String(required=True)
    element = named(required=True)
    kind = fields.String(required=True, metadata={"description": "What kind of failure."})
    attempts = fields.Integer(required=True)
    first_at = Instant(required=True)
    last_at = Instant(required=True)


class TimersShown(Schema):
    now = Instant(required=True)
    items = fields.List(fields.Nested(TimerShown), required=True)
    total = fields.Integer(required=True)
    limit = fields.Integer(required=True)
    offset = fields.Integer(required=True)
    incidents = fields.List(fields.Nested(IncidentShown), required=True)


class Retried(Schema):
    """`resolved` when the timer is gone meanwhile; else it fires at the next tick."""

    incident_id = fields.Integer(required=True)
    resolved = fields.Boolean(required=True)


class ClockShown(Schema):
    now = Instant(required=True)
    today = Day(required=True)
    is_demonstration = fields.Boolean(required=True)


class Advance(Schema):
    """Either an instant to go to, or a number of days."""

    to = fields.AwareDateTime()
    days = whole(1, 3660)


class Advanced(Schema):
    from_at = Instant(required=True)
    to_at = Instant(required=True)
    fired = fields.Integer(required=True)


@blp.route("/timers", methods=["GET"])
@blp.arguments(TimersAsked, location="query")
@blp.response(200, TimersShown)
def timers(asked: dict[str, Any]) -> Any:
    """Timers of the cases one may see, the earliest first, and open incidents"""
    _officers_only()
    unit, visible = door.reading(), visible_to(door.person())
    page = {"limit": asked["limit"], "offset": asked["offset"]}
    until = unit.now if asked["state"] == "due" else None
    rows = store.armed_timers(unit.connection, visible, until=until, **page)
    incidents = store.open_incidents(unit.connection, visible)
    return page | {
        "now": unit.now,
        "items": [_timer(unit, row) for row in rows],
        "total": store.count_armed(unit.connection, visible, until=until),
        "incidents": [_incident(unit, row) for row in incidents],
    }


@blp.route(f"{ONE}/retry", methods=["POST"])
@blp.response(200, Retried)
def retry(incident_id: int) -> Any:
    """Let a timer that failed be tried again at once"""
    _officers_only()
    return door.answered(door.act(retry_incident, incident_id=incident_id))


@blp.route("/clock", methods=["GET"])
@blp.response(200, ClockShown)
def clock() -> Any:
    """What time it is in the house"""
    unit = door.reading()
    return {
        "now": unit.now,
        "today": unit.today,
        "is_demonstration": unit.house.is_demonstration,
    }


@blp.route("/clock", methods=["POST"])
@blp.arguments(Advance)
@blp.response(200, Advanced)
def advance(asked: dict[str, Any]) -> Any:
    """In a demonstration: move time on; what falls due on the way happens then"""
    _officers_only()
    if len(asked) != 1:
        raise _wrong("to", "to 和 days 填一个。", "Give either to or days.")
    to = asked.get("to") or door.reading().now + timedelta(days=asked["days"])
    if to > LATEST:
        raise _wrong("to", "不能晚于 2100 年。", "It may not be later than 2100.")
    return door.answered(door.act(advance_clock, to=to))


def _wrong(field: str, zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field=field, zh=zh, en=en),))


def _officers_only() -> None:
    if door.is_entity():
        raise NotAllowed(
            reason_zh="定时器和时钟由工作人员查看和拨动。",
            reason_en="timers and the clock are for officers.",
        )


def _timer(unit: Unit, row: Row) -> Row:
    return _common(unit, row) | {"is_due": row["due_at"] <= unit.now and not row["is_provisional"]}


def _incident(unit: Unit, row: Row) -> Row:
    return _common(unit, row) | {"kind": row["error"].partition(":")[0][:60]}


def _common(unit: Unit, row: Row) -> Row:
    process = unit.process(row["version_id"])
    return row | {
        "case_number": row["number"],
        "process": process_words(unit, row["process_key"]),
        "element": element_words(process, row["element"]),
    }
