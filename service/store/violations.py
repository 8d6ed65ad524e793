"""Violations (违规), one row an event."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.domain.stretches import Stretch
from service.domain.violations import Severity, Violation
from service.store.appeals import appeals_by_violation, findings_on
from service.store.database import Connection
from service.store.gathering import gather
from service.store.tables.cases import case
from service.store.tables.entities import entity
from service.store.tables.facts import violation

Row = dict[str, Any]


def lock_entity(connection: Connection, entity_id: int) -> None:
    """Whoever counts or changes facts of one entity does so alone until the transaction ends."""
    connection.execute(sa.select(entity.c.id).where(entity.c.id == entity_id).with_for_update())


def add_violation(connection: Connection, values: Row) -> int:
    found = connection.execute(violation.insert().values(values).returning(violation.c.id))
    return int(found.scalar_one())


def change_violation(connection: Connection, case_id: int, **values: Any) -> Row | None:
    """Change the event of a case; the row as it is then."""
    changed = connection.execute(
        violation.update()
        .where(violation.c.case_id == case_id)
        .values(**values)
        .returning(*violation.c)
    )
    row = changed.mappings().first()
    return dict(row) if row else None


def close_violation(connection: Connection, case_id: int, state: str) -> Row | None:
    """End the handling of a case's event, if it has one that still stands; the row then."""
    closed = connection.execute(
        violation.update()
        .where(violation.c.case_id == case_id, violation.c.overturned_day.is_(None))
        .values(state=state)
        .returning(*violation.c)
    )
    row = closed.mappings().first()
    return dict(row) if row else None


def violation_of_case(connection: Connection, case_id: int) -> Row | None:
    row = connection.execute(sa.select(violation).where(violation.c.case_id == case_id)).mappings()
    found = row.first()
    return dict(found) if found else None


def events_of(entity_id: int) -> sa.Select[Any]:
    """The entity's events; `under_investigation`: an open case's, past triage, not concluded."""
    investigated = sa.and_(violation.c.state.in_(("assigned", "clue")), case.c.status == "open")
    return (
        sa.select(violation, investigated.label("under_investigation"))
        .outerjoin(case, case.c.id == violation.c.case_id)
        .where(violation.c.entity_id == entity_id)
        .order_by(violation.c.id)
    )


def violations_of(connection: Connection, entity_id: int) -> list[Violation]:
    """The entity's events as the rules count them."""
    parts = {"events": events_of(entity_id), "appealed": findings_on(entity_id)}
    found = gather(connection, parts)
    return with_appeals(found["events"], found["appealed"])


def violations_of_many(connection: Connection, ids: list[int]) -> list[tuple[int, Violation]]:
    """The same for many entities, each event with its entity."""
    rows = connection.execute(
        sa.select(violation).where(violation.c.entity_id.in_(ids)).order_by(violation.c.id)
    )
    found = [dict(row) for row in rows.mappings()]
    appealed = connection.execute(findings_on(*ids)).mappings().all() if found else []
    every = with_appeals(found, [dict(row) for row in appealed])
    return [(one.entity_id, one) for one in every]


def with_appeals(rows: list[Row], appealed: list[Row]) -> list[Violation]:
    """Rows of `events_of` as the rules count them, with those of `appeals.findings_on`."""
    when = appeals_by_violation(appealed)
    return [as_violation(row, when.get(row["id"], ())) for row in rows]


def as_violation(row: Any, appealed: tuple[Stretch, ...] = ()) -> Violation:
    """An event as the rules count it; an unclassified one is not established."""
    return Violation(
        id=row["id"],
        entity_id=row["entity_id"],
        center=row["center_code"],
        severity=Severity(row["severity"] or "not_established"),
        act_day=row["act_day"],
        found_day=row["found_day"],
        verified_day=row["verified_day"],
        final_day=row["final_day"],
        served_day=row["served_day"],
        overturned=row["overturned_day"] is not None,
        consumed_by=row["consumed_by"],
        duplicate_of=row["duplicate_of"],
        recorded_at=row["final_at"] or row["recorded_at"],
        overturned_at=row["overturned_at"],
        lowered_at=row["lowered_at"],
        appeals=appealed,
        under_appeal=any(found.to_day is None for found in appealed),
    )


def consume_violations(connection: Connection, ids: list[int], case_id: int) -> int:
    """Mark these as used for one escalation; how many were still unused."""
    done = connection.execute(
        violation.update()
        .where(violation.c.id.in_(ids), violation.c.consumed_by.is_(None))
        .values(consumed_by=case_id)
    )
    return done.rowcount


def release_violations(connection: Connection, ids: list[int]) -> None:
    """The escalation that used these fell: they are free for another."""
    connection.execute(violation.update().where(violation.c.id.in_(ids)).values(consumed_by=None))


def violation_by_id(connection: Connection, violation_id: int) -> Row | None:
    found = connection.execute(sa.select(violation).where(violation.c.id == violation_id))
    row = found.mappings().first()
    return dict(row) if row else None


def case_numbers(connection: Connection, ids: list[int]) -> dict[int, str]:
    """{violation: the number of its case}."""
    rows = connection.execute(
        sa.select(violation.c.id, case.c.number)
        .join(case, case.c.id == violation.c.case_id)
        .where(violation.c.id.in_(ids))
    )
    return {row.id: row.number for row in rows}


def violation_by_case_number(connection: Connection, number: str) -> Row | None:
    row = connection.execute(
        sa.select(violation)
        .join(case, case.c.id == violation.c.case_id)
        .where(case.c.number == number.strip())
    ).mappings()
    found = row.first()
    return dict(found) if found else None
