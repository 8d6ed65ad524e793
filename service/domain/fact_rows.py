"""A row of an imported table read by a layout: typed values, or what is wrong in which cell.

Layouts are data (reference/data/fact_layouts.yaml): columns, their titles in both languages, what
they hold. Everything wrong in a row is found at once, each with what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.domain.cell_values import WrongCell, plain, read_value

Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class FactColumn:
    """One column: what it holds, how it may be titled, whether a cell may stay empty.

    kind     entity, center, patent, text, day, month, year, count, money, yes_no, choice
    options  value → the words that stand for it
    """

    name: str
    kind: str
    titles: tuple[str, ...]
    required: bool = False
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starts_as: Any = None

    @property
    def zh(self) -> str:
        return self.titles[0]

    @property
    def en(self) -> str:
        return self.titles[1]


@dataclass(frozen=True, kw_only=True)
class FactLayout:
    """One kind of table: its columns, and which of them name a row for good.

    orders  pairs of columns of which the first may not exceed the second
    """

    key: str
    zh: str
    en: str
    help_zh: str
    help_en: str
    columns: tuple[FactColumn, ...]
    identity: tuple[str, ...]
    orders: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> FactColumn:
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, kw_only=True)
class RowProblem:
    """What is wrong in one cell, or with a row as a whole (`column` is empty then).

    warning  it is only pointed out; the row is taken
    """

    line: int
    address: str
    column_zh: str
    column_en: str
    value: str
    zh: str
    en: str
    warning: bool = False


@dataclass(frozen=True, kw_only=True)
class FactRow:
    """A row of the file with its values; `problems` is empty when it can be taken."""

    line: int
    values: Values
    problems: tuple[RowProblem, ...] = ()

    @property
    def is_good(self) -> bool:
        return all(problem.warning for problem in self.problems)


@dataclass(frozen=True, kw_only=True)
class CellText:
    """A cell as it came: where it stands, what it shows, whether it is a formula."""

    address: str
    text: str
    is_formula: bool = False


def match_columns(layout: FactLayout, titles: Iterable[str]) -> dict[str, int]:
    """{column: its place in the file}, from the titles in the file's first row."""
    places = {plain(title): n for n, title in reversed(list(enumerate(titles))) if title}
    found = {}
    for column in layout.columns:
        for title in (*column.titles, column.name):
            if plain(title) in places:
                found[column.name] = places[plain(title)]
                break
    return found


def read_row(layout: FactLayout, line: int, cells: Mapping[str, CellText]) -> FactRow:
    """The row of a file with these cells, by column name."""
    values: Values = {}
    problems: list[RowProblem] = []
    for column in layout.columns:
        cell = cells.get(column.name, CellText(address="", text=""))
        try:
            value, doubt = _value(column, cell)
        except WrongCell as wrong:
            problems.append(problem_of(line, column, cell, wrong.zh, wrong.en))
            continue
        if doubt:
            problems.append(problem_of(line, column, cell, *doubt, warning=True))
        values[column.name] = value
    problems += _out_of_order(layout, line, values, cells)
    return FactRow(line=line, values=values, problems=tuple(problems))


def problem_of(
    line: int, column: FactColumn, cell: CellText | None, zh: str, en: str, *, warning: bool = False
) -> RowProblem:
    return RowProblem(
        line=line,
        address=cell.address if cell else "",
        column_zh=column.zh,
        column_en=column.en,
        value=cell.text[:60] if cell else "",
        zh=zh,
        en=en,
        warning=warning,
    )


def _value(column: FactColumn, cell: CellText) -> tuple[Any, tuple[str, str] | None]:
    if cell.is_formula:
        raise WrongCell(
            "这是公式。请复制后“粘贴为数值”。", "This is a formula. Paste it as a value."
        )
    text = cell.text.strip()
    if not text:
        if column.required and column.starts_as is None:
            raise WrongCell("不能空着。请填写。", "It can not be empty. Fill it in.")
        return column.starts_as, None
    return read_value(column.kind, text, column.options)


def _out_of_order(
    layout: FactLayout, line: int, values: Values, cells: Mapping[str, CellText]
) -> Iterable[RowProblem]:
    for smaller, larger in layout.orders:
        least, most = values.get(smaller), values.get(larger)
        if least is not None and most is not None and least > most:
            column, other = layout.column(smaller), layout.column(larger)
            later = isinstance(least, date)
            yield problem_of(
                line, column, cells.get(smaller),
                f"{'不能晚于' if later else '不能大于'}“{other.zh}”（{most}）。核对两列。",
                f"It may not {'come after' if later else 'exceed'} “{other.en}” ({most}).",
            )  # fmt: skip
