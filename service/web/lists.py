"""The rounds of the precise-service list: how every office stands, opening and closing one.

Source: M01, M02, M37, M39.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.close_list_round import close_list_round
from service.actions.open_list_round import open_list_round
from service.casework.access import SEES_ALL
from service.domain.errors import FieldError, InvalidForm
from service.domain.roles import Role
from service.office import Unit
from service.store import lists, people
from service.web.blueprint import web
from service.web.desk import act, org_words, person, reading
from service.web.list_words import state_tag
from service.web.page import new_token, page
from service.web.reach import key_in_address
from service.web.tongue import gettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_lists import ListsPage, OfficeLine
from service.web.words import day_long, deadline, instant, instant_long

Row = dict[str, Any]


@web.get("/lists")
def lists_overview() -> Any:
    """Everybody but the nation and the offices finds the register instead."""
    if person().holds(*SEES_ALL):
        return page("lists.html", _nation(reading()), at="lists")
    if _own_office():
        return page("lists.html", _office(reading()), at="lists")
    return redirect(url_for("web.list_register"))


@web.post("/lists/rounds")
def open_round() -> Any:
    typed = {name: request.form.get(name, "") for name in ("year", "name", "name_en", "due_day")}
    try:
        done = act(open_list_round, **_asked(typed))
    except InvalidForm as refusal:
        errors = {f.field: pick(f.zh, f.en) for f in refusal.fields}
        return page("lists.html", _nation(reading(), typed, errors), at="lists", status=422)
    flash(gettext("已开启，向 %(n)s 个单位发出。", n=done["offices"]), "ok")
    return redirect(url_for("web.lists_overview", round=done["round_id"]), code=303)


@web.post("/lists/rounds/<key:round_id>/close")
def close_round(round_id: int) -> Any:
    done = act(close_list_round, round_id=round_id)
    count = len(done["not_submitted"])
    flash(gettext("本轮已结束，%(n)s 个单位记为未报送。", n=count), "ok")
    return redirect(url_for("web.lists_overview", round=round_id), code=303)


def _asked(typed: dict[str, str]) -> Row:
    year = typed["year"].strip()
    if not year.isdigit() or len(year) != 4:
        raise _wrong("year", "填四位年份。", "Give a year of four digits.")
    day: date | None = None
    if typed["due_day"]:
        try:
            day = date.fromisoformat(typed["due_day"])
        except ValueError:
            raise _wrong("due_day", "填日期。", "Give a day.") from None
    said = {"name": typed["name"], "name_en": typed["name_en"]}
    return said | {"year": int(year), "due_day": day}


def _wrong(field: str, zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field=field, zh=zh, en=en),))


def _own_office() -> str | None:
    roles = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER)
    return next((post.org_code for post in person().posts if post.role in roles), None)


def _nation(
    unit: Unit, typed: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> ListsPage:
    every = lists.rounds(unit.connection)
    wanted = key_in_address("round")
    found = next((row for row in every if row["id"] == wanted), every[0] if every else None)
    may = person().holds(Role.NATIONAL_OFFICER)
    is_open = found is not None and found["closed_at"] is None
    changes = [row for row in lists.submissions(unit.connection) if row["round_id"] is None]
    return ListsPage(
        title=pick(found["name"], found["name_en"]) if found else gettext("精准服务名单编报"),
        lead=_lead(found),
        due=_due(unit, found) if is_open else None,
        rounds=tuple(
            Link(pick(row["name"], row["name_en"]),
                 url_for("web.lists_overview", round=row["id"]), row is found)
            for row in every
        ),
        facts=_facts(unit, found) if found else (),
        offices=tuple(_round_lines(unit, found)) if found else (),
        changes=tuple(_line(unit, row) for row in changes[:30]),
        open=url_for("web.open_round") if may else "",
        close=url_for("web.close_round", round_id=found["id"]) if may and is_open and found else "",
        token=new_token(),
        values={"year": str(unit.today.year)} | (typed or {}),
        errors=errors or {},
    )  # fmt: skip


def _lead(found: Row | None) -> str:
    if found is None:
        return gettext("还没有开启过编报。")
    if found["closed_at"] is not None:
        return gettext("已于 %(when)s 结束。", when=instant_long(found["closed_at"]))
    return gettext(
        "%(when)s 开启，报送到 %(day)s 24:00。", when=instant_long(found["opened_at"]),
        day=day_long(found["due_day"]),
    )  # fmt: skip


def _due(unit: Unit, found: Row | None) -> Any:
    if found is None:
        return None
    return deadline(found["due_day"], today=unit.today, calendar=unit.calendar)


def _facts(unit: Unit, found: Row) -> tuple[Fact, ...]:
    rows = lists.submissions(unit.connection, round_id=found["id"])
    came = {row["province"] for row in rows if row["submitted_at"] is not None}
    late = {row["province"] for row in rows if row["is_late"]}
    listed = {row["province"] for row in rows if row["state"] == "listed"}
    return (
        Fact(gettext("报送单位"), str(len(found["offices"]))),
        Fact(gettext("已报送"), str(len(came)), strong=True),
        Fact(gettext("其中迟报"), str(len(late))),
        Fact(gettext("已列入"), str(len(listed))),
        Fact(gettext("没有报送"), str(len(found["offices"]) - len(came))),
    )


def _round_lines(unit: Unit, found: Row) -> list[OfficeLine]:
    """Every office asked, with its newest submission of the round."""
    newest: dict[str, Row] = {}
    for row in lists.submissions(unit.connection, round_id=found["id"]):
        newest.setdefault(row["province"], row)
    names = {row["code"]: row for row in people.organisations(unit.connection, "office")}
    return [
        _line(unit, newest[code])
        if code in newest
        else OfficeLine(office=org_words(code), state=_silent(found))
        for code in names
        if code in found["offices"]
    ]


def _silent(found: Row) -> Tag:
    return state_tag("none" if found["closed_at"] is None else "not_submitted")


def _line(unit: Unit, row: Row) -> OfficeLine:
    return OfficeLine(
        office=org_words(row["province"]),
        state=state_tag(_stands(row)),
        submitted=instant(row["submitted_at"], unit.today) if row["submitted_at"] else "",
        is_late=row["is_late"],
        rows=row["rows"],
        returned=row["returned"],
        version=str(row["version"] or ""),
        case=Link(row["number"], url_for("web.list_page", number=row["number"])),
    )


def _stands(row: Row) -> str:
    """How a submission stands, with where a draft is."""
    if row["state"] == "draft" and row["waits_at"] == "approve_submission":
        return "approving"
    if row["state"] == "draft" and not row["rows"]:
        return "empty"
    return str(row["state"])


def _office(unit: Unit) -> ListsPage:
    own = str(_own_office())
    found = lists.open_round(unit.connection)
    asked = found if found is not None and own in found["offices"] else None
    mine = lists.submissions(unit.connection, province=own)
    may = person().holds(Role.PROVINCIAL_OFFICER)
    return ListsPage(
        title=gettext("精准服务名单编报"),
        lead=_lead(asked) if asked else gettext("现在没有向本单位开启的编报；变更可以随时提请。"),
        due=_due(unit, asked),
        offices=tuple(_line(unit, row) for row in mine if row["round_id"] is not None),
        changes=tuple(_line(unit, row) for row in mine if row["round_id"] is None),
        start=url_for("web.start_case", key="list_compilation") if may else "",
    )
