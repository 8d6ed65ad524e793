"""Notices: what one's organisations were told."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from service.actions.mark_notices_read import mark_notices_read
from service.api import door
from service.api.fields import LARGEST_ID, Instant, Plain, whole
from service.api.messages import both
from service.api.parsing import Blueprint
from service.store import notices as store

blp = Blueprint("notices", __name__, description="通知 · Notices")


class NoticesAsked(Schema):
    limit = whole(1, 200, strict=False, load_default=50)


class NoticeShown(Schema):
    """`kind` says what happened, `gaps` whom and what it concerns."""

    id = fields.Integer(required=True)
    kind = fields.String(required=True)
    gaps = Plain(required=True, metadata={"type": "object"})
    case_number = fields.String(required=True, allow_none=True)
    org_code = fields.String(required=True)
    role = fields.String(required=True)
    created_at = Instant(required=True)
    read_at = Instant(required=True, allow_none=True)


class NoticesShown(Schema):
    items = fields.List(fields.Nested(NoticeShown), required=True)
    unread = fields.Integer(required=True)


class Read(Schema):
    """Notices that were read; those not addressed to the person are passed over."""

    ids = fields.List(
        whole(1, LARGEST_ID),
        required=True,
        validate=validate.Length(1, 200, error=both("1 至 200 条。", "Give 1 to 200.")),
    )


class ReadNow(Schema):
    """How many of them were unread."""

    read = fields.Integer(required=True)


@blp.route("/notices", methods=["GET"])
@blp.arguments(NoticesAsked, location="query")
@blp.response(200, NoticesShown)
def notices(asked: dict[str, Any]) -> Any:
    """The newest notices to one's posts"""
    connection, posts = door.reading().connection, door.post_pairs()
    rows = store.notices_for(connection, posts, limit=asked["limit"])
    return {
        "items": [row | {"case_number": row["number"]} for row in rows],
        "unread": store.count_unread(connection, posts),
    }


@blp.route("/notices/read", methods=["POST"])
@blp.arguments(Read)
@blp.response(200, ReadNow)
def read(asked: dict[str, Any]) -> Any:
    """Note that these were read"""
    return door.answered({"read": door.act(mark_notices_read, ids=asked["ids"])})
