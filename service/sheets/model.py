"""A sheet as it was read: rows of cells that know their address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # at the head of a text
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Value = str | int | Decimal | bool | date | datetime | None


class Unreadable(Exception):
    """The bytes are no table that is taken here; both sentences say what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of a file is read: more is refused, never cut off.

    content    bytes of the file as it came
    unpacked   bytes that a packed file may unfold to
    """

    content: int = 20 * 1024 * 1024
    unpacked: int = 200 * 1024 * 1024
    parts: int = 2000
    sheets: int = 20
    rows: int = 50_000
    columns: int = 100
    text: int = 5000


@dataclass(frozen=True)
class Cell:
    """One cell; `address` as a spreadsheet names it: "C7". Text comes without blanks around it."""

    address: str
    value: Value
    is_formula: bool = False

    @property
    def text(self) -> str:
        """What the cell shows, in one plain spelling."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        if isinstance(self.value, datetime):
            midnight = (self.value.hour, self.value.minute, self.value.second) == (0, 0, 0)
            return (self.value.date() if midnight else self.value).isoformat()
        if isinstance(self.value, date):
            return self.value.isoformat()
        if isinstance(self.value, Decimal):
            return f"{self.value.normalize():f}"
        return str(self.value)


@dataclass(frozen=True)
class Row:
    """A row with anything in it; `number` counts from 1, as a spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        return all(cell.value in (None, "") for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]


def runs(text: str) -> bool:
    """Whether a spreadsheet might run the text: wide signs count, and blanks before them do not."""
    return text.startswith(RUNS) or text.lstrip().startswith(RUNS)


def writable(text: str) -> str:
    """The text without the signs that no file can hold: one of them would spoil all of it."""
    return _NO_XML.sub("", text)


def letters(column: int) -> str:
    """The name of the n-th column, from 1: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
