"""A file of facts held against the register: which rows may be taken, and what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

from service.casework.fact_checks import check_values
from service.casework.import_reach import ImportReach
from service.domain.errors import FieldError, InvalidForm
from service.domain.fact_rows import (
    CellText,
    FactLayout,
    FactRow,
    RowProblem,
    Values,
    match_columns,
    problem_of,
    read_row,
)
from service.office import Unit
from service.reference.fact_layouts import fact_layouts
from service.sheets import Limits, Row, Sheet, read_sheets
from service.store import facts, people

LIMITS = Limits(content=10 * 1024 * 1024, unpacked=150 * 1024 * 1024, rows=20_000, columns=60)
SHOWN = 500  # of a file in which everything is wrong, so many are listed
HEAD_AMONG = 10  # the titles stand in one of the first rows: a real template has a heading above
Tell = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class ReadFact:
    """A row that may be taken: whom and which center it is about, and what it says."""

    line: int
    key: str
    entity_id: int
    center: str
    province: str
    said: dict[str, Any]

    @property
    def digest(self) -> str:
        about = [self.entity_id, self.center, self.said]
        return hashlib.sha256(orjson.dumps(about, option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True, kw_only=True)
class FactsRead:
    layout: FactLayout
    rows: int
    good: tuple[ReadFact, ...]
    problems: tuple[RowProblem, ...]

    @property
    def errors(self) -> tuple[RowProblem, ...]:
        return tuple(problem for problem in self.problems if not problem.warning)

    @property
    def refused(self) -> int:
        """How many rows can not be taken."""
        return self.rows - len(self.good)


def layout_of(key: str) -> FactLayout:
    """Raises InvalidForm for a layout there is not."""
    found = fact_layouts().get(key)
    if found is None:
        zh = "、".join(one.zh for one in fact_layouts().values())
        raise _invalid(
            "layout", f"没有这种表。可选：{zh}。", f"One of: {', '.join(fact_layouts())}."
        )
    return found


def read_facts(
    unit: Unit,
    reach: ImportReach,
    layout: FactLayout,
    content: bytes,
    tell: Tell = lambda done, total: None,
) -> FactsRead:
    """Every row of the file. Raises TooLarge, InvalidForm when it can not be read as a whole."""
    rows, places = _table(layout, read_sheets(content, LIMITS))
    if not rows:
        raise _invalid("file", "表里没有数据行。", "There are no rows below the titles.")
    lines = {row.number: _cells(row, places) for row in rows}
    read = [read_row(layout, number, cells) for number, cells in lines.items()]
    known = _Known.of(unit, layout, read)
    good, problems, seen = [], [], dict[str, int]()
    for count, row in enumerate(read, start=1):
        fact, wrong = _settle(unit, reach, layout, row, lines[row.line], known, seen)
        problems += [*row.problems, *wrong]
        if fact is not None:
            good.append(fact)
        if count % 200 == 0 or count == len(read):
            tell(count, len(read))
    return FactsRead(layout=layout, rows=len(read), good=tuple(good), problems=tuple(problems))


def _table(layout: FactLayout, sheets: tuple[Sheet, ...]) -> tuple[list[Row], dict[str, int]]:
    """The rows under the titles of this layout, on whichever sheet they stand."""
    wanted = [column for column in layout.columns if column.required]
    best: dict[str, int] = {}
    for sheet in sheets:
        for n, row in enumerate(sheet.rows[:HEAD_AMONG]):
            places = match_columns(layout, row.texts)
            if all(column.name in places for column in wanted):
                return list(sheet.rows[n + 1 :]), places
            best = max(best, places, key=len)
    missing = [column for column in wanted if column.name not in best]
    raise _invalid(
        "file",
        f"缺少列：{'、'.join(c.zh for c in missing)}。表头要与“{layout.zh}”的模板一致。",
        f"Columns are missing: {', '.join(c.en for c in missing)}. Use the template’s titles.",
    )


def _cells(row: Row, places: Mapping[str, int]) -> dict[str, CellText]:
    cells = row.cells
    return {
        name: CellText(address=cell.address, text=cell.text, is_formula=cell.is_formula)
        for name, place in places.items()
        if place < len(cells)
        for cell in (cells[place],)
    }


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What the register knows of everything that the file names, looked up at once."""

    entities: Mapping[str, int]
    grants: Mapping[str, dict[str, Any]]
    centers: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, unit: Unit, layout: FactLayout, rows: list[FactRow]) -> _Known:
        codes = [row.values["entity"] for row in rows if row.values.get("entity")]
        numbers = [row.values["patent"] for row in rows if row.values.get("patent")]
        return cls(
            entities=facts.ids_of_codes(unit.connection, codes),
            grants=facts.grants_named(unit.connection, numbers),
            centers=dict(_center_names(unit)),
        )


