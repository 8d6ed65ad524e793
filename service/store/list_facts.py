"""What is on file about many codes at once: who they are, where filed, what bars them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from service.domain.bans import Ban, banned_run
from service.domain.filings import FILED
from service.domain.list_rows import KnownCode
from service.store.database import Connection
from service.store.sanctions import bans_of_many
from service.store.tables.entities import entity, entity_identifier
from service.store.tables.facts import filing_period

PART = 500


def known_codes(connection: Connection, codes: Iterable[str], on: date) -> dict[str, KnownCode]:
    """By code: the entity that carries or carried it, with its filings and ban on a day."""
    found: dict[str, Any] = {}
    for part in _parts(sorted(set(codes))):
        rows = connection.execute(
            sa.select(entity_identifier.c.value, entity.c.id, entity.c.name, entity.c.province)
            .join(entity, entity.c.id == entity_identifier.c.entity_id)
            .where(entity_identifier.c.value.in_(part))
        )
        found |= {row.value: row for row in rows}
    ids = sorted({row.id for row in found.values()})
    filed, banned = _filed(connection, ids, on), _banned(connection, ids, on)
    return {
        code: KnownCode(
            entity_id=row.id,
            name=row.name,
            province=row.province,
            filed=filed.get(row.id, {}),
            banned_until=banned.get(row.id),
        )
        for code, row in found.items()
    }


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), PART):
        yield values[start : start + PART]


def _filed(connection: Connection, ids: list[int], on: date) -> dict[int, dict[str, date]]:
    made: dict[int, dict[str, date]] = defaultdict(dict)
    held = filing_period.c
    for part in _parts(ids):
        rows = connection.execute(
            sa.select(held.entity_id, held.center_code, sa.func.min(held.from_day).label("since"))
            .where(
                held.entity_id.in_(part),
                held.retracted_at.is_(None),
                held.state.in_([state.value for state in FILED]),
                held.from_day <= on,
                sa.or_(held.to_day.is_(None), held.to_day > on),
            )
            .group_by(held.entity_id, held.center_code)
        )
        for row in rows:
            made[row.entity_id][row.center_code] = row.since
    return made


def _banned(connection: Connection, ids: list[int], on: date) -> dict[int, date]:
    bans: dict[int, list[Ban]] = defaultdict(list)
    for part in _parts(ids):
        for entity_id, found in bans_of_many(connection, part):
            bans[entity_id].append(found)
    runs = {entity_id: banned_run(held, on) for entity_id, held in bans.items()}
    return {entity_id: run[1] for entity_id, run in runs.items() if run}
