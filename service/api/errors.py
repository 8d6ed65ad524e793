"""The one shape of every no: refusals, unreadable requests, our own failures.

{"code", "message": {"zh", "en"}, "fields": [{"field", "zh", "en"}], "source"}
"""

from __future__ import annotations

import logging
import secrets
from typing import Any

from flask import Flask, Response, current_app, request
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from service.api.fields import WordsSchema
from service.domain.errors import (
    BadRequest,
    Conflict,
    NotFound,
    NotSignedIn,
    Refusal,
    TooLarge,
    TooManyAttempts,
)
from service.store.database import is_serialization_failure

log = logging.getLogger("mingdan.api")
PREFIX = "/api"


class FieldErrorSchema(WordsSchema):
    """One field to put right; its name is a dotted path."""

    field = fields.String(required=True)


class RefusalSchema(Schema):
    """Why not, in both languages; nothing was changed."""

    code = fields.String(required=True)
    message = fields.Nested(WordsSchema, required=True)
    fields_ = fields.List(fields.Nested(FieldErrorSchema), required=True, data_key="fields")
    source = fields.String(required=True, allow_none=True)
    incident = fields.String(
        metadata={"description": "Only with status 500: the number to report."}
    )


def is_ours(path: str) -> bool:
    """Whether the API answers at this path."""
    return path == PREFIX or path.startswith(f"{PREFIX}/")


def refused(refusal: Refusal) -> Response:
    """A rule said no: its own status and sentences."""
    answer = _answer(refusal.as_json(), refusal.status)
    if isinstance(refusal, NotSignedIn):
        answer.headers["WWW-Authenticate"] = 'Bearer realm="mingdan"'
    if isinstance(refusal, TooManyAttempts):
        answer.headers["Retry-After"] = str(60 * int(refusal.gaps["minutes"]))
    return answer


def http_failed(failure: HTTPException) -> Any:
    """The framework said no before any of our code was asked."""
    if failure.code is None or failure.code < 400:
        return failure
    if failure.code >= 500:
        return failed(failure)
    answer = _answer(_said_of(failure), failure.code)
    for name, value in failure.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _said_of(failure: HTTPException) -> dict[str, Any]:
    if failure.code == 404:
        return NotFound(what_zh="这个地址", what_en="such address").as_json()
    if failure.code == 413:
        most = request.max_content_length or current_app.config["MAX_CONTENT_LENGTH"]
        return TooLarge(limit=f"{most // 1_000_000} MB").as_json()
    if failure.code == 405:
        allowed = ", ".join(sorted(getattr(failure, "valid_methods", None) or ()))
        zh = f"这个地址不能用 {request.method}。可用：{allowed}。"
        en = f"{request.method} is not possible here. Possible: {allowed}."
        return _shape("method_not_allowed", zh, en)
    reason = failure.description or failure.name
    told = BadRequest(reason_zh="格式不对。", reason_en=reason).as_json()
    return told | {"code": _snake(failure.name)}


def failed(failure: BaseException) -> Response:
    """Our own failure: a number to report, never what went wrong inside."""
    if is_serialization_failure(failure):
        return refused(Conflict())
    number = secrets.token_hex(4).upper()
    said = {"incident": number, "method": request.method, "endpoint": request.endpoint}
    log.error("request failed, incident %s", number, exc_info=failure, extra=said)
    zh = f"系统出错了，这次没有办成，什么都没有改动。请把编号 {number} 告诉管理员。"
    en = f"The service failed; nothing was changed. Tell your administrator number {number}."
    return _answer(_shape("fault", zh, en) | {"incident": number}, 500)


def _shape(code: str, zh: str, en: str) -> dict[str, Any]:
    return {"code": code, "message": {"zh": zh, "en": en}, "fields": [], "source": None}


def _snake(name: str) -> str:
    return name.lower().replace(" ", "_").replace("-", "_")


def _answer(body: dict[str, Any], status: int) -> Response:
    return Response(current_app.json.dumps(body), status, mimetype="application/json")


def register_errors(app: Flask) -> None:
    """Answer every no under /api; what fails elsewhere stays with whoever answered it before."""
    kept = app.error_handler_spec[None][None].get(HTTPException)
    kept_500 = next(iter(app.error_handler_spec[None][500].values()), None)

    def on_http(failure: HTTPException) -> Any:
        if is_ours(request.path):
            return http_failed(failure)
        return app.ensure_sync(kept)(failure) if kept else failure

    def on_500(failure: HTTPException) -> Any:
        if is_ours(request.path):
            return failed(getattr(failure, "original_exception", None) or failure)
        return app.ensure_sync(kept_500)(failure) if kept_500 else failure

    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(500, on_500)
