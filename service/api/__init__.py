"""The HTTP JSON API under /api. `register` puts it on an application.

Every operation is an action or a read of the store; nothing is decided here but who is asking
(door.py), what they may see (seeing.py), and how a no is told (errors.py).
"""

from __future__ import annotations

from typing import Any

import flask_smorest
import orjson
from flask import Flask
from flask.json.provider import JSONProvider

from service.api import (
    calendar,
    cases,
    docs,
    documents,
    entities,
    health,
    notices,
    processes,
    rules,
    session,
    tasks,
    timers,
)
from service.api.door import register_door
from service.api.errors import RefusalSchema, register_errors
from service.api.fields import Day, Instant
from service.office import Office

__all__ = ["register"]

PARTS = (session, tasks, cases, entities, timers, notices, documents, processes, rules, calendar)
KEY_PARAMETER = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "A request sent again with its key is answered alike and done once.",
    "schema": {"type": "string", "minLength": 8, "maxLength": 128, "pattern": "^[!-~]+$"},
}
SETTINGS = {
    "API_TITLE": "名单 · Mingdan",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api",
    "OPENAPI_JSON_PATH": "openapi.json",
}


class Json(JSONProvider):
    """JSON as the store keeps it: UTF-8, aware instants as ISO text."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return orjson.dumps(obj, default=str).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return orjson.loads(s)


class Api(flask_smorest.Api):
    """flask-smorest with our one shape of errors."""

    ERROR_SCHEMA = RefusalSchema

    def _register_error_handlers(self) -> None:
        register_errors(self._app)


def register(app: Flask, office: Office) -> None:
    """Put the API on `app`, after the pages; it reads and acts through `office`."""
    app.extensions["api-office"] = office
    app.json = Json(app)
    for name, value in SETTINGS.items():
        app.config.setdefault(name, value)
    api = Api(app, spec_kwargs={"marshmallow_plugin": None})
    api.register_field(Instant, "string", "date-time")
    api.register_field(Day, "string", "date")
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    api.spec.options["security"] = [{"token": []}]
    for part in PARTS:
        api.register_blueprint(part.blp)
    _describe_doors(api)
    register_door(app)
    app.register_blueprint(docs.blp)
    app.register_blueprint(health.blp)


def _describe_doors(api: Api) -> None:
    """Say in the description what holds everywhere: the key of repeats, where no token is asked."""
    for path, operations in api.spec._paths.items():
        signs_in = path == "/api/session"
        if "post" in operations and not signs_in:
            operations["post"].setdefault("parameters", []).append(KEY_PARAMETER)
        elif signs_in:
            operations["post"]["security"] = []
