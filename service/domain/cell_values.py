"""What one cell of an imported table holds, by the kind of its column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from service.domain.errors import BadCode
from service.domain.identity import normalise_code
from service.domain.patents import read_patent_number

LARGEST_COUNT = 1_000_000
LARGEST_MONEY = Decimal("99999999999.99")
YEARS = range(1985, 2101)
YES, NO = (
    frozenset(("是", "有", "yes", "y", "true", "1")),
    frozenset(("否", "无", "no", "n", "false", "0")),
)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:月|[-/.]0?1日?)?")
Options = Mapping[str, tuple[str, ...]]
Doubt = tuple[str, str] | None


def plain(text: str) -> str:
    """A title or answer without what does not matter: width, case, blanks, marks."""
    return re.sub(r"[\s*＊:：()（）\[\]【】_-]+", "", unicodedata.normalize("NFKC", text)).lower()


def read_value(kind: str, text: str, options: Options) -> tuple[Any, Doubt]:
    """The value, and what is doubtful about it. Raises WrongCell."""
    spelt = unicodedata.normalize("NFKC", text).strip()
    if kind == "patent":
        return _patent(spelt)
    return _READERS[kind](options, spelt), None


class WrongCell(Exception):
    """What a cell holds is not what its column means; both sentences say what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)


def _patent(text: str) -> tuple[str, Doubt]:
    found = read_patent_number(text)
    if found is None:
        raise WrongCell(
            "不是中国专利号。申请号写成 202410123456.0，公告号写成 CN101234567B。",
            "This is no Chinese patent number: write 202410123456.0 or CN101234567B.",
        )
    if found.fits is False:
        zh = f"校验位对不上，应为 {found.value}。请核对号码，已按校验后的号码登记。"
        en = f"The check digit does not fit; {found.value} would. Compare it; taken with that."
        return found.value, (zh, en)
    return found.value, None


def _entity(_: Options, text: str) -> str:
    try:
        return normalise_code(text)
    except BadCode as bad:
        if 4 <= len(text) <= 40 and len(text) != 18:
            return text.upper()  # a substitute code: whether it is on file is asked later
        raise WrongCell(bad.message("zh"), bad.message("en")) from bad


def _text(_: Options, text: str) -> str:
    if len(text) > 160:
        raise WrongCell("超过 160 字。请写短些。", "It has more than 160 characters.")
    return text


def _day(_: Options, text: str) -> date:
    found = _DAY.fullmatch(text.partition("T")[0])
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise WrongCell("不是日期。写成 2026-03-02。", "This is no date. Write 2026-03-02.")
    return day


def _month(_: Options, text: str) -> date:
    found = _MONTH.fullmatch(text.partition("T")[0]) or _DAY.fullmatch(text.partition("T")[0])
    if found and int(found[1]) in YEARS and 1 <= int(found[2]) <= 12:
        return date(int(found[1]), int(found[2]), 1)
    raise WrongCell("不是月份。写成 2026-03。", "This is no month. Write 2026-03.")


def _year(_: Options, text: str) -> int:
    digits = text.removesuffix("年")
    if re.fullmatch(r"\d{4}", digits) and int(digits) in YEARS:
        return int(digits)
    raise WrongCell("不是年份。写成 2025。", "This is no year. Write 2025.")


def _number(text: str) -> Decimal:
    try:
        found = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise WrongCell(
            "不是数字。只填数字，不写单位。", "This is no figure. Give it without a unit."
        )
    if found < 0:
        raise WrongCell("不能小于零。", "It can not be less than zero.")
    return found


def _count(_: Options, text: str) -> int:
    found = _number(text)
    if found != found.to_integral_value() or found > LARGEST_COUNT:
        raise WrongCell(
            f"应是整数，不超过 {LARGEST_COUNT}。", f"A whole number up to {LARGEST_COUNT} is meant."
        )
    return int(found)


def _money(_: Options, text: str) -> Decimal:
    found = _number(text)
    if found > LARGEST_MONEY or found != round(found, 2):
        raise WrongCell(
            "单位是万元，最多两位小数。", "It is in 10,000 yuan, with at most two decimals."
        )
    return found


def _yes_no(_: Options, text: str) -> bool:
    said = plain(text)
    if said not in YES | NO:
        raise WrongCell("填“是”或“否”。", "Write “yes” or “no”.")
    return said in YES


def _choice(options: Options, text: str) -> str:
    for value, words in options.items():
        if plain(text) in {plain(value), *map(plain, words)}:
            return value
    zh = "、".join(words[0] for words in options.values())
    en = ", ".join(words[1] for words in options.values())
    raise WrongCell(f"只能填：{zh}。", f"One of: {en}.")


_READERS = {
    "entity": _entity, "center": _text, "text": _text, "day": _day, "month": _month,
    "year": _year, "count": _count, "money": _money, "yes_no": _yes_no, "choice": _choice,
}  # fmt: skip
