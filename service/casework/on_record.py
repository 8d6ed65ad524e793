"""What is on record about a case's entity, read once a turn, and the lock that keeps it so."""

from __future__ import annotations

from typing import Any

from service.casework.work import Work
from service.store import sanctions, standing, violations

Row = dict[str, Any]


def alone(work: Work) -> None:
    """Lock the entity until the transaction ends; what was read of it before is read again.

    A statement of its own, on purpose: whoever waits for the lock must afterwards read what the
    other wrote, and on PostgreSQL a statement sees what was committed when it began.
    """
    turn, entity_id = work.turn, work.entity_id
    if entity_id in turn.alone:
        return
    violations.lock_entity(work.connection, entity_id)
    turn.alone.add(entity_id)
    turn.forget(entity_id)


def on_record(work: Work, part: str) -> list[Row]:
    """One part of `standing.on_record`, as this turn has it.

    Whoever changes it says so by `changed` or `added`.
    """
    key = (work.entity_id, work.case.center_code)
    if part not in work.turn.read.get(key, {}):
        work.turn.read[key] = standing.on_record(work.connection, *key)
    return work.turn.read[key][part]


def changed(work: Work, *parts: str) -> None:
    """These parts are not what was read any more."""
    work.turn.forget(work.entity_id, *parts)


def added(work: Work, part: str, row: Row) -> None:
    """This part has one row more than what was read."""
    for key, kept in work.turn.read.items():
        if key[0] == work.entity_id and part in kept:
            kept[part].append(row)


def decision_of(work: Work) -> Row:
    """The decision that the case carries out: recorded in this turn, or earlier."""
    if work.decision is None:
        work.decision = sanctions.decision_of_case(work.connection, work.case.id)
    assert work.decision is not None, "a decision is recorded before it is carried out"
    return work.decision
