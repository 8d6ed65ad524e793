"""The layout of the annex: which column says what, under which title, in which order.

Data that an administrator replaces when the real template comes. Source: M38; domain.md 7.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.domain.errors import FieldError, InvalidForm
from service.domain.words import Pair

FIELDS: Mapping[str, Pair] = {
    "number": Pair("序号", "No."),
    "unit_name": Pair("主体名称", "Name"),
    "code": Pair("统一社会信用代码", "Credit code"),
    "substitute_reason": Pair("替代代码的理由", "Proof of a substitute code"),
    "category": Pair("主体类别", "Category"),
    "subtype": Pair("细分类型", "Sub-type"),
    "host_name": Pair("依托单位或牵头单位", "Host"),
    "city": Pair("所在地市", "City"),
    "industry": Pair("所属重点产业或技术领域", "Key industry or field"),
    "is_filed": Pair("是否已在保护中心备案", "Filed at a center"),
    "filing_center": Pair("备案保护中心", "Center of the filing"),
    "filed_on": Pair("备案时间", "Filed on"),
    "evidence": Pair("认定依据（文号）或列入理由", "Document or reason"),
    "cross_region": Pair("是否需要跨区域服务", "Needs cross-region service"),
    "cross_region_target": Pair("目标中心或领域", "Target center or field"),
    "contact_name": Pair("联系人", "Contact"),
    "contact_phone": Pair("联系电话", "Phone"),
    "note": Pair("备注", "Remarks"),
}
NEEDED = ("unit_name", "code", "category", "subtype")
COLUMNS_MOST, HEADER_LAST, TEXT_MOST = 40, 20, 120


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """One column: what it says (a key of FIELDS), its title, its width in signs."""

    field: str
    title: str
    width: int = 14


@dataclass(frozen=True, kw_only=True)
class ListLayout:
    """The sheet as provinces fill it in.

    sheet       its name; empty: whatever the first sheet is called
    header_row  the row of the titles, counting from 1; the head lines stand above it
    head, foot  lines above and below the rows; {office} {year} {day} are filled in
    """

    sheet: str
    header_row: int
    columns: tuple[ListColumn, ...]
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "header_row": self.header_row,
            "head": list(self.head),
            "foot": list(self.foot),
            "columns": [
                {"field": c.field, "title": c.title, "width": c.width} for c in self.columns
            ],
        }

    def is_foot(self, cells: Sequence[str]) -> bool:
        """Whether a row is one of the lines below the list, filled in or not."""
        first = same_title(next((cell for cell in cells if cell.strip()), ""))
        begins = [same_title(line.partition("：")[0].partition("{")[0]) for line in self.foot]
        return bool(first) and any(begin and first.startswith(begin) for begin in begins)


def same_title(text: str) -> str:
    """A title as it is compared: spaces, line breaks and widths of signs make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).split())


_WIDE = {"unit_name": 32, "code": 22, "subtype": 20, "host_name": 28, "evidence": 28, "note": 20}
DEFAULT_LAYOUT = ListLayout(
    sheet="精准服务名单",
    header_row=3,
    head=("{office}精准服务名单", "填报单位（盖章）：{office}　　填报日期：{day}"),
    foot=("填报人：", "联系方式："),
    columns=tuple(
        ListColumn(field=field, title=words.zh, width=_WIDE.get(field, 14))
        for field, words in FIELDS.items()
        if field != "substitute_reason"
    ),
)


def read_layout(said: Any) -> ListLayout:
    """A layout from plain values. Raises InvalidForm naming every fault."""
    if not isinstance(said, dict):
        raise InvalidForm(fields=(_wrong("layout", "应是一个对象。", "It must be an object."),))
    faults: list[FieldError] = []
    columns = _columns(said.get("columns"), faults)
    header = said.get("header_row")
    if not isinstance(header, int) or isinstance(header, bool) or not 1 <= header <= HEADER_LAST:
        faults.append(
            _wrong("header_row", f"表头行是 1 至 {HEADER_LAST}。", f"From 1 to {HEADER_LAST}.")
        )
        header = 1
    sheet = said.get("sheet", "")
    if not isinstance(sheet, str) or len(sheet) > 31 or set(sheet) & set("[]:*?/\\"):
        faults.append(
            _wrong(
                "sheet", "工作表名称最多 31 个字，不含 []:*?/\\。", "At most 31 signs, no []:*?/\\."
            )
        )
    head, foot = (_lines(said.get(name, []), name, faults) for name in ("head", "foot"))
    if len(head) >= header:
        faults.append(
            _wrong("header_row", "表头行要在题头各行之下。", "It must come below the head lines.")
        )
    if faults:
        raise InvalidForm(fields=tuple(faults), source="M38")
    return ListLayout(sheet=sheet, header_row=header, columns=columns, head=head, foot=foot)


def _columns(said: Any, faults: list[FieldError]) -> tuple[ListColumn, ...]:
    if not isinstance(said, list) or not 1 <= len(said) <= COLUMNS_MOST:
        faults.append(_wrong("columns", f"列 1 至 {COLUMNS_MOST} 个。", f"1 to {COLUMNS_MOST}."))
        return ()
    made = []
    for index, one in enumerate(said):
        column = _column(one, f"columns.{index}", faults)
        if column is not None:
            made.append(column)
    for what in ("field", "title"):
        held = [same_title(getattr(column, what)) for column in made]
        for twice in sorted({name for name in held if held.count(name) > 1}):
            faults.append(_wrong("columns", f"“{twice}”出现两次。", f"“{twice}” stands twice."))
    present = {column.field for column in made}
    for field in NEEDED:
        if field not in present:
            name = FIELDS[field]
            faults.append(_wrong("columns", f"缺“{name.zh}”列。", f"No column “{name.en}”."))
    return tuple(made)


def _column(said: Any, where: str, faults: list[FieldError]) -> ListColumn | None:
    if not isinstance(said, dict) or set(said) - {"field", "title", "width"}:
        faults.append(_wrong(where, "每列写 field、title、width。", "Give field, title, width."))
        return None
    field, title, width = said.get("field"), said.get("title"), said.get("width", 14)
    if not isinstance(field, str) or field not in FIELDS:
        names = "、".join(FIELDS)
        faults.append(_wrong(f"{where}.field", f"可选：{names}。", f"One of {', '.join(FIELDS)}."))
        return None
    if not isinstance(title, str) or not 1 <= len(title.strip()) <= 60:
        faults.append(_wrong(f"{where}.title", "列名 1 至 60 个字。", "1 to 60 signs."))
        return None
    if not isinstance(width, int) or isinstance(width, bool) or not 4 <= width <= 80:
        faults.append(_wrong(f"{where}.width", "列宽 4 至 80。", "From 4 to 80."))
        return None
    return ListColumn(field=field, title=title.strip(), width=width)


def _lines(said: Any, where: str, faults: list[FieldError]) -> tuple[str, ...]:
    fits = isinstance(said, list) and len(said) < HEADER_LAST
    if not fits or any(not isinstance(line, str) or len(line) > TEXT_MOST for line in said):
        zh, en = f"每行最多 {TEXT_MOST} 个字。", f"Lines of at most {TEXT_MOST} signs."
        faults.append(_wrong(where, zh, en))
        return ()
    return tuple(said)


def _wrong(field: str, zh: str, en: str) -> FieldError:
    return FieldError(field=field, zh=zh, en=en)
