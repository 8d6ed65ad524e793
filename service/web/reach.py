"""What an address may ask for: numbers the database can hold, days the law can mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask import request
from werkzeug.routing import IntegerConverter, Map

from service.domain.errors import BadRequest
from service.domain.rules import FIRST_DAY

LARGEST = 2**63 - 1
LAST_PAGE = 100_000
YEARS = range(FIRST_DAY.year, 2100)


class KeyConverter(IntegerConverter):
    """A row's number; one the database can not hold is no address of ours."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST)


def page_number() -> int:
    asked = request.args.get("page", 1, type=int)
    return min(max(1, asked), LAST_PAGE)


def key_in_address(name: str) -> int:
    """A row's number given behind the question mark; 0 when there is none or it is too large."""
    asked = request.args.get(name, 0, type=int)
    return asked if 0 <= asked <= LARGEST else 0


def day_in_address(name: str, otherwise: date) -> date:
    """The day given, or `otherwise` when there is none, it can not be read or is out of reach."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return otherwise
    return day if day.year in YEARS else otherwise


def check_readable() -> None:
    """Raises BadRequest for a text that no database keeps."""
    if any("\x00" in text for text in _texts()):
        raise BadRequest(
            reason_zh="里面有不能识别的字符。",
            reason_en="it contains a character that has no meaning.",
        )


def _texts() -> Iterator[str]:
    yield request.path
    for values in (request.args, request.form):
        for key, value in values.items(multi=True):
            yield key
            yield value
