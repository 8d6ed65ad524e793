"""What the pages of re-reviews and of planned openings are told."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.web.views import Fact, Link, Pager, Tag


@dataclass(frozen=True)
class CampaignRow:
    name: str
    number: str
    href: str
    center: str
    window: str
    batches: str
    progress: str
    tag: Tag


@dataclass(frozen=True)
class CampaignsPage:
    lead: str
    rows: tuple[CampaignRow, ...]
    pager: Pager | None
    start: str = ""
    registers: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Step:
    """How many stand in one state; `href` shows only them."""

    words: str
    count: int
    href: str
    current: bool = False
    tone: str = ""


@dataclass(frozen=True)
class EntryRow:
    name: str
    href: str
    code: str
    tag: Tag
    case: Link | None
    submitted: str
    result: str
    note: str = ""


@dataclass(frozen=True)
class BatchLink:
    words: str
    href: str
    day: str
    count: str


@dataclass(frozen=True)
class CampaignPage:
    name: str
    sub: str
    crumbs: tuple[Link, ...]
    case: str
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    rows: tuple[EntryRow, ...]
    pager: Pager | None
    batches: tuple[BatchLink, ...]
    by_day: tuple[tuple[str, str], ...]
    overdue: str = ""
    silent: int = 0
    clear: str = ""
    clear_words: str = ""
    token: str = ""
    today: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    registers: tuple[Link, ...] = ()


@dataclass(frozen=True)
class PublishedRow:
    name: str
    code: str
    href: str
    decided: str
    reasons: str
    correction: str = ""
    correct: str = ""


@dataclass(frozen=True)
class BatchPage:
    title: str
    lead: str
    crumbs: tuple[Link, ...]
    note: str
    groups: tuple[tuple[str, tuple[PublishedRow, ...]], ...]
    exports: tuple[Link, ...]
    token: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    registers: tuple[Link, ...] = ()


@dataclass(frozen=True)
class PlannedRow:
    what: str
    about: str
    place: str
    due: str
    due_iso: str
    tag: Tag
    interval: str = ""
    interval_href: str = ""
    error: str = ""
    tries: str = ""
    retry: str = ""
    stop: str = ""
    parent: Link | None = None


@dataclass(frozen=True)
class PlanChoice:
    value: str
    words: str


@dataclass(frozen=True)
class PlannedPage:
    lead: str
    failed: tuple[PlannedRow, ...]
    recurring: tuple[PlannedRow, ...]
    rows: tuple[PlannedRow, ...]
    pager: Pager | None
    plans: tuple[PlanChoice, ...] = ()
    places: tuple[PlanChoice, ...] = ()
    token: str = ""
    today: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    registers: tuple[Link, ...] = ()
