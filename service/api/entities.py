"""Entities: search, one entity, and how it stands on any day."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from flask import Response, request
from marshmallow import Schema, fields

from service.api import door
from service.api.entity_shapes import EntityPage, EntityShown, StandingShown, full, line_of
from service.api.fields import Paging, text
from service.api.parsing import Blueprint
from service.api.seeing import entity_seen
from service.domain.errors import FieldError, InvalidForm
from service.domain.rules import FIRST_DAY
from service.domain.standing import standing
from service.store import entities as store
from service.store.standing import facts_of

blp = Blueprint("entities", __name__, description="主体 · Entities and their standing")
ONE = "/entities/<string(maxlength=40):code>"


class EntitiesAsked(Paging):
    q = text(80, metadata={"description": "Part of a name or identifier, present or earlier."})
    province = text(6, metadata={"description": "Code of the regional office: 330000."})


class StandingAsked(Schema):
    on = fields.Date(metadata={"description": "A civil day, Asia/Shanghai; today if left out."})
    known_at = fields.AwareDateTime(
        metadata={"description": "Answer with what the record knew at this instant."}
    )


@blp.route("/entities", methods=["GET"])
@blp.arguments(EntitiesAsked, location="query")
@blp.response(200, EntityPage)
def entities(asked: dict[str, Any]) -> Any:
    """Search entities; the contact person of one finds that one"""
    unit, page = door.reading(), {"limit": asked["limit"], "offset": asked["offset"]}
    own = door.person().entity_id
    if own is not None:
        row = store.entity_or_none(unit.connection, own)
        rows, total = [row] if row else [], 1
    else:
        rows, total = store.search(
            unit.connection, asked.get("q", "").strip(), province=asked.get("province"), **page
        )
    return page | {"items": [line_of(row) for row in rows], "total": total}


@blp.route(ONE, methods=["GET"])
@blp.response(200, EntityShown)
def entity(code: str) -> Any:
    """One entity by any identifier it ever had: names, identifiers, filings, cases one may see"""
    return full(entity_seen(code))


@blp.route(f"{ONE}/standing", methods=["GET"])
@blp.arguments(StandingAsked, location="query")
@blp.response(200, StandingShown)
@blp.alt_response(304, description="Nothing changed since the ETag sent in If-None-Match.")
def standing_on(asked: dict[str, Any], code: str) -> Any:
    """How the entity stands on a day, past or future

    Derived from dated facts when asked, so it is right for any day. Send the ETag back in
    If-None-Match to be told 304 while nothing changed.
    """
    unit = door.reading()
    known_at = asked.get("known_at")
    if known_at is not None and known_at > unit.now:
        wrong = FieldError(field="known_at", zh="不能在将来。", en="It may not be in the future.")
        raise InvalidForm(fields=(wrong,))
    on = asked.get("on", unit.today)
    if on < FIRST_DAY:
        zh, en = f"不能早于 {FIRST_DAY}。", f"It may not be before {FIRST_DAY}."
        raise InvalidForm(fields=(FieldError(field="on", zh=zh, en=en),))
    rules = unit.rules_at(known_at)
    said = standing(facts_of(unit.connection, entity_seen(code)), on, rules, known_at)
    return _tagged(orjson.dumps(said.as_json()))


def _tagged(body: bytes) -> Response:
    answer = Response(body, content_type="application/json")
    answer.set_etag(hashlib.sha256(body).hexdigest()[:32])
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer.make_conditional(request)  # type: ignore[return-value]
