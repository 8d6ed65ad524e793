"""What the page of the register of bans is told."""

from __future__ import annotations

from dataclasses import dataclass

from service.web.views import Link, Pager, Tag


@dataclass(frozen=True)
class BanLine:
    name: str
    href: str
    code: str
    ground: str
    decision: str
    start: str
    last: str
    free: str
    tag: Tag
    left: str
    soon: bool = False
    later: str = ""  # what is known now and was not then


@dataclass(frozen=True)
class BansPage:
    lead: str
    rows: tuple[BanLine, ...]
    pager: Pager | None
    day: str
    day_words: str
    q: str = ""
    state: str = "in_force"
    states: tuple[tuple[str, str], ...] = ()
    registers: tuple[Link, ...] = ()
    known: str = ""
    known_words: str = ""
    differs: str = ""
