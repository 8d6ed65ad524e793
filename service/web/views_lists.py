"""What the pages of the precise-service list are told."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.web.views import Deadline, Fact, Link, Pager, Tag


@dataclass(frozen=True)
class OfficeLine:
    """One regional office in a round."""

    office: str
    state: Tag
    submitted: str = ""
    is_late: bool = False
    rows: int = 0
    returned: int = 0
    version: str = ""
    case: Link | None = None


@dataclass(frozen=True)
class ListsPage:
    """The rounds: of the nation all offices, of an office its own lists."""

    title: str
    lead: str
    due: Deadline | None
    rounds: tuple[Link, ...] = ()
    facts: tuple[Fact, ...] = ()
    offices: tuple[OfficeLine, ...] = ()
    changes: tuple[OfficeLine, ...] = ()
    start: str = ""
    open: str = ""
    close: str = ""
    token: str = ""
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FaultLine:
    """A fault of a row in words; `place` names row and column where it is not under its row."""

    words: str
    is_warning: bool
    place: str = ""
    value: str = ""


@dataclass(frozen=True)
class RowLine:
    id: int
    number: int
    revision: int
    name: str
    host: str
    code: str
    href: str
    category: str
    subtype: str
    place: str
    industry: str
    filing: str
    filed_on: str
    evidence: str
    is_removal: bool
    verdict: Tag | None
    reason: str
    faults: tuple[FaultLine, ...]
    edit: str = ""
    drop: str = ""
    judge: bool = False
    past: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepMark:
    """One step above the list; state: done, now, todo."""

    words: str
    sub: str
    state: str


@dataclass(frozen=True)
class Bar:
    words: str
    count: int
    y: int
    width: float


@dataclass(frozen=True)
class ListPage:
    title: str
    number: str
    sub: str
    crumbs: tuple[Link, ...]
    case: str
    due: Deadline | None
    steps: tuple[StepMark, ...]
    note: tuple[str, str, str]
    tabs: tuple[Link, ...]
    rows: tuple[RowLine, ...]
    pager: Pager | None
    task: Link | None
    why_not: str
    compared: tuple[Fact, ...]
    compared_title: str
    bars: tuple[Bar, ...]
    imports: tuple[Fact, ...]
    downloads: tuple[Link, ...]
    path: str
    tab: str
    add: str = ""
    import_to: str = ""
    import_report: str = ""
    judge: str = ""
    left: int = 0
    may_return: bool = False
    members: tuple[tuple[int, str], ...] = ()
    propose: str = ""
    withdraw: str = ""
    looks: tuple[Fact, ...] = ()
    token: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RowField:
    name: str
    label: str
    value: str
    error: str = ""
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    most: int = 120
    long: bool = False
    needed: bool = False


@dataclass(frozen=True)
class RowPage:
    title: str
    sub: str
    crumbs: tuple[Link, ...]
    action: str
    back: str
    fields: tuple[RowField, ...]
    revision: int
    token: str
    row_id: int = 0
    reason: str = ""
    errors: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True)
class ImportReport:
    """What one import found, and how to go on."""

    title: str
    sub: str
    crumbs: tuple[Link, ...]
    taken: int
    rows: int
    good: int
    errors: int
    warnings: int
    faults: tuple[FaultLine, ...]
    more: int
    back: str
    template: str
    again: str = ""
    replaces: bool = False
    token: str = ""


@dataclass(frozen=True)
class MemberLine:
    name: str
    href: str
    code: str
    host: str
    category: str
    subtype: str
    office: str
    industry: str
    since: str
    version: str
    tag: Tag


@dataclass(frozen=True)
class RegisterPage:
    lead: str
    rows: tuple[MemberLine, ...]
    pager: Pager | None
    day: str
    version: int
    current: int
    q: str
    industry: str
    selects: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...]
    versions: tuple[tuple[str, ...], ...]
    compare: str
    downloads: tuple[Link, ...]
    registers: tuple[Link, ...] = ()


@dataclass(frozen=True)
class ComparePage:
    title: str
    lead: str
    before: int
    after: int
    numbers: tuple[int, ...]
    parts: tuple[tuple[str, str, tuple[MemberLine, ...]], ...]
    registers: tuple[Link, ...] = ()


@dataclass(frozen=True)
class LayoutPage:
    lead: str
    columns: tuple[tuple[str, str, str, int], ...]
    head: tuple[str, ...]
    foot: tuple[str, ...]
    header_row: int
    sheet: str
    history: tuple[Fact, ...]
    action: str
    text: str
    note: str
    token: str
    download: str
    errors: tuple[str, ...] = ()
