"""What the inbox is asked: scope, deadline, process, element, words, order, page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request, url_for

from service.office import Unit
from service.store import inbox as store
from service.web.desk import person, post_pairs
from service.web.labels import process_words
from service.web.reach import page_number
from service.web.tongue import gettext, pick
from service.web.views import Link
from service.web.views_inbox import Menu

PAGE = 50
ORDERS = ("due", "entity", "opened")


@dataclass(frozen=True)
class Query:
    scope: str = "mine"
    due: str = ""
    process: str = ""
    element: str = ""
    q: str = ""
    order: str = "due"
    page: int = 1

    @property
    def is_plain(self) -> bool:
        return not (self.due or self.process or self.element or self.q)

    def wanted(self, unit: Unit) -> store.Wanted:
        return store.Wanted(
            person_id=person().person_id, posts=post_pairs(), today=unit.today, scope=self.scope,
            due=self.due, process_key=self.process, element=self.element, q=self.q,
            order=self.order,
        )  # fmt: skip

    def href(self, page: int = 1, **changes: str) -> str:
        said = replace(self, page=page, **changes)
        plain = Query()
        given = {key: value for key, value in vars(said).items() if value != getattr(plain, key)}
        return url_for("web.inbox", **given)

    def hidden(self) -> tuple[tuple[str, str], ...]:
        """What a search inside the list keeps."""
        kept = (("scope", self.scope), ("process", self.process), ("order", self.order))
        return tuple((key, value) for key, value in kept if value != getattr(Query(), key))


def read_query() -> Query:
    asked = request.args
    scope, order, due = asked.get("scope", ""), asked.get("order", ""), asked.get("due", "")
    return Query(
        scope=scope if scope in store.SCOPES else "mine",
        due=due if due in ("over", "today") else "",
        process=asked.get("process", "")[:60],
        element=asked.get("element", "")[:80],
        q=asked.get("q", "").strip()[:80],
        order=order if order in ORDERS else "due",
        page=page_number(),
    )


def scopes(unit: Unit, query: Query) -> tuple[Link, ...]:
    words = {
        "mine": gettext("我的"), "claimable": gettext("可领取"), "office": gettext("本单位"),
        "done": gettext("已办结"),
    }  # fmt: skip
    return tuple(
        Link(
            words[key],
            Query(scope=key).href(),
            key == query.scope,
            count=None
            if key == "done"
            else store.count(unit.connection, Query(scope=key).wanted(unit)),
        )
        for key in store.SCOPES
    )


def chips(query: Query, everything: int, over: int, today: int) -> tuple[Link, ...]:
    if query.scope == "done":
        return ()
    made = (
        ("", gettext("全部"), "", everything),
        ("over", gettext("逾期"), "over", over),
        ("today", gettext("今日到期"), "clock", today),
    )
    return tuple(
        Link(words, query.href(due=key), key == query.due, icon, number)
        for key, words, icon, number in made
    )


def menus(unit: Unit, query: Query) -> tuple[Menu, ...]:
    found = store.facets(unit.connection, query.wanted(unit))
    if not found:
        return ()
    processes: dict[str, int] = {}
    for row in found:
        key = row["process_key"]
        processes[key] = processes.get(key, 0) + row["number"]
    every = gettext("全部")
    process_links = [Link(every, query.href(process="", element=""), not query.process)]
    process_links += [
        Link(process_words(unit, key), query.href(process=key, element=""), key == query.process,
             count=number)
        for key, number in processes.items()
    ]  # fmt: skip
    shown = [row for row in found if query.process in ("", row["process_key"])]
    element_links = [Link(every, query.href(element=""), not query.element)]
    element_links += [
        Link(pick(row["label"], row["label_en"]), query.href(element=row["element"]),
             row["element"] == query.element, count=row["number"])
        for row in shown
    ]  # fmt: skip
    return (
        Menu(gettext("流程"), tuple(process_links), chosen=bool(query.process)),
        Menu(gettext("环节"), tuple(element_links), chosen=bool(query.element)),
    )


def sort_menu(query: Query) -> Menu:
    words = {"due": gettext("按期限"), "entity": gettext("按主体"), "opened": gettext("按派发时间")}
    links = tuple(Link(words[key], query.href(order=key), key == query.order) for key in ORDERS)
    return Menu(words[query.order], links, "sort")
