"""The working-day calendar: which years are loaded, a year at a glance, a year handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.approve_calendar_year import approve_calendar_year
from service.actions.propose_calendar_year import propose_calendar_year
from service.actions.reject_calendar_year import reject_calendar_year
from service.actions.withdraw_calendar_year import withdraw_calendar_year
from service.casework.four_eyes import check_administrator
from service.domain.calendar_rows import Row, check_year, read_days
from service.domain.errors import FieldError, InvalidForm, NotFound, Refusal, TooLarge
from service.sheets import decoded
from service.store import proposals
from service.web.blueprint import web
from service.web.calendar_page import calendar_page, year_asked
from service.web.desk import act, close_reading, person, reading
from service.web.page import page
from service.web.proposals import with_fault
from service.web.rules import officers_only
from service.web.tongue import gettext, ngettext
from service.web.views_rules import CalendarPage

STEPS: dict[str, Callable[..., Any]] = {
    "approve": approve_calendar_year,
    "reject": reject_calendar_year,
    "withdraw": withdraw_calendar_year,
}
LARGEST = 200_000


@web.get("/calendar")
def calendar() -> Any:
    officers_only()
    return page("calendar.html", calendar_page(reading(), year_asked(reading())), at="calendar")


@web.post("/calendar")
def propose_year() -> Any:
    """Look at what a year handed in would do, or propose it; what was typed comes back."""
    officers_only()
    check_administrator(person())
    typed = {name: request.form.get(name, "") for name in ("notice", "reason", "rows")}
    try:
        typed["rows"] = _text(typed["rows"])
        rows = read_days(typed["rows"], typed["notice"])
        year = rows[0]["day"].year
        check_year(year, rows)
        if request.form.get("do") != "propose":
            return _page(year, typed, rows=rows)
        said = {"notice": typed["notice"], "reason": typed["reason"]}
        done = act(propose_calendar_year, year=year, rows=rows, **said)
    except Refusal as refusal:
        close_reading()
        return _page(year_asked(reading()), typed, refusal=refusal, status=refusal.status)
    flash(gettext("已提出。另一名管理员批准后才生效。"), "ok")
    return redirect(url_for("web.calendar", year=done["year"]) + "#pending", code=303)


@web.post("/calendar/proposals/<key:proposal_id>/<string(maxlength=10):step>")
def decide_calendar(proposal_id: int, step: str) -> Any:
    officers_only()
    row = proposals.proposal_by_id(reading().connection, proposals.CALENDAR, proposal_id)
    if row is None or step not in STEPS:
        raise NotFound(what_zh="这件提案", what_en="such proposal")
    reason = request.form.get("reason", "")
    try:
        done = act(STEPS[step], proposal_id=proposal_id, reason=reason)
    except InvalidForm as refusal:
        close_reading()
        view = calendar_page(reading(), row["year"])
        view = _with_fault(view, proposal_id, refusal.fields[0], reason)
        return page("calendar.html", view, at="calendar", status=422)
    flash(_done(step, done), "ok")
    return redirect(url_for("web.calendar", year=row["year"]), code=303)


def _done(step: str, done: dict[str, Any]) -> str:
    if step == "approve":
        return ngettext(
            "%(year)s 年已生效，重算了 %(num)d 项在办期限。",
            "%(year)s 年已生效，重算了 %(num)d 项在办期限。",
            done["moved"], year=done["year"],
        )  # fmt: skip
    if step == "reject":
        return gettext("已驳回。日历没有改动。")
    return gettext("已撤回。日历没有改动。")


def _with_fault(view: CalendarPage, number: int, fault: FieldError, said: str) -> CalendarPage:
    cards = with_fault(tuple(c.card for c in view.pending), number, fault, said)
    pending = zip(view.pending, cards, strict=True)
    return replace(view, pending=tuple(replace(shown, card=card) for shown, card in pending))


def _text(pasted: str) -> str:
    """The file that came with the form, or what was pasted. Raises InvalidForm, TooLarge."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return pasted
    body = file.stream.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise TooLarge(limit="200 kB")
    text = decoded(body)
    if text is not None:
        return text
    zh, en = (
        "不是文本文件。存成 CSV 或 JSON 再传。",
        "This is no text file. Save it as CSV or JSON.",
    )
    raise InvalidForm(fields=(FieldError(field="rows", zh=zh, en=en),))


def _page(
    year: int,
    typed: dict[str, str],
    *,
    rows: list[Row] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> tuple[str, int]:
    view = calendar_page(reading(), year, typed=typed, rows=rows, refusal=refusal)
    return page("calendar.html", view, at="calendar", status=status)
