"""The working-day calendar: what is loaded, and years brought in by two administrators."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from service.actions.approve_calendar_year import approve_calendar_year
from service.actions.propose_calendar_year import propose_calendar_year
from service.actions.reject_calendar_year import reject_calendar_year
from service.actions.withdraw_calendar_year import withdraw_calendar_year
from service.api import door
from service.api.fields import LARGEST_ID, Day, Instant, one_of, text
from service.api.messages import both
from service.api.parsing import Blueprint
from service.api.proposal_shapes import (
    ProposalsAsked,
    ProposalShown,
    add_decisions,
    common,
    officers_only,
)
from service.casework.four_eyes import check_administrator
from service.casework.workdays import would_move
from service.domain.calendar_rows import MOST_ROWS, with_year
from service.domain.errors import NotFound
from service.office import Unit
from service.store import house
from service.store import proposals as store

blp = Blueprint("calendar", __name__, description="工作日历 · The working-day calendar")
ONE = "/calendar/<int(max=9999):year>"
PROPOSAL = f"/calendar-proposals/<int(max={LARGEST_ID}):proposal_id>"
Row = dict[str, Any]


class YearLine(Schema):
    year = fields.Integer(required=True)
    version = fields.Integer(required=True)
    loaded_at = Instant(required=True)


class YearsShown(Schema):
    """Past `covered_until` a deadline in working days is provisional."""

    version = fields.Integer(required=True)
    covered_until = Day(required=True, allow_none=True)
    years = fields.List(fields.Nested(YearLine), required=True)


class DayShown(Schema):
    """A day off, or a weekend day that is worked; every other day follows the week."""

    day = Day(required=True)
    kind = fields.String(required=True, metadata={"enum": ["off", "work"]})
    name = fields.String(required=True)
    notice = fields.String(required=True)


class YearShown(YearLine):
    working_days = fields.Integer(required=True)
    days = fields.List(fields.Nested(DayShown), required=True)


class DayGiven(Schema):
    day = fields.Date(required=True)
    kind = one_of("off", "work", required=True)
    name = text(40, load_default="")


class YearGiven(Schema):
    """All days off and make-up days of the year; they replace what is loaded of it."""

    notice = text(120, 1, required=True, metadata={"description": "What announces these days."})
    reason = text(300, load_default="")
    days = fields.List(
        fields.Nested(DayGiven),
        required=True,
        validate=validate.Length(
            1, MOST_ROWS, error=both(f"1 至 {MOST_ROWS} 天。", f"Give 1 to {MOST_ROWS} days.")
        ),
    )


class YearProposed(Schema):
    """It waits for another administrator."""

    proposal_id = fields.Integer(required=True)
    year = fields.Integer(required=True)
    days = fields.Integer(required=True)


class YearDecided(Schema):
    proposal_id = fields.Integer(required=True)
    year = fields.Integer(required=True)


class YearApproved(YearDecided):
    """`moved` counts the open deadlines that were computed again and fall on another day."""

    version = fields.Integer(required=True)
    moved = fields.Integer(required=True)


class YearProposalShown(ProposalShown):
    """`would_move` counts open deadlines, for a proposal that waits."""

    year = fields.Integer(required=True)
    notice = fields.String(required=True)
    days = fields.List(fields.Nested(DayShown), required=True)
    would_move = fields.Integer(required=True, allow_none=True)


class YearProposalsShown(Schema):
    items = fields.List(fields.Nested(YearProposalShown), required=True)


@blp.route("/calendar", methods=["GET"])
@blp.response(200, YearsShown)
def years() -> Any:
    """Which years are loaded, and until when deadlines are certain"""
    officers_only()
    unit = door.reading()
    return {
        "version": unit.house.calendar_version,
        "covered_until": unit.calendar.covered_until,
        "years": house.calendar_years(unit.connection),
    }


@blp.route(ONE, methods=["GET"])
@blp.response(200, YearShown)
def year(year: int) -> Any:
    """The days off and make-up workdays of a year"""
    officers_only()
    unit = door.reading()
    found = [row for row in house.calendar_years(unit.connection) if row["year"] == year]
    if not found:
        raise NotFound(what_zh=f"{year} 年的工作日历", what_en=f"working-day calendar of {year}")
    last = date(year, 12, 31)
    return found[0] | {
        "working_days": unit.calendar.working_days_between(date(year - 1, 12, 31), last),
        "days": house.calendar_days(unit.connection, year),
    }


@blp.route(f"{ONE}/proposals", methods=["POST"])
@blp.arguments(YearGiven)
@blp.response(201, YearProposed)
def propose(asked: dict[str, Any], year: int) -> Any:
    """Propose the days of a year; another administrator must approve them"""
    officers_only()
    said = {"rows": asked["days"], "notice": asked["notice"], "reason": asked["reason"]}
    return door.answered(door.act(propose_calendar_year, year=year, **said), 201)


@blp.route("/calendar-proposals", methods=["GET"])
@blp.arguments(ProposalsAsked, location="query")
@blp.response(200, YearProposalsShown)
def calendar_proposals(asked: dict[str, Any]) -> Any:
    """The newest hundred proposals in a state; for administrators"""
    officers_only()
    check_administrator(door.person())
    unit = door.reading()
    rows = store.proposals(unit.connection, store.CALENDAR, state=asked["state"])
    return {"items": [_proposal(unit, row) for row in rows]}


add_decisions(
    blp, PROPOSAL, approve=approve_calendar_year, reject=reject_calendar_year,
    withdraw=withdraw_calendar_year, approved=YearApproved, decided=YearDecided,
    effect="Put a year in force and compute open deadlines again",
)  # fmt: skip


def _proposal(unit: Unit, row: Row) -> Row:
    days = [day | {"day": date.fromisoformat(day["day"])} for day in row["days"]]
    moving = None
    if row["state"] == "pending":
        moving = len(would_move(unit, with_year(unit.calendar, row["year"], days)))
    return common(row) | {"days": days, "would_move": moving}
