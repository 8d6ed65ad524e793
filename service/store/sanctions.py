"""Decisions, bans, restrictions and who acknowledged carrying them out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from service.domain.bans import Ban
from service.domain.stretches import Stretch
from service.store.appeals import stays_by_decision, stays_on
from service.store.database import Connection
from service.store.gathering import gather
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


def decision_by_number(connection: Connection, number: str) -> Row | None:
    found = connection.execute(sa.select(decision).where(decision.c.number == number)).mappings()
    row = found.first()
    return dict(row) if row else None


def decision_by_id(connection: Connection, decision_id: int) -> Row | None:
    found = connection.execute(sa.select(decision).where(decision.c.id == decision_id)).mappings()
    row = found.first()
    return dict(row) if row else None


def standing_decisions(connection: Connection, entity_id: int) -> list[Row]:
    """The entity's decisions that were not revoked, the first to take effect first."""
    rows = connection.execute(
        sa.select(decision)
        .where(decision.c.entity_id == entity_id, decision.c.revoked_day.is_(None))
        .order_by(decision.c.effective_on, decision.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def revoke_decision(
    connection: Connection, decision_id: int, *, on: date, at: datetime, by_case: int
) -> None:
    connection.execute(
        decision.update()
        .where(decision.c.id == decision_id)
        .values(revoked_day=on, revoked_at=at, revoked_by=by_case)
    )


def ban_of_decision(connection: Connection, decision_id: int) -> Row | None:
    found = connection.execute(sa.select(ban).where(ban.c.decision_id == decision_id)).mappings()
    row = found.first()
    return dict(row) if row else None


def add_ban(connection: Connection, values: Row) -> Row:
    """The ban as it is kept."""
    kept = connection.execute(ban.insert().values(values).returning(*ban.c))
    return dict(kept.mappings().one()) | {"predecessor": ""}


def change_ban(connection: Connection, ban_id: int, **values: Any) -> None:
    connection.execute(ban.update().where(ban.c.id == ban_id).values(**values))


def ban_of_case(connection: Connection, case_id: int) -> Row | None:
    """The ban that a violation case began."""
    found = connection.execute(sa.select(ban).where(ban.c.case_id == case_id)).mappings().first()
    return dict(found) if found else None


def bans_on(entity_id: int) -> sa.Select[Any]:
    """Its own bans, and those of predecessors that follow it."""
    return sa.select(held_ban).where(held_ban.c.entity_id == entity_id).order_by(held_ban.c.id)


def bans_of(connection: Connection, entity_id: int) -> list[Ban]:
    """The entity's bans, each with its stays."""
    found = gather(connection, {"bans": bans_on(entity_id), "stays": stays_on(entity_id)})
    return with_stays(found["bans"], found["stays"])


def with_stays(rows: list[Row], stays: list[Row]) -> list[Ban]:
    """Rows of `bans_on` as the rules know them, with those of `appeals.stays_on`."""
    stopped = stays_by_decision(stays)
    return [as_ban(row, stopped.get(row["decision_id"], ())) for row in rows]


def bans_of_many(connection: Connection, ids: list[int]) -> list[tuple[int, Ban]]:
    """Every ban of these entities, each with its entity."""
    wanted = sa.select(held_ban).where(held_ban.c.entity_id.in_(ids)).order_by(held_ban.c.id)
    held = connection.execute(wanted).mappings().all()
    stays = connection.execute(stays_on(*ids)).mappings().all() if held else []
    stopped = stays_by_decision(dict(row) for row in stays)
    return [(row["entity_id"], as_ban(row, stopped.get(row["decision_id"], ()))) for row in held]


def as_ban(row: Any, stays: tuple[Stretch, ...]) -> Ban:
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
        stays=stays,
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
    # An order that was taken back with its decision had been given all the same.
    stood = sa.or_(work_item.c.state != "cancelled", decision.c.revoked_at.is_not(None))
    done_at = sa.case((work_item.c.state == "done", work_item.c.ended_at))
    return (
        sa.select(
            work_item.c.id,
            work_item.c.case_id,
            work_item.c.org_code.label("center_code"),
            work_item.c.opened_at.label("ordered_at"),
            done_at.label("acknowledged_at"),
            decision.c.revoked_day,
            decision.c.revoked_at,
        )
        .join(case, case.c.id == work_item.c.case_id)
        .outerjoin(decision, decision.c.case_id == case.c.id)
        .where(where, work_item.c.element == ACKNOWLEDGEMENT, stood)
        .order_by(work_item.c.id)
    )
