"""What each page is told. Templates read these values and nothing else.

Sentences are already in the reader's language; days are ISO strings beside their words; every
`href` and `action` is a path of this service. Builders stand in the module named after the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Link:
    words: str
    href: str
    current: bool = False
    icon: str = ""
    count: int | None = None
    title: str = ""


@dataclass(frozen=True)
class Deadline:
    """kind: over, today, soon, later, approx, wait, done. `short` is the day in words."""

    kind: str
    words: str
    day: str
    short: str

    @property
    def icon(self) -> str:
        return DEADLINE_ICONS[self.kind]


DEADLINE_ICONS = {
    "over": "over", "today": "clock", "soon": "calendar", "later": "calendar",
    "approx": "approx", "wait": "wait", "done": "ok",
}  # fmt: skip


@dataclass(frozen=True)
class Tag:
    """tone: ok, warn, danger, wait, info, plain."""

    tone: str
    words: str
    icon: str = ""


@dataclass(frozen=True)
class Fact:
    term: str
    words: str
    href: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Check:
    """tone: ok, warn, danger, muted; the icon differs in outline as well."""

    tone: str
    icon: str
    words: str
    sub: str = ""
    at: str = ""
    href: str = ""


@dataclass(frozen=True)
class Column:
    words: str
    key: str = ""
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class Pager:
    first: int
    last: int
    total: int
    previous: str = ""
    next: str = ""


@dataclass(frozen=True)
class Chrome:
    """The frame around every page of a person who is signed in."""

    person: str
    org: str
    post: str
    posts: tuple[Link, ...]
    nav: tuple[Link, ...]
    today: str
    today_words: str
    working_day: bool | None
    demo: bool
    clock: str = ""
    notices: int = 0
    entity: bool = False
    keys: bool = True


# ---------- inbox ----------
@dataclass(frozen=True)
class InboxRow:
    id: str
    href: str
    due: Deadline | None
    what: str
    who: str
    process: str
    number: str
    source: str
    tags: tuple[Tag, ...] = ()
    claim: str = ""
    release: str = ""
    revision: int = 0


@dataclass(frozen=True)
class InboxGroup:
    key: str
    icon: str
    tone: str
    words: str
    rows: tuple[InboxRow, ...]
    note: str = ""


@dataclass(frozen=True)
class Menu:
    words: str
    items: tuple[Link, ...]
    icon: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class InboxPage:
    lead: str
    scopes: tuple[Link, ...]
    chips: tuple[Link, ...]
    menus: tuple[Menu, ...]
    sort: Menu
    groups: tuple[InboxGroup, ...]
    total: int
    pager: Pager | None
    starts: tuple[Link, ...]
    next: str = ""
    refresh: str = ""
    empty: str = ""
    q: str = ""
    hidden: tuple[tuple[str, str], ...] = ()


# ---------- task ----------
@dataclass(frozen=True)
class RulerDay:
    """kind: start, wd (passed), left, off; `month` only where a month begins."""

    kind: str
    month: str
    day: int
    label: str
    today: bool = False


@dataclass(frozen=True)
class Change:
    """One value before and after a round; kind: changed, added, removed."""

    label: str
    before: str
    after: str
    kind: str = "changed"


@dataclass(frozen=True)
class Opinion:
    who: str
    when: str
    words: str = ""
    tag: Tag | None = None


@dataclass(frozen=True)
class PastFiling:
    center: str
    period: str
    tag: Tag
    note: str = ""


@dataclass(frozen=True)
class Conflict:
    """What somebody else did to this task while the person was typing."""

    sentence: str
    rows: tuple[Change, ...] = ()
    theirs: str = ""


@dataclass(frozen=True)
class Evidence:
    due_note: str = ""
    ruler: tuple[RulerDay, ...] = ()
    ruler_label: str = ""
    due_facts: tuple[Fact, ...] = ()
    case_facts: tuple[Fact, ...] = ()
    submitted: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    changes: tuple[Change, ...] = ()
    changes_note: str = ""
    rounds: tuple[str, str] = ("", "")
    told: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    standing: tuple[Check, ...] = ()
    standing_day: str = ""
    entity: Link | None = None
    filings: tuple[PastFiling, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    gate: tuple[Check, ...] = ()


@dataclass(frozen=True)
class TaskPage:
    title: str
    number: str
    sub: str
    crumbs: tuple[Link, ...]
    due: Deadline | None
    case: str
    action: str
    evidence: Evidence
    queue: tuple[Link, ...] = ()
    queue_title: str = ""
    previous: str = ""
    next: str = ""
    claim: str = ""
    release: str = ""
    why_not: str = ""
    form: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    conflict: Conflict | None = None
    done: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    after: str = ""
    token: str = ""
    revision: int = 0


# ---------- case ----------
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
    timers: tuple[Fact, ...] = ()
    withdraw: str = ""
    withdraw_token: str = ""
    withdraw_errors: dict[str, str] = field(default_factory=dict)
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
