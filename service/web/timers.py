"""Armed timers, incidents with retry, and in a demonstration the clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.advance_clock import advance_clock
from service.actions.retry_incident import retry_incident
from service.casework.access import visible_to
from service.domain.errors import NotAllowed, NotFound
from service.domain.periods import SHANGHAI, first_free_day
from service.domain.periods import Unit as Length
from service.office import Unit
from service.store import timers as store
from service.web.blueprint import web
from service.web.desk import act, is_entity, person, reading
from service.web.labels import (
    element_words,
    newest,
    process_words,
    rule_href,
    rule_words,
    who_of,
)
from service.web.page import page
from service.web.register_links import register_links
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Link, Tag
from service.web.views_register import IncidentLine, TimerLine, TimersPage
from service.web.words import instant, instant_long

LIMIT = 200
SOON = timedelta(days=1)
JUMPS = {"month": Length.MONTH, "year": Length.YEAR}


@web.get("/timers")
def timers() -> Any:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")
    return page("timers.html", timers_page(reading()), at="timers")


@web.post("/timers/incidents/<key:incident_id>/retry")
def retry(incident_id: int) -> Any:
    done = act(retry_incident, incident_id=incident_id)
    said = gettext("定时器已不在，异常已关闭。") if done["resolved"] else gettext("马上再试一次。")
    flash(said, "ok")
    return redirect(url_for("web.timers"), code=303)


@web.post("/clock")
def advance() -> Any:
    """A demonstration moves on by a day, a whole month or year, or to the next timer."""
    unit = reading()
    if not unit.house.is_demonstration or is_entity():
        raise NotAllowed(
            reason_zh="只有演示环境的工作人员可以拨动时间。",
            reason_en="only staff of a demonstration move its time.",
        )
    to = _target(unit, request.form.get("by", ""))
    if to is not None:
        done = act(advance_clock, to=to)
        fired = done["fired"]
        said = ngettext(
            "时间到了 %(when)s，触发了 %(num)d 个定时器。",
            "时间到了 %(when)s，触发了 %(num)d 个定时器。",
            fired, when=instant_long(to),
        )  # fmt: skip
        flash(said, "ok")
    return redirect(url_for("web.timers") + "#clock", code=303)


def _target(unit: Unit, by: str) -> datetime | None:
    now = unit.now.astimezone(SHANGHAI)
    if by == "day":
        return now + timedelta(days=1)
    if by in JUMPS:
        return datetime.combine(first_free_day(now.date(), 1, JUMPS[by]), now.timetz())
    if by == "next":
        due = store.next_due_at(unit.connection, unit.now + timedelta(days=3660))
        return max(due, unit.now) if due else None
    return None


def timers_page(unit: Unit) -> TimersPage:
    visible = visible_to(person())
    rows = store.armed_timers(unit.connection, visible, limit=LIMIT)
    incidents = store.open_incidents(unit.connection, visible)
    lead = ngettext("%(num)d 个定时器在等", "%(num)d 个定时器在等", len(rows))
    if incidents:
        lead += pick("，", ", ") + ngettext(
            "%(num)d 个异常事项", "%(num)d 个异常事项", len(incidents)
        )
    following = store.next_due_at(unit.connection, unit.now + timedelta(days=3660))
    return TimersPage(
        lead=lead + pick("。", "."),
        timers=tuple(_timer(unit, row) for row in rows),
        incidents=tuple(_incident(unit, row) for row in incidents),
        pager=None,
        demo=unit.house.is_demonstration,
        clock=instant_long(unit.now),
        jumps=(("day", gettext("一天")), ("month", gettext("一个月")), ("year", gettext("一年"))),
        next_timer=instant(following, unit.today) if following else "",
        registers=register_links("timers"),
    )


def _what(unit: Unit, row: dict[str, Any]) -> str:
    process = newest(unit, row["process_key"])
    words = element_words(process, row["element"]) if process else row["element"]
    kinds = {"reminder": gettext("提醒"), "overdue": gettext("逾期上报")}
    kind = kinds.get(row.get("kind", ""))
    return f"{kind}{pick('：', ': ')}{words}" if kind else words


def _case(unit: Unit, row: dict[str, Any]) -> Link:
    words = f"{row['number']} {process_words(unit, row['process_key'])}"
    return Link(words, url_for("web.case", number=row["number"]))


def _timer(unit: Unit, row: dict[str, Any]) -> TimerLine:
    basis = row["basis"] or {}
    note = Link("", "")
    if basis.get("key"):
        words = gettext("规则“%(rule)s”", rule=rule_words(basis["key"]))
        note = Link(words, rule_href(basis["key"]))
    if row["attempts"]:
        tag = Tag("danger", gettext("第 %(n)s 次再试", n=row["attempts"] + 1), "redo")
    elif row["due_at"] <= unit.now:
        tag = Tag("warn", gettext("已到期，待触发"), "clock")
    elif row["is_provisional"]:
        tag = Tag("plain", gettext("暂定"), "approx")
    elif row["due_at"] - unit.now <= SOON:
        tag = Tag("warn", gettext("一天以内"), "clock")
    else:
        tag = Tag("wait", gettext("在等"), "wait")
    return TimerLine(
        what=_what(unit, row), case=_case(unit, row), due=instant(row["due_at"], unit.today),
        due_iso=row["due_at"].isoformat(), who=who_of(row), tag=tag, note=note,
    )  # fmt: skip


def _incident(unit: Unit, row: dict[str, Any]) -> IncidentLine:
    return IncidentLine(
        number=f"#{row['id']}", case=_case(unit, row), what=_what(unit, row),
        error=row["error"].strip().splitlines()[-1][:200] if row["error"] else "",
        tries=row["attempts"], since=instant(row["first_at"], unit.today),
        retry=url_for("web.retry", incident_id=row["id"]),
        next=gettext("最近 %(when)s", when=instant(row["last_at"], unit.today)),
    )  # fmt: skip
