"""Tracking: facts are imported and taken back, indicators asked, monitoring and evaluation read."""

from __future__ import annotations

import hashlib
from typing import Any

from flask_smorest.fields import Upload
from marshmallow import Schema, fields

from service.actions.call_off_case import call_off_case
from service.actions.import_facts import import_facts
from service.actions.start_tracking import start_tracking
from service.actions.stop_tracking import stop_tracking
from service.actions.take_back_facts import take_back_facts
from service.api import door
from service.api.fields import LARGEST_ID, Day, Paging, one_of, text
from service.api.parsing import Blueprint, no_nul
from service.api.seeing import entity_seen
from service.api.tracking_shapes import (
    BatchPage,
    IndicatorsShown,
    ResultsShown,
    RunPage,
    RunShown,
    WatchPage,
    batch_line,
    indicators_shown,
    results_shown,
    run_line,
    run_shown,
    watch_line,
)
from service.casework.access import check_may_see, visible_to
from service.casework.evaluating import evaluation_of
from service.casework.fact_reading import LIMITS
from service.casework.import_reach import reach_of
from service.casework.measuring import asked_span, measured
from service.casework.tracking_plans import INTERVALS
from service.casework.tracking_reach import entity_figures, place_seen, sees_figures
from service.domain.errors import NotFound
from service.domain.roles import NATION_CODE
from service.store import alerts, cases, evaluations
from service.store import facts as store

blp = Blueprint("tracking", __name__, description="成效跟踪 · Tracking")
ENTITY = "/entities/<string(maxlength=40):code>/indicators"
PLACE = "<string(maxlength=40):code>/indicators"
NUMBER = "<string(maxlength=30):number>"


class SpanAsked(Schema):
    """Without `first` and `last`, the calendar year up to `on`."""

    on = fields.Date(metadata={"description": "Looked at from this day; today if left out."})
    first = fields.Date(metadata={"description": "First day of the period."})
    last = fields.Date(metadata={"description": "Last day of the period."})


class FileAsked(Schema):
    """An xlsx or CSV file of at most 10 MB and 20,000 rows."""

    file = Upload(required=True)


class ImportAsked(Schema):
    only_good = fields.Boolean(load_default=False)


class ImportedNow(Schema):
    """`number` is empty when nothing changed. `problems` are warnings and rows left out."""

    number = fields.String(required=True)
    layout = fields.String(required=True)
    rows = fields.Integer(required=True)
    added = fields.Integer(required=True)
    replaced = fields.Integer(required=True)
    same = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    problems = fields.List(fields.Dict(), required=True)


class Reason(Schema):
    reason = text(300, 2, required=True)


class TakenBack(Schema):
    number = fields.String(required=True)
    gone = fields.Integer(required=True)
    back = fields.Integer(required=True)


class CalledOff(Schema):
    case_id = fields.Integer(required=True)
    case_number = fields.String(required=True)


class PlanAsked(Schema):
    process = one_of(*INTERVALS, required=True)
    org = text(40, 1, required=True)


class PlanStart(PlanAsked):
    first_day = fields.Date()


class PlanSet(Schema):
    process = fields.String(required=True)
    org = fields.String(required=True)
    first_day = Day()


@blp.route(ENTITY, methods=["GET"])
@blp.arguments(SpanAsked, location="query")
@blp.response(200, IndicatorsShown)
def entity_indicators(asked: dict[str, Any], code: str) -> Any:
    """Indicators of an entity: all of them, or those at one's own center or in one's province"""
    unit, about = door.reading(), entity_seen(code)
    whose = entity_figures(door.person(), about.id)
    return indicators_shown(about.code, measured(unit, whose, _span(asked)))


@blp.route(f"/centers/{PLACE}", methods=["GET"])
@blp.arguments(SpanAsked, location="query")
@blp.response(200, IndicatorsShown)
def center_indicators(asked: dict[str, Any], code: str) -> Any:
    """Indicators of a center"""
    return _place("center", code, asked)


@blp.route(f"/provinces/{PLACE}", methods=["GET"])
@blp.arguments(SpanAsked, location="query")
@blp.response(200, IndicatorsShown)
def province_indicators(asked: dict[str, Any], code: str) -> Any:
    """Indicators of a province, by the code of its regional office"""
    return _place("province", code, asked)


@blp.route("/nation/indicators", methods=["GET"])
@blp.arguments(SpanAsked, location="query")
@blp.response(200, IndicatorsShown)
def national_indicators(asked: dict[str, Any]) -> Any:
    """Indicators of the nation"""
    return _place("nation", NATION_CODE, asked)


def _place(level: str, code: str, asked: dict[str, Any]) -> Any:
    unit = door.reading()
    place = place_seen(unit, door.person(), code)
    if place.level != level:
        raise NotFound(what_zh="这里的数据", what_en="such figures")
    return indicators_shown(code, measured(unit, place.whose, _span(asked), place.province))


def _span(asked: dict[str, Any]) -> Any:
    return asked_span(door.reading().today, asked.get("on"), asked.get("first"), asked.get("last"))


