"""How a request is read: strict JSON, no field too many, every fault named in both languages."""

from __future__ import annotations

from typing import Any, NoReturn

import flask
import flask_smorest
import marshmallow
import orjson
from webargs import core
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import HTTPException

from service.api import errors
from service.api.messages import field_errors
from service.domain.errors import BadRequest, InvalidForm, Refusal

LARGEST_BODY = 1_000_000


class Parser(FlaskParser):
    """webargs with our reading of JSON and our refusals."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012  webargs declares it so
        "json": marshmallow.RAISE,
        "query": marshmallow.RAISE,
        "path": marshmallow.RAISE,
        "files": marshmallow.RAISE,
    }

    def load_json(self, req: flask.Request, schema: marshmallow.Schema) -> Any:
        body = req.get_data(cache=True)
        if not body:
            return core.missing
        if not is_json_request(req):
            raise BadRequest(
                reason_zh="正文要用 application/json 发送。", reason_en="send application/json."
            )
        return read_json(body)

    def handle_error(
        self, error: marshmallow.ValidationError, *args: Any, **kwargs: Any
    ) -> NoReturn:
        raise InvalidForm(fields=field_errors(error.messages)) from error


def read_json(body: bytes) -> Any:
    """The JSON value; no NaN, no lone surrogates, no depth that breaks us. Raises BadRequest."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as wrong:
        raise BadRequest(
            reason_zh=f"第 {wrong.lineno} 行第 {wrong.colno} 列起不是 JSON。",
            reason_en=f"line {wrong.lineno}, column {wrong.colno} is not JSON.",
        ) from wrong
    if b"\\u0000" in body and _has_nul(value):
        raise no_nul()
    return value


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(map(_has_nul, value)) or any(map(_has_nul, value.values()))
    return isinstance(value, list) and any(map(_has_nul, value))


def no_nul() -> BadRequest:
    return BadRequest(reason_zh="文字里有空字符（U+0000）。", reason_en="it holds U+0000.")


class Blueprint(flask_smorest.Blueprint):
    """A part of the API: our parser, our one shape of errors."""

    ARGUMENTS_PARSER = Parser()

    def __init__(self, name: str, import_name: str, **options: Any) -> None:
        super().__init__(name, import_name, url_prefix=errors.PREFIX, **options)
        self.register_error_handler(Refusal, errors.refused)
        self.register_error_handler(HTTPException, errors.http_failed)
        self.register_error_handler(Exception, errors.failed)
