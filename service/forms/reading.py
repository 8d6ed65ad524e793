"""Read what people type: full-width digits, 2026年10月9日, 1,200, 是/否.

A reader gives the stored value, or None when the text can not be one; the caller then keeps the
text as it was typed, so that the message can speak about it and the page can show it again.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from service.domain.periods import SHANGHAI

LONGEST_FIGURE = 40
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_DATE_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(\d{1,2})\s*[:时点]\s*(\d{1,2})\s*(?::\s*(\d{1,2})|分)?")
_FIGURE = re.compile(r"[+-]?\d+(\.\d+)?")
_SEPARATORS = re.compile(r"[\s,;、，；]+")
_YES = frozenset({"yes", "true", "on", "1", "是", "有"})
_NO = frozenset({"no", "false", "off", "0", "否", "无", "没有"})


def half_width(text: str) -> str:
    """Full-width digits, letters and signs as half-width ones, without outer blanks."""
    return unicodedata.normalize("NFKC", text).strip()


def _short(text: str) -> str:
    """Half width; text too long to be a day or a figure reads as nothing."""
    return half_width(text) if len(text) <= LONGEST_FIGURE else ""


def read_text(text: str) -> str:
    """Outer blanks off, one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def read_date(text: str) -> str | None:
    """An ISO day, if the text names a day that exists."""
    text = _short(text)
    match = _DATE.fullmatch(text) or _DATE_DIGITS.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_date_time(text: str) -> str | None:
    """An ISO instant with its zone, to the second; without a zone it is Asia/Shanghai."""
    text = _short(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _written_out(text)
    if len(text) <= len("2026-10-09"):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=SHANGHAI)
    return moment.replace(microsecond=0).isoformat()


def _written_out(text: str) -> str | None:
    match = _DATE.match(text)
    if match is None:
        return None
    day = read_date(match.group(0))
    clock = _TIME.fullmatch(text[match.end() :].strip())
    if day is None or clock is None:
        return None
    hour, minute, second = (int(part or 0) for part in clock.groups())
    try:
        moment = datetime.fromisoformat(day).replace(
            hour=hour, minute=minute, second=second, tzinfo=SHANGHAI
        )
    except ValueError:
        return None
    return moment.isoformat()


def _figure(text: str, unit: str) -> str | None:
    text = _short(text).replace(",", "").replace(" ", "")
    text = text.removeprefix("¥").removesuffix(unit)
    return text if _FIGURE.fullmatch(text) else None


def read_integer(text: str, unit: str = "") -> int | None:
    """A whole number; the field's own `unit` may stand behind it."""
    figure = _figure(text, unit)
    if figure is None:
        return None
    whole, _, rest = figure.partition(".")
    return int(whole) if not rest.strip("0") else None


def read_decimal(text: str, unit: str = "") -> str | None:
    """Plain decimal notation, never a float: "1,200.50" is "1200.50"."""
    figure = _figure(text, unit)
    return None if figure is None else format(Decimal(figure), "f")


def read_yes_no(text: str) -> bool | None:
    text = half_width(text).lower()
    if text in _YES:
        return True
    return False if text in _NO else None


def read_codes(text: str) -> list[str]:
    """Codes typed in one line: "g01d、G01L" is ["G01D", "G01L"]; each is kept once."""
    codes = (code.upper() for code in _SEPARATORS.split(half_width(text)) if code)
    return list(dict.fromkeys(codes))
