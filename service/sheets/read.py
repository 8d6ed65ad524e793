"""From the bytes of a file to its sheets, within limits; nothing in it is run or fetched."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.xml import DEFUSEDXML

from service.domain.errors import Refusal
from service.sheets.formulas import unmarked
from service.sheets.guard import check_file, check_workbook, is_workbook, unreadable
from service.sheets.model import Limits, Merged, Row, Sheet, Value, letters

assert DEFUSEDXML, "without defusedxml a file could unfold entities"

ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets in China write
SEPARATORS = (",", "\t", ";")
HEAD, HEAD_LINES = 20_000, 20  # characters and lines of a CSV in which its titles stand
EVERY = 500  # rows, and whoever waits is told
MERGED_MOST = 500  # a file may join more cells than anybody reads about
USUAL = Limits()
Told = Callable[[int, int], None]
Line = tuple[list[Value], set[int]]  # the values of a row, and the columns with a formula
_QUOTED = re.compile(r'"[^"]*"')  # what stands in quotes separates nothing
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z0-9:$]+)\"")


def read_sheets(
    content: bytes,
    limits: Limits = USUAL,
    *,
    wanted: str | None = None,
    told: Told = lambda done, of: None,
) -> tuple[Sheet, ...]:
    """The sheets of an xlsx or CSV file, without empty rows.

    wanted  the one sheet of this name is read, else the first; left out, every sheet
    told    hears (rows read, rows there are) of the sheet that is being read
    Raises TooLarge, InvalidForm.
    """
    check_file(content, limits)
    if not is_workbook(content):
        return (_csv(content, limits, told),)
    check_workbook(content, limits)
    try:
        return _workbook(content, limits, wanted, told)
    except Refusal:
        raise
    except Exception as broken:  # a damaged file fails in any of a dozen ways inside the library
        raise unreadable(
            "文件读不下去，可能损坏。请在表格软件里打开后另存为 xlsx 再传。",
            "The file can not be read; it may be damaged. Open it in a spreadsheet program and "
            "save it as xlsx again.",
        ) from broken


def _rows(lines: Iterable[Line], total: int, limits: Limits, told: Told) -> tuple[Row, ...]:
    """The lines of either kind of file as rows, each checked and none of them empty."""
    rows: list[Row] = []
    for number, (values, formulas) in enumerate(lines, start=1):
        if number > limits.last_row:
            raise unreadable(
                f"第 {limits.last_row} 行以后还有内容。请删去多余的空行，另存后再传。",
                f"Something stands below row {limits.last_row}. Delete the empty rows and save "
                "it again.",
            )
        while values and values[-1] is None:
            values.pop()
        if values:
            _check_row(number, values, limits)
            rows.append(Row(number, tuple(values), frozenset(formulas)))
        if len(rows) > limits.rows:
            raise unreadable(
                f"一次最多导入 {limits.rows} 行。请分成几个文件。",
                f"At most {limits.rows} rows at once. Split the file.",
            )
        if number % EVERY == 0:
            told(min(number, total), total)
    return tuple(rows)


def _check_row(number: int, values: list[Value], limits: Limits) -> None:
    if len(values) > limits.columns:
        raise unreadable(
            f"第 {number} 行超过 {limits.columns} 列。请只保留要导入的列。",
            f"Row {number} has more than {limits.columns} columns. Keep only those to import.",
        )
    for column, value in enumerate(values, start=1):
        if isinstance(value, str) and len(value) > limits.text:
            address = f"{letters(column)}{number}"
            raise unreadable(
                f"{address} 单元格超过 {limits.text} 字。请写短些。",
                f"Cell {address} has more than {limits.text} characters. Shorten it.",
            )


def _csv(content: bytes, limits: Limits, told: Told) -> Sheet:
    text = decoded(content)
    if text is None:
        raise unreadable(
            "这不是表格。只收 xlsx 或 CSV（UTF-8、GBK）文件，请另存后再传。",
            "This is no table. Only xlsx and CSV (UTF-8, GBK) are taken. Save it as one of them.",
        )
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        return Sheet(rows=_rows(map(_csv_line, lines), text.count("\n") + 1, limits, told))
    except csv.Error as broken:
        raise unreadable(
            f"CSV 读不出来（{broken}）。检查引号是否成对。",
            f"The CSV can not be read ({broken}). Check that quotes are closed.",
        ) from broken


def decoded(content: bytes) -> str | None:
    """The text in whichever encoding it is; None for bytes that are no text."""
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


def _separator(text: str) -> str:
    """What stands between the titles: in the first line with several, for a heading has none."""
    lines = _QUOTED.sub("", text[:HEAD]).splitlines()[:HEAD_LINES] or [""]
    titles = next((line for line in lines if max(map(line.count, SEPARATORS)) > 1), lines[0])
    return max(SEPARATORS, key=titles.count)


def _csv_line(line: list[str]) -> Line:
    formulas = {n for n, said in enumerate(line, start=1) if said.lstrip().startswith("=")}
    return [unmarked(said).strip() or None for said in line], formulas


def _workbook(content: bytes, limits: Limits, wanted: str | None, told: Told) -> tuple[Sheet, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of looks and extras that the library does not know
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            pages = book.worksheets
            names = tuple(page.title for page in pages)
            if not names:
                raise unreadable("文件里没有工作表。", "The file has no sheet.")
            if wanted is not None:
                pages = [book[wanted] if wanted in names else pages[0]]
            if len(pages) > limits.sheets:
                raise unreadable(
                    f"工作表超过 {limits.sheets} 个。请只保留要导入的。",
                    f"More than {limits.sheets} sheets. Keep only those to import.",
                )
            return tuple(_sheet(content, page, names, limits, told) for page in pages)
        finally:
            book.close()


def _sheet(content: bytes, page: Any, names: tuple[str, ...], limits: Limits, told: Told) -> Sheet:
    total, merged = _looked_over(content, page._worksheet_path)
    page.reset_dimensions()  # what a file says of its own size is not to be trusted
    lines = page.iter_rows(max_row=limits.last_row + 1, max_col=limits.columns + 1)
    rows = _rows(map(_xlsx_line, lines), total, limits, told)
    return Sheet(rows=rows, name=page.title, names=names, merged=merged)


def _looked_over(content: bytes, part: str) -> tuple[int, tuple[Merged, ...]]:
    """What the stream of rows does not tell: how many there are, and which cells are joined."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        held = parts.read(part)
    return max(held.count(b"<row"), 1), tuple(islice(_merged(held), MERGED_MOST))


def _merged(held: bytes) -> Iterator[Merged]:
    begins = held.find(b"mergeCells")
    for found in _MERGED.finditer(held, begins) if begins >= 0 else ():
        reference = found[1].decode().replace("$", "")
        _, first, _, last = range_boundaries(reference)
        yield Merged(int(first or 0), int(last or 0), reference)


def _xlsx_line(line: tuple[Any, ...]) -> Line:
    end = len(line)
    while end and line[end - 1].value is None:
        end -= 1
    cells = line[:end]
    formulas = {n for n, cell in enumerate(cells, start=1) if cell.data_type == "f"}
    return [_value(cell) for cell in cells], formulas


def _value(cell: Any) -> Value:
    """Figures exactly as they are shown: 0.1 is a tenth, 12.0 is twelve."""
    value = cell.value
    if isinstance(value, str):
        if value[:1] == "'" and not cell.style_array.quotePrefix:
            value = unmarked(value)  # a CSV of ours that was saved as xlsx
        return value.strip() or None
    if value is None or isinstance(value, bool | int | date):
        return value
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return int(exact) if exact == exact.to_integral_value() else exact
    if isinstance(value, time | timedelta):
        return str(value)
    return str(getattr(value, "text", "="))  # a formula over several cells
