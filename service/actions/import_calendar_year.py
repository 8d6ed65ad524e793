"""A year's published days off are loaded; deadlines that waited for them are computed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.casework import moves
from service.casework.deadlines import recompute
from service.casework.retry import repeated
from service.casework.work import CLOCK
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.roles import Actor, Role
from service.office import Office, Unit
from service.store import cases, house, timers, work_items
from service.store.record import Entry, append_to_house

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class CalendarImported:
    """`moved` counts the open deadlines that now fall on another day or are certain now."""

    year: int
    days: int
    version: int
    moved: int


def import_calendar_year(
    office: Office, *, actor: Actor | None, year: int, rows: list[Row]
) -> CalendarImported:
    """Replace one year's days; rows are {"day", "kind": "off" | "work", "name", "notice"}.

    Open deadlines move with it, ended ones do not, and each move is recorded (E1 11, 12).
    actor  an administrator; None from the command line. Raises NotAllowed, InvalidForm.
    """
    if actor is not None and not actor.holds(Role.ADMINISTRATOR):
        raise NotAllowed(reason_zh="日历由管理员导入。", reason_en="administrators import it.")
    _check(year, rows)

    def once(unit: Unit) -> CalendarImported:
        return _import(unit, actor, year, rows)

    return repeated(office, once)


def _import(unit: Unit, actor: Actor | None, year: int, rows: list[Row]) -> CalendarImported:
    version = house.put_calendar_year(unit.connection, year, rows, now=unit.now)
    said = {"year": year, "days": len(rows), "version": version}
    by = (actor.person_id, actor.name) if actor else (None, "系统")
    line = Entry(at=unit.now, person_id=by[0], actor=by[1], verb="calendar.imported", detail=said)
    append_to_house(unit.connection, line)
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
    return unit.done(CalendarImported(year=year, days=len(rows), version=version, moved=moved))


def _check(year: int, rows: list[Row]) -> None:
    wrong = []
    if not 2016 <= year <= 2100:
        wrong.append(FieldError(field="year", zh="年份不对。", en="The year is wrong."))
    seen: set[date] = set()
    for number, row in enumerate(rows, start=1):
        problem = _problem(year, row, seen)
        if problem:
            where = f"rows.{number}"
            wrong.append(
                FieldError(
                    field=where,
                    zh=f"第 {number} 行：{problem[0]}",
                    en=f"row {number}: {problem[1]}",
                )
            )
    if not rows:
        wrong.append(FieldError(field="rows", zh="没有任何日期。", en="There are no days."))
    if wrong:
        raise InvalidForm(fields=tuple(wrong[:50]))


def _problem(year: int, row: Row, seen: set[date]) -> tuple[str, str] | None:
    day = row.get("day")
    if not isinstance(day, date) or day.year != year:
        return f"日期不在 {year} 年", f"the day is not in {year}"
    if row.get("kind") not in ("off", "work"):
        return "类别只能是 off 或 work", "the kind is off or work"
    if row["kind"] == "work" and day.weekday() < 5:
        return "调休上班日应在周末", "a make-up workday is on a weekend"
    if day in seen:
        return "日期重复", "the day is there twice"
    seen.add(day)
    return None
