"""What the pages of tracking are told: imports, indicators, monitoring, evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from service.web.views import Fact, Link, Pager, Tag


@dataclass(frozen=True)
class ProblemLine:
    """One cell of an uploaded file to put right."""

    cell: str
    words: str


@dataclass(frozen=True)
class BatchLine:
    number: str
    what: str
    file: str
    who: str
    org: str
    when: str
    counts: str
    tag: Tag
    note: str = ""
    sha: str = ""
    take_back: str = ""


@dataclass(frozen=True)
class LayoutLine:
    key: str
    words: str
    help: str
    columns: str
    templates: tuple[Link, ...]


@dataclass(frozen=True)
class FactsPage:
    """`kept` names the file that was refused, so that it need not be chosen again."""

    lead: str
    layouts: tuple[LayoutLine, ...]
    rows: tuple[BatchLine, ...]
    pager: Pager | None
    registers: tuple[Link, ...]
    layout: str = ""
    may_import: bool = True
    problems: tuple[ProblemLine, ...] = ()
    kept: str = ""
    kept_name: str = ""
    only_good: bool = False
    token: str = ""
    error: str = ""


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator: value, and what was divided by what. `note` where it says little."""

    name: str
    value: str
    above: str
    below: str
    above_words: str
    below_words: str
    note: str = ""
    applies: bool = True


@dataclass(frozen=True)
class IndicatorBlock:
    title: str
    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True)
class PlaceLine:
    name: str
    href: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorsPage:
    title: str
    lead: str
    place: str
    places: tuple[tuple[str, str], ...]
    year: int
    years: tuple[int, ...]
    blocks: tuple[IndicatorBlock, ...]
    counts: tuple[Fact, ...]
    sources: str
    head: tuple[str, ...]
    rows: tuple[PlaceLine, ...]
    registers: tuple[Link, ...]


@dataclass(frozen=True)
class Tracking:
    """The part of an entity's page about tracking; officers only."""

    year: str
    blocks: tuple[IndicatorBlock, ...]
    marks: tuple[Fact, ...]
    sources: str
    where: str


@dataclass(frozen=True)
class WatchLine:
    name: str
    href: str
    code: str
    center: str
    signs: str
    start: str
    last: str
    reasons: str
    case: Link
    tag: Tag


@dataclass(frozen=True)
class WatchPage:
    lead: str
    rows: tuple[WatchLine, ...]
    pager: Pager | None
    registers: tuple[Link, ...]
    state: str
    states: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RunLine:
    when: str
    href: str
    place: str
    span: str
    looked_at: int
    flagged: int
    opened: int
    case: Link


@dataclass(frozen=True)
class PlanLine:
    """What repeats, or may be set to, at one of the reader's organisations."""

    org: str
    org_words: str
    process: str
    words: str
    next: str
    runs: bool


@dataclass(frozen=True)
class RunsPage:
    lead: str
    rows: tuple[RunLine, ...]
    pager: Pager | None
    registers: tuple[Link, ...]
    plans: tuple[PlanLine, ...]
    start: str
    token: str


@dataclass(frozen=True)
class FlagLine:
    name: str
    href: str
    code: str
    center: str
    sign: str
    figure: str
    threshold: str
    detail: str
    outcome: Tag
    case: Link | None


@dataclass(frozen=True)
class RunPage:
    title: str
    lead: str
    crumbs: tuple[Link, ...]
    thresholds: tuple[Fact, ...]
    rows: tuple[FlagLine, ...]
    pager: Pager | None


@dataclass(frozen=True)
class EvaluationLine:
    title: str
    href: str
    number: str
    place: str
    opened: str
    tag: Tag


@dataclass(frozen=True)
class EvaluationsPage:
    lead: str
    rows: tuple[EvaluationLine, ...]
    pager: Pager | None
    registers: tuple[Link, ...]
    starts: tuple[Link, ...]


@dataclass(frozen=True)
class ResultLine:
    """A center's (or province's) results; `state` where it is silent or differs."""

    name: str
    values: tuple[str, ...]
    state: Tag | None = None
    note: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class ResultBlock:
    title: str
    head: tuple[tuple[str, str], ...]
    rows: tuple[ResultLine, ...]


@dataclass(frozen=True)
class ResultsPage:
    title: str
    lead: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    blocks: tuple[ResultBlock, ...]
    provinces: tuple[Fact, ...]
    exports: tuple[Link, ...]
    case: str
