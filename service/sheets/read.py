"""From the bytes of a file to its sheets, within limits; nothing in it is run or fetched."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.xml import DEFUSEDXML

from service.sheets.model import Cell, Limits, Row, Sheet, Unreadable, Value, letters, runs

assert DEFUSEDXML, "without defusedxml a file could unfold entities"

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = (",", "\t", ";")
_QUOTED = re.compile(r'"[^"]*"')  # what stands in quotes separates nothing
USUAL = Limits()
Raw = tuple[Any, bool]  # (value, whether it is a formula)
NO_TABLE = ("这不是表格。只收 xlsx 和 CSV 文件。", "This is no table. Only xlsx and CSV are taken.")


def read_rows(content: bytes, limits: Limits = USUAL) -> tuple[Sheet, ...]:
    """The sheets of an xlsx or CSV file, without empty rows. Raises Unreadable."""
    if len(content) > limits.content:
        size = limits.content // (1024 * 1024)
        raise Unreadable(
            f"文件超过 {size} MB。请分成几个文件。", f"The file is over {size} MB. Split it."
        )
    if content.startswith(ZIP):
        return _workbook(content, limits)
    if content.startswith(OLD_EXCEL):
        raise Unreadable(
            "这是旧的 xls 格式，或加了密码。请另存为 xlsx 或 CSV 再传。",
            "This is the old xls format, or protected by a password. Save it as xlsx or CSV.",
        )
    return (_text(content, limits),)


def _text(content: bytes, limits: Limits) -> Sheet:
    text = _decoded(content)
    head = _QUOTED.sub("", text.partition("\n")[0])
    separator = max(SEPARATORS, key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = tuple(_rows((((_bare(value), False) for value in line) for line in lines), limits))
    except csv.Error as error:
        raise Unreadable(
            f"CSV 读不出来（{error}）。检查引号是否成对。",
            f"The CSV can not be read ({error}). Check that quotes are closed.",
        ) from error
    return Sheet("", rows)


def _bare(value: str) -> str:
    """Without the mark that `write_rows` sets before what looks like a formula."""
    return value[1:] if value[:1] == "'" and runs(value[1:]) else value


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(*NO_TABLE)


def _workbook(content: bytes, limits: Limits) -> tuple[Sheet, ...]:
    _check_unpacked(content, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            if len(book.worksheets) > limits.sheets:
                raise Unreadable(
                    f"工作表超过 {limits.sheets} 个。", f"More than {limits.sheets} sheets."
                )
            found = tuple(Sheet(sheet.title, _sheet(sheet, limits)) for sheet in book.worksheets)
            book.close()
    except Unreadable:
        raise
    except Exception as error:  # a damaged file fails in any of a dozen ways inside the library
        raise Unreadable(
            "xlsx 文件损坏，读不出来。请在表格软件里打开后另存一份再传。",
            "The xlsx file is damaged. Open it in a spreadsheet program and save it again.",
        ) from error
    return found


def _check_unpacked(content: bytes, limits: Limits) -> None:
    """A small file may unfold to gigabytes: asked of its table of contents, before unfolding."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable(*NO_TABLE) from error
    unfolded = sum(part.file_size for part in parts)
    if unfolded > limits.unpacked or len(parts) > limits.parts:
        raise Unreadable(
            "文件解开后太大，不予读取。请只保留要导入的工作表，另存后再传。",
            "The file unfolds to too much. Keep only the sheet to import, and save it again.",
        )


def _sheet(sheet: Any, limits: Limits) -> tuple[Row, ...]:
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    lines = sheet.iter_rows(max_row=limits.rows + 2, max_col=limits.columns + 1)
    return tuple(_rows((((c.value, c.data_type == "f") for c in line) for line in lines), limits))


def _rows(lines: Iterable[Iterable[Raw]], limits: Limits) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        filled = _without_tail(line)
        cells = tuple(
            _cell(number, column, value, formula, limits)
            for column, (value, formula) in enumerate(filled, start=1)
        )
        row = Row(number, cells)
        if row.is_empty:
            continue
        if number > limits.rows:
            raise Unreadable(
                f"超过 {limits.rows} 行。请分成几个文件。",
                f"More than {limits.rows} rows. Split the file.",
            )
        if len(cells) > limits.columns:
            raise Unreadable(
                f"第 {number} 行超过 {limits.columns} 列。",
                f"Row {number} has more than {limits.columns} columns.",
            )
        yield row


def _without_tail(line: Iterable[Raw]) -> list[Raw]:
    found = list(line)
    while found and found[-1][0] in (None, ""):
        found.pop()
    return found


def _cell(number: int, column: int, value: Any, formula: bool, limits: Limits) -> Cell:
    address = f"{letters(column)}{number}"
    plain = _plain(value)
    if isinstance(plain, str):
        if len(plain) > limits.text:
            raise Unreadable(
                f"{address} 单元格超过 {limits.text} 字。",
                f"Cell {address} has more than {limits.text} characters.",
            )
        plain = plain.strip() or None
    return Cell(address, plain, formula)


def _plain(value: Any) -> Value:
    """Figures exactly as they are shown: 0.1 is a tenth, 12.0 is twelve."""
    if value is None or isinstance(value, bool | int | date | datetime):
        return value
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return int(exact) if exact == exact.to_integral_value() else exact
    if isinstance(value, time | timedelta):
        return str(value)
    return str(getattr(value, "text", value))
