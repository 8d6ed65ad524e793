"""A sheet as it was read: rows of cells that know their address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

Value = str | int | Decimal | bool | date | None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of a file is read: more is refused, never cut off.

    content    bytes of the file as it came
    unpacked   bytes that a packed file may unfold to
    parts      files that a packed file may hold
    sheets     that are read
    rows       of one sheet, with anything in them
    last_row   a row may claim any number: nobody waits for two thousand million empty ones
    columns    of a row, up to the last with anything in it
    text       characters of one cell
    """

    content: int = 20 * 1024 * 1024
    unpacked: int = 200 * 1024 * 1024
    parts: int = 2000
    sheets: int = 20
    rows: int = 50_000
    last_row: int = 200_000
    columns: int = 100
    text: int = 5000


@dataclass(frozen=True)
class Cell:
    """One cell; `address` as a spreadsheet names it: C7. Text comes without blanks around it.

    value  None for an empty cell; of a formula its text, for it is never computed
    """

    address: str
    value: Value
    is_formula: bool = False

    @property
    def text(self) -> str:
        return shown(self.value)


@dataclass(frozen=True)
class Row:
    """A row with anything in it, as wide as that; `number` as a spreadsheet shows it.

    formulas  the columns, counting from 1, in which a formula stands
    """

    number: int
    values: tuple[Value, ...]
    formulas: frozenset[int] = frozenset()

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(
            Cell(f"{letters(column)}{self.number}", value, column in self.formulas)
            for column, value in enumerate(self.values, start=1)
        )

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(map(shown, self.values))


class Merged(NamedTuple):
    """Cells joined into one; `reference` as a spreadsheet names them: A5:B7."""

    first_row: int
    last_row: int
    reference: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet, without empty rows.

    name, names  of this sheet and of all in the file; both empty for CSV
    """

    rows: tuple[Row, ...]
    name: str = ""
    names: tuple[str, ...] = ()
    merged: tuple[Merged, ...] = ()


def shown(value: Value) -> str:
    """What a cell of this value shows, in one plain spelling; of a moment its day."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def letters(column: int) -> str:
    """The name of the n-th column, from 1: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
