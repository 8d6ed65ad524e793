"""Spreadsheets come in as they are shown: rows of cells, bounded, never evaluated."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from service.casework.list_reading import LIMITS as OF_LISTS
from service.domain.errors import InvalidForm
from service.sheets import Limits, Table, read_sheets, write_book
from service.sheets.model import letters
from service.sheets.read import MERGED_MOST
from tests.sheets.books import a_cell, a_sheet, numbered, said, saved, texts

MIDNIGHT = datetime(2026, 3, 2)  # noqa: DTZ001  a cell knows no zone
MORNING = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001


def test_cells_come_back_as_text_with_their_rows():
    book = Workbook()
    book.active.append(["名称", "数", "日", "真"])
    book.active.append([])
    book.active.append([" 甲 ", 12.0, date(2024, 3, 11), True, "  "])
    (found,) = read_sheets(saved(book))
    assert numbered(found) == [
        (1, ("名称", "数", "日", "真")),
        (3, ("甲", "12", "2024-03-11", "是")),
    ]
    assert (found.name, found.names) == ("Sheet", ("Sheet",))


def test_figures_days_and_gaps_come_as_they_are_shown():
    book = Workbook()
    book.active["A1"], book.active["C1"] = 0.1, 12.0
    book.active["A3"], book.active["B3"], book.active["C3"] = MIDNIGHT, date(2026, 3, 3), MORNING
    (sheet,) = read_sheets(saved(book))
    assert [row.number for row in sheet.rows] == [1, 3]
    assert [c.value for c in sheet.rows[0].cells] == [Decimal("0.1"), None, 12]
    assert [c.address for c in sheet.rows[0].cells] == ["A1", "B1", "C1"]
    assert [c.text for c in sheet.rows[1].cells] == ["2026-03-02", "2026-03-03", "2026-03-02"]


def test_a_formula_is_text_and_is_named():
    book = Workbook()
    book.active.append([1, "=A1+1", "=cmd|' /C calc'!A0"])
    book.active["D1"] = ArrayFormula("D1:D2", "=SUM(A1:A1)")
    (sheet,) = read_sheets(saved(book))
    assert sheet.rows[0].texts == ("1", "=A1+1", "=cmd|' /C calc'!A0", "=SUM(A1:A1)")
    assert [cell.is_formula for cell in sheet.rows[0].cells] == [False, True, True, True]


def test_a_formula_in_a_csv_is_one_unless_it_is_marked_as_text():
    (sheet,) = read_sheets(b"a,b,c\n=1+1,'=1+1, =A1\n")
    assert sheet.rows[1].texts == ("=1+1", "=1+1", "=A1")
    assert [cell.is_formula for cell in sheet.rows[1].cells] == [True, False, True]


def test_a_mark_that_came_along_from_a_csv_is_taken_off():
    book = Workbook()
    book.active.append(["'=1+1", "'它"])
    assert texts(saved(book)) == [["=1+1", "'它"]]


def test_merged_cells_are_told():
    book = Workbook()
    book.active["A5"] = "甲"
    book.active.merge_cells("A5:B7")
    (sheet,) = read_sheets(saved(book))
    assert sheet.merged == ((5, 7, "A5:B7"),)


def test_of_joined_cells_no_more_are_told_than_anybody_reads():
    joined = '<mergeCell ref="A1:A1048576"/>' * (MERGED_MOST * 2)
    content = a_sheet(a_cell(1, "A"), f"<mergeCells>{joined}</mergeCells>")
    (sheet,) = read_sheets(content, OF_LISTS)
    assert len(sheet.merged) == MERGED_MOST


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_of_every_usual_kind(encoding, separator):
    content = f"名称{separator}代码\r\n甲公司{separator}001\r\n".encode(encoding)
    assert texts(content) == [["名称", "代码"], ["甲公司", "001"]]
    (sheet,) = read_sheets(content)
    assert sheet.rows[1].number == 2
    assert (sheet.name, sheet.names, sheet.merged) == ("", (), ())


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separator_is_that_of_the_titles_not_of_the_heading(separator):
    lines = ["浙江局名单; 2026", separator.join(("名称", '"省,市;区\t县"', "1"))]
    content = "\n".join(lines).encode()
    assert texts(content)[1] == ["名称", "省,市;区\t县", "1"]


def two_sheets() -> bytes:
    return write_book([Table(name="说明", rows=[["a"]]), Table(name="名单", rows=[["b"]])])


def test_every_sheet_is_read_or_the_one_that_is_wanted():
    names = ("说明", "名单")
    assert [(s.name, s.names) for s in read_sheets(two_sheets())] == [(n, names) for n in names]
    for wanted, name in (("名单", "名单"), ("别的", "说明"), ("", "说明")):
        (sheet,) = read_sheets(two_sheets(), Limits(sheets=1), wanted=wanted)
        assert (sheet.name, sheet.names) == (name, names)
    with pytest.raises(InvalidForm) as error:
        read_sheets(two_sheets(), Limits(sheets=1))
    assert "More than 1 sheets" in said(error)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_whoever_waits_hears_how_far_it_is(kind):
    content = b"a\n" * 1201
    if kind == "xlsx":
        content = write_book([Table(name="s", rows=[["a"]] * 1201)])
    heard = []
    read_sheets(content, told=lambda done, of: heard.append((done, of)))
    assert heard == [(500, 1201 + (kind == "csv")), (1000, 1201 + (kind == "csv"))]


def test_a_row_that_claims_to_be_the_last_of_thousands_of_millions_is_not_waited_for():
    with pytest.raises(InvalidForm) as error:
        read_sheets(a_sheet(a_cell(1, "A") + a_cell(2_000_000_000, "A")), OF_LISTS)
    assert "below row" in said(error)


def test_a_cell_far_to_the_right_is_not_waited_for():
    (found,) = read_sheets(a_sheet(a_cell(1, "A") + a_cell(2, "ZZZ")), OF_LISTS)
    assert [row.number for row in found.rows] == [1]


def test_a_cell_just_right_of_the_last_column_is_not_left_out_unsaid():
    with pytest.raises(InvalidForm) as error:
        read_sheets(a_sheet(a_cell(1, "A") + a_cell(2, "BI")), OF_LISTS)
    assert "Row 2 has more than 60 columns" in said(error)


def test_columns_are_named_as_a_spreadsheet_names_them():
    assert [letters(n) for n in (1, 26, 27, 52, 53, 702, 703)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
