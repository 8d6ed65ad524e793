"""Appeals: taken back, extended, and a stay of what they are against."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.actions.extend_appeal import extend_appeal
from service.actions.stay_execution import stay_execution
from service.actions.withdraw_appeal import withdraw_appeal
from service.api import door
from service.api.fields import Day, text
from service.api.parsing import Blueprint

blp = Blueprint("appeals", __name__, description="异议复议 · Appeals")
ONE = "/cases/<string(maxlength=30):number>/appeal"


class Reasoned(Schema):
    reason = text(500, required=True)


class StayAsked(Reasoned):
    """By which decision or court order, and from which day; today if left out."""

    decision_no = text(60, required=True)
    from_day = fields.Date()


class AppealChanged(Schema):
    case_number = fields.String(required=True)


class Stayed(AppealChanged):
    from_day = Day(required=True)


@blp.route(f"{ONE}/withdraw", methods=["POST"])
@blp.arguments(Reasoned)
@blp.response(200, AppealChanged)
def withdraw(asked: dict[str, Any], number: str) -> Any:
    """Take an appeal back"""
    return door.answered(door.act(withdraw_appeal, case_number=number, **asked))


@blp.route(f"{ONE}/extend", methods=["POST"])
@blp.arguments(Reasoned)
@blp.response(200, AppealChanged)
def extend(asked: dict[str, Any], number: str) -> Any:
    """Lengthen the period of an appeal, once"""
    return door.answered(door.act(extend_appeal, case_number=number, **asked))


@blp.route(f"{ONE}/stay", methods=["POST"])
@blp.arguments(StayAsked)
@blp.response(200, Stayed)
def stay(asked: dict[str, Any], number: str) -> Any:
    """Stay the execution of what an appeal is against: ban and restrictions rest"""
    return door.answered(door.act(stay_execution, case_number=number, **asked))
