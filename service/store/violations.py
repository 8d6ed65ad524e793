"""Violations (违规), one row an event."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.domain.stretches import Stretch
from service.domain.violations import Severity, Violation
from service.store.appeals import appeals_by_violation
from service.store.database import Connection
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


def change_violation(connection: Connection, violation_id: int, **values: Any) -> None:
    connection.execute(violation.update().where(violation.c.id == violation_id).values(**values))


def violation_of_case(connection: Connection, case_id: int) -> Row | None:
    row = connection.execute(sa.select(violation).where(violation.c.case_id == case_id)).mappings()
    found = row.first()
    return dict(found) if found else None


def violations_of(connection: Connection, entity_id: int) -> list[Violation]:
    """The entity's events as the rules count them; unclassified ones are not established."""
    rows = connection.execute(
        sa.select(violation).where(violation.c.entity_id == entity_id).order_by(violation.c.id)
    )
    appealed = appeals_by_violation(connection, entity_id)
    return [as_violation(row._mapping, appealed.get(row.id, ())) for row in rows]


def as_violation(row: Any, appealed: tuple[Stretch, ...] = ()) -> Violation:
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


def is_under_investigation(connection: Connection, entity_id: int) -> bool:
    """Whether an open violation case of the entity is past triage and not concluded."""
    found = connection.execute(
        sa.select(violation.c.id)
        .join(case, case.c.id == violation.c.case_id)
        .where(
            violation.c.entity_id == entity_id,
            violation.c.state.in_(("assigned", "clue")),
            case.c.status == "open",
        )
        .limit(1)
    )
    return found.first() is not None
