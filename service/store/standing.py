"""Everything on record about one entity, as the rules of standing take it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.domain.facts import CancellationOrder, EntityFacts, Facts, Listing, Restriction
from service.domain.periods import civil_day
from service.store import filings, sanctions, violations
from service.store.database import Connection
from service.store.tables.entities import entity, entity_identifier
from service.store.tables.facts import listing, restriction
from service.store.tables.people import organisation


def entity_by_code(connection: Connection, code: str) -> EntityFacts | None:
    """The entity that carries this identifier now or ever did (E4 41, 44)."""
    row = connection.execute(
        sa.select(entity)
        .join(entity_identifier, entity_identifier.c.entity_id == entity.c.id)
        .where(entity_identifier.c.value == code)
    ).first()
    return _entity(row) if row else None


def entity_by_id(connection: Connection, entity_id: int) -> EntityFacts | None:
    row = connection.execute(sa.select(entity).where(entity.c.id == entity_id)).first()
    return _entity(row) if row else None


def _entity(row: sa.Row[Any]) -> EntityFacts:
    return EntityFacts(id=row.id, code=row.code, name=row.name, province=row.province)


def facts_of(connection: Connection, about: EntityFacts) -> Facts:
    """Every dated row of the entity, retracted ones included."""
    return Facts(
        entity=about,
        filings=tuple(filings.filing_periods(connection, about.id)),
        listings=tuple(row for _, row in listings_of_many(connection, [about.id])),
        violations=tuple(violations.violations_of(connection, about.id)),
        bans=tuple(sanctions.bans_of(connection, about.id)),
        restrictions=tuple(row for _, row in restrictions_of_many(connection, [about.id])),
        cancellations=tuple(_orders(connection, about.id)),
        center_names=_center_names(connection),
    )


def listings_of_many(connection: Connection, ids: list[int]) -> list[tuple[int, Listing]]:
    """Every listing of these entities, each with its entity."""
    rows = connection.execute(
        sa.select(listing).where(listing.c.entity_id.in_(ids)).order_by(listing.c.id)
    )
    return [(row.entity_id, _listing(row)) for row in rows]


def _listing(row: sa.Row[Any]) -> Listing:
    return Listing(
        id=row.id,
        entity_id=row.entity_id,
        category=row.category,
        from_day=row.from_day,
        to_day=row.to_day,
        for_cause=row.ended_for == "removed_for_cause",
        recorded_at=row.recorded_at,
        retracted_at=row.retracted_at,
    )


def restrictions_of_many(connection: Connection, ids: list[int]) -> list[tuple[int, Restriction]]:
    """Every restriction of these entities, each with its entity."""
    rows = connection.execute(
        sa.select(restriction).where(restriction.c.entity_id.in_(ids)).order_by(restriction.c.id)
    )
    return [(row.entity_id, _restriction(row)) for row in rows]


def _restriction(row: sa.Row[Any]) -> Restriction:
    return Restriction(
        id=row.id,
        entity_id=row.entity_id,
        kind=row.kind,
        from_day=row.from_day,
        last_day=row.last_day,
        revoked_day=row.revoked_day,
        recorded_at=row.recorded_at,
        revoked_at=row.revoked_at,
    )


def _orders(connection: Connection, entity_id: int) -> list[CancellationOrder]:
    return [
        CancellationOrder(
            decision_id=row["case_id"],
            center=row["center_code"],
            ordered_day=civil_day(row["ordered_at"]),
            acknowledged_day=civil_day(row["acknowledged_at"]) if row["acknowledged_at"] else None,
            recorded_at=row["ordered_at"],
            acknowledged_at=row["acknowledged_at"],
        )
        for row in sanctions.acknowledgements_of(connection, entity_id)
    ]


def _center_names(connection: Connection) -> dict[str, tuple[str, str]]:
    rows = connection.execute(
        sa.select(organisation.c.code, organisation.c.short_zh, organisation.c.name_en).where(
            organisation.c.kind == "center"
        )
    )
    return {row.code: (row.short_zh, row.name_en) for row in rows}
