"""A year's published days off are loaded from the command line; deadlines are computed again.

At the pages and the API one proposes a year (`propose_calendar_year`), another approves it.
"""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import four_eyes
from service.casework.retry import repeated
from service.casework.workdays import put_year
from service.domain.calendar_rows import Row, check_year
from service.domain.errors import NotAllowed
from service.domain.roles import Actor, Role
from service.office import Office, Unit


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
    check_year(year, rows)

    def once(unit: Unit) -> CalendarImported:
        done = put_year(unit, year, rows)
        told = {"year": year, "days": len(rows), "version": done.version}
        four_eyes.note(unit, actor, "calendar.imported", **told)
        return unit.done(
            CalendarImported(year=year, days=len(rows), version=done.version, moved=done.moved)
        )

    return repeated(office, once)
