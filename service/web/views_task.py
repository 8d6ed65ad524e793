"""What the page of a task is told: the form's surroundings and the evidence beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from service.web.views import Check, Deadline, Fact, Link, Tag


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
    """A filing at a center, or an earlier violation found by one; `note`: its case."""

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
class Panel:
    """A block of evidence that one procedure brings: facts, then a table, then links.

    key     its anchor on the page, "e-" before it
    head    the table's columns; rows hold words, tags or links, one for each column
    """

    key: str
    title: str
    aside: str = ""
    facts: tuple[Fact, ...] = ()
    checks: tuple[Check, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str | Tag | Link, ...], ...] = ()
    links: tuple[Link, ...] = ()
    note: str = ""


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
    violations: tuple[PastFiling, ...] = ()
    violations_note: str = ""
    opinions: tuple[Opinion, ...] = ()
    gate: tuple[Check, ...] = ()
    panels: tuple[Panel, ...] = ()


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
