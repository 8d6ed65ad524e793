"""What the pages of cases are told."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.web.case_acts import CaseAct
from service.web.views import Deadline, Fact, Link, Pager, Tag


@dataclass(frozen=True)
class Step:
    """state: done, now, todo."""

    state: str
    words: str
    at: str
    sub: str = ""
    icon: str = ""
    element: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the record; tone: "", now, sys, wait."""

    icon: str
    tone: str
    head: str
    when: str
    at: str
    body: str = ""


@dataclass(frozen=True)
class Allowed:
    words: str
    sub: str = ""
    href: str = ""
    allowed: bool = True


@dataclass(frozen=True)
class Comment:
    who: str
    when: str
    words: str


@dataclass(frozen=True)
class DocumentLine:
    words: str
    meta: str
    href: str = ""


@dataclass(frozen=True)
class AppealLine:
    """One appeal against what a case found or decided."""

    link: Link
    words: str
    note: str
    tag: Tag


@dataclass(frozen=True)
class Doing:
    """What may be done with a case at any time, by a few fields of its own: a reason always,
    a document's `number` and a `day` where it needs them."""

    key: str
    words: str
    help: str
    href: str
    token: str
    number: bool = False
    day: bool = False
    danger: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Appeals:
    """What is said of appeals on a case's page, and what may be done about them."""

    lines: tuple[AppealLine, ...] = ()
    lodging: tuple[Link, ...] = ()
    doings: tuple[Doing, ...] = ()


@dataclass(frozen=True)
class CasePage:
    number: str
    process: str
    entity: Link
    sub: str
    crumbs: tuple[Link, ...]
    strong: str
    sentence: str
    due: Deadline | None
    after: str
    diagram: str
    steps: tuple[Step, ...]
    any_time: str
    record: tuple[Entry, ...]
    record_note: str
    record_ok: bool
    allowed: tuple[Allowed, ...]
    related: tuple[Link, ...] = ()
    documents: tuple[DocumentLine, ...] = ()
    submitted: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    tasks: tuple[Link, ...] = ()
    why: tuple[Fact, ...] = ()
    timers: tuple[Fact, ...] = ()
    withdraw: str = ""
    withdraw_help: str = ""
    withdraw_token: str = ""
    withdraw_errors: dict[str, str] = field(default_factory=dict)
    appeals: Appeals = field(default_factory=Appeals)
    act: CaseAct | None = None
    act_errors: dict[str, str] = field(default_factory=dict)
    incident: str = ""
    printed: str = ""
    print_foot: str = ""


@dataclass(frozen=True)
class CaseRow:
    number: str
    href: str
    process: str
    who: str
    state: Tag
    step: str
    due: Deadline | None
    opened: str
    center: str


@dataclass(frozen=True)
class CasesPage:
    lead: str
    rows: tuple[CaseRow, ...]
    pager: Pager | None
    q: str = ""
    processes: tuple[tuple[str, str], ...] = ()
    process: str = ""
    states: tuple[tuple[str, str], ...] = ()
    state: str = ""
    starts: tuple[Link, ...] = ()
