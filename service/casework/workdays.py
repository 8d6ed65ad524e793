"""A year of the working-day calendar is put in force; open deadlines are computed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from service.casework import moves
from service.casework.deadlines import again, recompute
from service.casework.work import CLOCK
from service.domain.calendar import WorkCalendar
from service.domain.calendar_rows import Row
from service.domain.limits import due
from service.domain.periods import civil_day
from service.office import Unit
from service.store import cases, house, timers, work_items

A_MOMENT = timedelta(microseconds=1)  # 24:00 belongs to the day it ends


@dataclass(frozen=True, kw_only=True)
class YearPut:
    """`moved` counts the open deadlines that now fall on another day or are certain now."""

    version: int
    moved: int


def put_year(unit: Unit, year: int, rows: list[Row]) -> YearPut:
    """Replace one year's days. Open deadlines move with it, ended ones do not (E1 11, 12)."""
    version = house.put_calendar_year(unit.connection, year, rows, now=unit.now)
    unit.look_again()
    moved = 0
    waiting = {
        *work_items.cases_with_deadlines(unit.connection),
        *timers.cases_with_limits(unit.connection),
    }
    for case_id in sorted(waiting):
        case = cases.case_by_id(unit.connection, case_id)
        if case is not None:
            moved += recompute(moves.load(unit, case, CLOCK))
    return YearPut(version=version, moved=moved)


def would_move(unit: Unit, calendar: WorkCalendar) -> list[dict[str, Any]]:
    """The open deadlines that this calendar moves, or makes certain: what `put_year` will do.

    Each is {case, label, label_en, before, after, certain}; days as ISO text.
    """
    return [*_totals(unit, calendar), *_items(unit, calendar), *_timers(unit, calendar)]


def _totals(unit: Unit, calendar: WorkCalendar) -> Iterator[dict[str, Any]]:
    """The total limit of each procedure, which the case carries itself."""
    for row in cases.cases_with_total(unit.connection):
        process = unit.process(row["version_id"])
        key, opened = process.properties.get("limit"), civil_day(row["opened_at"])
        if not key:
            continue
        rules = unit.rules_of(row["rules_version"])
        found = rules.limit(key, opened, row["province"], row["center_code"])
        fresh = due(found, opened, calendar)
        if fresh.at != row["due_at"]:
            yield {
                "case": row["number"],
                "label": process.label,
                "label_en": process.properties.get("name_en", process.label),
                "before": civil_day(row["due_at"] - A_MOMENT).isoformat(),
                "after": fresh.last_day.isoformat(),
                "certain": not fresh.provisional,
            }


def _items(unit: Unit, calendar: WorkCalendar) -> Iterator[dict[str, Any]]:
    for row in work_items.open_deadlines(unit.connection):
        yield from _move(row["number"], row["label"], row["label_en"], row["due_basis"], calendar)


def _timers(unit: Unit, calendar: WorkCalendar) -> Iterator[dict[str, Any]]:
    for row in timers.engine_timers(unit.connection):
        found = unit.process(row["version_id"]).elements.get(row["element"])
        label = found.label or row["element"] if found else row["element"]
        label_en = found.properties.get("name_en", label) if found else label
        yield from _move(row["number"], label, label_en, row["basis"], calendar)


def _move(
    number: str, label: str, label_en: str, basis: dict[str, Any] | None, calendar: WorkCalendar
) -> Iterator[dict[str, Any]]:
    fresh = again(basis, calendar) if basis else None
    if basis is not None and fresh is not None:
        yield {
            "case": number,
            "label": label,
            "label_en": label_en,
            "before": date.fromisoformat(basis["last_day"]).isoformat(),
            "after": fresh.last_day.isoformat(),
            "certain": not fresh.provisional,
        }
