"""Finding an entity by any name or code it ever had, or a case by its number."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for

from service.casework.access import visible_to
from service.domain.errors import NotFound
from service.domain.standing import standing
from service.office import Unit
from service.store import entities as store
from service.store import registers
from service.store.standing import entity_by_id, facts_of
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
    number = page_number()
    rows, total = store.search(unit.connection, q, limit=PAGE, offset=(number - 1) * PAGE)
    lead = ngettext("共 %(num)d 个主体。", "共 %(num)d 个主体。", total)
    if q:
        lead = ngettext("“%(q)s”找到 %(num)d 个主体。", "“%(q)s”找到 %(num)d 个主体。", total, q=q)
    return EntitiesPage(
        lead=lead,
        rows=tuple(_row(unit, row) for row in rows),
        pager=pager(number, PAGE, total, lambda n: url_for("web.entities", q=q or None, page=n)),
        q=q,
        found_cases=_cases(unit, q),
    )


def _row(unit: Unit, row: dict[str, Any]) -> EntityRow:
    about = entity_by_id(unit.connection, row["id"])
    assert about is not None
    facts = facts_of(unit.connection, about)
    said = standing(facts, unit.today, unit.rules)
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
        name=row["name"], href=url_for("web.entity", code=row["code"]), code=row["code"],
        kind=entity_kind_words(unit, row["kind"]),
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
