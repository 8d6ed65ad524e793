"""Cases: the register, one case, its record and diagram; opening, withdrawing, joining."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.actions.link_duplicate import link_duplicate
from service.actions.open_case import open_case
from service.actions.withdraw_application import withdraw_application
from service.api import door
from service.api.case_shapes import (
    CasePage,
    CaseShown,
    DiagramShown,
    RecordShown,
    diagram_of,
    full,
    line_of,
    record_of,
)
from service.api.fields import Paging, one_of, text
from service.api.parsing import Blueprint
from service.api.seeing import case_seen, entity_seen
from service.casework.access import visible_to
from service.domain.errors import NotFound
from service.store import registers

blp = Blueprint("cases", __name__, description="案件 · Cases")
ONE = "/cases/<string(maxlength=30):number>"


class CasesAsked(Paging):
    q = text(80, metadata={"description": "Part of a number, name or code."})
    process = text(60)
    status = one_of("open", "ended")
    entity = text(40, metadata={"description": "An identifier of the entity."})


class Opening(Schema):
    """A process and the answers to its opening form."""

    process_key = text(60, 1, required=True)
    values = fields.Dict(keys=fields.String(), required=True)


class Withdrawal(Schema):
    reason = text(500, required=True)


class Duplicate(Schema):
    """`of` is the number of the earlier case."""

    of = text(30, 1, required=True)
    reason = text(500, 2, required=True)


class Opened(Schema):
    """The new case; it may have ended at once, at the gate."""

    case_number = fields.String(required=True)
    ended = fields.Boolean(required=True)
    outcome = fields.String(required=True, allow_none=True)


class Withdrawn(Schema):
    case_number = fields.String(required=True)


class Joined(Withdrawn):
    of = fields.String(required=True)


@blp.route("/cases", methods=["GET"])
@blp.arguments(CasesAsked, location="query")
@blp.response(200, CasePage)
def cases(asked: dict[str, Any]) -> Any:
    """The cases one may see, newest first"""
    unit = door.reading()
    page = {"limit": asked["limit"], "offset": asked["offset"]}
    entity = entity_seen(asked["entity"]).id if asked.get("entity") else None
    rows, total = registers.cases_page(
        unit.connection,
        visible_to(door.person()),
        q=asked.get("q", "").strip(),
        process_key=asked.get("process", ""),
        status=asked.get("status", ""),
        entity_id=entity,
        **page,
    )
    return page | {"items": [line_of(row) for row in rows], "total": total}


@blp.route("/cases", methods=["POST"])
@blp.arguments(Opening)
@blp.response(201, Opened)
def open_one(asked: dict[str, Any]) -> Any:
    """Open a case: an entity applies, an officer registers a clue"""
    return door.answered(door.act(open_case, **asked), 201)


@blp.route(ONE, methods=["GET"])
@blp.response(200, CaseShown)
def case(number: str) -> Any:
    """One case, with what was answered in it"""
    return full(case_seen(number))


@blp.route(f"{ONE}/record", methods=["GET"])
@blp.response(200, RecordShown)
def record(number: str) -> Any:
    """The record of a case, line by line; not for the entity"""
    found = case_seen(number)
    _officers_only()
    return record_of(found)


@blp.route(f"{ONE}/diagram", methods=["GET"])
@blp.response(200, DiagramShown)
def diagram(number: str) -> Any:
    """The case's diagram as BPMN XML, and where it stands; not for the entity"""
    found = case_seen(number)
    _officers_only()
    return diagram_of(found)


@blp.route(f"{ONE}/withdraw", methods=["POST"])
@blp.arguments(Withdrawal)
@blp.response(200, Withdrawn)
def withdraw(asked: dict[str, Any], number: str) -> Any:
    """Withdraw an application"""
    return door.answered(door.act(withdraw_application, case_number=number, **asked))


@blp.route(f"{ONE}/link-duplicate", methods=["POST"])
@blp.arguments(Duplicate)
@blp.response(200, Joined)
def link(asked: dict[str, Any], number: str) -> Any:
    """Join a violation case to an earlier one of the same event"""
    return door.answered(door.act(link_duplicate, case_number=number, **asked))


def _officers_only() -> None:
    if door.is_entity():
        raise NotFound(what_zh="这件案件的办理记录", what_en="record of this case")