def _center_names(unit: Unit) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every name of every center: (name, (code, province))."""
    for row in people.organisations(unit.connection, "center"):
        for name in (row["code"], row["short_zh"], row["name_zh"], row["name_en"]):
            yield name.lower(), (row["code"], row["province"])


def _settle(
    unit: Unit,
    reach: ImportReach,
    layout: FactLayout,
    row: FactRow,
    cells: Mapping[str, CellText],
    known: _Known,
    seen: dict[str, int],
) -> tuple[ReadFact | None, list[RowProblem]]:
    """The row as it may be kept, or what the register has against it."""
    wrong: list[RowProblem] = []

    def bad(name: str, zh: str, en: str) -> None:
        wrong.append(problem_of(row.line, layout.column(name), cells.get(name), zh, en))

    if not row.is_good:
        return None, wrong
    found = _about(reach, layout, row, known, bad)
    if found is None:
        return None, wrong
    entity_id, center, province, values = found
    check_values(layout.key, values, unit.today, known.grants.get(values.get("patent") or ""), bad)
    fact = ReadFact(
        line=row.line,
        key=_key(layout, values, entity_id, center),
        entity_id=entity_id,
        center=center,
        province=province,
        said={name: _json(value) for name, value in values.items()},
    )
    earlier = seen.setdefault(fact.key, row.line)
    if earlier != row.line:
        bad(layout.identity[-1], f"与第 {earlier} 行是同一条。留一行。",
            f"The same as row {earlier}. Keep one of them.")  # fmt: skip
    return (None, wrong) if wrong else (fact, wrong)


Bad = Callable[[str, str, str], None]


def _about(
    reach: ImportReach, layout: FactLayout, row: FactRow, known: _Known, bad: Bad
) -> tuple[int, str, str, Values] | None:
    """(entity, center, its province, the values with the numbers that are kept)."""
    values = dict(row.values)
    if "entity" not in values:
        grant = known.grants.get(values["patent"])
        if grant is None or not reach.holds(grant["center_code"]):
            bad("patent", "登记簿里没有这件授权专利，或它不归你导入。先导入“授权专利”。",
                "No such patent is on file within your reach. Import the grant first.")  # fmt: skip
            return None
        values["patent"] = grant["number"]
        return grant["entity_id"], grant["center_code"], grant["province"], values
    entity_id = known.entities.get(values.pop("entity"))
    if entity_id is None:
        bad("entity", "名册里没有这个代码的主体。核对代码，或先登记主体。",
            "No entity on file has this code. Check it, or enter the entity first.")  # fmt: skip
    named = values.pop("center") or reach.only
    place = known.centers.get(str(named or "").lower())
    if named is None:
        bad("center", "不能空着：写明保护中心。", "Name the center.")
    elif place is None:
        bad("center", "没有这个保护中心。写简称，如“浙江中心”。", "There is no such center.")
    elif not reach.holds(place[0]):
        bad(
            "center", "只能导入本中心（本省）的数据。", "Only your own centers may be imported for."
        )
    if entity_id is None or place is None or not reach.holds(place[0]):
        return None
    return entity_id, place[0], place[1], values


def _key(layout: FactLayout, values: Values, entity_id: int, center: str) -> str:
    told = values | {"entity": entity_id, "center": center}
    if told.get("patent"):
        told["patent"] = told["patent"].partition(".")[0]
    return "|".join(str(told[name]) for name in layout.identity)


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"  # 12.5 and 12.50 are the same money
    return value.isoformat() if isinstance(value, date) else value


def _invalid(field: str, zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field=field, zh=zh, en=en),))


def with_owner_checked(unit: Unit, reach: ImportReach, read: FactsRead) -> FactsRead:
    """Rows that another center has reported are refused: nobody overwrites another's figures."""
    held = facts.current_rows(unit.connection, read.layout.key, [fact.key for fact in read.good])
    taken, wrong = [], []
    for fact in read.good:
        owner = held.get(fact.key, {}).get("center_code", fact.center)
        if reach.holds(owner):
            taken.append(fact)
            continue
        column = read.layout.column(read.layout.identity[0])
        zh = "这一条已由别的中心报送。请与对方或省局核对。"
        en = "Another center has reported this already. Settle it with them or the province."
        wrong.append(problem_of(fact.line, column, None, zh, en))
    return replace(read, good=tuple(taken), problems=(*read.problems, *wrong))


def field_errors(read: FactsRead) -> tuple[FieldError, ...]:
    """Each cell to put right, as doors show it."""
    found = [
        FieldError(
            field=problem.address or f"row {problem.line}",
            zh=f"第 {problem.line} 行“{problem.column_zh}”{_told(problem.value)}：{problem.zh}",
            en=f"row {problem.line}, “{problem.column_en}”{_told(problem.value)}: {problem.en}",
        )
        for problem in read.errors[:SHOWN]
    ]
    if len(read.errors) > SHOWN:
        left = len(read.errors) - SHOWN
        found.append(FieldError(field="file", zh=f"还有 {left} 处。", en=f"{left} more."))
    return tuple(found)


def _told(value: str) -> str:
    return f"（{value}）" if value else ""
