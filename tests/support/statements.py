"""What a piece of work says to the database, and what it cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from service.office import Office
from service.shipped import shipped_forms, shipped_processes
from service.store import people
from service.stories import Stage

COMMIT = "COMMIT"
MOST = 12
# What is more than a task of one case, and why. Whoever raises a bound says so here.
MORE = {
    # an appeal undoes whatever stood on the finding: decisions, bans, filings, the list, sharing
    "decide_at_nation": 98, "decide_at_province": 46,
    "state_grounds": 17, "admit_at_nation": 17, "admit_at_province": 13,
    # a removal, or being struck off at a re-review, as its story with most consequences has it
    "decide_removal": 45, "decide_clearing": 27, "decide_review": 15,
    # a final finding opens the case that shares it; a shared item is told to every reader
    "conclude_finding": 18, "review_proposal": 17,
    "check_serious_item": 19, "check_minor_item": 19, "check_report": 17,
    # a list is checked against all that is on record, and published as a version of it
    "approve_list": 38, "compile_draft": 22, "revise_draft": 17, "correct_rows": 17,
    "check_rows": 13, "approve_submission": 13,
    # an admission looks for filings, successions and services of all who apply together
    "national_recheck": 28,
    # figures are computed from the facts: one reading for each figure and year
    "return_figures": 55, "draft_campaign": 18, "approve_campaign": 17,
    # the 5 % of the year is a ledger, held and counted before it is granted from
    "decide_by_nation": 21, "decide_by_province": 20, "decide_override": 20,
    "propose_by_nation": 20, "propose_by_province": 19,
    # a contact on several subjects opens a case for each
    "make_first_contact": 24,
    "accept_by_nation": 13, "accept_by_province": 13, "accept_by_center": 13,
}  # fmt: skip


@contextmanager
def listening(engine: Engine) -> Iterator[list[str]]:
    """The SQL of the block, without BEGIN and its like; a COMMIT is one of its lines."""
    said: list[str] = []

    def hear(_c: Any, _u: Any, statement: str, *_: Any) -> None:
        if statement.split(maxsplit=1)[0] not in ("BEGIN", "PRAGMA"):
            said.append(statement)

    def commits(_: Any) -> None:
        said.append(COMMIT)

    event.listen(engine, "before_cursor_execute", hear)
    event.listen(engine, "commit", commits)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", hear)
        event.remove(engine, "commit", commits)


@dataclass(frozen=True, kw_only=True)
class Cost:
    """How many statements and commits; as text, every one of them, for a test that fails."""

    statements: int
    commits: int
    said: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        lines = "\n".join(f"  {n}. {' '.join(s.split())[:150]}" for n, s in enumerate(self.said, 1))
        return f"{self.statements} statements, {self.commits} commits:\n{lines}"


def cost(said: list[str]) -> Cost:
    commits = said.count(COMMIT)
    return Cost(statements=len(said) - commits, commits=commits, said=tuple(said))


def warm(office: Office) -> None:
    """Read what never changes once written and is kept in memory: it is no cost of a task."""
    with office.read() as unit:
        for key in shipped_processes():
            unit.process(unit.newest_process(key) or 0)
        for key in shipped_forms():
            unit.form(unit.newest_form(key))
        for row in people.organisations(unit.connection, "consultee"):
            unit.consultee(row["province"], row["subject"])
        _ = unit.calendar, unit.rules


@dataclass
class CountingStage(Stage):
    """A stage on which every task completed in a story is counted, by its element."""

    url: str | None
    costs: dict[str, list[Cost]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(self.url)

    @contextmanager
    def fresh(self) -> Iterator[Office]:
        with super().fresh() as office:
            warm(office)
            with transactions(office.database.engine, self._count):
                yield office

    def _count(self, said: list[str], lines: list[dict[str, Any]]) -> None:
        for line in lines:
            if line["verb"] == "task.completed":
                self.costs.setdefault(line["element"], []).append(cost(said))


@contextmanager
def transactions(
    engine: Engine, tell: Callable[[list[str], list[dict[str, Any]]], None]
) -> Iterator[None]:
    """Tell of each committed transaction what it said, and the lines it wrote in the record."""
    lines: list[dict[str, Any]] = []

    def hear(_c: Any, _u: Any, statement: str, _p: Any, context: Any, _m: Any) -> None:
        if statement.startswith("INSERT INTO record"):
            lines.extend(context.compiled_parameters)

    def begin(_: Any) -> None:
        said.clear()
        lines.clear()

    def commits(_: Any) -> None:
        tell(said, lines)

    with listening(engine) as said:
        event.listen(engine, "before_cursor_execute", hear)
        event.listen(engine, "begin", begin)
        event.listen(engine, "commit", commits)
        yield
        event.remove(engine, "before_cursor_execute", hear)
        event.remove(engine, "begin", begin)
        event.remove(engine, "commit", commits)
