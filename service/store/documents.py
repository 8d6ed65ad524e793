"""What is known of uploaded files; the bytes lie outside the database, named by SHA-256."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.machinery import document

Row = dict[str, Any]


def add_document(connection: Connection, values: Row) -> int:
    found = connection.execute(document.insert().values(values).returning(document.c.id))
    return int(found.scalar_one())


def document_by_id(connection: Connection, document_id: int) -> Row | None:
    row = connection.execute(sa.select(document).where(document.c.id == document_id)).mappings()
    found = row.first()
    return dict(found) if found else None


def documents_by_id(connection: Connection, ids: Iterable[int]) -> dict[int, Row]:
    """Those of these documents that there are, by id."""
    found = connection.execute(sa.select(document).where(document.c.id.in_(ids)))
    return {row["id"]: dict(row) for row in found.mappings()}


def attach_documents(connection: Connection, ids: list[int], case_id: int) -> None:
    """Documents named in an answer belong to that case from now on."""
    connection.execute(
        document.update()
        .where(document.c.id.in_(ids), document.c.case_id.is_(None))
        .values(case_id=case_id)
    )


def documents_of_case(connection: Connection, case_id: int) -> list[Row]:
    rows = connection.execute(
        sa.select(document).where(document.c.case_id == case_id).order_by(document.c.id)
    )
    return [dict(row) for row in rows.mappings()]
