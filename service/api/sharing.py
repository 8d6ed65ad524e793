"""Shared items, their answers, digests; what a center's own platform reports."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.actions.acknowledge_notice import acknowledge_notice
from service.actions.receive_shared_item import receive_shared_item
from service.api import door
from service.api.fields import LARGEST_ID, Day, Instant, Paging, Plain, one_of, page_of, text, whole
from service.api.parsing import Blueprint
from service.casework.sharing_access import (
    answers_for,
    item_seen,
    own_orgs,
    sees_all,
    sees_answers_of,
    visible_items,
)
from service.domain.errors import NotFound
from service.domain.roles import may_see_province
from service.domain.sharing import ACTIONS, KINDS, LEVELS
from service.store import digests as digest_store
from service.store import shared_pages, sharing

blp = Blueprint("sharing", __name__, description="信息通报 · Shared violations and digests")
ONE = f"/shared-items/<int(max={LARGEST_ID}):item_id>"
RECEIPT = f"/receipts/<int(max={LARGEST_ID}):receipt_id>"
STATES = ("to_answer", "open", "closed")
Row = dict[str, Any]


class ItemsAsked(Paging):
    q = text(80, metadata={"description": "Part of a name, code or number."})
    kind = one_of(*KINDS)
    level = one_of(*LEVELS)
    state = one_of(*STATES, metadata={"description": "to_answer: by one's own organisations."})


class ItemLine(Schema):
    """An item as far as the reader was told: `revision` 0 while nobody was."""

    id = fields.Integer(required=True)
    subject = one_of("entity", "agency", required=True)
    name = fields.String(required=True)
    code = fields.String(required=True)
    kind = fields.String(required=True)
    level = fields.String(required=True)
    state = fields.String(required=True)
    revision = fields.Integer(required=True)
    province = fields.String(required=True)
    center = fields.String(required=True, allow_none=True)
    verified_on = Day(required=True)
    answer_due = Day(required=True, allow_none=True)


class NoticeSent(Schema):
    """One thing sent of an item, word for word in `content`."""

    kind = one_of("circular", "national", "correction", required=True)
    revision = fields.Integer(required=True)
    content = Plain(required=True, metadata={"type": "object"})
    sent_at = Instant(required=True)
    due_day = Day(required=True)
    closed_at = Instant(required=True, allow_none=True)


class ReceiptShown(Schema):
    """Who got it, and what they do about it; others' only for those above them."""

    id = fields.Integer(required=True)
    org_code = fields.String(required=True)
    revision = fields.Integer(required=True)
    due_day = Day(required=True)
    acknowledged_at = Instant(required=True, allow_none=True)
    measure = fields.String(required=True, allow_none=True)
    note = fields.String(required=True)


class ItemShown(ItemLine):
    case_number = fields.String(required=True, allow_none=True)
    notices = fields.List(fields.Nested(NoticeSent), required=True)
    receipts = fields.List(fields.Nested(ReceiptShown), required=True)


class ItemReported(Schema):
    """One report of a center's platform. The facts are read by others: name no informant."""

    external_id = text(80, 1, required=True)
    revision = whole(1, required=True)
    subject = one_of("entity", "agency", required=True)
    code = text(40, 1, required=True)
    kind = one_of(*KINDS, required=True)
    level = one_of(*LEVELS, required=True)
    facts = text(2000, 1, required=True)
    decision_no = text(60, load_default="")
    occurred_on = fields.Date(load_default=None, allow_none=True)
    verified_on = fields.Date(required=True)


class ItemTaken(Schema):
    """`outcome`: opened, updated, ignored (older or the same again), kept (shared already)."""

    item_id = fields.Integer(required=True)
    case_number = fields.String(required=True)
    outcome = one_of("opened", "updated", "ignored", "kept", required=True)
    revision = fields.Integer(required=True, metadata={"description": "The one that holds now."})


class AnswerGiven(Schema):
    measure = one_of(*ACTIONS, required=True)
    note = text(1000, load_default="")


