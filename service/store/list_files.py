"""Layouts of the annex, and imports of files in them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.lists import list_import, list_layout

Row = dict[str, Any]


def newest_layout(connection: Connection) -> Row | None:
    """None while the layout of the program holds."""
    rows = connection.execute(sa.select(list_layout).order_by(list_layout.c.id.desc()).limit(1))
    found = rows.mappings().first()
    return dict(found) if found else None


def add_layout(connection: Connection, values: Row) -> int:
    made = list_layout.insert().values(values).returning(list_layout.c.id)
    return int(connection.execute(made).scalar_one())


def add_import(connection: Connection, values: Row) -> int:
    made = list_import.insert().values(values).returning(list_import.c.id)
    return int(connection.execute(made).scalar_one())


def imports_of(connection: Connection, submission_id: int) -> list[Row]:
    """Newest first."""
    rows = connection.execute(
        sa.select(list_import)
        .where(list_import.c.submission_id == submission_id)
        .order_by(list_import.c.id.desc())
    )
    return [dict(row) for row in rows.mappings()]


def import_by_id(connection: Connection, import_id: int) -> Row | None:
    found = connection.execute(sa.select(list_import).where(list_import.c.id == import_id))
    row = found.mappings().first()
    return dict(row) if row else None
