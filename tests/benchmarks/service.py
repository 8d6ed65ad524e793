"""What an officer, a ticker and a center's platform wait for: `python -m tests.benchmarks.service`.

SQLite in a folder of its own, or the empty PostgreSQL database named by MINGDAN_BENCH_URL. The
figures are of one run on one machine; the counts of statements are the same everywhere.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from service.actions.fire_due_timers import fire_due_timers
from service.actions.open_planned_cases import open_planned_cases
from service.domain.standing import standing
from service.store import standing as facts
from tests.support import town as towns
from tests.support.admissions import ASSESSED, application
from tests.support.town import Town

CASES = 40
TARGETS = {
    "assess an application: SQL statements": 12,
    "assess an application: commits": 1,
    "a due timer fired: ms": 20.0,
    "standing of an entity: ms": 20.0,
    "a planned re-review opened: SQL statements": 16,
    "a planned re-review opened: ms": 30.0,
}


@contextmanager
def counted(town: Town) -> Iterator[dict[str, int]]:
    """Statements and commits while the block runs; opening a transaction is no statement."""
    found = {"statements": 0, "commits": 0}

    def statement(_c: Any, _cursor: Any, text: str, *_: Any) -> None:
        found["statements"] += not text.startswith("BEGIN")

    def commit(_: Any) -> None:
        found["commits"] += 1

    engine = town.office.database.engine
    sa.event.listen(engine, "before_cursor_execute", statement)
    sa.event.listen(engine, "commit", commit)
    yield found
    sa.event.remove(engine, "before_cursor_execute", statement)
    sa.event.remove(engine, "commit", commit)


def milliseconds(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1_000


def bring_to_assessment(town: Town, number: int) -> int:
    entity = town.enter_entity(number)
    opened = town.open(
        "admission_review",
        "zhejiang.intake_officer",
        application(entity.code, entity.name, "zhejiang"),
    )
    town.complete(
        opened.case_id, "check_completeness", "zhejiang.intake_officer", outcome="complete"
    )
    for subject in ("industry", "development"):
        by = f"330000-{subject}.consultee"
        town.complete(opened.case_id, f"ask_{subject}", by, opinion="no_opinion")
    return opened.case_id


def assess(town: Town, cases: list[int]) -> dict[str, float]:
    times, seen = [], {"statements": 0, "commits": 0}
    for case_id in cases:
        item = town.items(case_id, "assess_application")[0]
        actor = town.actor("zhejiang.reviewer")

        def once(item: dict[str, Any] = item, actor: Any = actor) -> None:
            towns.complete_task(
                town.office,
                actor=actor,
                item_id=item["id"],
                revision=item["revision"],
                values=ASSESSED,
            )

        with counted(town) as counts:
            times.append(milliseconds(once))
        seen = counts
    return {
        "assess an application: ms": statistics.median(times),
        "assess an application: SQL statements": seen["statements"],
        "assess an application: commits": seen["commits"],
    }


def ask_standing(town: Town) -> dict[str, float]:
    def once() -> None:
        with town.office.read() as unit:
            about = facts.entity_by_code(unit.connection, towns.code_of(1))
            assert about is not None
            standing(facts.facts_of(unit.connection, about), unit.today, unit.rules).as_json()

    with counted(town) as counts:
        once()
    return {
        "standing of an entity: ms": statistics.median(milliseconds(once) for _ in range(50)),
        "standing of an entity: SQL statements": counts["statements"],
    }


def fire(town: Town) -> dict[str, float]:
    """Reminders and overdue tasks of every case, all due at once after a long outage."""
    town.stand("2026-05-01T00:00")
    fired = 0

    def all_due() -> None:
        nonlocal fired
        while step := fire_due_timers(town.office).fired:
            fired += step

    spent = milliseconds(all_due)
    return {"a due timer fired: ms": spent / max(fired, 1), "timers fired": fired}


def open_reviews(town: Town) -> dict[str, float]:
    """A campaign of a center: every entity's case is opened by the clock, in batches."""
    opened, days = 0, {"first_batch": "2026-06-01", "second_batch": "2026-07-01"}
    for number in range(CASES + 1, 2 * CASES + 1):
        town.enter_entity(number, ("hangzhou",))
    asked = {"center": "hangzhou", "occasion": "yearly"}
    case = town.open("periodic_review", "hangzhou.center_head", asked).case_id
    town.complete(case, "draft_campaign", "hangzhou.reviewer", name="复核", scope="all",
                  window_from="2026-03-03", window_last="2026-04-10", **days)  # fmt: skip
    town.complete(case, "approve_campaign", "hangzhou.center_head", outcome="approve")
    town.stand("2026-03-03T00:00")

    def all_due() -> None:
        nonlocal opened
        while step := open_planned_cases(town.office).opened:
            opened += step

    with counted(town) as counts:
        spent = milliseconds(all_due)
    return {
        "a planned re-review opened: ms": spent / max(opened, 1),
        "a planned re-review opened: SQL statements": counts["statements"] / max(opened, 1),
    }


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("MINGDAN_BENCH_URL", f"sqlite:///{folder}/bench.db")
        towns.build(url)
        town = Town(url, Path(folder))
        cases = [bring_to_assessment(town, number) for number in range(1, CASES + 1)]
        found = assess(town, cases) | ask_standing(town) | open_reviews(town) | fire(town)
        town.close()
    missed = [name for name, most in TARGETS.items() if found[name] > most]
    for name, value in found.items():
        target = f"  (at most {TARGETS[name]:g})" if name in TARGETS else ""
        sys.stdout.write(f"{name:<45}{value:>10.2f}{target}\n")
    sys.stdout.write(f"missed: {', '.join(missed) or 'nothing'}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
