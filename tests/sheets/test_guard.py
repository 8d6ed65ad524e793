"""Files of strangers are refused in words, before they fill the memory."""

from __future__ import annotations

import io
import zipfile

import pytest

from service.casework.fact_reading import LIMITS as OF_FACTS
from service.casework.list_reading import LIMITS as OF_LISTS
from service.domain.errors import InvalidForm, TooLarge
from service.sheets import Limits, read_sheets
from tests.sheets.books import a_book, packed, parts_of, said, with_part

TYPES = ("[Content_Types].xml", b"<Types/>")
EVIL = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
ZEROS = [(f"xl/{number}.bin", b"\0" * 10_000_000) for number in range(13)]


@pytest.mark.parametrize(
    ("content", "limits", "says"),
    [
        (b"", Limits(), "empty"),
        (b" \r\n", Limits(), "empty"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 100, Limits(), "old xls"),
        (b"PK\x03\x04 broken", Limits(), "can not be opened"),
        (packed(("a.txt", b"a")), Limits(), "no xlsx"),
        (b"\xff\xfe\x00\x01\x80\x00", Limits(), "no table"),
        (b"\xff\xfe\x00\xd8\x00", Limits(), "Only xlsx and CSV"),
        (b"a,\x00b\n", Limits(), "no table"),
        (b'a,"b\nc', Limits(), "quotes"),
        (b"a\n" * 11, Limits(rows=10), "At most 10 rows"),
        (b"\n" * 10 + b"a\n", Limits(last_row=10), "below row 10"),
        (b"a,b,c", Limits(columns=2), "columns"),
        (b"abcdef", Limits(text=3), "Cell A1 has more than 3 characters"),
        (packed(("xl/sheet1.xml", b"0" * 50_000_000)), Limits(unpacked=10_000_000), "unfolds"),
        (packed(TYPES, *ZEROS), OF_LISTS, "too much"),
        (packed(TYPES, *[(f"{n}.xml", b"") for n in range(400)]), OF_LISTS, "too much"),
        (packed(TYPES, *[(f"{n}.xml", b"") for n in range(2000)]), OF_FACTS, "too much"),
    ],
)
def test_what_is_too_much_or_no_table_is_refused(content, limits, says):
    with pytest.raises(InvalidForm) as error:
        read_sheets(content, limits)
    assert says in said(error)


@pytest.mark.parametrize("limits", [Limits(content=1000), OF_LISTS, OF_FACTS])
def test_a_file_of_too_many_bytes_is_refused_unread(limits):
    with pytest.raises(TooLarge) as error:
        read_sheets(b"x" * (limits.content + 1), limits)
    assert "over" in said(error)
    assert f"{limits.content // 1024 // 1024} MB" in error.value.message("en")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_bomb_of_entities_is_refused_before_it_is_read(part):
    with pytest.raises(InvalidForm) as error:
        read_sheets(with_part(part, EVIL))
    assert "DOCTYPE" in said(error)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_entities_declared_further_down_are_not_unfolded(part):
    late = EVIL.replace(b"<!DOCTYPE", b"<!--" + b" " * 5000 + b"--><!DOCTYPE")
    with pytest.raises(InvalidForm):
        read_sheets(with_part(part, late))


def test_a_damaged_part_is_refused_and_not_ours_to_explain():
    with pytest.raises(InvalidForm) as error:
        read_sheets(with_part("xl/worksheets/sheet1.xml", b"<broken"))
    assert "can not be read" in said(error)


def test_a_workbook_of_halves_is_refused():
    with pytest.raises(InvalidForm):
        read_sheets(
            packed(*((n, held[: len(held) // 2]) for n, held in parts_of(a_book()).items()))
        )


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]
)
def test_an_archive_with_bent_bytes_is_refused(part):
    content = bytearray(a_book())
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        begins = held.getinfo(part).header_offset + 30 + len(part)
    content[begins : begins + 20] = b"\xff" * 20
    with pytest.raises(InvalidForm) as error:
        read_sheets(bytes(content))
    assert "damaged" in said(error)
