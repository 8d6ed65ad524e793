"""The page of the calendar, put together: a year by months, what would change, what moved."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from flask import request, url_for

from service.casework.access import visible_to
from service.casework.workdays import would_move
from service.domain.calendar import WorkCalendar
from service.domain.calendar_rows import YEARS, DayChange, Row, day_changes, with_year
from service.domain.errors import Refusal
from service.office import Unit
from service.store import house, proposals, registers
from service.web.desk import person
from service.web.proposals import (
    decided_words,
    decisions,
    made_words,
    may_change,
    pending_counts,
    state_tag,
)
from service.web.register_links import add_register, register_links
from service.web.tongue import gettext, lang, ngettext, pick
from service.web.views import Fact, Link
from service.web.views_rules import (
    CalendarCard,
    CalendarPage,
    CalendarPreview,
    DayCell,
    HolidayLine,
    Month,
    MoveLine,
    ProposalCard,
    TypedForm,
)
from service.web.words import MONTHS, WEEKDAYS_EN, WEEKDAYS_ZH, day_long, day_short, instant

SHOWN_MOVES = 60
SATURDAY = 5


add_register(
    110,
    "calendar",
    lambda: gettext("工作日历"),
    "web.calendar",
    count=lambda: pending_counts().get("calendar"),
)


def year_asked(unit: Unit) -> int:
    asked = request.args.get("year", unit.today.year, type=int)
    return asked if asked in YEARS else unit.today.year


def calendar_page(
    unit: Unit,
    year: int,
    *,
    typed: Mapping[str, str] | None = None,
    rows: list[Row] | None = None,
    refusal: Refusal | None = None,
) -> CalendarPage:
    days = house.calendar_days(unit.connection, year)
    every = proposals.proposals(unit.connection, proposals.CALENDAR)
    form = _form(typed or {}, refusal) if may_change() else None
    return CalendarPage(
        lead=_lead(unit),
        registers=register_links("calendar"),
        years=_years(unit, year),
        year=year,
        loaded=year in unit.calendar.years,
        months=_months(unit, year, unit.calendar, days),
        weekdays=tuple(WEEKDAYS_ZH) if lang() == "zh" else tuple(d[:1] for d in WEEKDAYS_EN),
        holidays=_holidays(days),
        notices=tuple(dict.fromkeys(day["notice"] for day in days if day["notice"])),
        facts=_facts(unit, year),
        pending=tuple(_card(unit, row) for row in every if row["state"] == "pending"),
        past=tuple(_past(unit, row) for row in every if row["state"] != "pending"),
        form=form,
        preview=_preview(unit, rows[0]["day"].year, rows, whole=True) if rows else None,
    )


def _lead(unit: Unit) -> str:
    until = unit.calendar.covered_until
    if until is None:
        return gettext("还没有载入任何一年。")
    first = min(unit.calendar.years)
    return gettext(
        "已载入 %(first)s 年起，连续覆盖到 %(until)s；之后的期限标为暂定，载入后自动重算。",
        first=first, until=day_long(until),
    )  # fmt: skip


def _years(unit: Unit, year: int) -> tuple[Link, ...]:
    known = {*unit.calendar.years, unit.today.year, unit.today.year + 1, year}
    return tuple(
        Link(
            str(found),
            url_for("web.calendar", year=found),
            found == year,
            icon="" if found in unit.calendar.years else "approx",
        )
        for found in sorted(known, reverse=True)
    )


def _facts(unit: Unit, year: int) -> tuple[Fact, ...]:
    found = [row for row in house.calendar_years(unit.connection) if row["year"] == year]
    if not found:
        return ()
    eve = date(year, 1, 1) - timedelta(days=1)
    working = unit.calendar.working_days_between(eve, date(year, 12, 31))
    return (
        Fact(gettext("工作日"), ngettext("%(num)d 天", "%(num)d 天", working)),
        Fact(gettext("载入"), instant(found[0]["loaded_at"], unit.today)),
        Fact(gettext("日历版本"), gettext("第 %(n)s 版", n=found[0]["version"])),
    )


def _months(
    unit: Unit, year: int, calendar: WorkCalendar, days: Iterable[Mapping[str, Any]]
) -> tuple[Month, ...]:
    names = {row["day"]: row["name"] for row in days}
    return tuple(_month(unit, year, number, calendar, names) for number in range(1, 13))


def _month(
    unit: Unit, year: int, number: int, calendar: WorkCalendar, names: Mapping[date, str]
) -> Month:
    before, length = monthrange(year, number)
    cells = [DayCell()] * before
    cells += [
        _cell(date(year, number, day), calendar, names, unit.today) for day in range(1, length + 1)
    ]
    cells += [DayCell()] * (-len(cells) % 7)
    weeks = tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7))
    return Month(pick(f"{number}月", MONTHS[number - 1]), weeks)


def _cell(day: date, calendar: WorkCalendar, names: Mapping[date, str], today: date) -> DayCell:
    weekend = day.weekday() >= SATURDAY
    working = calendar.guess_working_day(day)
    kind = ""
    if not working:
        kind = "off" if day in names else "week"
    elif weekend:
        kind = "work"
    return DayCell(day.day, kind, names.get(day, ""), day == today)


def _holidays(days: list[Row]) -> tuple[HolidayLine, ...]:
    """Each holiday with its days off and the days made up for it, in the order of the year."""
    names = list(dict.fromkeys(row["name"] for row in days))
    made = []
    for name in names:
        mine = [row for row in days if row["name"] == name]
        off = [row["day"] for row in mine if row["kind"] == "off"]
        work = [row["day"] for row in mine if row["kind"] == "work"]
        shown = pick("、", ", ").join(day_short(day) for day in work)
        made.append(HolidayLine(name or gettext("未命名"), _runs(off) or "—", shown or "—"))
    return tuple(made)


def _runs(days: list[date]) -> str:
    """1月1日至3日 as runs of days."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said = []
    for run in runs:
        if len(run) == 1:
            said.append(day_short(run[0]))
        else:
            said.append(gettext("%(first)s 至 %(last)s", first=day_short(run[0]),
                                last=day_short(run[-1])))  # fmt: skip
    return pick("、", ", ").join(said)


