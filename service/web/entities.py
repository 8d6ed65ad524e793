"""Finding an entity by any name or code it ever had, or a case by its number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for

from service.casework.access import visible_to
from service.domain.errors import NotFound
from service.domain.standing import Standing, standing
from service.office import Unit
from service.store import as_of as register
from service.store import entities as store
from service.store import registers
from service.store.standing import as_entity
from service.web.as_of import AsOf, as_of
from service.web.blueprint import web
from service.web.desk import is_entity, org_words, person, reading
from service.web.labels import entity_kind_words, process_words
from service.web.page import page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Link, Tag
from service.web.views_register import EntitiesPage, EntityRow

PAGE = 30
STATES = ("filed", "applying", "banned", "listed")


@web.get("/entities")
def entities() -> Any:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")
    unit, q = reading(), request.args.get("q", "").strip()[:80]
    if q:
        cases, _ = registers.cases_page(unit.connection, visible_to(person()), q=q, limit=10)
        if len(cases) == 1 and cases[0]["number"].upper() == q.upper():
            return redirect(url_for("web.case", number=cases[0]["number"]))
    return page("entities.html", entities_page(unit, q), at="entities")


def entities_page(unit: Unit, q: str) -> EntitiesPage:
    number, asked = page_number(), as_of(unit)
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    rows, total = store.search(
        unit.connection, q, where=_where(unit, asked, state), limit=PAGE,
        offset=(number - 1) * PAGE,
    )  # fmt: skip
    lead = ngettext("共 %(num)d 个主体。", "共 %(num)d 个主体。", total)
    if q:
        lead = ngettext("“%(q)s”找到 %(num)d 个主体。", "“%(q)s”找到 %(num)d 个主体。", total, q=q)

    def href(n: int) -> str:
        return url_for("web.entities", q=q or None, state=state or None, page=n, **asked.query)

    return EntitiesPage(
        lead=lead,
        rows=_rows(unit, rows, asked),
        pager=pager(number, PAGE, total, href),
        day=asked.day.isoformat(),
        day_words=gettext("今天") if asked.day == asked.today else asked.day_words,
        q=q,
        found_cases=_cases(unit, q),
        state=state,
        states=_states(),
        known=asked.known_value,
        known_words=asked.known_words,
        differs=_differs(unit, q, asked, state, total),
    )


def _states() -> tuple[tuple[str, str], ...]:
    return (
        ("", gettext("全部")), ("filed", gettext("已备案")), ("applying", gettext("申报中")),
        ("banned", gettext("禁期中")), ("listed", gettext("在名单")),
    )  # fmt: skip


def _where(unit: Unit, asked: AsOf, state: str) -> Any:
    """The state that day as known then, as one condition of the statement."""
    day, then = asked.day, asked.known_at
    flag = "third_category_leaves_with_filing"
    conditions = {
        "filed": lambda: register.filed(day, then),
        "applying": lambda: register.applying(day, then),
        "banned": lambda: register.banned(day, then),
        "listed": lambda: register.listed(
            day, then, third_needs_filing=unit.rules_at(then).flag(flag, day)
        ),
    }
    known = register.registered(then)
    return (known, conditions[state]()) if state else (known,)


def _differs(unit: Unit, q: str, asked: AsOf, state: str, total: int) -> str:
    """How many there are by what is known now; "" where nothing else was asked."""
    if asked.known is None:
        return ""
    now = replace(asked, known=None)
    _, number = store.search(unit.connection, q, where=_where(unit, now, state), limit=1)
    if number == total:
        return gettext("与现在所知的数目相同。")
    return ngettext("现在所知：%(num)d 个。", "现在所知：%(num)d 个。", number)


def _rows(unit: Unit, rows: list[dict[str, Any]], asked: AsOf) -> tuple[EntityRow, ...]:
    """The statements do not grow with the number of rows."""
    about = [as_entity(row) for row in rows]
    facts, rules = register.facts_of_many(unit.connection, about), unit.rules_at(asked.known_at)
    return tuple(
        _row(unit, row, standing(facts[row["id"]], asked.day, rules, asked.known_at), asked)
        for row in rows
    )


def _row(unit: Unit, row: dict[str, Any], said: Standing, asked: AsOf) -> EntityRow:
    if said.banned_until:
        tag = Tag("danger", gettext("禁期至 %(day)s", day=said.banned_until.isoformat()), "ban")
    elif said.filed_at:
        tag = Tag("ok", gettext("已备案"), "ok")
    elif said.applying_at:
        tag = Tag("info", gettext("申报中"), "wait")
    elif said.may_apply:
        tag = Tag("plain", gettext("可以申报"), "none")
    else:
        tag = Tag("plain", gettext("不可以申报"), "lock")
    names = [org_words(code) for code in said.filed_at]
    return EntityRow(
        name=row["name"], href=url_for("web.entity", code=row["code"], **asked.query),
        code=row["code"], kind=entity_kind_words(unit, row["kind"]),
        place=" ".join(filter(None, (org_words(row["province"]), row["city"]))),
        filed=pick("、", ", ").join(names), tag=tag,
    )  # fmt: skip


def _cases(unit: Unit, q: str) -> tuple[Link, ...]:
    if not q or not any(sign.isdigit() for sign in q):
        return ()
    rows, _ = registers.cases_page(unit.connection, visible_to(person()), q=q, limit=5)
    return tuple(
        Link(
            f"{row['number']} {process_words(unit, row['process_key'])}",
            url_for("web.case", number=row["number"]),
            title=row["entity_name"] or "",
        )
        for row in rows
        if q.upper() in row["number"].upper()
    )
