"""A request with several applicants: may it be taken in? Asked by a center's own platform."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.api import door
from service.api.entity_shapes import ReasonShown
from service.api.fields import Day, text, words
from service.api.parsing import Blueprint
from service.casework.preexam_check import check_request
from service.domain.preexam_check import Verdict

blp = Blueprint("preexam", __name__, description="预审请求 · Requests for pre-examination")
VERDICTS = {"enum": [verdict.value for verdict in Verdict]}


class RequestAsked(Schema):
    applicants = fields.List(
        text(40),
        required=True,
        metadata={"description": "Codes of the applicants, the first applicant first."},
    )
    center = text(40, 1, required=True, metadata={"description": "Code of the center: zhejiang."})
    on = fields.Date(
        load_default=None,
        metadata={"description": "A civil day, Asia/Shanghai; today if left out."},
    )


class ApplicantShown(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    verdict = fields.String(required=True, metadata=VERDICTS)
    reasons = fields.List(fields.Nested(ReasonShown), required=True)


class RequestShown(Schema):
    """The strictest verdict of its applicants is that of the request."""

    day = Day(required=True)
    center = fields.String(required=True)
    verdict = fields.String(required=True, metadata=VERDICTS)
    admitted = fields.Boolean(required=True)
    words = words(required=True)
    applicants = fields.List(fields.Nested(ApplicantShown), required=True)


@blp.route("/preexam-check", methods=["GET"])
@blp.arguments(RequestAsked, location="query")
@blp.response(200, RequestShown)
def preexam_check(asked: dict[str, Any]) -> Any:
    """Whether a request with these applicants may be taken in, and why; for officers

    Refused when the first applicant is banned or not filed at the center; a banned one that is
    not the first is refused or only alerted by the rule banned_co_applicant.
    """
    said = check_request(
        door.reading(), door.person(), asked["applicants"], asked["center"], asked["on"]
    )
    return said.as_json()
