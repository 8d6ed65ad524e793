"""Workbooks for tests: as a spreadsheet program makes them, and as none would."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from service.domain.errors import Refusal
from service.sheets import Limits, Sheet, Table, read_sheets, write_book

USUAL = Limits()


def said(error: pytest.ExceptionInfo[Refusal]) -> str:
    """The English sentence of a refusal; the Chinese one is a sentence too."""
    (field,) = error.value.fields
    assert field.field == "file"
    assert field.zh.endswith("。")
    return field.en


def texts(content: bytes, limits: Limits = USUAL) -> list[list[str]]:
    (sheet,) = read_sheets(content, limits)
    return [list(row.texts) for row in sheet.rows]


def numbered(sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.texts) for row in sheet.rows]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, held in parts:
            made.writestr(name, held)
    return out.getvalue()


def a_book() -> bytes:
    return write_book([Table(name="名单", rows=[["名称", "代码"], ["甲", "001"]])])


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return {name: held.read(name) for name in held.namelist()}


def with_part(name: str, held: bytes) -> bytes:
    """A book in which one part is another."""
    return packed(*(parts_of(a_book()) | {name: held}).items())


def a_sheet(rows: str, more: str = "") -> bytes:
    """A workbook whose only sheet is written by hand, as no spreadsheet program would."""
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    page = f"<worksheet {names}><sheetData>{rows}</sheetData>{more}</worksheet>"
    return with_part("xl/worksheets/sheet1.xml", page.encode())


def a_cell(row: int, column: str) -> str:
    return f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>x</t></is></c></row>'
