"""Re-review campaigns: the list, one with its progress, what was published."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.actions.clear_the_silent import MOST, clear_the_silent
from service.actions.give_up_filing import give_up_filing
from service.api import door
from service.api.fields import Day, Instant, Paging, Plain, named, one_of, page_of, text, whole
from service.api.parsing import Blueprint
from service.api.seeing import case_seen
from service.casework.access import visible_to
from service.domain.errors import NotFound
from service.domain.reviews import ReviewState
from service.store import publications, reviews
from service.store.cases import Case

blp = Blueprint("reviews", __name__, description="定期复核 · Re-reviews")
ONE = "/reviews/<string(maxlength=30):number>"
Row = dict[str, Any]


class CampaignLine(Schema):
    """One campaign; `counts` how many entities stand where."""

    case_number = fields.String(required=True)
    name = fields.String(required=True)
    center = fields.String(required=True)
    scope = Plain(required=True, metadata={"type": "object"})
    window_from = Day(required=True)
    window_last = Day(required=True)
    first_batch = Day(required=True)
    second_batch = Day(required=True)
    approved_at = Instant(required=True, allow_none=True)
    finished_at = Instant(required=True, allow_none=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class ReviewEntryShown(Schema):
    """One entity in a campaign; `was_silent` whether it handed nothing in."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    state = named(required=True)
    was_silent = fields.Boolean(required=True)
    case_number = fields.String(required=True, allow_none=True)
    submitted_at = Instant(required=True, allow_none=True)
    result_day = Day(required=True, allow_none=True)


class ReviewPublishedShown(Schema):
    """A line as it was published; a correction stands beside it."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    result = fields.String(required=True)
    decided_on = Day(required=True)
    reasons = fields.String(required=True)
    correction = fields.String(required=True)


class ReviewBatchShown(Schema):
    batch = fields.Integer(required=True)
    published_on = Day(required=True)
    note = fields.String(required=True)
    lines = fields.List(fields.Nested(ReviewPublishedShown), required=True)


class CampaignShown(CampaignLine):
    batches = fields.List(fields.Nested(ReviewBatchShown), required=True)


class EntriesAsked(Paging):
    state = one_of(*(state.value for state in ReviewState))


class SilentClearing(Schema):
    """One decision for those who handed nothing in and said nothing; at most fifty a request."""

    effective_on = fields.Date(required=True)
    legal_basis = text(1000, 1, required=True)
    reasons = text(2000, 1, required=True)
    most = whole(1, MOST, load_default=MOST)


class SilentlyCleared(Schema):
    case_number = fields.String(required=True)
    cleared = fields.Integer(required=True)
    left = fields.Integer(required=True)


class FilingGivingUp(Schema):
    reason = text(500, required=True)


class FilingGivenUp(Schema):
    case_number = fields.String(required=True)


@blp.route("/reviews", methods=["GET"])
@blp.arguments(Paging, location="query")
@blp.response(200, page_of(CampaignLine, "CampaignsPage"))
def campaigns(asked: dict[str, Any]) -> Any:
    """The campaigns one may see, newest first"""
    _officers_only()
    connection = door.reading().connection
    page = {"limit": asked["limit"], "offset": asked["offset"]}
    rows, total = reviews.campaigns_page(connection, visible_to(door.person()), **page)
    counts = reviews.counts_of(connection, [row["case_id"] for row in rows])
    return page | {"items": [_line(row, counts[row["case_id"]]) for row in rows], "total": total}


@blp.route(ONE, methods=["GET"])
@blp.response(200, CampaignShown)
def campaign(number: str) -> Any:
    """One campaign, with its published batches"""
    found, row = _campaign(number)
    connection = door.reading().connection
    counts = reviews.counts_of(connection, [found.id])[found.id]
    batches = [
        one | {"lines": publications.published_lines(connection, found.id, one["batch"])}
        for one in publications.publications_of(connection, found.id)
    ]
    return _line(row | {"number": found.number}, counts) | {"batches": batches}


@blp.route(f"{ONE}/entities", methods=["GET"])
@blp.arguments(EntriesAsked, location="query")
@blp.response(200, page_of(ReviewEntryShown, "ReviewEntriesPage"))
def entries(asked: dict[str, Any], number: str) -> Any:
    """The entities of a campaign and where each stands"""
    found, _ = _campaign(number)
    page = {"limit": asked["limit"], "offset": asked["offset"]}
    states = (asked["state"],) if asked.get("state") else ()
    rows, total = reviews.entries_page(door.reading().connection, found.id, states=states, **page)
    return page | {"items": [_entry(row) for row in rows], "total": total}


@blp.route(f"{ONE}/clear-the-silent", methods=["POST"])
@blp.arguments(SilentClearing)
@blp.response(200, SilentlyCleared)
def clear(asked: dict[str, Any], number: str) -> Any:
    """Decide alike on those who handed nothing in and said nothing"""
    return door.answered(door.act(clear_the_silent, case_number=number, **asked))


@blp.route("/cases/<string(maxlength=30):number>/give-up-filing", methods=["POST"])
@blp.arguments(FilingGivingUp)
@blp.response(200, FilingGivenUp)
def give_up(asked: dict[str, Any], number: str) -> Any:
    """An entity gives up the filing that is re-reviewed in this case"""
    return door.answered(door.act(give_up_filing, case_number=number, **asked))


def _officers_only() -> None:
    if door.is_entity():
        raise NotFound(what_zh="这次复核活动", what_en="such campaign")


def _campaign(number: str) -> tuple[Case, Row]:
    _officers_only()
    found = case_seen(number)
    row = reviews.campaign_of(door.reading().connection, found.id)
    if row is None:
        raise NotFound(what_zh="这次复核活动", what_en="such campaign")
    return found, row


def _line(row: Row, counts: dict[str, int]) -> Row:
    return row | {"case_number": row["number"], "center": row["center_code"], "counts": counts}


def _entry(row: Row) -> Row:
    known = ReviewState(row["state"])
    state = {"code": known.value, "zh": known.zh, "en": known.en}
    return row | {"case_number": row["number"], "state": state}
