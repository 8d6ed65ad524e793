"""What a plain register and a plain sheet of facts, tables and small forms are told."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.web.views import Fact, Link, Pager, Tag

Cell = str | Tag | Link


@dataclass(frozen=True)
class Input:
    """One control. kind: text, long, date, number, select, file; options are (value, words)."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    required: bool = True
    error: str = ""
    most: int = 200


@dataclass(frozen=True)
class SmallForm:
    """A form beside facts: where it goes, its controls, the words of its button."""

    action: str
    words: str
    inputs: tuple[Input, ...]
    token: str = ""
    note: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    has_files: bool = False


@dataclass(frozen=True)
class Block:
    """A section of a sheet: a note, facts, words, a table, links, a form, in this order."""

    key: str
    title: str
    aside: str = ""
    note: str = ""
    facts: tuple[Fact, ...] = ()
    words: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    links: tuple[Link, ...] = ()
    form: SmallForm | None = None


@dataclass(frozen=True)
class SheetPage:
    title: str
    sub: str
    crumbs: tuple[Link, ...]
    blocks: tuple[Block, ...]
    tags: tuple[Tag, ...] = ()
    actions: tuple[Link, ...] = ()
    errors: int = 0


@dataclass(frozen=True)
class ListPage:
    """A register: filters (controls of a search), a table, pages of it; then blocks."""

    title: str
    lead: str
    registers: tuple[Link, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: tuple[str, str]
    path: str
    filters: tuple[Input, ...] = ()
    pager: Pager | None = None
    actions: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = field(default=())
    errors: int = 0
