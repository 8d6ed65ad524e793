"""What the pages of changes and successions are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.web.views import Fact, Link, Pager, Tag


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True)
class Asked:
    """One field of a form. kind: text, date, area, select, radio, check, file."""

    name: str
    words: str
    kind: str = "text"
    most: int = 0
    help: str = ""
    optional: bool = False
    value: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class TypedPage:
    """A form: what is asked, what was typed, what is wrong by field."""

    action: str
    fields: tuple[Asked, ...]
    send: str
    errors: Mapping[str, str] = field(default_factory=dict)
    summary: tuple[tuple[str, str], ...] = ()
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class FormPage:
    title: str
    sub: str
    crumbs: tuple[Link, ...]
    kinds: tuple[Link, ...]
    form: TypedPage | None = None


@dataclass(frozen=True)
class IdentityLine:
    title: str
    href: str
    sub: str
    cells: tuple[str, ...]
    tag: Tag


@dataclass(frozen=True)
class IdentityList:
    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[IdentityLine, ...]
    action: str
    q: str
    filters: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    pager: Pager | None
    registers: tuple[Link, ...] = ()
    searchable: bool = True


@dataclass(frozen=True)
class DecidePage:
    """What was said, side by side, what follows, and what the reader may do with it."""

    title: str
    sub: str
    tag: Tag
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    before: tuple[Fact, ...] = ()
    after: tuple[Fact, ...] = ()
    before_title: str = ""
    after_title: str = ""
    effects: tuple[str, ...] = ()
    papers: tuple[Link, ...] = ()
    forms: tuple[TypedPage, ...] = ()
    why_not: str = ""
