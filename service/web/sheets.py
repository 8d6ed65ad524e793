"""Tables as files: xlsx and CSV, in which no cell can act as a formula (E7 87)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NOT_IN_A_TITLE = str.maketrans(dict.fromkeys(r"\/*?:[]", " "))
WIDEST = 60
Rows = Sequence[Sequence[str]]


def harmless(cell: object) -> str:
    """The text with an apostrophe before it where a table program would compute it."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(BEGINS_A_FORMULA) else text


def as_csv(head: Sequence[str], rows: Rows) -> bytes:
    """UTF-8 with its mark, so that Excel reads Chinese."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in (head, *rows):
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, head: Sequence[str], rows: Rows) -> bytes:
    """One sheet with a head that stays; every cell is text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title.translate(NOT_IN_A_TITLE)[:31] or "1"
    for number, row in enumerate((head, *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(row=number, column=column)
            cell.value = harmless(value)
            cell.data_type = "s"
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for column, name in enumerate(head, 1):
        longest = max([len(name), *(len(row[column - 1]) for row in rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(2 * longest + 2, WIDEST)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def download(content: bytes, name: str, kind: str) -> Response:
    """The file as something to be saved, kept by no cache."""
    found = Response(content, content_type=TYPES[kind])
    found.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    found.headers["Cache-Control"] = "no-store"
    return found


def csv_answer(name: str, head: Iterable[str], rows: Iterable[Iterable[object]]) -> Response:
    """A table to be saved as CSV; `name` without its ending."""
    lines = [[harmless(cell) for cell in row] for row in rows]
    return download(as_csv(list(head), lines), f"{name}.csv", "csv")
