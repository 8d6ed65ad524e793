"""What is counted of the imported facts in a span: for one entity, center, province, the nation.

One query a table, whatever the number of entities; patents come grouped by their days, so that the
law's own arithmetic (corresponding days) counts them and not the database's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from service.domain.indicators import Span, Tally, in_force, is_early, kept_days
from service.store.database import Connection
from service.store.tables.preexam import preexam_count
from service.store.tables.tracking import (
    local_economy,
    patent_grant,
    patent_maintenance,
    patent_transfer,
    patent_use,
)

COUNTS = ("received", "accepted", "qualified", "failed_form", "failed_substance", "failed_other",
          "as_co_applicant", "as_non_first")  # fmt: skip
SOURCES_SHOWN = 12
_G, _M = patent_grant.c, patent_maintenance.c
Found = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Whose:
    """What is asked about: everything for one without any of these.

    A single entity at a single center is both.
    """

    entity_id: int | None = None
    center: str | None = None
    province: str | None = None

    def where(self, table: sa.Table) -> list[sa.ColumnElement[bool]]:
        asked = {
            "entity_id": self.entity_id, "center_code": self.center, "province": self.province,
        }  # fmt: skip
        return [table.c[name] == value for name, value in asked.items() if value is not None]


@dataclass(frozen=True, kw_only=True)
class Years:
    """How many years after the grant are early, by the rules: for a lapse, for a transfer."""

    lapse: int = 2
    transfer: int = 1


def tally(connection: Connection, whose: Whose, span: Span, years: Years) -> Tally:
    """Everything counted for `whose` in the span, up to the day it is looked at from."""
    found: Found = {}
    found |= _requests(connection, whose, span)
    found |= _grants(connection, whose, span)
    found |= _patents(connection, whose, span, years)
    found["transferred_early"] = _transferred(connection, whose, span, years)
    found["implemented"] = _implemented(connection, whose, span)
    found |= _economy(connection, whose, span)
    return Tally(**found, sources=_sources(connection, whose, span))


def _requests(connection: Connection, whose: Whose, span: Span) -> Found:
    columns = [sa.func.coalesce(sa.func.sum(preexam_count.c[n]), 0).label(n) for n in COUNTS]
    month = preexam_count.c.month
    row = connection.execute(
        sa.select(*columns).where(
            *whose.where(preexam_count), month.between(span.first.replace(day=1), span.last)
        )
    ).one()
    return {name: int(value) for name, value in row._mapping.items()}


def _grants(connection: Connection, whose: Whose, span: Span) -> Found:
    rows = connection.execute(
        sa.select(_G.filed_on, _G.granted_on, sa.func.count())
        .where(*whose.where(patent_grant), _G.granted_on.between(span.first, _until(span)))
        .group_by(_G.filed_on, _G.granted_on)
    )
    waits: dict[int, int] = {}
    for filed_on, granted_on, patents in rows:
        days = (granted_on - filed_on).days
        waits[days] = waits.get(days, 0) + patents
    return {"waits": waits}


def _until(span: Span) -> Any:
    return min(span.last, span.as_of)


def _patents(connection: Connection, whose: Whose, span: Span, years: Years) -> Found:
    rows = connection.execute(
        sa.select(_G.granted_on, _M.lapsed_on, sa.func.count())
        .outerjoin(patent_maintenance, _M.number == _G.number)
        .where(*whose.where(patent_grant), *_in_force(span))
        .group_by(_G.granted_on, _M.lapsed_on)
    )
    patents = kept = early = 0
    for granted_on, lapsed_on, number in rows:
        assert in_force(granted_on, lapsed_on, span)
        patents += number
        kept += number * kept_days(granted_on, lapsed_on, span)
        over = lapsed_on is not None and lapsed_on <= _until(span)
        if over and is_early(granted_on, lapsed_on, years.lapse, last_counts=False):
            early += number
    return {"patents": patents, "kept_days": kept, "lapsed_early": early}


def _in_force(span: Span) -> list[sa.ColumnElement[bool]]:
    lasting = _M.lapsed_on.is_(None) | (_M.lapsed_on >= span.first)
    return [_G.granted_on <= _until(span), lasting]


def _transferred(connection: Connection, whose: Whose, span: Span, years: Years) -> int:
    """Patents in force that were transferred early in the span; each counts once."""
    moved = patent_transfer.c
    rows = connection.execute(
        sa.select(_G.number, _G.granted_on, sa.func.min(moved.transferred_on))
        .join(patent_transfer, moved.number == _G.number)
        .outerjoin(patent_maintenance, _M.number == _G.number)
        .where(
            *whose.where(patent_grant),
            *_in_force(span),
            moved.transferred_on.between(span.first, _until(span)),
        )
        .group_by(_G.number, _G.granted_on)
    )
    return sum(is_early(granted, day, years.transfer, last_counts=True) for _, granted, day in rows)


def _implemented(connection: Connection, whose: Whose, span: Span) -> int:
    used = sa.select(patent_use.c.number).where(patent_use.c.began_on <= _until(span))
    found = connection.execute(
        sa.select(sa.func.count())
        .select_from(patent_grant)
        .outerjoin(patent_maintenance, _M.number == _G.number)
        .where(*whose.where(patent_grant), *_in_force(span), _G.number.in_(used))
    )
    return int(found.scalar_one())


def _economy(connection: Connection, whose: Whose, span: Span) -> Found:
    table = local_economy.c
    row = connection.execute(
        sa.select(sa.func.count(), sa.func.sum(table.turnover), sa.func.sum(table.tax)).where(
            *whose.where(local_economy), table.year.in_(list(span.years))
        )
    ).one()
    return {"reporting": int(row[0]), "turnover": _money(row[1]), "tax": _money(row[2])}


def _money(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def _sources(connection: Connection, whose: Whose, span: Span) -> tuple[str, ...]:
    """The batches that these figures come from, the newest first, at most a dozen."""
    asked: Iterable[tuple[sa.Table, sa.ColumnElement[bool]]] = (
        (preexam_count, preexam_count.c.month.between(span.first.replace(day=1), span.last)),
        (patent_grant, _G.granted_on <= _until(span)),
        (local_economy, local_economy.c.year.in_(list(span.years))),
    )
    names: set[str] = set()
    for table, when in asked:
        rows = connection.execute(
            sa.select(table.c.source)
            .where(*whose.where(table), when)
            .distinct()
            .order_by(table.c.source.desc())
            .limit(SOURCES_SHOWN)
        )
        names |= {row.source for row in rows}
    return tuple(sorted(names, reverse=True)[:SOURCES_SHOWN])
