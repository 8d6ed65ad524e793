"""From rows to the bytes of a file that a spreadsheet opens, without anything that it would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

from service.sheets.formulas import marked, needs_mark, writable
from service.sheets.model import letters

XLSX, CSV = "xlsx", "csv"
WIDEST = 40
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("\\/*?:[]", " "))
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, kw_only=True)
class Table:
    """What stands on one sheet of a workbook.

    rows          the first of them holds the titles
    widths        of the columns, in signs; left out, as wide as what they hold
    above, below  lines around the rows; the first of all is the heading
    titles_at     the row of the titles, counting from 1: it stays in sight
    ruled         whether lines are drawn around the cells
    """

    name: str
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    titles_at: int = 1
    ruled: bool = False


def write_rows(kind: str, name: str, rows: Iterable[Sequence[Any]]) -> bytes:
    """A file of one sheet; the first row holds the titles.

    kind  "xlsx", or "csv" (UTF-8 with a mark, so that Excel reads Chinese)
    Text that a spreadsheet would take for a formula is kept from it (E7 87).
    """
    return write_book([Table(name=name, rows=rows)]) if kind == XLSX else _csv(rows)


def write_book(tables: Iterable[Table]) -> bytes:
    """An xlsx with a sheet for each table; no text in it is a formula, as in `write_rows`."""
    book = Workbook(write_only=True)
    for table in tables:
        _sheet(book, table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows(
        [marked(writable(value)) if isinstance(value, str) else value for value in row]
        for row in rows
    )
    return out.getvalue().encode("utf-8-sig")


def _sheet(book: Workbook, table: Table) -> None:
    rows = [list(row) for row in table.rows]
    page = book.create_sheet(writable(table.name).translate(_NOT_IN_A_NAME)[:31] or "Sheet1")
    for column, width in enumerate(table.widths or _widths(rows), start=1):
        page.column_dimensions[letters(column)].width = width
    page.freeze_panes = f"A{table.titles_at + 1}"
    plain, heading = _look(page), _look(page, Font(bold=True, size=16))
    titles, usual = _look(page, Font(bold=True), ruled=table.ruled), _look(page, ruled=table.ruled)
    gap = [""] * (table.titles_at - 1 - len(table.above))
    for number, line in enumerate([*table.above, *gap]):
        page.append([_cell(page, line, plain if number else heading)])
    for number, row in enumerate(rows):
        page.append([_cell(page, value, usual if number else titles) for value in row])
    for line in table.below:
        page.append([_cell(page, line, plain)])


def _widths(rows: list[list[Any]]) -> list[int]:
    widths: list[int] = []
    for row in rows:
        widths += [0] * (len(row) - len(widths))
        for at, value in enumerate(row):
            widths[at] = max(widths[at], _width(str(value)))
    return [min(width, WIDEST) + 2 for width in widths]


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)


def _look(page: Any, font: Font | None = None, *, ruled: bool = False) -> Any:
    """How cells look, worked out once and not for each of them."""
    model = WriteOnlyCell(page)
    if font is not None:
        model.font = font
    if ruled:
        model.border = _BOX
        model.alignment = Alignment(wrap_text=True, vertical="center")
    return model._style


def _cell(page: Any, value: Any, look: Any) -> Cell:
    cell = Cell(page, row=1, column=1, style_array=look)
    if value is None or isinstance(value, int | float | Decimal | date):
        cell.value = value
        return cell
    text = writable(str(value))
    cell.value = text
    cell.data_type = "s"  # never a formula, whatever it begins with
    if needs_mark(text):
        cell.quotePrefix = True
    return cell
