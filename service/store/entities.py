"""Entities: found by any identifier they ever had, registered once, searched by name or code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.store import signs
from service.store.database import Connection
from service.store.tables.entities import entity, entity_identifier, entity_name

Row = dict[str, Any]


def entity_itself(entity_id: int) -> sa.Select[Any]:
    """The entity with `code_kind` (credit_code | substitute | old_licence)."""
    return (
        sa.select(entity, entity_identifier.c.kind.label("code_kind"))
        .outerjoin(
            entity_identifier,
            sa.and_(
                entity_identifier.c.entity_id == entity.c.id,
                entity_identifier.c.value == entity.c.code,
            ),
        )
        .where(entity.c.id == entity_id)
    )


def entity_row(connection: Connection, entity_id: int) -> Row:
    return dict(connection.execute(entity_itself(entity_id)).mappings().one())


def entity_id_of(connection: Connection, code: str) -> int | None:
    """The entity that carries or carried this normalised identifier."""
    found: int | None = connection.execute(
        sa.select(entity_identifier.c.entity_id).where(entity_identifier.c.value == code)
    ).scalar()
    return found


def register(
    connection: Connection, values: Row, *, code_kind: str, reason: str, on: date, now: datetime
) -> int:
    """A new entity with its first identifier and name; its id."""
    entity_id = int(
        connection.execute(
            entity.insert().values(values | {"registered_at": now}).returning(entity.c.id)
        ).scalar_one()
    )
    connection.execute(
        entity_identifier.insert().values(
            entity_id=entity_id,
            kind=code_kind,
            value=values["code"],
            from_day=on,
            reason=reason,
            recorded_at=now,
        )
    )
    connection.execute(
        entity_name.insert().values(
            entity_id=entity_id, name=values["name"], from_day=on, recorded_at=now
        )
    )
    signs.keep_signs(connection, entity_id)
    return entity_id


def change_entity(connection: Connection, entity_id: int, **values: Any) -> None:
    """Take over what a newer application says of the entity (address, profile, …)."""
    connection.execute(entity.update().where(entity.c.id == entity_id).values(**values))
    signs.keep_signs(connection, entity_id)


def identifiers_of(connection: Connection, entity_id: int) -> list[Row]:
    rows = connection.execute(
        sa.select(entity_identifier)
        .where(entity_identifier.c.entity_id == entity_id)
        .order_by(entity_identifier.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def names_of(connection: Connection, entity_id: int) -> list[Row]:
    rows = connection.execute(
        sa.select(entity_name)
        .where(entity_name.c.entity_id == entity_id)
        .order_by(entity_name.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def search(
    connection: Connection,
    text: str = "",
    *,
    province: str | None = None,
    where: Iterable[sa.ColumnElement[bool]] = (),
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Entities whose present or earlier name, or identifier, contains `text`; and how many.

    where  conditions of `service.store.as_of` that must hold besides
    """
    where = list(where)
    if text:
        like = f"%{_escaped(text)}%"
        by_name = sa.select(entity_name.c.entity_id).where(
            entity_name.c.name.like(like, escape="\\")
        )
        by_code = sa.select(entity_identifier.c.entity_id).where(
            entity_identifier.c.value.like(f"%{_escaped(text.upper())}%", escape="\\")
        )
        where.append(sa.or_(entity.c.id.in_(by_name), entity.c.id.in_(by_code)))
    if province:
        where.append(entity.c.province == province)
    total = connection.execute(
        sa.select(sa.func.count()).select_from(entity).where(*where)
    ).scalar_one()
    rows = connection.execute(
        sa.select(entity).where(*where).order_by(entity.c.id.desc()).limit(limit).offset(offset)
    )
    return [dict(row) for row in rows.mappings()], total


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def entity_or_none(connection: Connection, entity_id: int) -> Row | None:
    row = connection.execute(sa.select(entity).where(entity.c.id == entity_id)).mappings().first()
    return dict(row) if row else None
