"""What monitoring looks at, set-wise: one query a table for every entity of a place at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from service.domain.filings import FILED
from service.domain.indicators import Span, is_early
from service.store.database import Connection
from service.store.held_bans import held_ban as ban
from service.store.tables.entities import entity
from service.store.tables.facts import filing_period
from service.store.tables.people import organisation
from service.store.tables.preexam import preexam_count
from service.store.tables.tracking import (
    local_economy,
    patent_grant,
    patent_maintenance,
    patent_transfer,
)
from service.store.tallies import Years

Pair = tuple[int, str]  # (entity, center)
Seen = dict[Pair, dict[str, Any]]
REQUESTS = ("received", "accepted", "qualified", "as_co_applicant", "as_non_first")
_G, _M, _T = patent_grant.c, patent_maintenance.c, patent_transfer.c


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where monitoring looks: one center, a province, or everywhere."""

    center: str | None = None
    province: str | None = None


def filed_pairs(connection: Connection, place: Place, on: date) -> dict[Pair, str]:
    """{(entity, center): the center's province} of every filing in force or suspended that day."""
    period = filing_period.c
    where = [
        period.state.in_([state.value for state in FILED]),
        period.retracted_at.is_(None),
        period.from_day <= on,
        period.to_day.is_(None) | (period.to_day > on),
    ]
    if place.center is not None:
        where.append(period.center_code == place.center)
    if place.province is not None:
        where.append(organisation.c.province == place.province)
    rows = connection.execute(
        sa.select(period.entity_id, period.center_code, organisation.c.province)
        .join(organisation, organisation.c.code == period.center_code)
        .where(*where)
        .distinct()
    )
    return {(row.entity_id, row.center_code): row.province for row in rows}


def figures(connection: Connection, place: Place, span: Span, years: Years) -> Seen:
    """{(entity, center): figures by name}; what is not there is zero or unknown."""
    seen: Seen = {}
    for pair, name, number in (
        *_requests(connection, place, span),
        *_patents(connection, place, span, years),
        *_transfers(connection, place, span, years),
    ):
        held = seen.setdefault(pair, {})
        held[name] = held.get(name, 0) + number
    return seen


Counted = Iterator[tuple[Pair, str, int]]


def _at(table: sa.Table, place: Place) -> list[sa.ColumnElement[bool]]:
    asked = {"center_code": place.center, "province": place.province}
    return [table.c[name] == value for name, value in asked.items() if value is not None]


def _requests(connection: Connection, place: Place, span: Span) -> Counted:
    held = preexam_count.c
    sums = [sa.func.sum(held[name]).label(name) for name in REQUESTS]
    rows = connection.execute(
        sa.select(held.entity_id, held.center_code, *sums)
        .where(*_at(preexam_count, place), held.month.between(span.first, span.last))
        .group_by(held.entity_id, held.center_code)
    )
    for row in rows.mappings():
        for name in REQUESTS:
            yield (row["entity_id"], row["center_code"]), name, int(row[name])


def _patents(connection: Connection, place: Place, span: Span, years: Years) -> Counted:
    rows = connection.execute(
        sa.select(
            _G.entity_id, _G.center_code, _G.granted_on, _M.lapsed_on, sa.func.count().label("n")
        )
        .outerjoin(patent_maintenance, _M.number == _G.number)
        .where(
            *_at(patent_grant, place),
            _G.granted_on <= span.last,
            _M.lapsed_on.is_(None) | (_M.lapsed_on >= span.first),
        )
        .group_by(_G.entity_id, _G.center_code, _G.granted_on, _M.lapsed_on)
    )
    for entity_id, center, granted_on, lapsed_on, number in rows:
        yield (entity_id, center), "patents", number
        over = lapsed_on is not None and lapsed_on <= span.last
        if over and is_early(granted_on, lapsed_on, years.lapse, last_counts=False):
            yield (entity_id, center), "lapsed_early", number


def _transfers(connection: Connection, place: Place, span: Span, years: Years) -> Counted:
    rows = connection.execute(
        sa.select(_G.entity_id, _G.center_code, _G.granted_on, sa.func.min(_T.transferred_on))
        .join(patent_transfer, _T.number == _G.number)
        .where(*_at(patent_grant, place), _T.transferred_on.between(span.first, span.last))
        .group_by(_G.entity_id, _G.center_code, _G.granted_on, _G.number)
    )
    for entity_id, center, granted_on, moved_on in rows:
        if is_early(granted_on, moved_on, years.transfer, last_counts=True):
            yield (entity_id, center), "transferred_early", 1


def shells(connection: Connection) -> dict[int, dict[str, Any]]:
    """{entity: insured staff and main business as reported for the latest year}."""
    held = local_economy.c
    latest = (
        sa.select(held.entity_id, sa.func.max(held.year).label("year"))
        .group_by(held.entity_id)
        .subquery()
    )
    rows = connection.execute(
        sa.select(held.entity_id, held.insured, held.ip_service).join(
            latest, (latest.c.entity_id == held.entity_id) & (latest.c.year == held.year)
        )
    )
    return {row.entity_id: {"insured": row.insured, "ip_service": row.ip_service} for row in rows}


def like_banned(connection: Connection, on: date) -> dict[int, tuple[tuple[str, str], ...]]:
    """{entity: (what it shares, with which entity under a ban that day), …}."""
    other = entity.alias("other")
    barred = (
        sa.select(ban.c.entity_id)
        .where(
            ban.c.from_day <= on,
            ban.c.last_day >= on,
            ban.c.revoked_day.is_(None) | (ban.c.revoked_day > on),
        )
        .distinct()
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for name in ("address", "legal_representative", "contact_phone"):
        mine, theirs = entity.c[name], other.c[name]
        rows = connection.execute(
            sa.select(entity.c.id, other.c.code).where(
                other.c.id.in_(barred), mine == theirs, theirs != "", entity.c.id != other.c.id
            )
        )
        for entity_id, code in rows:
            found.setdefault(entity_id, []).append((name, code))
    return {entity_id: tuple(sorted(shared)) for entity_id, shared in found.items()}
