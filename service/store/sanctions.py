"""Decisions, bans, restrictions and who acknowledged carrying them out."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from service.domain.bans import Ban
from service.store.database import Connection
from service.store.held_bans import held_ban
from service.store.tables.cases import case, work_item
from service.store.tables.facts import ban, decision, restriction

Row = dict[str, Any]
ACKNOWLEDGEMENT = "acknowledge_cancellation"  # the element at which a center confirms


_ADD_DECISION = {
    kind: insert(decision).on_conflict_do_nothing(index_elements=["number"]).returning(*decision.c)
    for kind, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def add_decision(connection: Connection, values: Row) -> Row | None:
    """The decision as it is kept; None when another bears its number."""
    kept = connection.execute(_ADD_DECISION[connection.dialect.name], values).mappings().first()
    return dict(kept) if kept else None


def decision_of_case(connection: Connection, case_id: int) -> Row | None:
    row = connection.execute(
        sa.select(decision).where(decision.c.case_id == case_id).order_by(decision.c.id.desc())
    ).mappings()
    found = row.first()
    return dict(found) if found else None


def add_ban(connection: Connection, values: Row) -> Row:
    """The ban as it is kept."""
    kept = connection.execute(ban.insert().values(values).returning(*ban.c))
    return dict(kept.mappings().one()) | {"predecessor": ""}


def change_ban(connection: Connection, ban_id: int, **values: Any) -> None:
    connection.execute(ban.update().where(ban.c.id == ban_id).values(**values))


def ban_of_case(connection: Connection, case_id: int) -> int | None:
    """The ban that a violation case began."""
    wanted = sa.select(ban.c.id).where(ban.c.case_id == case_id)
    found: int | None = connection.execute(wanted).scalar()
    return found


def bans_on(entity_id: int) -> sa.Select[Any]:
    """Its own bans, and those of predecessors that follow it."""
    return sa.select(held_ban).where(held_ban.c.entity_id == entity_id).order_by(held_ban.c.id)


def bans_of(connection: Connection, entity_id: int) -> list[Ban]:
    return [as_ban(row) for row in connection.execute(bans_on(entity_id)).mappings()]


def bans_of_many(connection: Connection, ids: list[int]) -> list[tuple[int, Ban]]:
    """Every ban of these entities, each with its entity."""
    wanted = sa.select(held_ban).where(held_ban.c.entity_id.in_(ids)).order_by(held_ban.c.id)
    rows = connection.execute(wanted)
    return [(row["entity_id"], as_ban(row)) for row in rows.mappings()]


def as_ban(row: Any) -> Ban:
    return Ban(
        id=row["id"],
        entity_id=row["entity_id"],
        from_day=row["from_day"],
        last_day=row["last_day"],
        decision_id=row["decision_id"],
        revoked_day=row["revoked_day"],
        recorded_at=row["recorded_at"],
        revoked_at=row["revoked_at"],
        predecessor=row["predecessor"],
    )


def add_restrictions(connection: Connection, rows: list[Row]) -> None:
    connection.execute(restriction.insert(), rows)


def change_restrictions(connection: Connection, ban_id: int, **values: Any) -> None:
    connection.execute(restriction.update().where(restriction.c.ban_id == ban_id).values(**values))


def restrictions_on(entity_id: int) -> sa.Select[Any]:
    return (
        sa.select(restriction)
        .where(restriction.c.entity_id == entity_id)
        .order_by(restriction.c.id)
    )


def acknowledgements_of(entity_id: int) -> sa.Select[Any]:
    """Every center told to carry out a cancellation of this entity, and when it said it had."""
    return _acknowledgements(case.c.entity_id == entity_id)


def silent_centers(connection: Connection, case_id: int) -> list[str]:
    """Centers of a case that have not acknowledged yet."""
    found = connection.execute(_acknowledgements(case.c.id == case_id))
    return [row.center_code for row in found if row.acknowledged_at is None]


def _acknowledgements(where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    done_at = sa.case((work_item.c.state == "done", work_item.c.ended_at))
    return (
        sa.select(
            work_item.c.id,
            work_item.c.case_id,
            work_item.c.org_code.label("center_code"),
            work_item.c.opened_at.label("ordered_at"),
            done_at.label("acknowledged_at"),
        )
        .join(case, case.c.id == work_item.c.case_id)
        .where(where, work_item.c.element == ACKNOWLEDGEMENT, work_item.c.state != "cancelled")
        .order_by(work_item.c.id)
    )
