"""A year's days off and make-up workdays as they are handed in: read, checked, compared."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.domain.calendar import OFF, SATURDAY, WORK, WorkCalendar
from service.domain.errors import FieldError, InvalidForm

Row = dict[str, Any]  # {"day": date, "kind": "off" | "work", "name", "notice"}
COLUMNS = ("date", "kind", "name")
YEARS = range(2016, 2101)
MOST_ROWS = 400
MOST_FAULTS = 50
KINDS = {
    "off": OFF, "休": OFF, "休息": OFF, "放假": OFF,
    "work": WORK, "班": WORK, "上班": WORK, "调休上班": WORK,
}  # fmt: skip


@dataclass(frozen=True)
class DayChange:
    """A day that is worked and was not, or the other way round; `was` is None for a new year."""

    day: date
    was: bool | None
    becomes: bool


def read_days(text: str, notice: str = "") -> list[Row]:
    """The rows of a CSV text (date,kind,name) or of a JSON list of objects with those names.

    Raises InvalidForm, naming each row that can not be read by its line or number.
    """
    text = text.lstrip("\ufeff").strip()
    found = list(_json_rows(text)) if text[:1] in ("[", "{") else list(_csv_rows(text))
    if not found:
        raise InvalidForm(fields=(_fault("rows", "没有任何日期。", "There are no days."),))
    wrong, rows = [], []
    for number, raw in found:
        problem = _unreadable(raw)
        if problem:
            wrong.append(_row_fault(number, *problem))
        else:
            rows.append(_row(raw, notice))
    if len(found) > MOST_ROWS:
        zh, en = f"最多 {MOST_ROWS} 行。", f"At most {MOST_ROWS} rows."
        wrong.insert(0, _fault("rows", zh, en))
    if wrong:
        raise InvalidForm(fields=tuple(wrong[:MOST_FAULTS]))
    return rows


def check_year(year: int, rows: list[Row]) -> None:
    """Raises InvalidForm unless these can be the days of that year."""
    wrong = []
    if year not in YEARS:
        wrong.append(_fault("year", "年份不对。", "The year is wrong."))
    seen: set[date] = set()
    for number, row in enumerate(rows, start=1):
        problem = _problem(year, row, seen)
        if problem:
            wrong.append(_row_fault(number, *problem))
    if not rows:
        wrong.append(_fault("rows", "没有任何日期。", "There are no days."))
    if wrong:
        raise InvalidForm(fields=tuple(wrong[:MOST_FAULTS]))


def day_changes(calendar: WorkCalendar, year: int, rows: Iterable[Row]) -> tuple[DayChange, ...]:
    """What the rows change of the year as it is loaded; off and make-up days of a new one."""
    after = with_year(calendar, year, rows)
    days = (date.fromordinal(n) for n in range(*_ordinals(year)))
    if not calendar.covers(date(year, 1, 1)):
        plain = ((day, day.weekday() < SATURDAY) for day in days)
        return tuple(
            DayChange(day, None, after.is_working_day(day))
            for day, week in plain
            if after.is_working_day(day) is not week
        )
    return tuple(
        DayChange(day, calendar.is_working_day(day), after.is_working_day(day))
        for day in days
        if calendar.is_working_day(day) is not after.is_working_day(day)
    )


def with_year(calendar: WorkCalendar, year: int, rows: Iterable[Row]) -> WorkCalendar:
    """The calendar as it would be with this year's days in place of what was loaded of it."""
    kept = [(day, kind) for day, kind in calendar.rows() if day.year != year]
    fresh = [(row["day"], row["kind"]) for row in rows]
    return WorkCalendar.from_rows(calendar.version, [*kept, *fresh], {*calendar.years, year})


def _ordinals(year: int) -> tuple[int, int]:
    return date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()


def _csv_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Rows by the number of their line."""
    if not text:
        return
    table = csv.DictReader(text.splitlines())
    names = [name.strip().lower() for name in table.fieldnames or ()]
    if not set(COLUMNS[:2]) <= set(names):
        zh = "第一行应写明各列：date,kind,name。"
        en = "The first line names the columns: date,kind,name."
        raise InvalidForm(fields=(_fault("rows", zh, en),))
    table.fieldnames = names
    try:
        for raw in table:
            yield table.line_num, raw
    except csv.Error:
        said = _fault("rows", "不是可以读取的 CSV。", "This CSV can not be read.")
        raise InvalidForm(fields=(said,)) from None


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Rows by their place in the list, from 1."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        zh, en = "不是可以读取的 JSON。", "This JSON can not be read."
        raise InvalidForm(fields=(_fault("rows", zh, en),)) from None
    found = found.get("days") if isinstance(found, dict) else found
    if not isinstance(found, list):
        zh = '应是一个列表：[{"date", "kind", "name"}]。'
        en = 'It must be a list: [{"date", "kind", "name"}].'
        raise InvalidForm(fields=(_fault("rows", zh, en),))
    for number, raw in enumerate(found, start=1):
        yield number, raw if isinstance(raw, dict) else {}


def _unreadable(raw: Mapping[str, Any]) -> tuple[str, str] | None:
    text = str(raw.get("date") or raw.get("day") or "").strip()
    if _day(text) is None:
        return (
            f"“{text[:40]}”不是日期，写成 2027-01-01。",
            f"“{text[:40]}” is no date; write 2027-01-01.",
        )
    kind = str(raw.get("kind") or "").strip()
    if kind.lower() not in KINDS:
        return f"类别“{kind[:20]}”只能是 off 或 work。", f"the kind {kind[:20]!r} is off or work."
    return None


def _row(raw: Mapping[str, Any], notice: str) -> Row:
    day = _day(str(raw.get("date") or raw.get("day")).strip())
    kind = KINDS[str(raw["kind"]).strip().lower()]
    name = str(raw.get("name") or "").strip()[:40]
    return {"day": day, "kind": kind, "name": name, "notice": notice.strip()[:120]}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2027-01-01") else None
    except ValueError:
        return None


def _problem(year: int, row: Row, seen: set[date]) -> tuple[str, str] | None:
    day = row.get("day")
    if not isinstance(day, date) or day.year != year:
        return f"日期不在 {year} 年。", f"the day is not in {year}."
    if row.get("kind") not in (OFF, WORK):
        return "类别只能是 off 或 work。", "the kind is off or work."
    if row["kind"] == WORK and day.weekday() < SATURDAY:
        return f"{day} 不在周末，不会是调休上班日。", f"{day} is no weekend day to be made up for."
    if day in seen:
        return f"{day} 重复。", f"{day} is there twice."
    seen.add(day)
    return None


def _row_fault(number: int, zh: str, en: str) -> FieldError:
    return _fault(f"rows.{number}", f"第 {number} 行：{zh}", f"row {number}: {en}")


def _fault(field: str, zh: str, en: str) -> FieldError:
    return FieldError(field=field, zh=zh, en=en)
