"""Notices inside the house: what an organisation, or an entity in its portal, was told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.tables.cases import case
from service.store.tables.machinery import notice


def add_notices(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Each row: case_id, org_code, role ("" for everybody there), kind, gaps, created_at."""
    if rows:
        connection.execute(notice.insert(), rows)


def notices_for(
    connection: Connection, posts: list[tuple[str, str]], *, limit: int = 100
) -> list[dict[str, Any]]:
    """Newest first: notices to these organisations, for everybody there or for these roles."""
    if not posts:
        return []
    rows = connection.execute(
        sa.select(notice, case.c.number, case.c.process_key)
        .outerjoin(case, case.c.id == notice.c.case_id)
        .where(_addressed(posts))
        .order_by(notice.c.id.desc())
        .limit(limit)
    )
    return [dict(row) for row in rows.mappings()]


def count_unread(connection: Connection, posts: list[tuple[str, str]]) -> int:
    if not posts:
        return 0
    found = connection.execute(
        sa.select(sa.func.count())
        .select_from(notice)
        .where(_addressed(posts), notice.c.read_at.is_(None))
    )
    return int(found.scalar_one())


def mark_read(
    connection: Connection, posts: list[tuple[str, str]], ids: list[int], *, by: int, at: datetime
) -> int:
    """Note that these notices were read; only those addressed to these posts."""
    done = connection.execute(
        notice.update()
        .where(_addressed(posts), notice.c.id.in_(ids), notice.c.read_at.is_(None))
        .values(read_at=at, read_by=by)
    )
    return done.rowcount


def _addressed(posts: list[tuple[str, str]]) -> sa.ColumnElement[bool]:
    return sa.or_(
        *(sa.and_(notice.c.org_code == org, notice.c.role.in_(("", role))) for org, role in posts)
    )
