"""The formats a field may ask for. Anything else in a definition is refused, never ignored."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from jsonschema import FormatChecker

from service.domain.errors import BadCode
from service.domain.identity import normalise_code

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,63}(\.[^@\s.]{1,63}){1,5}")
_PHONE = re.compile(r"\+?\d[\d -]{5,18}\d")
_DECIMAL = re.compile(r"\d{1,13}(\.\d{1,2})?")


def is_date(value: object) -> bool:
    """A day that exists, written 2026-10-09."""
    if not isinstance(value, str):
        return True
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_date_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def is_decimal(value: object) -> bool:
    """Not negative, at most two places behind the point."""
    return not isinstance(value, str) or bool(_DECIMAL.fullmatch(value))


def is_email(value: object) -> bool:
    return not isinstance(value, str) or bool(_EMAIL.fullmatch(value))


def is_phone(value: object) -> bool:
    return not isinstance(value, str) or bool(_PHONE.fullmatch(value))


def is_credit_code(value: object) -> bool:
    """Made of the right characters; the check digit only ever warns (E4 row 46)."""
    if not isinstance(value, str):
        return True
    try:
        return normalise_code(value) == value
    except BadCode:
        return False


CHECKS: dict[str, Callable[[object], bool]] = {
    "date": is_date,
    "date-time": is_date_time,
    "decimal": is_decimal,
    "email": is_email,
    "phone": is_phone,
    "credit_code": is_credit_code,
}
FORMAT_CHECKER = FormatChecker(formats=())
for _name, _check in CHECKS.items():
    FORMAT_CHECKER.checks(_name)(_check)
