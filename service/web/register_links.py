"""The registers (名册) beside each other: each page that is one enters itself here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

from service.web.tongue import gettext, pgettext
from service.web.views import Link


@dataclass(frozen=True)
class _Register:
    order: int
    key: str
    words: Callable[[], str]
    endpoint: str
    shown: Callable[[], bool]
    count: Callable[[], int | None]


_REGISTERS: list[_Register] = []


def add_register(
    order: int,
    key: str,
    words: Callable[[], str],
    endpoint: str,
    shown: Callable[[], bool] = lambda: True,
    count: Callable[[], int | None] = lambda: None,
) -> None:
    """Enter a page among the registers.

    shown  whether the reader's posts may open it
    count  how much waits there for the reader, or None
    """
    _REGISTERS.append(_Register(order, key, words, endpoint, shown, count))


def register_links(at: str) -> tuple[Link, ...]:
    """The registers the reader may open, in order; `at` is the key of the one that is open."""
    found = sorted((r for r in _REGISTERS if r.shown()), key=lambda r: (r.order, r.key))
    return tuple(Link(r.words(), url_for(r.endpoint), r.key == at, count=r.count()) for r in found)


add_register(10, "entities", lambda: pgettext("many", "主体"), "web.entities")
add_register(20, "bans", lambda: pgettext("many", "禁期"), "web.bans")
add_register(80, "cases", lambda: gettext("案件"), "web.cases")
add_register(90, "timers", lambda: gettext("定时器"), "web.timers")
