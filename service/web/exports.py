"""Tables that leave the house: xlsx and CSV, with cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from flask import Response
from openpyxl import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Rows = Iterable[Iterable[Any]]


def neutral(value: Any) -> Any:
    """A text that begins like a formula gets an apostrophe before it (E7 87)."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def as_csv(name: str, head: Iterable[str], rows: Rows) -> Response:
    """UTF-8 with the mark that spreadsheets want."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([neutral(word) for word in head])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    body = "\ufeff" + text.getvalue()
    return _file(body.encode(), "text/csv; charset=utf-8", f"{name}.csv")


def as_xlsx(name: str, sheets: Iterable[tuple[str, Iterable[str], Rows]]) -> Response:
    """One sheet each: (title, head, rows)."""
    book = Workbook()
    book.remove(book.active)
    for title, head, rows in sheets:
        sheet = book.create_sheet(title[:31])
        sheet.append([neutral(word) for word in head])
        for row in rows:
            sheet.append([neutral(cell) for cell in row])
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return _file(out.getvalue(), XLSX, f"{name}.xlsx")


def _file(body: bytes, kind: str, name: str) -> Response:
    answer = Response(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
