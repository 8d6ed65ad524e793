"""Services: the log, the kinds, the 5% ledger of a province, who is exempt from screening."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import Schema, fields

from service.api import door
from service.api.fields import Day, Paging, Plain, page_of, text
from service.api.labels import org_words
from service.api.parsing import Blueprint
from service.casework import ledger
from service.casework.access import SEES_ALL
from service.casework.exemptions import exempt_on
from service.domain.errors import FieldError, InvalidForm, NotFound
from service.domain.roles import Level, Role, may_see_province
from service.domain.rules import FIRST_DAY
from service.store import services as store
from service.store.services import Sought

blp = Blueprint("services", __name__, description="服务和台账 · Services and ledgers")
LAST_DAY = date(2099, 12, 31)  # as far as the pages go
Row = dict[str, Any]


class OnDay(Schema):
    on = fields.Date(metadata={"description": "A civil day, Asia/Shanghai; today if left out."})


class LedgerShown(Schema):
    """Figures are exact decimal texts; `left` is null where there is no total to take 5% of."""

    region = fields.String(required=True)
    region_zh = fields.String(required=True)
    region_en = fields.String(required=True)
    as_of = fields.String(required=True)
    applicable = fields.Boolean(required=True)
    measure = fields.String(required=True)
    base_first = fields.String(required=True)
    base_last = fields.String(required=True)
    cross_first = fields.String(required=True)
    cross_last = fields.String(required=True)
    percent = fields.String(required=True)
    total = fields.String(required=True)
    limit = fields.String(required=True)
    cross = fields.String(required=True)
    reserved = fields.String(required=True)
    left = fields.String(required=True, allow_none=True)
    first_category = Plain(required=True, metadata={"type": "object"})
    second_category = Plain(required=True, metadata={"type": "object"})
    to_date_total = fields.String(required=True)
    counts_first = fields.Boolean(required=True)
    hard_stop = fields.Boolean(required=True)
    may_override = fields.Boolean(required=True)
    rules = Plain(required=True, metadata={"type": "object"})


class LedgersShown(Schema):
    province = fields.String(required=True)
    ledgers = fields.List(fields.Nested(LedgerShown), required=True)


class ExemptShown(Schema):
    """An entity that is not screened that day; `since`: when it came onto the list."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    province = fields.String(required=True)
    category = fields.Integer(required=True)
    since = Day(required=True)


class ExemptionsShown(Schema):
    on = Day(required=True)
    items = fields.List(fields.Nested(ExemptShown), required=True)
    total = fields.Integer(required=True)


class ServicesAsked(Paging):
    code = text(40, metadata={"description": "An entity's identifier."})
    kind = text(40)
    state = text(20)


class ServiceShown(Schema):
    entity_code = fields.String(required=True)
    entity_name = fields.String(required=True)
    kind = fields.String(required=True)
    provider = fields.String(required=True)
    state = fields.String(required=True)
    requested_on = Day(required=True, allow_none=True)
    answered_on = Day(required=True, allow_none=True)
    given_on = Day(required=True, allow_none=True)
    subject = fields.String(required=True)
    result = fields.String(required=True)
    case_number = fields.String(required=True, allow_none=True)


class KindShown(Schema):
    """`limited`: not while priority policies are restricted."""

    key = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    level = fields.String(required=True)
    categories = fields.List(fields.Integer(), required=True)
    limited = fields.Boolean(required=True)
    source = fields.String(required=True)


@blp.route("/cross-region/<string(maxlength=6):province>", methods=["GET"])
@blp.arguments(OnDay, location="query")
@blp.response(200, LedgersShown)
def cross_region(asked: Row, province: str) -> Any:
    """The 5% ledger of a province on a day: total, cap, used, reserved, left

    One ledger, or one for each center where the rules say so. The nation and the province see it.
    """
    unit = door.reading()
    known = province in ledger.every_province(unit)
    if not known or not may_see_province(door.person(), province):
        raise NotFound(what_zh="这本台账", what_en="such ledger")
    regions = ledger.regions_of(unit, province)
    found = ledger.figures_of(unit, regions, _day(asked))
    return {
        "province": province,
        "ledgers": [found[region].as_json() | _named(region) for region in regions],
    }


def _named(region: str) -> Row:
    named = org_words(door.reading(), region) or {"zh": region, "en": region}
    return {"region_zh": named["zh"], "region_en": named["en"]}


def _day(asked: Row) -> Any:
    on = asked.get("on", door.reading().today)
    if not FIRST_DAY <= on <= LAST_DAY:
        zh, en = f"应在 {FIRST_DAY} 和 {LAST_DAY} 之间。", f"From {FIRST_DAY} to {LAST_DAY}."
        raise InvalidForm(fields=(FieldError(field="on", zh=zh, en=en),))
    return on


@blp.route("/screening-exemptions", methods=["GET"])
@blp.arguments(OnDay, location="query")
@blp.response(200, ExemptionsShown)
def screening_exemptions(asked: Row) -> Any:
    """Who is exempt from screening for abnormal applications on a day, for the examination side"""
    if not door.person().holds(*SEES_ALL, Role.EXAMINATION_SIDE):
        raise NotFound(what_zh="这份名册", what_en="such register")
    on = _day(asked)
    rows = exempt_on(door.reading(), on)
    return {"on": on, "items": list(rows), "total": len(rows)}


@blp.route("/services", methods=["GET"])
@blp.arguments(ServicesAsked, location="query")
@blp.response(200, page_of(ServiceShown, "ServicePage"))
def services(asked: Row) -> Any:
    """The service log as far as one's posts show it, the newest first"""
    page = {"limit": asked["limit"], "offset": asked["offset"]}
    own = _own()
    sought = Sought(
        entity_id=own.entity_id,
        province=own.province,
        provider=own.provider,
        kind=asked.get("kind", ""),
        state=asked.get("state", ""),
        q=asked.get("code", "").strip(),
    )
    rows, total = store.log(door.reading().connection, sought, **page)
    return page | {"items": rows, "total": total}


def _own() -> Sought:
    """Whose lines the posts show. Raises NotFound for posts that see none."""
    actor = door.person()
    if actor.entity_id is not None:
        return Sought(entity_id=actor.entity_id)
    if actor.holds(*SEES_ALL):
        return Sought()
    for level in (Level.PROVINCE, Level.CENTER, Level.NATION):
        for post in actor.posts:
            if post.role.level is level:
                province = level is Level.PROVINCE
                code = post.org_code
                return Sought(province=code) if province else Sought(provider=code)
    raise NotFound(what_zh="服务日志", what_en="service log")


@blp.route("/service-kinds", methods=["GET"])
@blp.response(200, KindShown(many=True))
def service_kinds() -> Any:
    """The kinds of service offered today, in the order of lists"""
    unit = door.reading()
    return [
        {
            "key": kind.key,
            "zh": kind.zh,
            "en": kind.en,
            "level": kind.level.value,
            "categories": list(kind.categories),
            "limited": kind.limited,
            "source": kind.source,
        }
        for kind in store.kinds(unit.connection, unit.today).values()
    ]
