"""The clock's own action: what has fallen due is done, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.casework import moves
from service.casework.backoff import wait_after
from service.casework.overdue import escalate, remind
from service.casework.retry import repeated
from service.casework.settle import save
from service.casework.work import CLOCK
from service.domain.errors import Conflict
from service.office import Office, Unit
from service.store import cases, timers

BATCH = 20
Row = dict[str, Any]
Report = Callable[[str, BaseException], None]


@dataclass(frozen=True, kw_only=True)
class TimersFired:
    """How many were claimed, fired, and set aside as incidents."""

    claimed: int
    fired: int
    incidents: int


def fire_due_timers(
    office: Office,
    *,
    batch: int = BATCH,
    case_id: int | None = None,
    report: Report = lambda case, error: None,
) -> TimersFired:
    """Fire one batch of due timers, each exactly once however many tickers run.

    The rows are locked for the transaction, the facts are asked again, and row and effect are
    committed together: a crash in between leaves the timer due. A batch that fails is repeated
    case by case; a case that fails becomes an incident, is pushed ahead, and holds up no other.
    case_id  of this case alone
    report   is told of each failure (case id, error), for the log
    """
    if case_id is not None:
        fired, failed = _one_case(office, case_id, report)
        return TimersFired(claimed=fired + failed, fired=fired, incidents=failed)
    try:
        with office.begin() as unit:
            rows = timers.claim_due(unit.connection, now=unit.now, limit=batch)
            for case_id, mine in _by_case(rows).items():
                _fire_case(unit, case_id, mine)
            return TimersFired(claimed=len(rows), fired=len(rows), incidents=0)
    except Exception as error:  # noqa: BLE001 - the batch is repeated case by case below
        report("batch", error)
    return _one_by_one(office, batch, report)


def _by_case(rows: list[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["case_id"]].append(row)
    return dict(sorted(found.items()))


def _one_by_one(office: Office, batch: int, report: Report) -> TimersFired:
    with office.read() as unit:
        rows = timers.due_cases(unit.connection, now=unit.now, limit=batch)
    claimed = fired = incidents = 0
    for case_id in rows:
        done, failed = _one_case(office, case_id, report)
        claimed += done + failed
        fired += done
        incidents += failed
    return TimersFired(claimed=claimed, fired=fired, incidents=incidents)


def _one_case(office: Office, case_id: int, report: Report) -> tuple[int, int]:
    """How many were fired, how many failed; neither while others hold on to the case."""

    def once(unit: Unit) -> int:
        rows = timers.claim_due(unit.connection, now=unit.now, limit=BATCH, case_id=case_id)
        _fire_case(unit, case_id, rows)
        return len(rows)

    try:
        return repeated(office, once), 0
    except Conflict:
        return 0, 0  # they are due again at the next tick, or gone
    except Exception as error:  # noqa: BLE001 - one bad case must not stop the clock
        report(f"case {case_id}", error)
        return 0, _set_aside(office, case_id, error)


def _set_aside(office: Office, case_id: int, error: Exception) -> int:
    """Push the case's due timers ahead and keep the failure as an incident to be seen."""
    with office.begin() as unit:
        rows = timers.claim_due(unit.connection, now=unit.now, limit=BATCH, case_id=case_id)
        for row in rows:
            timers.push_ahead(unit.connection, row["id"], to=unit.now + wait_after(row["attempts"]))
            timers.note_incident(
                unit.connection,
                case_id=case_id,
                timer_key=row["key"],
                element=row["element"],
                error=f"{type(error).__name__}: {error}",
                at=unit.now,
            )
        return len(rows)


def _fire_case(unit: Unit, case_id: int, rows: list[Row]) -> None:
    """Fire what is due in one case: first what moves it, then what only reminds."""
    if not rows:
        return
    case = cases.case_by_id(unit.connection, case_id)
    assert case is not None
    for row in rows:
        if row["kind"] == "engine":
            work = moves.load(unit, case, CLOCK)
            said = {"due_at": row["due_at"].isoformat(), "basis": row["basis"]}
            work.note("timer.fired", row["element"], said)
            moves.fire(work, [row["key"]])
        elif timers.still_armed(unit.connection, row["id"]):
            work = moves.load(unit, case, CLOCK)
            (remind if row["kind"] == "reminder" else escalate)(work, row)
            timers.delete_timers(unit.connection, [(case_id, row["key"])])
            save(work)
    keys = [row["key"] for row in rows]
    timers.resolve_incidents(unit.connection, case_id, keys, by=None, at=unit.now)
