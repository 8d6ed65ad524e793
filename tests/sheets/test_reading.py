"""Files of strangers: read as text, bounded, never evaluated."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from service.domain.errors import InvalidForm, TooLarge
from service.sheets import csv_text, read_rows, read_sheet, write_rows, xlsx_bytes
from service.sheets.guard import LARGEST, PARTS_MOST
from service.sheets.reading import MERGED_MOST

BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


def said(error):
    return error.value.fields[0].en


def repacked(content, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.replace("/", "_").replace(".", "_"), old.read(name)))
    return out.getvalue()


def a_book():
    return xlsx_bytes(sheet="名单", columns=[("名称", 20), ("代码", 20)], rows=[["甲", "001"]])


def test_cells_come_back_as_text_with_their_rows():
    book = Workbook()
    page = book.active
    page.append(["名称", "数", "日", "真"])
    page.append([])
    page.append([" 甲 ", 12.0, date(2024, 3, 11), True])
    out = io.BytesIO()
    book.save(out)
    found = read_sheet("a.xlsx", out.getvalue(), "", 10)
    assert found.rows == ((1, ("名称", "数", "日", "真")), (3, ("甲", "12", "2024-03-11", "是")))


def test_a_formula_is_text_and_is_named():
    book = Workbook()
    book.active["A1"] = "=1+1"
    book.active["B1"] = "=cmd|' /C calc'!A0"
    out = io.BytesIO()
    book.save(out)
    found = read_sheet("a.xlsx", out.getvalue(), "", 10)
    assert found.rows == ((1, ("=1+1", "=cmd|' /C calc'!A0")),)
    assert found.formulas == {(1, 0), (1, 1)}


def test_merged_cells_are_told():
    book = Workbook()
    book.active["A5"] = "甲"
    book.active.merge_cells("A5:B7")
    out = io.BytesIO()
    book.save(out)
    assert read_sheet("a.xlsx", out.getvalue(), "", 10).merged == ((5, 7, "A5:B7"),)


def test_what_begins_like_a_formula_is_written_as_text_and_read_back_alike():
    risky = ["=1+1", "+86 571", "-7", "@x"]
    content = xlsx_bytes(sheet="s", columns=[("a", 9)] * 4, rows=[risky])
    cells = next(load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2))
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in risky]
    assert read_sheet("a.xlsx", content, "", 10).rows[1][1] == tuple(risky)
    text = csv_text(["a"] * 4, [risky])
    assert text.splitlines()[1] == "'=1+1,'+86 571,'-7,'@x"
    assert read_sheet("a.csv", text.encode(), "", 10).rows[1][1] == tuple(risky)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_of_both_encodings_is_read(encoding):
    found = read_sheet("a.csv", "名称,代码\r\n甲公司,001\r\n".encode(encoding), "", 10)
    assert found.rows[1] == (2, ("甲公司", "001"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0rest", "old xls"),
        (b"PK\x03\x04 broken", "can not be opened"),
        (b"\xff\xfe\x00\xd8\x00", "Only xlsx and CSV"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(content, says):
    with pytest.raises(InvalidForm) as error:
        read_sheet("a.xlsx", content, "", 10)
    assert says in said(error)


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("a.txt", "a")
    with pytest.raises(InvalidForm) as error:
        read_sheet("a.xlsx", out.getvalue(), "", 10)
    assert "no xlsx" in said(error)


def test_a_bomb_of_entities_is_refused_before_it_is_read():
    with pytest.raises(InvalidForm) as error:
        read_sheet("a.xlsx", repacked(a_book(), xl_workbook_xml=BOMB), "", 10)
    assert "DOCTYPE" in said(error)


def test_a_bomb_of_zeros_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        for number in range(13):
            parts.writestr(f"xl/{number}.bin", b"\0" * 10_000_000)
    with pytest.raises(InvalidForm) as error:
        read_sheet("a.xlsx", out.getvalue(), "", 10)
    assert "too much" in said(error)


def test_too_many_parts_too_many_rows_too_many_bytes():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for number in range(PARTS_MOST + 1):
            parts.writestr(f"{number}.xml", "<a/>")
    with pytest.raises(InvalidForm):
        read_sheet("a.xlsx", out.getvalue(), "", 10)
    with pytest.raises(InvalidForm) as error:
        read_sheet("a.csv", b"a\n" * 11, "", 10)
    assert "At most 10 rows" in said(error)
    with pytest.raises(TooLarge):
        read_sheet("a.csv", b"a" * (LARGEST + 1), "", 10)


def test_a_damaged_part_is_refused_and_not_ours_to_explain():
    with pytest.raises(InvalidForm) as error:
        read_sheet("a.xlsx", repacked(a_book(), xl_worksheets_sheet1_xml=b"<broken"), "", 10)
    assert "can not be read" in said(error)


def test_whoever_waits_hears_how_far_it_is():
    content = xlsx_bytes(sheet="s", columns=[("a", 9)], rows=[[str(n)] for n in range(1200)])
    heard = []
    read_sheet("a.xlsx", content, "", 2000, lambda done, of: heard.append((done, of)))
    assert heard == [(500, 1201), (1000, 1201)]


def a_sheet(rows, more=""):
    """A workbook whose only sheet is written by hand, as no spreadsheet program would."""
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    page = f"<worksheet {names}><sheetData>{rows}</sheetData>{more}</worksheet>"
    return repacked(a_book(), xl_worksheets_sheet1_xml=page.encode())


def a_cell(row, column):
    return f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>x</t></is></c></row>'


def test_a_row_that_claims_to_be_the_last_of_thousands_of_millions_is_not_waited_for():
    with pytest.raises(InvalidForm) as error:
        read_sheet("a.xlsx", a_sheet(a_cell(1, "A") + a_cell(2_000_000_000, "A")), "名单", 100)
    assert "below row" in said(error)


def test_a_cell_far_to_the_right_is_not_waited_for():
    found = read_sheet("a.xlsx", a_sheet(a_cell(1, "A") + a_cell(2, "ZZZ")), "名单", 100)
    assert [number for number, _ in found.rows] == [1]


def test_of_joined_cells_no_more_are_told_than_anybody_reads():
    joined = '<mergeCell ref="A1:A1048576"/>' * (MERGED_MOST * 2)
    content = a_sheet(a_cell(1, "A"), f"<mergeCells>{joined}</mergeCells>")
    assert len(read_sheet("a.xlsx", content, "名单", 100).merged) == MERGED_MOST


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\ufffe", "\uffff", "\ud800"])
def test_a_sign_that_no_file_holds_does_not_spoil_the_file(sign):
    text, columns = f"甲{sign}乙", [(f"名{sign}称", 20)]
    book = xlsx_bytes(
        sheet=f"名{sign}单", columns=columns, rows=[[text]], head=[text], header_row=2
    )
    cells = [row[0].value for row in load_workbook(io.BytesIO(book)).active.iter_rows()]
    assert cells == ["甲乙", "名称", "甲乙"]
    assert csv_text(["名称"], [[text]]).encode().endswith("甲乙\r\n".encode())
    for kind in ("xlsx", "csv"):
        (sheet,) = read_rows(write_rows(kind, text, [["名称"], [text]]))
        assert sheet.rows[1].cells[0].text == "甲乙"
