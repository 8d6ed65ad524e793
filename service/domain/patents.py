"""Numbers of Chinese patents: one spelling each, the check digit a warning.

Applications: 202410123456.0 (from October 2003), 98101234.5 (before). Publications and grants:
CN101234567B (nine digits from April 2007), CN1234567C, CN2345678Y, CN3456789D (before).
Source: ZC 0006-2003; ZC 0007-2012; domain.md d11.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_NEW = re.compile(r"((?:19|20)\d\d)([12389])(\d{7})(?:\.?([0-9X]))?")
_OLD = re.compile(r"(8[5-9]|9\d|0[0-3])([12389])(\d{5})(?:\.?([0-9X]))?")
_PUBLICATION = re.compile(r"CN([123])(\d{6}|\d{8})([ABCUYSD]\d?)")
_BLANKS = re.compile(r"[\s　]+")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_LETTERS = {"1": "ABC", "2": "UY", "3": "SD"}


class PatentKind(StrEnum):
    """The three kinds of patents; each has its own time to grant."""

    INVENTION = "invention"
    UTILITY_MODEL = "utility_model"
    DESIGN = "design"

    @property
    def zh(self) -> str:
        return {"invention": "发明", "utility_model": "实用新型", "design": "外观设计"}[self.value]


_KINDS = {
    "1": PatentKind.INVENTION, "8": PatentKind.INVENTION, "2": PatentKind.UTILITY_MODEL,
    "9": PatentKind.UTILITY_MODEL, "3": PatentKind.DESIGN,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PatentNumber:
    """A number as it is kept: 202410123456.0, always with the digit that fits, or CN101234567B.

    kind      which kind of patent the number belongs to
    fits      whether the check digit given fits: a warning only; None where none was given
    """

    value: str
    kind: PatentKind
    is_application: bool
    fits: bool | None = None


def read_patent_number(text: str) -> PatentNumber | None:
    """The number, however it was typed; None for what is no Chinese patent number."""
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", text)).upper()
    published = _PUBLICATION.fullmatch(plain)
    if published and published[3][0] in _LETTERS[published[1]]:
        return PatentNumber(value=plain, kind=_KINDS[published[1]], is_application=False)
    plain = re.sub(r"^(CN|ZL)", "", plain)
    found = _NEW.fullmatch(plain) or _OLD.fullmatch(plain)
    if found is None:
        return None
    body = found[1] + found[2] + found[3]
    expected = check_digit(body)
    return PatentNumber(
        value=f"{body}.{expected}",  # so that one patent is never two
        kind=_KINDS[found[2]],
        is_application=True,
        fits=None if found[4] is None else found[4] == expected,
    )


def check_digit(body: str) -> str:
    """The check digit of the 12 (or 8) digits of an application number: 0 to 9, or X."""
    rest = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=False)) % 11
    return "X" if rest == 10 else str(rest)
