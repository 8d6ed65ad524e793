"""Codes of entities: one spelling each, a wrong character named, the check digit a warning.

Source: GB 32100-2015; domain.md 5.5; E4 44, 46, 47, 48.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.domain.errors import BadCode

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CODE_LENGTH, OLD_LICENCE_LENGTH = 18, 15
REGION = slice(2, 8)
BODY = slice(8, 17)

_LOOK_ALIKE = {"I": "1", "O": "0", "S": "5", "Z": "2"}
_SUBSTITUTE = re.compile(r"[0-9A-Z\u4e00-\u9fff][0-9A-Z\u4e00-\u9fff()（）〔〕./_-]{3,39}")


class IdentifierKind(StrEnum):
    CREDIT_CODE = "credit_code"
    OLD_LICENCE = "old_licence"
    SUBSTITUTE = "substitute"

    @property
    def zh(self) -> str:
        return {
            "credit_code": "统一社会信用代码",
            "old_licence": "原注册号",
            "substitute": "替代代码",
        }[self.value]


@dataclass(frozen=True)
class CodeCheck:
    """Whether the 18th character fits; a warning only, an officer may confirm the code."""

    ok: bool
    expected: str
    given: str

    @property
    def zh(self) -> str:
        if self.ok:
            return "校验码相符。"
        return f"第18位校验码应为“{self.expected}”，实为“{self.given}”。核对证照后可以确认。"

    @property
    def en(self) -> str:
        if self.ok:
            return "The check character fits."
        return (
            f"The 18th character should be “{self.expected}” and is “{self.given}”. "
            "Compare it with the licence; it may then be confirmed."
        )


@dataclass(frozen=True)
class Identifier:
    """One of the identifiers an entity has had. `valid_to` is its last day, None while open."""

    kind: IdentifierKind
    value: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class SubstituteCode:
    """The code of a unit that has no credit code (a military unit), with its proof."""

    value: str
    proof: str

    @classmethod
    def read(cls, text: str, proof: str) -> SubstituteCode:
        """Raises BadCode without proof, or when the text looks like a credit code."""
        value = _squeezed(text)
        if not proof.strip():
            raise _bad(
                "没有信用代码的单位用替代代码时，要附证明材料。",
                "A unit without a credit code needs a proof of its substitute code.",
            )
        if len(value) == CODE_LENGTH and all(c in ALPHABET for c in value):
            raise _bad(
                "这像是统一社会信用代码，请填在信用代码栏。",
                "This looks like a credit code: enter it as one.",
            )
        if not _SUBSTITUTE.fullmatch(value):
            raise _bad(
                "替代代码为4至40位字母、数字或汉字。",
                "A substitute code has 4 to 40 letters, digits or Chinese characters.",
            )
        return cls(value, proof.strip())


def normalise_code(text: str) -> str:
    """The one spelling of a credit code: half-width, upper case, no spaces.

    A letter that no code has is refused and named, never replaced in silence; the check
    character is not looked at (`check_code`). Raises BadCode.
    """
    code = _squeezed(text)
    if not code:
        raise _bad("没有填写。照证照填18位代码。", "It is empty. Copy the 18 characters.")
    for position, char in enumerate(code, 1):
        if char not in ALPHABET:
            raise _wrong_character(position, char)
    if len(code) == OLD_LICENCE_LENGTH and code.isdigit():
        raise _bad(
            "这是15位的原注册号。请填证照上的18位代码；原注册号另行登记。",
            "This is an old 15-digit licence number. Enter the 18-character code of the "
            "licence; the old number is kept beside it.",
        )
    if len(code) != CODE_LENGTH:
        raise _bad(
            f"应为18位，现在是{len(code)}位。照证照核对有没有漏掉或多出的字符。",
            f"It has {len(code)} characters instead of 18. Look for a missing or extra one.",
        )
    for position, char in enumerate(code[REGION], REGION.start + 1):
        if not char.isdigit():
            raise _bad(
                f"第{position}位是“{char}”，第3至8位是行政区划，只能是数字。",
                f"Character {position} is “{char}”; 3 to 8 name the region and are digits.",
            )
    return code


def expected_check(code: str) -> str:
    """The 18th character that fits the first 17: 31 - (Σ mod 31), and 31 is "0"."""
    total = sum(w * ALPHABET.index(c) for w, c in zip(WEIGHTS, code, strict=False))
    return ALPHABET[-total % 31]


def check_code(code: str) -> CodeCheck:
    """Compare the check character of a normalised code."""
    expected = expected_check(code)
    return CodeCheck(code[-1] == expected, expected, code[-1])


def body_code(code: str) -> str:
    """Characters 9 to 17: the body behind the code; a hint of succession, never proof."""
    return code[BODY]


def read_identifier(text: str) -> Identifier:
    """A credit code, or an old 15-digit licence number. Raises BadCode."""
    squeezed = _squeezed(text)
    if len(squeezed) == OLD_LICENCE_LENGTH and squeezed.isdigit():
        return Identifier(IdentifierKind.OLD_LICENCE, squeezed)
    return Identifier(IdentifierKind.CREDIT_CODE, normalise_code(text))


def _squeezed(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in plain if unicodedata.category(c)[0] not in "ZC")


def _wrong_character(position: int, char: str) -> BadCode:
    if char in _LOOK_ALIKE:
        digit = _LOOK_ALIKE[char]
        return _bad(
            f"第{position}位是字母“{char}”，代码里没有这个字母，多半是数字“{digit}”。照证照改正。",
            f"Character {position} is the letter “{char}”, which no code has; it is probably "
            f"the digit “{digit}”. Compare it with the licence.",
        )
    if char == "V":
        return _bad(
            f"第{position}位是字母“V”，代码里没有这个字母，多半是“U”或“Y”。照证照改正。",
            f"Character {position} is the letter “V”, which no code has; it is probably “U” "
            "or “Y”. Compare it with the licence.",
        )
    return _bad(
        f"第{position}位是“{char}”，代码只有数字和大写字母。去掉或改正它。",
        f"Character {position} is “{char}”; a code has only digits and capital letters. "
        "Remove or correct it.",
    )


def _bad(zh: str, en: str) -> BadCode:
    return BadCode(reason_zh=zh, reason_en=en, source="GB 32100-2015")
