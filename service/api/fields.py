"""Fields of the API's bodies: how a day, an instant, a pair of words are read and written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from marshmallow import Schema, fields, validate

from service.api.messages import both
from service.office.unit import as_json

LARGEST_ID = 2**63 - 1
LARGEST_INTEGER = 2**31 - 1


class Instant(fields.Field[datetime]):
    """An aware instant, written in UTC: 2026-11-20T02:00:00+00:00."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else value


class Day(fields.Field[date]):
    """A civil day, Asia/Shanghai: 2026-11-20."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class Plain(fields.Field[Any]):
    """Any JSON value, as it is kept."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return as_json(value)


class WordsSchema(Schema):
    """The same thing said in Chinese and in English."""

    zh = fields.String(required=True)
    en = fields.String(required=True)


class Named(WordsSchema):
    """A code with its words."""

    code = fields.String(required=True)


def words(**options: Any) -> fields.Nested:
    return fields.Nested(WordsSchema, **options)


def named(**options: Any) -> fields.Nested:
    return fields.Nested(Named, **options)


def text(most: int, least: int = 0, **options: Any) -> fields.String:
    """Text of `least` to `most` signs."""
    said = both(f"应是 {least} 至 {most} 个字。", f"It must have {least} to {most} signs.")
    return fields.String(validate=validate.Length(min=least, max=most, error=said), **options)


def whole(least: int, most: int = LARGEST_INTEGER, **options: Any) -> fields.Integer:
    """A whole number in a range; in a body, text and fractions are not taken for one."""
    said = both(f"应在 {least} 和 {most} 之间。", f"It must be from {least} to {most}.")
    checks = validate.Range(min=least, max=most, error=said)
    return fields.Integer(validate=checks, **{"strict": True, **options})


def one_of(*values: str, **options: Any) -> fields.String:
    said = both(f"可选：{'、'.join(values)}。", f"Choose one of {', '.join(values)}.")
    return fields.String(validate=validate.OneOf(values, error=said), **options)


class Paging(Schema):
    """Which page of a list."""

    limit = whole(
        1, 200, strict=False, load_default=50, metadata={"description": "How many, at most."}
    )
    offset = whole(
        0, 1_000_000, strict=False, load_default=0, metadata={"description": "To pass over."}
    )


def page_of(inner: type[Schema], name: str) -> type[Schema]:
    """A page of `inner` with the total in the body."""
    made = {
        "items": fields.List(fields.Nested(inner), required=True),
        "total": fields.Integer(required=True),
        "limit": fields.Integer(required=True),
        "offset": fields.Integer(required=True),
    }
    return Schema.from_dict(made, name=name)  # type: ignore[arg-type]
