"""What the pages of entities, registers, timers and the entity's own desk are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.web.views import Deadline, Fact, Link, Pager, Tag
from service.web.views_tracking import Tracking


@dataclass(frozen=True)
class Answer:
    """One of the nine answers for a day; tone: "", ok, warn, danger."""

    question: str
    words: str
    sub: str
    icon: str
    tone: str = ""
    no: bool = False


@dataclass(frozen=True)
class Countdown:
    days: int
    passed: int
    length: int
    facts: tuple[Fact, ...]
    tag: Tag
    upcoming: bool = False


@dataclass(frozen=True)
class Band:
    """One bar of the picture, in its own coordinates; kind: filed, listed, ban, restrict, other."""

    kind: str
    x: float
    width: float
    words: str


@dataclass(frozen=True)
class Mark:
    """A violation on the picture; kind: minor, serious, other."""

    kind: str
    x: float
    words: str


@dataclass(frozen=True)
class BandRow:
    label: str
    bands: tuple[Band, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Bands:
    """The picture of an entity's years: 1024 units wide from x = 112."""

    title: str
    description: str
    rows: tuple[BandRow, ...]
    years: tuple[tuple[float, str], ...]
    day_x: float
    first: str
    days: int
    at: int
    value_words: str
    free_x: float | None = None
    free_words: str = ""

    @property
    def height(self) -> int:
        return 48 + 30 * len(self.rows)


@dataclass(frozen=True)
class EntityRow:
    name: str
    href: str
    code: str
    kind: str
    place: str
    filed: str
    tag: Tag


@dataclass(frozen=True)
class EntitiesPage:
    lead: str
    rows: tuple[EntityRow, ...]
    pager: Pager | None
    day: str
    day_words: str
    q: str = ""
    found_cases: tuple[Link, ...] = ()
    state: str = ""
    states: tuple[tuple[str, str], ...] = ()
    known: str = ""
    known_words: str = ""
    differs: str = ""


@dataclass(frozen=True)
class ViolationLine:
    number: str
    href: str
    what: str
    verified: str
    center: str
    tag: Tag
    struck: bool = False


@dataclass(frozen=True)
class FilingLine:
    center: str
    number: str
    start: str
    end: str
    tag: Tag
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class ListingLine:
    category: str
    start: str
    end: str
    tag: Tag
    version: str = ""


@dataclass(frozen=True)
class Difference:
    """An answer that was another one as known then."""

    question: str
    then: str
    now: str


@dataclass(frozen=True)
class EntityPage:
    name: str
    code: str
    sub: str
    crumbs: tuple[Link, ...]
    day: str
    day_words: str
    is_today: bool
    answers: tuple[Answer, ...]
    countdown: Countdown | None
    days: tuple[Link, ...]
    bands: Bands
    violations: tuple[ViolationLine, ...]
    filings: tuple[FilingLine, ...]
    listings: tuple[ListingLine, ...]
    names: tuple[Fact, ...]
    cases: tuple[Link, ...]
    actions: tuple[Link, ...]
    path: str
    today: str = ""
    known: str = ""
    known_words: str = ""
    differences: tuple[Difference, ...] = ()
    unknown_then: str = ""
    history: tuple[Fact, ...] = ()
    identity: tuple[Link, ...] = ()
    hints: tuple[Link, ...] = ()
    services: Any = None  # EntityServices, where there are any to show
    tracking: Tracking | None = None


@dataclass(frozen=True)
class TimerLine:
    what: str
    case: Link | None
    due: str
    due_iso: str
    who: str
    tag: Tag
    note: Link


@dataclass(frozen=True)
class IncidentLine:
    number: str
    case: Link | None
    what: str
    error: str
    tries: int
    since: str
    retry: str
    next: str = ""


@dataclass(frozen=True)
class TimersPage:
    lead: str
    timers: tuple[TimerLine, ...]
    incidents: tuple[IncidentLine, ...]
    pager: Pager | None
    demo: bool
    clock: str
    jumps: tuple[tuple[str, str], ...]
    next_timer: str = ""
    registers: tuple[Link, ...] = ()
    fired: str = ""


@dataclass(frozen=True)
class NoticeLine:
    title: str
    body: str
    when: str
    at: str
    case: Link | None = None
    unread: bool = False


@dataclass(frozen=True)
class PortalTask:
    what: str
    href: str
    due: Deadline | None
    why: str
    number: str


@dataclass(frozen=True)
class PortalCase:
    number: str
    href: str
    process: str
    center: str
    state: Tag
    opened: str
    sentence: str


@dataclass(frozen=True)
class PortalPage:
    name: str
    code: str
    lead: str
    may_apply: bool
    why_not: str
    tasks: tuple[PortalTask, ...]
    cases: tuple[PortalCase, ...]
    notices: tuple[NoticeLine, ...]
    start: str
    standing: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class NoticesPage:
    lead: str
    notices: tuple[NoticeLine, ...]
    pager: Pager | None
    read: str = ""


@dataclass(frozen=True)
class StartChoice:
    words: str
    href: str
    sub: str


@dataclass(frozen=True)
class DemoPost:
    role: str
    org: str
    login: str
    tasks: int | None = None


@dataclass(frozen=True)
class LoginPage:
    account: str
    error: str
    demo: tuple[DemoPost, ...]
    clock: str
    back: str = ""
    error_field: str = ""
