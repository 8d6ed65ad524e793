"""Grants of cross-region service, what was used of them, and the ledger they count in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from service.store.database import Connection
from service.store.tables.cases import case
from service.store.tables.entities import entity
from service.store.tables.services import (
    cross_region_grant,
    cross_region_ledger,
    cross_region_use,
)

Row = dict[str, Any]
_G, _U = cross_region_grant.c, cross_region_use.c
NOUGHT = Decimal(0)


@dataclass(frozen=True)
class Taken:
    """What one category has taken from a region: used in the window, granted and not yet used."""

    used: Decimal = NOUGHT
    reserved: Decimal = NOUGHT


def lock_ledger(connection: Connection, region: str, window_first: date) -> None:
    """Whoever approves in this region and window does so alone until the transaction ends.

    On SQLite the writing transaction itself is alone (BEGIN IMMEDIATE).
    """
    maker = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {"region": region, "window_first": window_first}
    new = maker.insert(cross_region_ledger).values(row)
    connection.execute(new.on_conflict_do_nothing())
    held = sa.select(cross_region_ledger.c.region).where(
        cross_region_ledger.c.region == region,
        cross_region_ledger.c.window_first == window_first,
    )
    connection.execute(held.with_for_update())


def add_grant(connection: Connection, values: Row) -> int:
    new = cross_region_grant.insert().values(values).returning(_G.id)
    return int(connection.execute(new).scalar_one())


def change_grant(connection: Connection, grant_id: int, **values: Any) -> None:
    connection.execute(cross_region_grant.update().where(_G.id == grant_id).values(**values))


def hold_grant(connection: Connection, grant_id: int) -> Row | None:
    """The grant, kept from others until the transaction ends."""
    wanted = sa.select(cross_region_grant).where(_G.id == grant_id).with_for_update()
    row = connection.execute(wanted).mappings().first()
    return dict(row) if row else None


def grant_of_case(connection: Connection, case_id: int) -> Row | None:
    wanted = sa.select(cross_region_grant).where(_G.case_id == case_id)
    row = connection.execute(wanted).mappings().first()
    return dict(row) if row else None


def _still_counts(day: date, voids_counting: Iterable[str]) -> sa.ColumnElement[bool]:
    """Whether a use counts on a day, seen from that day."""
    return sa.and_(
        _U.used_on <= day,
        sa.or_(_U.voided_on.is_(None), _U.voided_on > day, _U.voided_for.in_(list(voids_counting))),
    )


def _runs(day: date) -> sa.ColumnElement[bool]:
    """Granted for later counts as granted: the room is taken from the day of the decision."""
    return sa.and_(_G.last_day >= day, sa.or_(_G.ended_on.is_(None), _G.ended_on > day))


def taken(
    connection: Connection,
    day: date,
    *,
    first: date,
    last: date,
    voids_counting: Iterable[str],
    decided_until: Any,
    regions: list[str] | None = None,
) -> dict[tuple[str, int], Taken]:
    """By (region, category), what is taken on `day`; every region for None.

    first, last    days of use that count
    decided_until  grants recorded later than this instant did not exist on that day
    """
    counts = _still_counts(day, voids_counting)
    mine = _G.region.in_(regions) if regions is not None else sa.true()
    known = _G.recorded_at < decided_until
    joined = cross_region_use.join(cross_region_grant, _G.id == _U.grant_id)
    used = connection.execute(
        sa.select(_G.region, _G.category, sa.func.sum(_U.units).label("units"))
        .select_from(joined)
        .where(mine, known, counts, _U.used_on >= first, _U.used_on <= last)
        .group_by(_G.region, _G.category)
    )
    found = {(row.region, row.category): Taken(used=row.units) for row in used}
    running = _running(connection, day, counts, sa.and_(mine, known))
    for row in running:
        held = found.get((row.region, row.category), Taken())
        rest = max(row.units - (row.used or NOUGHT), NOUGHT)
        found[row.region, row.category] = Taken(held.used, held.reserved + rest)
    return found


def _running(
    connection: Connection,
    day: date,
    counts: sa.ColumnElement[bool],
    mine: sa.ColumnElement[bool],
) -> Iterable[Any]:
    """Grants that run on a day, with what was used of each whenever."""
    ever = (
        sa.select(_U.grant_id, sa.func.sum(_U.units).label("units"))
        .where(counts)
        .group_by(_U.grant_id)
        .subquery()
    )
    return connection.execute(
        sa.select(_G.region, _G.category, _G.units, ever.c.units.label("used"))
        .select_from(cross_region_grant.outerjoin(ever, ever.c.grant_id == _G.id))
        .where(mine, _runs(day))
    )


_SEEN = (
    sa.select(
        cross_region_grant,
        entity.c.name.label("entity_name"),
        entity.c.code.label("entity_code"),
        case.c.number.label("case_number"),
    )
    .join(entity, entity.c.id == _G.entity_id)
    .join(case, case.c.id == _G.case_id)
)


def grant_seen(connection: Connection, grant_id: int) -> Row | None:
    """A grant with its entity and case."""
    row = connection.execute(_SEEN.where(_G.id == grant_id)).mappings().first()
    return dict(row) if row else None


def grants_of(connection: Connection, entity_id: int) -> list[Row]:
    """Grants of an entity, the newest first."""
    found = connection.execute(_SEEN.where(_G.entity_id == entity_id).order_by(_G.id.desc()))
    return [dict(row) for row in found.mappings()]


def grants_in(connection: Connection, region: str, since: date) -> list[Row]:
    """Grants that count in a region and ran on some day since then, the newest first."""
    wanted = _SEEN.where(_G.region == region, _G.last_day >= since).order_by(_G.id.desc())
    return [dict(row) for row in connection.execute(wanted).mappings()]


def add_use(connection: Connection, values: Row) -> int:
    new = cross_region_use.insert().values(values).returning(_U.id)
    return int(connection.execute(new).scalar_one())


def use_by_id(connection: Connection, use_id: int) -> Row | None:
    row = connection.execute(sa.select(cross_region_use).where(_U.id == use_id)).mappings().first()
    return dict(row) if row else None


def void_use(connection: Connection, use_id: int, **values: Any) -> None:
    connection.execute(cross_region_use.update().where(_U.id == use_id).values(**values))


def uses_of(connection: Connection, grant_ids: list[int]) -> list[Row]:
    """What was used of these grants, in the order of the days."""
    wanted = sa.select(cross_region_use).where(_U.grant_id.in_(grant_ids))
    found = connection.execute(wanted.order_by(_U.used_on, _U.id))
    return [dict(row) for row in found.mappings()]
