"""Days, instants and deadlines in the reader's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from service.domain.calendar import RulerDay as Mark
from service.domain.calendar import WorkCalendar, ruler
from service.domain.errors import NoCalendar
from service.domain.periods import SHANGHAI, civil_day
from service.web.tongue import gettext, lang, ngettext, pick
from service.web.views import Deadline
from service.web.views_task import RulerDay

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS_ZH = "一二三四五六日"
RULER_MOST = 45


def day_long(day: date) -> str:
    """2026年10月9日 · 9 October 2026."""
    if lang() == "en":
        return f"{day.day} {day:%B} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def day_short(day: date, today: date | None = None) -> str:
    """10月9日 · 9 Oct; with the year where it is not this one."""
    if today is not None and day.year != today.year:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if lang() == "en" else day_long(day)
    if lang() == "en":
        return f"{day.day} {MONTHS[day.month - 1]}"
    return f"{day.month}月{day.day}日"


def day_and_weekday(day: date) -> str:
    if lang() == "en":
        return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日 周{WEEKDAYS_ZH[day.weekday()]}"


def clock_time(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%H:%M}"


def instant(at: datetime, today: date | None = None) -> str:
    """10月9日 10:24, Asia/Shanghai."""
    return f"{day_short(civil_day(at), today)} {clock_time(at)}"


def instant_long(at: datetime) -> str:
    return f"{day_long(civil_day(at))} {clock_time(at)}"


def last_day_before(at: datetime) -> date:
    """The last civil day that lies wholly before an instant: 24:00 belongs to the day it ends."""
    return civil_day(at - timedelta(microseconds=1))


def deadline(
    last: date | None, *, today: date, calendar: WorkCalendar, provisional: bool = False
) -> Deadline | None:
    """The words and the shape of an open deadline; None where there is none."""
    if last is None:
        return None
    iso, short = last.isoformat(), day_short(last, today)
    if provisional:
        return Deadline("approx", gettext("暂定"), iso, short)
    if last == today:
        return Deadline("today", gettext("今天到期"), iso, "24:00")
    if last < today:
        return Deadline("over", _overdue(last, today, calendar), iso, short)
    kind, words = _left(last, today, calendar)
    return Deadline(kind, words, iso, short)


def met(last: date | None, ended: date, today: date) -> Deadline:
    """How a finished item stands to its deadline."""
    if last is not None and ended > last:
        return Deadline("over", gettext("逾期办结"), ended.isoformat(), day_short(ended, today))
    return Deadline("done", gettext("按时办结"), ended.isoformat(), day_short(ended, today))


def _overdue(last: date, today: date, calendar: WorkCalendar) -> str:
    try:
        number = calendar.working_days_between(last, today)
    except NoCalendar:
        number = 0
    if number:
        return ngettext("逾期 %(num)d 个工作日", "逾期 %(num)d 个工作日", number)
    days = (today - last).days
    return ngettext("逾期 %(num)d 天", "逾期 %(num)d 天", days)


def _left(last: date, today: date, calendar: WorkCalendar) -> tuple[str, str]:
    try:
        number = calendar.working_days_between(today, last)
    except NoCalendar:
        number = 0
    if number:
        words = ngettext("还剩 %(num)d 个工作日", "还剩 %(num)d 个工作日", number)
        return ("soon" if number == 1 else "later"), words
    days = (last - today).days
    words = ngettext("还剩 %(num)d 天", "还剩 %(num)d 天", days)
    return ("soon" if days <= 1 else "later"), words


def ruler_days(
    start: date, last: date, *, today: date, calendar: WorkCalendar
) -> tuple[RulerDay, ...]:
    """The working-day ruler from `start` to `last`; empty where it would be too long to read."""
    if last < start or (last - start).days > RULER_MOST:
        return ()
    marks = ruler(start, last, today, calendar)
    return tuple(_ruler_day(mark, index) for index, mark in enumerate(marks))


def _ruler_day(mark: Mark, index: int) -> RulerDay:
    month = ""
    if index == 0 or mark.day.day == 1:
        month = pick(f"{mark.day.month}月", MONTHS[mark.day.month - 1])
    if mark.kind == "start":
        return RulerDay("start", month, mark.day.day, pick("起", "•"), mark.is_today)
    if mark.kind == "off":
        return RulerDay("off", month, mark.day.day, pick("休", "–"), mark.is_today)
    kind = "wd" if mark.passed or mark.is_today else "left"
    return RulerDay(kind, month, mark.day.day, str(mark.number), mark.is_today)