@blp.route("/facts/<string(maxlength=30):layout>", methods=["POST"])
@blp.arguments(ImportAsked, location="query")
@blp.arguments(FileAsked, location="files")
@blp.response(201, ImportedNow)
def import_file(asked: dict[str, Any], files: dict[str, Any], layout: str) -> Any:
    """Import a file of facts; one wrong cell stops all, unless only the good rows are wanted"""
    file = files["file"]
    name = file.filename or "file"
    if "\0" in name:
        raise no_nul()
    content = file.stream.read(LIMITS.content + 1)
    said = name.encode() + b"\0" + hashlib.sha256(content).digest() + bytes([asked["only_good"]])
    done = door.act(import_facts, said=said, layout=layout, name=name, content=content, **asked)
    return door.answered(done, 201)


@blp.route("/facts/batches", methods=["GET"])
@blp.arguments(Paging, location="query")
@blp.response(200, BatchPage)
def batches(asked: dict[str, Any]) -> Any:
    """Imported batches of one's own organisation and those under it, newest first"""
    unit = door.reading()
    reach = reach_of(unit, door.person())
    orgs = None if reach.centers is None else sorted({reach.org, *reach.centers})
    rows, total = store.batches_page(unit.connection, orgs, **asked)
    return asked | {"items": [batch_line(row) for row in rows], "total": total}


@blp.route(f"/facts/batches/{NUMBER}/take-back", methods=["POST"])
@blp.arguments(Reason)
@blp.response(200, TakenBack)
def take_back(asked: dict[str, Any], number: str) -> Any:
    """Let a batch count no more; what it had replaced counts again"""
    return door.answered(door.act(take_back_facts, number=number, **asked))


@blp.route(f"/cases/{NUMBER}/call-off", methods=["POST"])
@blp.arguments(Reason)
@blp.response(200, CalledOff)
def call_off(asked: dict[str, Any], number: str) -> Any:
    """Call off an alert or an evaluation; of a national call, in every province"""
    return door.answered(door.act(call_off_case, case_number=number, **asked))


@blp.route("/tracking/plans", methods=["POST"])
@blp.arguments(PlanStart)
@blp.response(201, PlanSet)
def start_plan(asked: dict[str, Any]) -> Any:
    """Begin monthly monitoring or a yearly evaluation at one's organisation"""
    return door.answered(door.act(start_tracking, **asked), 201)


@blp.route("/tracking/plans", methods=["DELETE"])
@blp.arguments(PlanAsked, location="query")
@blp.response(200, PlanSet)
def stop_plan(asked: dict[str, Any]) -> Any:
    """Open them no more; running cases go on"""
    return door.answered(door.act(stop_tracking, **asked))


def _officers_only() -> None:
    if door.is_entity() or not sees_figures(door.person()):
        raise NotFound(what_zh="监测数据", what_en="such monitoring")


@blp.route("/monitoring/runs", methods=["GET"])
@blp.arguments(Paging, location="query")
@blp.response(200, RunPage)
def runs(asked: dict[str, Any]) -> Any:
    """Runs of monitoring one may see, newest first"""
    _officers_only()
    found = alerts.runs_page(door.reading().connection, visible_to(door.person()), **asked)
    return asked | {"items": [run_line(row) for row in found[0]], "total": found[1]}


@blp.route(f"/monitoring/runs/<int(max={LARGEST_ID}):run_id>", methods=["GET"])
@blp.response(200, RunShown)
def run(run_id: int) -> Any:
    """One run: its thresholds, what it flagged and why"""
    _officers_only()
    row = alerts.run_seen(door.reading().connection, visible_to(door.person()), run_id)
    if row is None:
        raise NotFound(what_zh="这次监测", what_en="such run")
    return run_shown(row)


@blp.route("/monitoring/watched", methods=["GET"])
@blp.arguments(Paging, location="query")
@blp.response(200, WatchPage)
def watched(asked: dict[str, Any]) -> Any:
    """Entities on the watch list today; for officers only"""
    _officers_only()
    unit = door.reading()
    rows, total = alerts.marks_page(
        unit.connection, visible_to(door.person()), on=unit.today, **asked
    )
    return asked | {"items": [watch_line(row) for row in rows], "total": total}


@blp.route(f"/evaluations/{NUMBER}/results", methods=["GET"])
@blp.response(200, ResultsShown)
def results(number: str) -> Any:
    """What centers returned for an evaluation, beside what the facts say"""
    missing = NotFound(what_zh="这件评价", what_en="such evaluation")
    unit, actor = door.reading(), door.person()
    case = cases.case_by_number(unit.connection, number)
    if case is None or case.process_key != evaluations.PROCESS or door.is_entity():
        raise missing
    check_may_see(unit.connection, actor, case)
    about = evaluation_of(unit, case)
    if about is None:
        raise missing
    asked = {"call_id": case.id} if case.id == about.call_id else {"case_id": case.id}
    rows = evaluations.newest_figures(unit.connection, visible_to(actor), **asked)
    return results_shown(number, about, rows)