def _card(unit: Unit, row: Row) -> CalendarCard:
    rows = [day | {"day": date.fromisoformat(day["day"])} for day in row["days"]]
    card = ProposalCard(
        id=row["id"],
        title=gettext("%(year)s 年", year=row["year"]),
        tag=state_tag(row["state"]),
        facts=_card_facts(row),
        made=made_words(unit, row),
        decisions=decisions(row, "calendar"),
    )
    return CalendarCard(card, _preview(unit, row["year"], rows))


def _card_facts(row: Row) -> tuple[Fact, ...]:
    made = [Fact(gettext("依据"), row["notice"])]
    if row["reason"]:
        made.append(Fact(gettext("理由"), row["reason"]))
    return tuple(made)


def _past(unit: Unit, row: Row) -> ProposalCard:
    facts = _card_facts(row)
    if row["state"] == "approved":
        shown, words = _moves(unit, row["moved"] or [])
        facts = (*facts, Fact(gettext("移动的期限"), words))
        facts += tuple(
            Fact(line.case.words if line.case else "—",
                 f"{line.what}{pick('：', ': ')}{line.before} → {line.after}",
                 line.case.href if line.case else "")
            for line in shown[:10]
        )  # fmt: skip
    return ProposalCard(
        id=row["id"],
        title=gettext("%(year)s 年", year=row["year"]),
        tag=state_tag(row["state"]),
        facts=facts,
        made=made_words(unit, row),
        decided=decided_words(unit, row),
    )


def _preview(unit: Unit, year: int, rows: list[Row], *, whole: bool = False) -> CalendarPreview:
    changes = day_changes(unit.calendar, year, rows)
    fresh = with_year(unit.calendar, year, rows)
    shown, words = _moves(unit, would_move(unit, fresh))
    off = sum(row["kind"] == "off" for row in rows)
    lead = gettext("%(year)s 年：放假 %(off)s 天，调休上班 %(work)s 天。",
                   year=year, off=off, work=len(rows) - off)  # fmt: skip
    return CalendarPreview(
        lead=lead,
        changes=_changes(changes),
        moves=shown,
        moves_words=words,
        months=_months(unit, year, fresh, rows) if whole else (),
    )


def _changes(changes: tuple[DayChange, ...]) -> tuple[Fact, ...]:
    """Against what is loaded; of a new year, against the plain week."""
    kinds = (
        (False, gettext("改为休息")), (True, gettext("改为上班")),
    )  # fmt: skip
    made = []
    for becomes, words in kinds:
        days = [change.day for change in changes if change.becomes is becomes]
        if days:
            made.append(Fact(words, _runs(days)))
    return tuple(made)


def _moves(unit: Unit, moved: list[dict[str, Any]]) -> tuple[tuple[MoveLine, ...], str]:
    """The moves whose cases the reader may see, and how many there are in all."""
    numbers = {move["case"] for move in moved}
    seen = registers.visible_numbers(unit.connection, visible_to(person()), numbers)
    mine = [move for move in moved if move["case"] in seen]
    words = ngettext("%(num)d 项在办期限会重算", "%(num)d 项在办期限会重算", len(moved))
    if len(mine) < len(moved):
        hidden = len(moved) - len(mine)
        words += pick("，", ", ") + gettext("其中 %(n)s 项不在你的查看范围内", n=hidden)
    return tuple(_move(move) for move in mine[:SHOWN_MOVES]), words


def _move(move: dict[str, Any]) -> MoveLine:
    return MoveLine(
        what=pick(move["label"], move["label_en"]),
        before=move["before"],
        after=move["after"],
        case=Link(move["case"], url_for("web.case", number=move["case"])),
        note="" if move["certain"] else gettext("仍是暂定"),
    )


def _form(typed: Mapping[str, str], refusal: Refusal | None) -> TypedForm:
    faults = refusal.fields if refusal else ()
    errors: dict[str, str] = {}
    summary = []
    for fault in faults:
        name = fault.field.split(".")[0]
        name = name if name in ("notice", "reason") else "rows"
        words = pick(fault.zh, fault.en)
        errors.setdefault(name, words)
        if name == "notice":
            words = f"{gettext('公布放假安排的通知')}{pick('：', ': ')}{words}"
        summary.append((f"p-{name}", words))
    if refusal is not None and not faults:
        summary.append(("p-rows", refusal.message(lang())))
    blank = dict.fromkeys(("notice", "reason", "rows"), "")
    return TypedForm(
        action=url_for("web.propose_year"), values=blank | dict(typed), errors=errors,
        summary=tuple(summary),
    )  # fmt: skip
