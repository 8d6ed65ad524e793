"""Requests already answered, by Idempotency-Key; kept in the transaction of what they did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.tables.machinery import request_key

_FIND = sa.select(request_key.c.fingerprint, request_key.c.result).where(
    request_key.c.key == sa.bindparam("key")
)
_ADD = request_key.insert()


def answered(connection: Connection, key: str) -> tuple[str, Any] | None:
    """(fingerprint of the request, result it was given), or None."""
    row = connection.execute(_FIND, {"key": key}).first()
    return (row.fingerprint, row.result) if row else None


def keep_answer(
    connection: Connection, key: str, fingerprint: str, result: Any, *, now: datetime
) -> None:
    connection.execute(
        _ADD, {"key": key, "fingerprint": fingerprint, "result": result, "created_at": now}
    )


def forget_answers(connection: Connection, before: datetime) -> int:
    """Delete keys older than `before`; how many."""
    return connection.execute(
        request_key.delete().where(request_key.c.created_at < before)
    ).rowcount
