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
# Under which heading a register stands; whatever is named nowhere stands under the last.
_GROUPS: tuple[tuple[Callable[[], str], tuple[str, ...]], ...] = (
    (lambda: gettext("名册"), ("entities", "list", "bans", "agencies", "changes", "successions")),
    (lambda: gettext("服务"), ("services", "cross_region", "exemptions", "preexam")),
    (lambda: gettext("跟踪"), ("indicators", "facts", "monitoring", "watch", "evaluations")),
    (lambda: gettext("管理"), ("reviews", "shared", "digests", "assessments")),
    (lambda: gettext("运行与规则"), ("planned", "cases", "timers", "rules", "calendar")),
)


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
    """The registers the reader may open, group by group; `at` is the key of the one that is open.

    The first of each group carries the group's heading as its title.
    """
    made: list[Link] = []
    shown = [r for r in _REGISTERS if r.shown()]
    for number, (words, _) in enumerate(_GROUPS):
        mine = sorted((r for r in shown if _group_of(r) == number), key=lambda r: (r.order, r.key))
        for index, r in enumerate(mine):
            title = words() if index == 0 else ""
            href = url_for(r.endpoint)
            made.append(Link(r.words(), href, r.key == at, count=r.count(), title=title))
    return tuple(made)


def _group_of(register: _Register) -> int:
    last = len(_GROUPS) - 1
    return next((n for n, (_, keys) in enumerate(_GROUPS) if register.key in keys), last)


add_register(10, "entities", lambda: pgettext("many", "主体"), "web.entities")
add_register(20, "bans", lambda: pgettext("many", "禁期"), "web.bans")
add_register(80, "cases", lambda: gettext("案件"), "web.cases")
add_register(90, "timers", lambda: gettext("定时器"), "web.timers")
