"""What entities are compared by, and who has something in common with a banned one.

Signs are kept plain and indexed, so that the question is one statement for any number of
entities. They prove nothing and never reach an entity. Source: D7, domain.md 5.5; E4 42, 53.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from service.domain.hints import Profile, signs_of
from service.store.database import Connection
from service.store.held_bans import held_ban
from service.store.tables.entities import entity
from service.store.tables.identity import entity_sign

Row = dict[str, Any]
_ADD = {
    kind: insert(entity_sign).on_conflict_do_nothing()
    for kind, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def profile_of(row: Any) -> Profile:
    """A row of `entity` as it is compared."""
    return Profile(
        entity_id=row["id"],
        code=row["code"],
        legal_representative=row["legal_representative"],
        controller=str((row["profile"] or {}).get("controller") or ""),
        address=row["address"],
        phone=row["contact_phone"],
    )


def keep_signs(connection: Connection, entity_id: int) -> None:
    """Add what is true now; what once was true stays, so that a change hides nothing."""
    row = connection.execute(sa.select(entity).where(entity.c.id == entity_id)).mappings().one()
    rows = [
        {"entity_id": entity_id, "kind": kind, "value": value[:200]}
        for kind, value in signs_of(profile_of(row))
    ]
    if rows:
        connection.execute(_ADD[connection.dialect.name], rows)


def banned_twins(connection: Connection, ids: Iterable[int], day: date) -> list[Row]:
    """Who shares a sign with one of these and is banned that day, dissolved or not.

    One row a pair and sign: entity_id, kind, other_id, code, name, dissolved_day, last_day.
    """
    mine, theirs = entity_sign.alias("mine"), entity_sign.alias("theirs")
    until = sa.func.max(held_ban.c.last_day).label("last_day")
    found = connection.execute(
        sa.select(
            mine.c.entity_id, mine.c.kind, entity.c.id.label("other_id"), entity.c.code,
            entity.c.name, entity.c.dissolved_day, until,
        )
        .select_from(
            mine.join(
                theirs,
                sa.and_(
                    theirs.c.kind == mine.c.kind,
                    theirs.c.value == mine.c.value,
                    theirs.c.entity_id != mine.c.entity_id,
                ),
            )
            .join(entity, entity.c.id == theirs.c.entity_id)
            .join(held_ban, held_ban.c.entity_id == entity.c.id)
        )
        .where(
            mine.c.entity_id.in_(sorted(set(ids))),
            held_ban.c.predecessor == "",
            held_ban.c.from_day <= day,
            held_ban.c.last_day >= day,
            sa.or_(held_ban.c.revoked_day.is_(None), held_ban.c.revoked_day > day),
        )
        .group_by(
            mine.c.entity_id, mine.c.kind, entity.c.id, entity.c.code, entity.c.name,
            entity.c.dissolved_day,
        )
        .order_by(mine.c.entity_id, entity.c.id, mine.c.kind)
    )  # fmt: skip
    return [dict(row) for row in found.mappings()]
