"""Refusals that need to look up who and when, and the one of a single field."""

from __future__ import annotations

from typing import Any

from service.domain.errors import ChangedMeanwhile, FieldError, InvalidForm, WrongState
from service.domain.periods import SHANGHAI
from service.store import people
from service.store.database import Connection


def changed_meanwhile(connection: Connection, item: dict[str, Any]) -> ChangedMeanwhile:
    """Who acted on this work item first, when, and what they did."""
    if item["state"] == "open":
        held = item["claimed_by"]
        done = ("领取了这项任务", "took this task") if held else ("改动了它", "changed it")
        return _said(connection, held, item["claimed_at"] or item["opened_at"], done)
    if item["state"] == "done":
        done = (f"办结了“{item['label']}”", f"completed “{item['label_en']}”")
        return _said(connection, item["ended_by"], item["ended_at"], done)
    gone = (f"收回了“{item['label']}”", f"took “{item['label_en']}” back")
    return _said(connection, None, item["ended_at"], gone)


def _said(
    connection: Connection, person_id: int | None, at: Any, what: tuple[str, str]
) -> ChangedMeanwhile:
    rows = people.rows_by_id(connection, person_id) if person_id else []
    who = ("系统", "The clock")
    if rows:
        who = (rows[0]["name"], rows[0]["name_en"] or rows[0]["name"])
    when = at.astimezone(SHANGHAI)
    return ChangedMeanwhile(
        who=who,
        when=(f"{when.month}月{when.day}日 {when:%H:%M}", f"{when:%Y-%m-%d %H:%M}"),
        what_zh=what[0],
        what_en=what[1],
    )


def one_wrong(field: str, zh: str, en: str, source: str | None = None) -> InvalidForm:
    """A form with one field to put right."""
    return InvalidForm(fields=(FieldError(field=field, zh=zh, en=en),), source=source)


def row_changed() -> WrongState:
    """A row that somebody changed since it was shown."""
    return WrongState(
        reason_zh="这一行刚被别人改过。刷新后再改；你填的内容都在。",
        reason_en="somebody has just changed this row. Refresh and change it again.",
    )
