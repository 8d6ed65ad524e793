"""Spreadsheets come in as they are and go out harmless; what is too much is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from service.sheets import Limits, Unreadable, read_rows, write_rows
from service.sheets.model import letters

MIDNIGHT = datetime(2026, 3, 2)  # noqa: DTZ001  a cell knows no zone
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=20
)


def texts(content: bytes, limits: Limits | None = None) -> list[list[str]]:
    (sheet,) = read_rows(content, limits) if limits else read_rows(content)
    return [[cell.text for cell in row.cells] for row in sheet.rows]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(TEXT, min_size=1, max_size=4), max_size=5))
def test_what_is_written_is_read_again(kind, rows):
    wanted = [[cell.strip() for cell in row] for row in rows]
    for row in wanted:
        while row and not row[-1]:
            row.pop()
    assert texts(write_rows(kind, "表", rows)) == [row for row in wanted if row]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_a_text_that_looks_like_a_formula_is_kept_from_being_one(begins):
    evil = f"{begins}cmd|' /C calc'!A0"
    out = write_rows("csv", "", [["名称"], [evil]]).decode("utf-8-sig")
    assert f"'{begins}cmd" in out
    book = load_workbook(io.BytesIO(write_rows("xlsx", "表", [["名称"], [evil]])))
    cell = book.active["A2"]
    assert (cell.data_type, cell.value) == ("s", evil)


def test_a_formula_is_told_from_its_value():
    book = Workbook()
    book.active.append([1, "=A1+1"])
    out = io.BytesIO()
    book.save(out)
    (sheet,) = read_rows(out.getvalue())
    assert [cell.is_formula for cell in sheet.rows[0].cells] == [False, True]


def test_figures_days_and_gaps_come_as_they_are_shown():
    book = Workbook()
    book.active["A1"], book.active["C1"] = 0.1, 12.0
    book.active["A3"], book.active["B3"] = MIDNIGHT, date(2026, 3, 3)
    out = io.BytesIO()
    book.save(out)
    (sheet,) = read_rows(out.getvalue())
    assert [row.number for row in sheet.rows] == [1, 3]
    assert [c.value for c in sheet.rows[0].cells] == [Decimal("0.1"), None, 12]
    assert [c.address for c in sheet.rows[0].cells] == ["A1", "B1", "C1"]
    assert [c.text for c in sheet.rows[1].cells] == ["2026-03-02", "2026-03-03"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_of_every_usual_kind(encoding, separator):
    content = f"名称{separator}件数\r\n甲公司{separator}3\r\n".encode(encoding)
    assert texts(content) == [["名称", "件数"], ["甲公司", "3"]]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "limits", "says"),
    [
        (b"x" * 2000, Limits(content=1000), "over"),
        (bomb(), Limits(unpacked=10_000_000), "unfolds"),
        (b"PK\x03\x04 no zip at all", Limits(), "no table"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 100, Limits(), "old xls"),
        (b"\xff\xfe\x00\x01\x80\x00", Limits(), "no table"),
        (b'a,"b\nc', Limits(), "quotes"),
        (b"a\n" * 20, Limits(rows=10), "rows"),
        (b"a,b,c", Limits(columns=2), "columns"),
        (b"abcdef", Limits(text=3), "characters"),
    ],
)
def test_what_is_too_much_or_no_table_is_refused(content, limits, says):
    with pytest.raises(Unreadable) as refused:
        read_rows(content, limits)
    assert says in refused.value.en
    assert refused.value.zh.endswith("。")


def test_a_damaged_workbook_is_refused():
    whole = write_rows("xlsx", "表", [["a"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part.filename)
            new.writestr(part.filename, data[: len(data) // 2])
    with pytest.raises(Unreadable):
        read_rows(out.getvalue())


def test_entities_are_not_unfolded():
    whole = write_rows("xlsx", "表", [["a"]])
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            sheet = part.filename.startswith("xl/worksheets/sheet")
            new.writestr(part.filename, evil if sheet else old.read(part.filename))
    with pytest.raises(Unreadable):
        read_rows(out.getvalue())


def test_columns_are_named_as_a_spreadsheet_names_them():
    assert [letters(n) for n in (1, 26, 27, 52, 53, 702, 703)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
