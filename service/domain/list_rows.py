"""A row of a province's list: how its cells are read, and what must be put right.

Every fault names the row, the column and the value, and says what to do. Source: M02-M05; E7 83.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from service.domain.errors import BadCode
from service.domain.identity import SubstituteCode, check_code, normalise_code
from service.domain.list_kinds import SUBTYPES, category_named, subtype_named
from service.domain.list_layout import FIELDS

Values = dict[str, Any]
LONGEST = {
    "unit_name": 120, "host_name": 120, "substitute_reason": 300, "city": 40, "industry": 80,
    "evidence": 300, "cross_region_target": 160, "contact_name": 40, "contact_phone": 40,
    "note": 500, "filing_center": 60, "code": 40,
}  # fmt: skip
_TEXTS = tuple(name for name in LONGEST if name not in ("code", "filing_center"))
_YES = frozenset({"是", "需要", "有", "已备案", "yes", "y", "true", "1", "√"})
_NO = frozenset({"否", "不需要", "无", "没有", "未备案", "no", "n", "false", "0", "×"})
_DAY = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D?|(\d{4})(\d{2})(\d{2})")
_SERIAL_BEGIN = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar


@dataclass(frozen=True, kw_only=True)
class RowFault:
    """Something about one row; `row` is its number in the file or draft, 0 for the whole file.

    is_warning: the row may be taken as it is.
    """

    row: int
    field: str
    value: str
    code: str
    zh: str
    en: str
    is_warning: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.row, "field": self.field, "value": self.value[:80], "code": self.code,
            "zh": self.zh, "en": self.en, "is_warning": self.is_warning,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class KnownCode:
    """What is on file about one code. `filed`: center -> first day in force there."""

    entity_id: int
    name: str
    province: str | None
    filed: Mapping[str, date] = field(default_factory=dict)
    banned_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class ListContext:
    """Where and when rows are checked.

    centers           every name of a protection center -> its code
    has_center        whether the province has a protection center (Q16)
    others            keys of members that another office submitted or has on the list
    """

    province: str
    today: date
    known: Mapping[str, KnownCode]
    centers: Mapping[str, str]
    has_center: bool = True
    needs_filing: bool = True
    bans_bar_listing: bool = True
    serves_without_center: bool = False
    others: frozenset[tuple[str, str]] = frozenset()


def member_key(code: str, unit_name: str, host_name: str) -> tuple[str, str]:
    """What makes two rows the same member: the code, and for a unit within a host its name."""
    unit, host = squeezed(unit_name), squeezed(host_name)
    return (code, "" if not host or host == unit else unit)


def squeezed(text: str) -> str:
    """A name as it is compared: no spaces, one width of signs."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def read_row(number: int, cells: Mapping[str, str]) -> tuple[Values, list[RowFault]]:
    """The values of a row's cells by field; what can not be read is a fault and left empty."""
    faults: list[RowFault] = []
    said = {name: " ".join(cells.get(name, "").split()) for name in FIELDS}
    values: Values = {name: said[name] for name in _TEXTS}
    values["filing_center"] = said["filing_center"]
    values["code"] = _code(number, said, faults)
    values["category"] = _category(number, said["category"], faults)
    values["subtype"] = _subtype(number, said["subtype"], values["category"], faults)
    values["is_filed"] = _yes_no(number, "is_filed", said["is_filed"], faults)
    values["cross_region"] = _yes_no(number, "cross_region", said["cross_region"], faults)
    values["filed_on"] = _day(number, said["filed_on"], faults)
    for name, most in LONGEST.items():
        if len(said[name]) > most:
            zh, en = f"最多 {most} 个字，请缩短。", f"At most {most} signs; shorten it."
            faults.append(fault(number, name, said[name], "too_long", zh, en))
            values[name] = values[name][:most]
    return values, faults


def fault(
    number: int, name: str, value: Any, code: str, zh: str, en: str, *, is_warning: bool = False
) -> RowFault:
    return RowFault(
        row=number, field=name, value="" if value is None else str(value), code=code, zh=zh, en=en,
        is_warning=is_warning,
    )  # fmt: skip


def _code(number: int, said: Mapping[str, str], faults: list[RowFault]) -> str:
    text = said["code"]
    try:
        if said["substitute_reason"]:
            return SubstituteCode.read(text, said["substitute_reason"]).value
        code = normalise_code(text)
    except BadCode as bad:
        faults.append(
            fault(number, "code", text, "bad_code", bad.gaps["reason_zh"], bad.gaps["reason_en"])
        )
        return ""
    check = check_code(code)
    if not check.ok:
        faults.append(
            fault(number, "code", text, "check_digit", check.zh, check.en, is_warning=True)
        )
    return code


def _category(number: int, text: str, faults: list[RowFault]) -> int | None:
    found = category_named(text)
    if found is None:
        zh, en = "可以写“一”“二”“三”或“（一）”。", "Write 一, 二, 三 or （一）."
        faults.append(fault(number, "category", text, "unknown_category", zh, en))
    return found


def _subtype(number: int, text: str, category: int | None, faults: list[RowFault]) -> str:
    found = subtype_named(text)
    if found is None:
        fit = [kind for kind in SUBTYPES.values() if category in (None, kind.category)]
        zh = f"可以写：{'、'.join(kind.zh for kind in fit)}。"
        en = f"One of: {', '.join(kind.en for kind in fit)}."
        faults.append(fault(number, "subtype", text, "unknown_subtype", zh, en))
        return ""
    if category is not None and found.category != category:
        named = "一二三"[found.category - 1]
        zh = f"属于（{named}）类，与类别不符。改正其中一个。"
        en = f"It belongs to category {found.category}. Change one of the two."
        faults.append(fault(number, "subtype", text, "subtype_of_other_category", zh, en))
    return found.key


def _yes_no(number: int, name: str, text: str, faults: list[RowFault]) -> bool | None:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if not plain:
        return None
    if plain in _YES or plain in _NO:
        return plain in _YES
    faults.append(fault(number, name, text, "not_yes_no", "填“是”或“否”。", "Write 是 or 否."))
    return None


def _day(number: int, text: str, faults: list[RowFault]) -> date | None:
    if not text:
        return None
    try:
        return read_day(text)
    except ValueError:
        zh, en = "填日期，例如 2024-03-11。", "Give a day, such as 2024-03-11."
        faults.append(fault(number, "filed_on", text, "not_a_day", zh, en))
        return None


def read_day(text: str) -> date:
    """A civil day as people write it, or a spreadsheet's serial number. Raises ValueError."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isdigit() and len(plain) == 5:
        return _SERIAL_BEGIN + timedelta(days=int(plain))
    found = _DAY.fullmatch(plain)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) for part in found.groups() if part is not None)
    return date(year, month, day)
