"""What a piece of work says to the database, and what it cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from service.office import Office
from service.store import cases

COMMIT = "COMMIT"


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


def warm(office: Office, item_id: int) -> tuple[str, str]:
    """(process, element) of a task; what never changes once written is read before counting."""
    with office.read() as unit:
        found = cases.case_with_item(unit.connection, item_id)
        assert found is not None
        case, item = found
        for key in ("admission_review", "violation_handling", "reapplication_cooling"):
            unit.process(unit.newest_process(key) or 0)
        for subject in ("industry", "development"):
            unit.consultee(case.province or "", subject)
        if item["form_id"]:
            unit.form(item["form_id"])
        unit.process(case.version_id)
        _ = unit.calendar, unit.rules, unit.rules_of(case.rules_version)
    return case.process_key, item["element"]
