"""Agencies: the register, and whether a center takes new requests through one on a day."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.api import door
from service.api.fields import Day, Paging, page_of, text
from service.api.parsing import Blueprint
from service.domain.errors import FieldError, InvalidForm, NotFound
from service.store import agencies as store
from service.store import people

blp = Blueprint("agencies", __name__, description="代理机构 · Agencies")
ONE = "/agencies/<string(maxlength=40):code>"
Row = dict[str, Any]


class AgenciesAsked(Paging):
    q = text(80, load_default="", metadata={"description": "Part of a name or code."})
    province = text(6, load_default="", metadata={"description": "Code of the regional office."})
    suspended = fields.Boolean(load_default=False)


class AgencyLine(Schema):
    """`suspended_at` is at how many centers; `items` how often something was shared about it."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    province = fields.String(required=True)
    suspended_at = fields.Integer(required=True)
    items = fields.Integer(required=True)


class AgencyAsked(Schema):
    center = text(40, 1, required=True, metadata={"description": "Code of a center."})
    on = fields.Date(metadata={"description": "A civil day, Asia/Shanghai; today if left out."})


class AgencyStanding(Schema):
    """Filings of its entities are never touched by a suspension."""

    code = fields.String(required=True)
    center = fields.String(required=True)
    on = Day(required=True)
    takes_new_requests = fields.Boolean(required=True)
    suspended_from = Day(required=True, allow_none=True)
    document = fields.String(required=True, allow_none=True)
    article = fields.String(required=True, allow_none=True)


AgenciesPage = page_of(AgencyLine, "AgenciesPage")


def _no_entity() -> None:
    if door.is_entity():
        raise NotFound(what_zh="代理机构名册", what_en="such register")


@blp.route("/agencies", methods=["GET"])
@blp.arguments(AgenciesAsked, location="query")
@blp.response(200, AgenciesPage)
def agencies(asked: dict[str, Any]) -> Any:
    """Search the register of agencies"""
    _no_entity()
    unit = door.reading()
    page = {"limit": asked["limit"], "offset": asked["offset"]}
    rows, total = store.agencies_page(
        unit.connection, on=unit.today, q=asked["q"].strip(), province=asked["province"],
        suspended=asked["suspended"], **page,
    )  # fmt: skip
    return page | {"items": rows, "total": total}


@blp.route(f"{ONE}/standing", methods=["GET"])
@blp.arguments(AgencyAsked, location="query")
@blp.response(200, AgencyStanding)
def standing(asked: dict[str, Any], code: str) -> Any:
    """Whether a center takes new requests through an agency on a day"""
    _no_entity()
    unit = door.reading()
    row = store.agency_by_code(unit.connection, code.strip().upper())
    if row is None:
        raise NotFound(what_zh="这个代理机构", what_en="such agency")
    center = people.organisation_by_code(unit.connection, asked["center"])
    if center is None or center["kind"] != "center":
        wrong = FieldError(field="center", zh="没有这个中心。", en="There is no such center.")
        raise InvalidForm(fields=(wrong,))
    on = asked.get("on", unit.today)
    held = store.suspension_on(unit.connection, row["id"], asked["center"], on)
    return {
        "code": row["code"],
        "center": asked["center"],
        "on": on,
        "takes_new_requests": held is None,
        "suspended_from": held["from_day"] if held else None,
        "document": held["document"] if held else None,
        "article": held["article"] if held else None,
    }
