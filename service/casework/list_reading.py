"""A file in the layout of the annex becomes rows, and faults that name row and column (E7 83)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from service.domain.list_layout import HEADER_LAST, ListLayout, same_title
from service.domain.list_rows import RowFault, fault, read_row
from service.sheets import Limits, Sheet, read_sheets

MB = 1024 * 1024
LIMITS = Limits(content=8 * MB, unpacked=120 * MB, parts=400, columns=60, text=2000)
Row = dict[str, Any]
Told = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """`rows`: (row number in the file, values). `faults` of row 0 are of the whole file."""

    rows: tuple[tuple[int, Row], ...]
    faults: tuple[RowFault, ...]

    @property
    def is_another_sheet(self) -> bool:
        return any(found.row == 0 and not found.is_warning for found in self.faults)


def read_list(content: bytes, layout: ListLayout, most: int, told: Told) -> FileRead:
    """Read a file of at most so many rows.

    Raises TooLarge, InvalidForm for one that can not be opened.
    """
    limits = replace(LIMITS, rows=most)
    (sheet,) = read_sheets(content, limits, wanted=layout.sheet, told=told)
    wrong = list(_header(sheet, layout))
    if wrong:
        return FileRead(rows=(), faults=tuple(wrong))
    rows: list[tuple[int, Row]] = []
    faults: list[RowFault] = []
    last = 0
    for row in sheet.rows:
        number, cells = row.number, row.texts
        if number <= layout.header_row or layout.is_foot(cells):
            continue
        said = {column.field: cell for column, cell in zip(layout.columns, cells, strict=False)}
        if not any(text for field, text in said.items() if field != "number"):
            faults.append(_empty(number))
            continue
        values, found = read_row(number, said)
        rows.append((number, values))
        faults.extend(found)
        last = number
    faults.extend(_merged(sheet, layout, last))
    faults.extend(_formulas(sheet, layout, last))
    if not rows:
        zh, en = "表里没有一行主体。", "There is not one row in the sheet."
        faults.append(fault(0, "", "", "no_rows", zh, en))
    return FileRead(rows=tuple(rows), faults=tuple(faults))


def _empty(number: int) -> RowFault:
    zh, en = "这一行只有序号，已跳过。", "Only a number stands in this row; it was passed over."
    return fault(number, "number", "", "empty_row", zh, en, is_warning=True)


def _header(sheet: Sheet, layout: ListLayout) -> Iterator[RowFault]:
    """Faults of the titles; none when every column stands where the layout says."""
    wanted = [same_title(column.title) for column in layout.columns]
    texts = {
        row.number: [same_title(text) for text in row.texts]
        for row in sheet.rows
        if row.number <= HEADER_LAST
    }
    found = texts.get(layout.header_row, [])
    if found[: len(wanted)] == wanted and not any(found[len(wanted) :]):
        return
    elsewhere = next((n for n, cells in texts.items() if cells[: len(wanted)] == wanted), None)
    if elsewhere is not None and elsewhere != layout.header_row:
        zh = f"表头在第 {elsewhere} 行，应在第 {layout.header_row} 行。"
        en = f"The titles stand in row {elsewhere} instead of row {layout.header_row}."
        yield fault(0, "", "", "header_row", zh, en)
        return
    if _is_other_sheet(sheet, layout, found, wanted):
        zh = f"“{sheet.name}”不是名单。把“{layout.sheet}”放在第一张，或改用这个名称。"
        en = f"“{sheet.name}” is not the list: put the sheet “{layout.sheet}” first."
        yield fault(0, "", sheet.name, "other_sheet", zh, en)
        return
    yield from _columns(layout, found, wanted)


def _is_other_sheet(sheet: Sheet, layout: ListLayout, found: list[str], wanted: list[str]) -> bool:
    return len(sheet.names) > 1 and sheet.name != layout.sheet and not set(found) & set(wanted)


def _columns(layout: ListLayout, found: list[str], wanted: list[str]) -> Iterator[RowFault]:
    """Which column does not say what it should, one fault each."""
    for at, title in enumerate(wanted):
        held = found[at] if at < len(found) else ""
        if held == title:
            continue
        field, said = layout.columns[at].field, layout.columns[at].title
        if title in found:
            place = found.index(title) + 1
            zh = f"列的顺序不对：“{said}”在第 {place} 列，应在第 {at + 1} 列。"
            en = f"Wrong order: “{said}” is column {place} and should be column {at + 1}."
            yield fault(0, field, held, "column_order", zh, en)
        else:
            zh = f"第 {layout.header_row} 行第 {at + 1} 列应是“{said}”。请用模版。"
            en = f"Row {layout.header_row}, column {at + 1} should be “{said}”. Use the template."
            yield fault(0, field, held, "header", zh, en)
    for extra in found[len(wanted) :]:
        if extra:
            zh, en = f"多出一列“{extra}”。请用模版。", f"One column too many: “{extra}”."
            yield fault(0, "", extra, "header", zh, en)


def _merged(sheet: Sheet, layout: ListLayout, last: int) -> Iterator[RowFault]:
    for first, end, reference in sheet.merged:
        if end > layout.header_row and first <= last:
            zh = f"{reference} 是合并单元格。取消合并，每行填全。"
            en = f"{reference} are merged cells. Split them and fill in every row."
            for row in range(max(first, layout.header_row + 1), min(end, last) + 1):
                yield fault(row, "", reference, "merged", zh, en)


def _formulas(sheet: Sheet, layout: ListLayout, last: int) -> Iterator[RowFault]:
    zh, en = "是公式，已按文字读入，不计算。", "A formula: read as text, never computed."
    for row in sheet.rows:
        if layout.header_row < row.number <= last:
            for at in sorted(row.formulas):
                if at <= len(layout.columns):
                    field = layout.columns[at - 1].field
                    yield fault(row.number, field, "=…", "formula", zh, en, is_warning=True)
