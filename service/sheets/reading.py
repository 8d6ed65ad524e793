"""A sheet as rows of text: xlsx through openpyxl in its streaming mode, or CSV."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from service.domain.errors import Refusal
from service.sheets.guard import check_size, check_workbook, unreadable
from service.sheets.model import runs

COLUMNS_MOST, TEXT_MOST, EVERY = 60, 2000, 500
LAST_ROW = 200_000  # a row may claim any number: nobody waits for two thousand million empty ones
MERGED_MOST = 500  # a file may join more cells than anybody reads about
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:$]+)\"")
Cells = tuple[str, ...]
Told = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet. `rows`: (number counting from 1, cells), rows without any text left out.

    name, names  of this sheet and of all in the file; both empty for CSV
    formulas     (row, column counting from 0) of cells that held a formula: kept as text
    merged       (first row, last row, how it is called) of joined cells
    """

    rows: tuple[tuple[int, Cells], ...]
    name: str = ""
    names: tuple[str, ...] = ()
    formulas: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    merged: tuple[tuple[int, int, str], ...] = ()


def read_sheet(
    name: str, content: bytes, wanted: str, most: int, told: Told = lambda done, of: None
) -> Sheet:
    """The sheet called `wanted`, else the first.

    most  rows; told hears (rows read, rows there are)
    Raises TooLarge, InvalidForm.
    """
    check_size(content)
    if not content.startswith(b"PK"):
        return _csv(name, content, most, told)
    check_workbook(content)
    try:
        return _xlsx(content, wanted, most, told)
    except Refusal:
        raise
    except Exception as broken:
        raise unreadable(
            "文件读不下去，可能损坏。请重新另存为 xlsx。",
            "The file can not be read; it may be damaged. Save it as xlsx again.",
        ) from broken


def _xlsx(content: bytes, wanted: str, most: int, told: Told) -> Sheet:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        names = tuple(sheet.title for sheet in book.worksheets)
        if not names:
            raise unreadable("文件里没有工作表。", "The file has no sheet.")
        found = book[wanted] if wanted in names else book.worksheets[0]
        part = _part(content, found._worksheet_path)
        total = max(part.count(b"<row"), 1)
        found.reset_dimensions()
        rows: list[tuple[int, Cells]] = []
        formulas: set[tuple[int, int]] = set()
        for number, cells in enumerate(
            found.iter_rows(max_row=LAST_ROW + 1, max_col=COLUMNS_MOST), start=1
        ):
            if number > LAST_ROW:
                raise _too_far()
            texts = _without_tail([_text(cell.value) for cell in cells])
            formulas.update(
                (number, at)
                for at, cell in enumerate(cells)
                if getattr(cell, "data_type", "") == "f"
            )
            _take(rows, number, texts, most)
            if number % EVERY == 0:
                told(min(number, total), total)
        merged = islice(_merged(part), MERGED_MOST)
        return Sheet(
            rows=tuple(rows), name=found.title, names=names, formulas=frozenset(formulas),
            merged=tuple(merged),
        )  # fmt: skip
    finally:
        book.close()


def _without_tail(texts: list[str]) -> Cells:
    """As wide as the row itself is, not as the widest that is read."""
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _too_far() -> Refusal:
    return unreadable(
        f"第 {LAST_ROW} 行以后还有内容。请删去多余的空行，另存后再导入。",
        f"Something stands below row {LAST_ROW}. Delete the empty rows and save it again.",
    )


def _take(rows: list[tuple[int, Cells]], number: int, texts: Cells, most: int) -> None:
    if not any(texts):
        return
    rows.append((number, texts))
    if len(rows) > most:
        raise unreadable(
            f"一次最多导入 {most} 行。请分几个文件。",
            f"At most {most} rows at once. Split the file.",
        )


def _part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name)


def _merged(held: bytes) -> Iterator[tuple[int, int, str]]:
    for found in _MERGED.finditer(held):
        reference = found[1].decode().replace("$", "")
        _, first, _, last = range_boundaries(reference)
        yield int(first or 0), int(last or 0), reference


def _text(value: Any) -> str:
    """A cell as text: days as ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _plain(str(getattr(value, "text", value)))


def _plain(text: str) -> str:
    """The text without what marks it as text, without what no database keeps."""
    said = text.replace("\0", "").strip()
    return (said[1:] if said[:1] == "'" and runs(said[1:]) else said)[:TEXT_MOST]


def _csv(name: str, content: bytes, most: int, told: Told) -> Sheet:
    text = _decoded(content)
    rows: list[tuple[int, Cells]] = []
    formulas: set[tuple[int, int]] = set()
    lines = text.count("\n") + 1
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
            texts = tuple(_plain(cell) for cell in cells[:COLUMNS_MOST])
            formulas.update((number, at) for at, cell in enumerate(texts) if cell.startswith("="))
            _take(rows, number, texts, most)
            if number % EVERY == 0:
                told(number, lines)
    except csv.Error as broken:
        raise unreadable(
            "这个文件不是 xlsx，也不能当作 CSV 读取。", "This is neither xlsx nor readable CSV."
        ) from broken
    return Sheet(rows=tuple(rows), formulas=frozenset(formulas))


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(
        "只收 xlsx 或 CSV（UTF-8、GBK）文件。请另存后再导入。",
        "Only xlsx and CSV (UTF-8, GBK) are taken. Save it as one of them.",
    )


def column_letter(at: int) -> str:
    """How a spreadsheet calls a column counting from 0."""
    return str(get_column_letter(at + 1))
