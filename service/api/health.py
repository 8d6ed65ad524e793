"""For whoever runs the house: is it alive, is it ready, and its figures."""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from service.api import door
from service.store.measures import measure
from service.store.schema import current_revision, newest_revision

log = logging.getLogger("mingdan.api")
blp = Blueprint("health", __name__)
GAUGES = {
    "open_cases": ("mingdan_open_cases", "Cases under way."),
    "open_items": ("mingdan_open_work_items", "Work items waiting for somebody."),
    "overdue_items": ("mingdan_overdue_work_items", "Open work items past their last day."),
    "armed_timers": ("mingdan_armed_timers", "Timers waiting."),
    "due_timers": ("mingdan_due_timers", "Timers due and not fired yet."),
    "provisional_timers": ("mingdan_provisional_timers", "Timers waiting for a calendar year."),
    "open_incidents": ("mingdan_open_incidents", "Timers that failed and were not resolved."),
    "lag_s": ("mingdan_timer_lag_seconds", "How long the longest due timer has waited."),
}


@blp.get("/healthz")
def alive() -> Any:
    """This process answers; nothing else is asked."""
    return {"status": "ok"}


@blp.get("/readyz")
def ready() -> Any:
    """The database answers, at the schema this version needs, and a house is founded in it."""
    try:
        found = current_revision(door.office().database)
        if found != newest_revision():
            return _not_ready("schema")
        with door.office().read() as unit:
            if unit.house.rules_version == 0:
                return _not_ready("house")
    except Exception:  # a database that does not answer, in whatever words
        log.exception("not ready")
        return _not_ready("database")
    return {"status": "ready"}


def _not_ready(missing: str) -> Any:
    return {"status": "not ready", "missing": missing}, 503


@blp.get("/metrics")
def metrics() -> Response:
    """Figures for Prometheus, asked of the database now; nothing in them names a case."""
    with door.office().read() as unit:
        found = measure(unit.connection, unit.now)
    registry = CollectorRegistry()
    for field, (name, help_text) in GAUGES.items():
        Gauge(name, help_text, registry=registry).set(getattr(found, field))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


@blp.after_request
def fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
