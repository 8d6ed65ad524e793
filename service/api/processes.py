"""Processes: what one may open, and what its opening form asks."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.api import door
from service.api.fields import named
from service.api.labels import form_shown, process_words
from service.api.parsing import Blueprint
from service.api.task_shapes import FormShown
from service.casework.openings import OPENERS, may_open

blp = Blueprint("processes", __name__, description="流程 · Processes")


class ProcessShown(Schema):
    key = fields.String(required=True)
    process = named(required=True)
    version_id = fields.Integer(required=True)
    form = fields.Nested(FormShown, required=True, allow_none=True)


class ProcessesShown(Schema):
    items = fields.List(fields.Nested(ProcessShown), required=True)


@blp.route("/processes", methods=["GET"])
@blp.response(200, ProcessesShown)
def processes() -> Any:
    """The processes one may open, each with its opening form"""
    unit, found = door.reading(), []
    for key in OPENERS:
        version = unit.newest_process(key)
        if version is None or not may_open(door.person(), key):
            continue
        start = unit.process(version).start_form
        found.append(
            {
                "key": key,
                "process": process_words(unit, key),
                "version_id": version,
                "form": form_shown(unit.newest_form(start) if start else None),
            }
        )
    return {"items": found}
