"""How indicators, batches, runs, marks and results are shown. Exact figures are text."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.api.door import reading
from service.api.fields import Day, Instant, Plain, named, page_of, words
from service.api.labels import org_words, said
from service.casework.evaluating import Evaluation
from service.casework.measuring import Measurement
from service.domain.indicators import Measured
from service.domain.monitoring import RiskSign
from service.store import alerts

Row = dict[str, Any]
FLAGS = 1000


class IndicatorShown(Schema):
    """`value` is an exact fraction as text ("18/24" is "3/4"), null where it does not apply.

    A percentage is a fraction of one; days and years are such; money is in 10,000 yuan.
    """

    key = fields.String(required=True)
    name = words(required=True)
    group = named(required=True)
    unit = fields.String(required=True)
    numerator = fields.String(required=True)
    denominator = fields.Integer(required=True)
    value = fields.String(required=True, allow_none=True)
    decimal = fields.Float(required=True, allow_none=True)
    enough = fields.Boolean(required=True)


class IndicatorsShown(Schema):
    of = fields.String(required=True)
    first = Day(required=True)
    last = Day(required=True)
    as_of = Day(required=True)
    minimum = fields.Integer(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    indicators = fields.List(fields.Nested(IndicatorShown), required=True)
    sources = fields.List(fields.String(), required=True)


class BatchLine(Schema):
    number = fields.String(required=True)
    layout = fields.String(required=True)
    org = named(required=True)
    file_name = fields.String(required=True)
    sha256 = fields.String(required=True)
    rows = fields.Integer(required=True)
    added = fields.Integer(required=True)
    replaced = fields.Integer(required=True)
    same = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    imported_as = fields.String(required=True)
    imported_at = Instant(required=True)
    taken_back_at = Instant(required=True, allow_none=True)
    taken_back_for = fields.String(required=True)


BatchPage = page_of(BatchLine, "BatchPage")


class RunLine(Schema):
    id = fields.Integer(required=True)
    case_number = fields.String(required=True)
    place = named(required=True)
    first_day = Day(required=True)
    last_day = Day(required=True)
    looked_at = fields.Integer(required=True)
    flagged = fields.Integer(required=True)
    opened = fields.Integer(required=True)
    ran_at = Instant(required=True)


RunPage = page_of(RunLine, "RunPage")


class FlagShown(Schema):
    entity_code = fields.String(required=True)
    entity_name = fields.String(required=True)
    center = named(required=True)
    sign = named(required=True)
    numerator = fields.String(required=True)
    denominator = fields.String(required=True, allow_none=True)
    threshold = fields.String(required=True)
    outcome = fields.String(required=True)
    case_number = fields.String(required=True, allow_none=True)


class RunShown(RunLine):
    thresholds = Plain(required=True, metadata={"type": "object"})
    flags = fields.List(fields.Nested(FlagShown), required=True)


class WatchLine(Schema):
    entity_code = fields.String(required=True)
    entity_name = fields.String(required=True)
    center = named(required=True)
    from_day = Day(required=True)
    last_day = Day(required=True)
    reasons = fields.String(required=True)
    case_number = fields.String(required=True)


WatchPage = page_of(WatchLine, "WatchPage")


class FigureShown(Schema):
    """`said` is null for a center that returned nothing in time."""

    province = named(required=True)
    center = named(required=True)
    figure = fields.String(required=True)
    said = fields.String(required=True, allow_none=True)
    computed = fields.String(required=True)
    explanation = fields.String(required=True)
    round = fields.Integer(required=True)


class ResultsShown(Schema):
    number = fields.String(required=True)
    title = fields.String(required=True)
    first = Day(required=True)
    last = Day(required=True)
    due_on = Day(required=True)
    groups = fields.List(fields.String(), required=True)
    figures = fields.List(fields.Nested(FigureShown), required=True)


def indicators_shown(of: str, found: Measurement) -> Row:
    counts = ("received", "accepted", "qualified", "failed_form", "failed_substance",
              "failed_other", "as_co_applicant", "as_non_first", "granted", "patents")  # fmt: skip
    return {
        "of": of,
        "first": found.span.first,
        "last": found.span.last,
        "as_of": found.span.as_of,
        "minimum": found.least,
        "counts": {name: getattr(found.tally, name) for name in counts},
        "indicators": [_indicator(one) for one in found.indicators],
        "sources": list(found.tally.sources),
    }


def _indicator(one: Measured) -> Row:
    about, group = one.indicator, one.indicator.group
    return {
        "key": about.key,
        "name": said(about.zh, about.en),
        "group": {"code": group.value} | said(group.zh, group.en),
        "unit": about.unit,
        "numerator": str(one.numerator),
        "denominator": one.denominator,
        "value": None if one.value is None else str(one.value),
        "decimal": None if one.value is None else float(one.value),
        "enough": one.enough,
    }


def _org(code: str) -> Any:
    return org_words(reading(), code)


def batch_line(row: Row) -> Row:
    return row | {"org": _org(row["org_code"])}


def run_line(row: Row) -> Row:
    return row | {
        "case_number": row["number"],
        "place": _org(row["center_code"] or row["province"]),
    }


def run_shown(row: Row) -> Row:
    flags, _ = alerts.flags_page(reading().connection, row["id"], limit=FLAGS)
    return run_line(row) | {"flags": [_flag(flag) for flag in flags]}


def _flag(row: Row) -> Row:
    sign = RiskSign(row["sign"])
    return {
        "entity_code": row["code"],
        "entity_name": row["name"],
        "center": _org(row["center_code"]),
        "sign": {"code": sign.value} | said(sign.zh, sign.en),
        "numerator": str(row["numerator"]),
        "denominator": None if row["denominator"] is None else str(row["denominator"]),
        "threshold": row["threshold"],
        "outcome": row["outcome"],
        "case_number": row["number"],
    }


def watch_line(row: Row) -> Row:
    return row | {
        "entity_code": row["code"],
        "entity_name": row["name"],
        "center": _org(row["center_code"]),
        "case_number": row["number"],
    }


def results_shown(number: str, about: Evaluation, rows: list[Row]) -> Row:
    return {
        "number": number,
        "title": about.title,
        "first": about.first,
        "last": about.last,
        "due_on": about.due_on,
        "groups": [group.value for group in about.groups],
        "figures": [
            row
            | {
                "province": _org(row["province"]),
                "center": _org(row["center_code"]),
                "said": None if row["said"] is None else str(row["said"]),
                "computed": str(row["computed"]),
            }
            for row in rows
        ],
    }