class AnswerTaken(Schema):
    receipt_id = fields.Integer(required=True)
    item_id = fields.Integer(required=True)
    left = fields.Integer(required=True, metadata={"description": "Who has not answered yet."})


class DigestLine(Schema):
    id = fields.Integer(required=True)
    province = fields.String(required=True)
    first_day = Day(required=True)
    last_day = Day(required=True)
    line_count = fields.Integer(required=True)
    due_day = Day(required=True)
    sent_at = Instant(required=True, allow_none=True)
    content = Plain(required=True, metadata={"type": "object"})


ItemsPage = page_of(ItemLine, "SharedItemsPage")
DigestsPage = page_of(DigestLine, "DigestsPage")


def _no_entity() -> None:
    if door.is_entity():
        raise NotFound(what_zh="这些信息", what_en="such items")


def _line(row: Row) -> Row:
    return row | {
        "subject": "entity" if row["entity_id"] is not None else "agency",
        "name": row["subject_name"],
        "code": row["subject_code"],
        "center": row["center_code"],
        "answer_due": row.get("answer_due"),
    }


@blp.route("/shared-items", methods=["GET"])
@blp.arguments(ItemsAsked, location="query")
@blp.response(200, ItemsPage)
def shared_items(asked: dict[str, Any]) -> Any:
    """Items one's organisations reported or were told of"""
    _no_entity()
    page = {"limit": asked.pop("limit"), "offset": asked.pop("offset")}
    wanted = shared_pages.Wanted(orgs=own_orgs(door.person()), **asked)
    connection = door.reading().connection
    rows, total = shared_pages.items_page(connection, visible_items(door.person()), wanted, **page)
    return page | {"items": [_line(row) for row in rows], "total": total}


@blp.route("/shared-items", methods=["POST"])
@blp.arguments(ItemReported)
@blp.response(200, ItemTaken)
def report(said: dict[str, Any]) -> Any:
    """A center's platform reports a violation

    The same external id again is the same item. A revision that is not newer changes nothing;
    the answer says so. Once an item is shared its office corrects it.
    """
    external_id, revision = said.pop("external_id"), said.pop("revision")
    return door.answered(
        door.act(receive_shared_item, external_id=external_id, revision=revision, report=said)
    )


@blp.route(ONE, methods=["GET"])
@blp.response(200, ItemShown)
def shared_item(item_id: int) -> Any:
    """One item: what was sent, and the answers one may see"""
    _no_entity()
    unit, actor = door.reading(), door.person()
    item = item_seen(unit, actor, item_id)
    receipts = sharing.receipts_of(unit.connection, item_id)
    seen = [row | {"measure": row["action"]} for row in receipts
            if sees_answers_of(actor, item, row)]  # fmt: skip
    return _line(item) | {
        "case_number": item["number"] if answers_for(actor, item) else None,
        "notices": sharing.notices_of(unit.connection, item_id),
        "receipts": seen,
    }


@blp.route(f"{RECEIPT}/answer", methods=["POST"])
@blp.arguments(AnswerGiven)
@blp.response(200, AnswerTaken)
def answer(given: dict[str, Any], receipt_id: int) -> Any:
    """Acknowledge a notice and say what one's organisation does about it"""
    return door.answered(door.act(acknowledge_notice, receipt_id=receipt_id, **given))


@blp.route("/digests", methods=["GET"])
@blp.arguments(Paging, location="query")
@blp.response(200, DigestsPage)
def digests(asked: dict[str, Any]) -> Any:
    """Monthly digests: the nation sees all, an office its own"""
    _no_entity()
    actor, connection = door.person(), door.reading().connection
    page = {"limit": asked["limit"], "offset": asked["offset"]}
    place: str | None = None
    if not sees_all(actor):
        own = [p.org_code for p in actor.posts if may_see_province(actor, p.org_code)]
        place = own[0] if own else "-"
    rows, total = digest_store.digests_page(connection, place, **page)
    return page | {"items": rows, "total": total}
