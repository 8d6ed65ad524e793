"""Cells written as text: what begins like a formula stays text wherever it is opened (E7 87)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from service.sheets.model import runs, writable

_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
Row = Sequence[str]


def xlsx_bytes(
    *,
    sheet: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Row],
    head: Sequence[str] = (),
    header_row: int = 1,
    foot: Sequence[str] = (),
) -> bytes:
    """A workbook with one sheet: head lines, titles in `header_row`, rows, foot lines.

    columns  (title, width in signs)
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(writable(sheet) or "Sheet1")
    for at, (_, width) in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.freeze_panes = f"A{header_row + 1}"
    lines = [*head, *[""] * (header_row - 1 - len(head))]
    for index, line in enumerate(lines):
        page.append([_cell(page, line, Font(bold=index == 0, size=16 if index == 0 else 11))])
    bold = Font(bold=True)
    page.append([_cell(page, title, bold, boxed=True) for title, _ in columns])
    for row in rows:
        page.append([_cell(page, text, None, boxed=True) for text in row])
    for line in foot:
        page.append([_cell(page, line, None)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(page: object, text: str, font: Font | None, *, boxed: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=writable(text))
    if runs(text):
        cell.data_type = "s"
        cell.quotePrefix = True
    if font is not None:
        cell.font = font
    if boxed:
        cell.border = _BOX
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def csv_text(titles: Row, rows: Iterable[Row]) -> str:
    """CSV with a byte order mark, as spreadsheets want it."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([_neutral(title) for title in titles])
    writer.writerows([_neutral(text) for text in row] for row in rows)
    return out.getvalue()


def _neutral(text: str) -> str:
    kept = writable(text)
    return f"'{kept}" if runs(kept) else kept
