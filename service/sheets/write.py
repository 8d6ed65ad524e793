"""From rows to the bytes of a file that a spreadsheet opens, without anything that it would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from service.sheets.model import runs, writable

XLSX, CSV = "xlsx", "csv"
WIDEST = 40
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("\\/*?:[]", " "))


def write_rows(kind: str, name: str, rows: Iterable[Sequence[Any]]) -> bytes:
    """A file of one sheet; the first row is its head.

    kind  "xlsx", or "csv" (UTF-8 with a mark, so that Excel reads Chinese)
    Text that a spreadsheet would take for a formula is kept from it (E7 87).
    """
    table = [list(row) for row in rows]
    return _workbook([(name, table)]) if kind == XLSX else _csv(table)


def write_book(sheets: Iterable[tuple[str, Iterable[Sequence[Any]]]]) -> bytes:
    """An xlsx of several sheets, each (name, rows)."""
    return _workbook([(name, [list(row) for row in rows]) for name, rows in sheets])


def _csv(table: list[list[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows(
        [_harmless(value) for value in row] for row in table
    )
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = writable(value)
    return f"'{text}" if runs(text) else text


def _workbook(tables: list[tuple[str, list[list[Any]]]]) -> bytes:
    book = Workbook(write_only=True)
    for name, table in tables:
        _sheet(book, name, table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, name: str, table: list[list[Any]]) -> None:
    sheet = book.create_sheet(writable(name).translate(_NOT_IN_A_NAME)[:31] or "Sheet1")
    for column in range(max((len(row) for row in table), default=0)):
        texts = (str(row[column]) for row in table if column < len(row))
        width = min(max((_width(text) for text in texts), default=8), WIDEST)
        sheet.column_dimensions[get_column_letter(column + 1)].width = width + 2
    sheet.freeze_panes = "A2"
    for number, row in enumerate(table):
        sheet.append([_cell(sheet, value, head=number == 0) for value in row])


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)


def _cell(sheet: Any, value: Any, *, head: bool) -> Any:
    known = int | float | Decimal | date | datetime | bool | None
    cell = WriteOnlyCell(sheet, value=value if isinstance(value, known) else None)
    if isinstance(value, str):
        cell.value = writable(value)
        cell.data_type = "s"  # never a formula, whatever it begins with
    if head:
        cell.font = Font(bold=True)
    return cell
