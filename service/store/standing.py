"""Everything on record about one entity, as the rules of standing take it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.domain.facts import CancellationOrder, EntityFacts, Facts, Listing, Restriction
from service.domain.periods import civil_day
from service.store import filings, listings, sanctions, violations
from service.store.database import Connection
from service.store.tables.entities import entity, entity_identifier
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
        listings=tuple(_listings(connection, about.id)),
        violations=tuple(violations.violations_of(connection, about.id)),
        bans=tuple(sanctions.bans_of(connection, about.id)),
        restrictions=tuple(_restrictions(connection, about.id)),
        cancellations=tuple(_orders(connection, about.id)),
        center_names=_center_names(connection),
    )


def _listings(connection: Connection, entity_id: int) -> list[Listing]:
    return [
        Listing(
            id=row["id"],
            entity_id=entity_id,
            category=row["category"],
            from_day=row["from_day"],
            to_day=row["to_day"],
            from_version=row["from_version"],
            to_version=row["to_version"],
            for_cause=row["ended_for"] == "removed_for_cause",
            recorded_at=row["recorded_at"],
            retracted_at=row["retracted_at"],
        )
        for row in listings.listings_of(connection, entity_id)
    ]


def _restrictions(connection: Connection, entity_id: int) -> list[Restriction]:
    return [
        Restriction(
            id=row["id"],
            entity_id=entity_id,
            kind=row["kind"],
            from_day=row["from_day"],
            last_day=row["last_day"],
            revoked_day=row["revoked_day"],
            recorded_at=row["recorded_at"],
            revoked_at=row["revoked_at"],
        )
        for row in sanctions.restrictions_of(connection, entity_id)
    ]


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
