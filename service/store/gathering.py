"""Several small results in one statement: what is on record of one entity is read at one moment.

Each select becomes a column of JSON; what comes back has the types of its own columns again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection, Instant, Json

Row = dict[str, Any]
_WORDS: dict[str, tuple[Any, Any, Any]] = {
    "sqlite": (sa.func.json_group_array, sa.func.json_array, sa.func.json),
    "postgresql": (sa.func.jsonb_agg, sa.func.jsonb_build_array, lambda column: column),
}


def gather(connection: Connection, parts: Mapping[str, sa.Select[Any]]) -> dict[str, list[Row]]:
    """The rows of each part, in the order of its first column."""
    every, one, as_json = _WORDS[connection.dialect.name]
    wanted = []
    for name, part in parts.items():
        inner = part.order_by(None).subquery(name)
        said = [as_json(c) if isinstance(c.type, sa.JSON) else c for c in inner.c]
        rows = sa.select(sa.type_coerce(every(one(*said)), Json)).scalar_subquery()
        wanted.append(rows.label(name))
    found = connection.execute(sa.select(*wanted)).one()._mapping
    return {name: _rows(part, found[name] or []) for name, part in parts.items()}


def _rows(part: sa.Select[Any], found: list[list[Any]]) -> list[Row]:
    columns = [(column.name, column.type) for column in part.selected_columns]
    return [
        {name: _read(kind, value) for (name, kind), value in zip(columns, said, strict=True)}
        for said in sorted(found, key=itemgetter(0))
    ]


def _read(kind: Any, value: Any) -> Any:
    """A value of a column as the column itself would have given it."""
    if value is None:
        return None
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value).astimezone(UTC)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    if isinstance(kind, sa.Boolean):
        return bool(value)
    return value
