"""What the pages of rules and calendar are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.web.views import Fact, Link, Tag


@dataclass(frozen=True)
class Option:
    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True)
class OptionGroup:
    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class RuleRow:
    name: str
    href: str
    key: str
    value: str
    source: str
    since: str
    scope: Tag | None = None
    question: str = ""
    default: str = ""
    elsewhere: str = ""
    pending: bool = False


@dataclass(frozen=True)
class RuleSection:
    id: str
    title: str
    rows: tuple[RuleRow, ...]
    note: str = ""


@dataclass(frozen=True)
class Decisions:
    """Where the reader may send what of a proposal; "" where not."""

    approve: str = ""
    reject: str = ""
    withdraw: str = ""
    why_not: str = ""

    @property
    def any(self) -> bool:
        return bool(self.approve or self.reject or self.withdraw or self.why_not)


@dataclass(frozen=True)
class ProposalCard:
    """A proposal: what it says, who made it, what it would do, what became of it."""

    id: int
    title: str
    tag: Tag
    facts: tuple[Fact, ...]
    made: str
    href: str = ""
    decided: str = ""
    warnings: tuple[str, ...] = ()
    decisions: Decisions = Decisions()
    fault: str = ""  # what is wrong with the decision just sent, and what was typed
    said: str = ""


@dataclass(frozen=True)
class RulesPage:
    lead: str
    sections: tuple[RuleSection, ...]
    pending: tuple[ProposalCard, ...]
    day: str
    day_words: str
    registers: tuple[Link, ...]
    q: str = ""
    topics: tuple[Option, ...] = ()
    places: tuple[OptionGroup, ...] = ()
    place_words: str = ""


@dataclass(frozen=True)
class StretchLine:
    place: str
    value: str
    start: str
    last: str
    source: str
    version: str
    tag: Tag
    end_href: str = ""


@dataclass(frozen=True)
class EntryLine:
    version: str
    value: str
    place: str
    days: str
    source: str
    entered: str
    approved: str
    when: str
    reason: str = ""


@dataclass(frozen=True)
class TypedForm:
    """A form of these pages: what was typed, and what is wrong with it by field."""

    action: str
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    summary: tuple[tuple[str, str], ...] = ()  # (anchor, words)
    options: tuple[Option, ...] = ()
    places: tuple[OptionGroup, ...] = ()
    unit: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class RulePage:
    name: str
    sub: str
    crumbs: tuple[Link, ...]
    registers: tuple[Link, ...]
    facts: tuple[Fact, ...]
    question: str
    question_code: str
    notes: tuple[str, ...]
    stretches: tuple[StretchLine, ...]
    pending: tuple[ProposalCard, ...]
    past: tuple[ProposalCard, ...]
    entries: tuple[EntryLine, ...]
    form: TypedForm | None
    running: str


@dataclass(frozen=True)
class DayCell:
    """A day of a month; kind: "", off, work, week (plain weekend); empty cells have no number."""

    number: int = 0
    kind: str = ""
    name: str = ""
    today: bool = False


@dataclass(frozen=True)
class Month:
    name: str
    weeks: tuple[tuple[DayCell, ...], ...]


@dataclass(frozen=True)
class HolidayLine:
    name: str
    days: str
    made_up: str


@dataclass(frozen=True)
class MoveLine:
    what: str
    before: str
    after: str
    case: Link | None
    note: str = ""


@dataclass(frozen=True)
class CalendarPreview:
    """What a year handed in says, before it is proposed or approved."""

    lead: str
    changes: tuple[Fact, ...]
    moves: tuple[MoveLine, ...]
    moves_words: str
    months: tuple[Month, ...] = ()


@dataclass(frozen=True)
class CalendarCard:
    card: ProposalCard
    preview: CalendarPreview


@dataclass(frozen=True)
class CalendarPage:
    lead: str
    registers: tuple[Link, ...]
    years: tuple[Link, ...]
    year: int
    loaded: bool
    months: tuple[Month, ...]
    weekdays: tuple[str, ...]
    holidays: tuple[HolidayLine, ...]
    notices: tuple[str, ...]
    facts: tuple[Fact, ...]
    pending: tuple[CalendarCard, ...]
    past: tuple[ProposalCard, ...]
    form: TypedForm | None
    preview: CalendarPreview | None
