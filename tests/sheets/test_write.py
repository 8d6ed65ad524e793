"""Spreadsheets go out harmless, and what is written is read again."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from service.sheets import Table, read_sheets, write_book, write_rows
from tests.sheets.books import texts

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=20
)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(TEXT, min_size=1, max_size=4), max_size=5))
@example(rows=[["'=1", "''=1", "'", "a'=1", "' =1"], ["a;b", "a\tb", "a,b", "1", " "]])
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
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", evil, True)


def test_what_begins_like_a_formula_is_written_as_text_and_read_back_alike():
    risky = ["=1+1", "+86 571", "-7", "@x", "#REF!"]
    rows = [["a"] * 5, risky]
    content = write_rows("xlsx", "s", rows)
    cells = next(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2))
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in risky]
    assert texts(content)[1] == risky
    content = write_rows("csv", "s", rows)
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert lines[1] == ["'=1+1", "'+86 571", "'-7", "'@x", "#REF!"]
    assert texts(content)[1] == risky


def test_figures_and_days_stay_what_they_are():
    values = [7, Decimal("0.10"), date(2026, 3, 2), None, True]
    cells = [["a"] * 5, values]
    (row,) = load_workbook(io.BytesIO(write_rows("xlsx", "s", cells))).active.iter_rows(min_row=2)
    assert [cell.data_type for cell in row] == ["n", "n", "d", "n", "b"]
    assert texts(write_rows("xlsx", "s", cells))[1] == ["7", "0.1", "2026-03-02", "", "是"]
    assert write_rows("csv", "s", [values]).decode("utf-8-sig").startswith("7,0.10,")


def test_lines_stand_around_the_table_whose_titles_stay_in_sight():
    table = Table(
        name="名:单", rows=[["名称", "数"], ["甲", "=1"]], widths=[30, 9], above=["题头"],
        below=["填报人："], titles_at=3, ruled=True,
    )  # fmt: skip
    content = write_book([table, Table(name="", rows=[["一个很长的标题"]])])
    book = load_workbook(io.BytesIO(content))
    page, other = book.worksheets
    assert (page.title, other.title) == ("名 单", "Sheet1")
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["题头", None], [None, None], ["名称", "数"], ["甲", "=1"], ["填报人：", None],
    ]  # fmt: skip
    assert (page.freeze_panes, other.freeze_panes) == ("A4", "A2")
    assert (page.column_dimensions["A"].width, page.column_dimensions["B"].width) == (30, 9)
    assert other.column_dimensions["A"].width == 16
    assert [page[at].font.bold for at in ("A1", "A3", "A4", "A5")] == [True, True, False, False]
    assert [page[at].border.left.style for at in ("A1", "B3", "B4")] == [None, "thin", "thin"]


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\ufffe", "\uffff", "\ud800"])
def test_a_sign_that_no_file_holds_does_not_spoil_the_file(sign):
    text = f"甲{sign}乙"
    rows = [[f"名{sign}称"], [text]]
    book = write_book([Table(name=f"名{sign}单", rows=rows, above=[text], titles_at=2)])
    cells = [row[0].value for row in load_workbook(io.BytesIO(book)).active.iter_rows()]
    assert cells == ["甲乙", "名称", "甲乙"]
    for kind in ("xlsx", "csv"):
        (sheet,) = read_sheets(write_rows(kind, text, rows))
        assert sheet.rows[1].cells[0].text == "甲乙"
