"""What the pages of services, ledgers and grants are told."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.web.views import Fact, Link, Pager, Tag


@dataclass(frozen=True)
class Cell:
    """One cell of a table: words with a line under them, a link or a tag."""

    words: str = ""
    sub: str = ""
    href: str = ""
    tag: Tag | None = None
    sub_href: str = ""
    nowrap: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: `head` names the columns, every row begins with its heading."""

    label: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    pager: Pager | None = None


@dataclass(frozen=True)
class Filter:
    """One field of a filter. kind: search, date, select."""

    key: str
    kind: str
    label: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Quota:
    """The ledger as a bar of 820 units; nothing is drawn where there is no total."""

    big: str
    unit: str
    title: str
    used: float
    reserved: float
    used_words: str
    reserved_words: str
    limit_words: str
    facts: tuple[Fact, ...]
    test: str
    aside: str
    applicable: bool
    tag: Tag | None = None


@dataclass(frozen=True)
class Ledger:
    name: str
    quota: Quota
    grants: Grid
    moves: Grid


@dataclass(frozen=True)
class ListPage:
    """A register with a filter and a table."""

    title: str
    lead: str
    action: str
    filters: tuple[Filter, ...]
    grid: Grid
    registers: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class LedgersPage:
    title: str
    lead: str
    crumbs: tuple[Link, ...]
    ledgers: tuple[Ledger, ...]
    day: str
    action: str
    registers: tuple[Link, ...] = ()
    csv: str = ""


@dataclass(frozen=True)
class GrantPage:
    title: str
    sub: str
    crumbs: tuple[Link, ...]
    tag: Tag
    facts: tuple[Fact, ...]
    decided: tuple[Fact, ...]
    uses: Grid
    record: str
    voids: tuple[tuple[str, str], ...]
    void: str
    today: str
    token: str = ""
    token_void: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LogPage:
    """The service log with, for whoever gives services, a form for what was not asked for."""

    list: ListPage
    kinds: tuple[tuple[str, str], ...]
    record: str
    today: str
    token: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class KindLine:
    zh: str
    en: str
    key: str
    level: str
    categories: str
    limited: bool
    source: str
    closed: str
    action: str


@dataclass(frozen=True)
class KindsPage:
    lead: str
    kinds: tuple[KindLine, ...]
    add: str
    levels: tuple[tuple[str, str], ...]
    registers: tuple[Link, ...]
    token: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ("1", "2", "3")
