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
# What reads more before it may be done, and why. Whoever raises a bound says so here.
MORE = {
    # a list is checked row by row against all that is on record before it is handed on
    "compile_draft": 18, "revise_draft": 13, "correct_rows": 13,
    # the 5 % of the year is a ledger, held and counted before it is granted from
    "decide_by_nation": 21, "decide_by_province": 20, "decide_override": 20,
    "propose_by_nation": 20, "propose_by_province": 19,
    # who judged before, before whom, and what stands on it: asked again before an appeal is decided
    "decide_at_nation": 15, "decide_at_province": 14,
    # somebody must be in scope; a need must be one that can be met; figures are held against facts
    "draft_campaign": 15, "make_first_contact": 14, "return_figures": 16,
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
