"""The inbox (待办): what is due, grouped by day, and the way to the next thing to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, request, url_for

from service.actions.claim_task import claim_task
from service.actions.release_task import release_task
from service.domain.errors import NoCalendar
from service.domain.periods import ONE_DAY, civil_day
from service.office import Unit
from service.store import inbox as store
from service.web.account import local_path
from service.web.blueprint import web
from service.web.desk import act, is_entity, person, post_pairs, reading, role_words, short_en
from service.web.inbox_filter import PAGE, Query, chips, menus, read_query, scopes, sort_menu
from service.web.labels import process_words, who_of
from service.web.page import page
from service.web.pages import pager
from service.web.reach import key_in_address
from service.web.starts import start_links
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Deadline, Tag
from service.web.views_inbox import InboxGroup, InboxPage, InboxRow
from service.web.words import day_short, deadline, met


@web.get("/")
def home() -> Any:
    person()
    return redirect(url_for("web.portal" if is_entity() else "web.inbox"))


@web.get("/inbox")
def inbox() -> Any:
    unit, query = reading(), read_query()
    return page("inbox.html", inbox_page(unit, query), at="inbox")


@web.get("/tasks/next")
def next_task() -> Any:
    """The first item to do, after the one given; back to the inbox when there is none."""
    unit = reading()
    after = key_in_address("after")
    found = store.next_item(unit.connection, read_query().wanted(unit), after=after)
    return redirect(url_for("web.task", item_id=found) if found else url_for("web.inbox"))


@web.post("/tasks/<key:item_id>/claim")
def claim(item_id: int) -> Any:
    act(claim_task, item_id=item_id, revision=request.form.get("revision", 0, type=int))
    return redirect(local_path(request.form.get("back") or url_for("web.inbox")), code=303)


@web.post("/tasks/<key:item_id>/release")
def release(item_id: int) -> Any:
    act(release_task, item_id=item_id, revision=request.form.get("revision", 0, type=int))
    return redirect(url_for("web.inbox"), code=303)


def inbox_page(unit: Unit, query: Query) -> InboxPage:
    wanted = query.wanted(unit)
    found = store.rows(unit.connection, wanted, limit=PAGE, offset=(query.page - 1) * PAGE)
    total = store.count(unit.connection, wanted)
    everything, over, today = store.by_deadline(unit.connection, wanted)
    waiting = _waiting(unit, query)
    first = store.next_item(unit.connection, Query(scope="mine").wanted(unit))
    return InboxPage(
        lead=_lead(query, everything, over, today, len(waiting)),
        scopes=scopes(unit, query),
        chips=chips(query, everything, over, today),
        menus=menus(unit, query),
        sort=sort_menu(query),
        groups=_groups(unit, query, found) + _waiting_group(unit, waiting),
        total=total + len(waiting),
        pager=pager(query.page, PAGE, total, query.href),
        starts=start_links(unit),
        next=url_for("web.task", item_id=first) if first else "",
        refresh=query.href(query.page),
        empty=gettext("今天没有要办的了") if query.is_plain else gettext("没有符合条件的待办"),
        q=query.q,
        hidden=query.hidden(),
    )


def _lead(query: Query, everything: int, over: int, today: int, waiting: int) -> str:
    if query.scope == "done":
        return ngettext("你办结了 %(num)d 件。", "你办结了 %(num)d 件。", everything)
    said = ngettext(
        "共 %(num)d 件：%(over)s 件逾期，%(today)s 件今天到期。",
        "共 %(num)d 件：%(over)s 件逾期，%(today)s 件今天到期。",
        everything, over=over, today=today,
    )  # fmt: skip
    if waiting:
        said += pick("", " ") + ngettext(
            "另有 %(num)d 件在等他人。", "另有 %(num)d 件在等他人。", waiting
        )
    return said


def _waiting(unit: Unit, query: Query) -> list[dict[str, Any]]:
    if query.scope != "mine" or not query.is_plain or query.page > 1:
        return []
    return store.waiting(unit.connection, query.wanted(unit), limit=20)


def _groups(unit: Unit, query: Query, found: list[dict[str, Any]]) -> tuple[InboxGroup, ...]:
    rows = [(row, _row(unit, query, row)) for row in found]
    if query.scope == "done" or query.order != "due":
        plain = InboxGroup("all", "", "", "", tuple(made for _, made in rows))
        return (plain,) if rows else ()
    groups: dict[str, list[InboxRow]] = {}
    for row, made in rows:
        groups.setdefault(_group_of(row["due_day"], unit.today), []).append(made)
    return tuple(
        InboxGroup(key, icon, tone, words, tuple(groups[key]), note)
        for key, icon, tone, words, note in _group_words(unit)
        if key in groups
    )


def _group_of(last: date | None, today: date) -> str:
    if last is None:
        return "open"
    if last < today:
        return "over"
    if last == today:
        return "today"
    return "tomorrow" if last == today + ONE_DAY else "later"


def _group_words(unit: Unit) -> list[tuple[str, str, str, str, str]]:
    tomorrow = unit.today + ONE_DAY
    after = day_short(tomorrow + ONE_DAY, unit.today)
    return [
        ("over", "over", "danger", gettext("逾期"), gettext("已按规则逐级催办")),
        ("today", "clock", "warn", gettext("今日到期"), gettext("24:00 前办结")),
        ("tomorrow", "calendar", "", gettext("明天 %(day)s", day=day_short(tomorrow, unit.today)),
         _day_note(unit, tomorrow)),
        ("later", "calendar", "", gettext("%(day)s以后", day=after), ""),
        ("open", "none", "", gettext("没有期限"), ""),
    ]  # fmt: skip


def _day_note(unit: Unit, day: date) -> str:
    try:
        working = unit.calendar.is_working_day(day)
    except NoCalendar:
        return gettext("日历还没有这一年")
    if working and day.weekday() >= 5:
        return gettext("调休上班")
    return "" if working else gettext("休息日")


def _row(unit: Unit, query: Query, row: dict[str, Any]) -> InboxRow:
    item = row["id"]
    mine = row["claimed_by"] == person().person_id
    addressed = (row["org_code"], row["role"]) in post_pairs()
    free = row["claimed_by"] is None and addressed and row["state"] == "open"
    return InboxRow(
        id=str(item),
        href=url_for("web.task", item_id=item),
        due=_due(unit, row),
        what=pick(row["label"], row["label_en"]),
        who=who_of(row),
        process=process_words(unit, row["process_key"]),
        number=row["number"],
        source=_source(unit, row),
        tags=_tags(unit, row, mine),
        revision=row["revision"],
        claim=url_for("web.claim", item_id=item) if free else "",
        release=url_for("web.release", item_id=item)
        if mine and row["state"] == "open" and query.scope == "mine"
        else "",
    )


def _due(unit: Unit, row: dict[str, Any]) -> Deadline | None:
    if row["state"] != "open":
        return met(row["due_day"], civil_day(row["ended_at"]), unit.today)
    return deadline(
        row["due_day"], today=unit.today, calendar=unit.calendar,
        provisional=row["is_provisional"],
    )  # fmt: skip


def _source(unit: Unit, row: dict[str, Any]) -> str:
    if row["claimed_at"]:
        return gettext("%(day)s 领取", day=day_short(civil_day(row["claimed_at"]), unit.today))
    return gettext("%(day)s 派发", day=day_short(civil_day(row["opened_at"]), unit.today))


def _tags(unit: Unit, row: dict[str, Any], mine: bool) -> tuple[Tag, ...]:
    made = []
    if row["escalated_at"]:
        made.append(Tag("danger", gettext("已报负责人"), "over"))
    elif row["reminded_at"]:
        made.append(Tag("warn", gettext("已提醒"), "bell"))
    if row["is_banned"]:
        made.append(Tag("danger", gettext("禁期中"), "ban"))
    if row["case_priority"]:
        made.append(Tag("info", gettext("优先"), "flag"))
    if row["round"] > 1:
        made.append(Tag("plain", gettext("第 %(n)s 轮", n=row["round"])))
    if row["holder"] and not mine:
        made.append(Tag("plain", gettext("%(who)s 在办", who=row["holder"]), "user"))
    return tuple(made[:2])


def _waiting_group(unit: Unit, waiting: list[dict[str, Any]]) -> tuple[InboxGroup, ...]:
    if not waiting:
        return ()
    rows = tuple(_waiting_row(unit, row) for row in waiting)
    note = gettext("到时自动往下走")
    return (InboxGroup("wait", "wait", "wait", gettext("等待他人"), rows, note),)


def _waiting_row(unit: Unit, row: dict[str, Any]) -> InboxRow:
    own = row["org_code"] in {org for org, _ in post_pairs()} or row["role"] == "entity_contact"
    who = role_words(row["role"]) if own else pick(row["org_zh"], short_en(row["org_en"]))
    last = row["due_day"]
    due = Deadline(
        "wait",
        gettext("等%(who)s", who=who),
        last.isoformat() if last else "",
        day_short(last, unit.today) if last else "",
    )
    return InboxRow(
        id=f"w{row['id']}",
        href=url_for("web.case", number=row["number"]),
        due=due,
        what=pick(row["label"], row["label_en"]),
        who=who_of(row),
        process=process_words(unit, row["process_key"]),
        number=row["number"],
        source=_source(unit, row),
    )
