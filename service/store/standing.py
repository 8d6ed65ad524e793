"""Everything on record about one entity, as the rules of standing and the operations take it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.domain.facts import CancellationOrder, EntityFacts, Facts, Listing, Restriction
from service.domain.periods import civil_day
from service.domain.stretches import Stretch
from service.store import (
    appeals,
    entities,
    filings,
    identity,
    listings,
    reviews,
    sanctions,
    violations,
)
from service.store.database import Connection
from service.store.gathering import gather
from service.store.tables.cases import case
from service.store.tables.entities import entity, entity_identifier
from service.store.tables.facts import listing, restriction
from service.store.tables.people import organisation

Row = dict[str, Any]


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
    return as_entity(row._mapping)


def as_entity(row: Any) -> EntityFacts:
    """A row of `entity` as the rules take it."""
    return EntityFacts(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        province=row["province"],
        dissolved_day=row["dissolved_day"],
        dissolved_at=row["dissolved_at"],
    )


def facts_of(connection: Connection, about: EntityFacts) -> Facts:
    """Every dated row of the entity, retracted ones included; one statement."""
    found = gather(
        connection,
        {
            "homes": identity.homes_of(about.id),
            "filings": filings.periods_of(about.id),
            "listings": listings.listings_of(about.id),
            "violations": violations.events_of(about.id),
            "bans": sanctions.bans_on(about.id),
            "restrictions": sanctions.restrictions_on(about.id),
            "orders": sanctions.acknowledgements_of(about.id),
            "stays": appeals.stays_on(about.id),
            "appealed": appeals.findings_on(about.id),
            "reviews": reviews.reviews_on(about.id),
            "centers": _CENTERS,
        },
    )
    bans = sanctions.with_stays(found["bans"], found["stays"])
    stopped = {ban.id: ban.stays for ban in bans}
    return Facts(
        entity=about,
        homes=tuple(map(identity.as_home, found["homes"])),
        filings=tuple(map(filings.as_period, found["filings"])),
        listings=tuple(map(_listing, found["listings"])),
        violations=tuple(violations.with_appeals(found["violations"], found["appealed"])),
        bans=tuple(bans),
        restrictions=tuple(_restriction(row, stopped) for row in found["restrictions"]),
        reviews=tuple(map(reviews.as_review, found["reviews"])),
        cancellations=tuple(map(_order, found["orders"])),
        center_names={row["code"]: (row["short_zh"], row["name_en"]) for row in found["centers"]},
    )


_CENTERS = sa.select(organisation.c.code, organisation.c.short_zh, organisation.c.name_en).where(
    organisation.c.kind == "center"
)


def listings_of_many(connection: Connection, ids: list[int]) -> list[tuple[int, Listing]]:
    """Every listing of these entities, each with its entity."""
    rows = connection.execute(
        sa.select(listing).where(listing.c.entity_id.in_(ids)).order_by(listing.c.id)
    )
    return [(row["entity_id"], _listing(dict(row))) for row in rows.mappings()]


def restrictions_of_many(connection: Connection, ids: list[int]) -> list[tuple[int, Restriction]]:
    """Every restriction of these entities, each with its entity."""
    rows = connection.execute(
        sa.select(restriction).where(restriction.c.entity_id.in_(ids)).order_by(restriction.c.id)
    )
    stopped = {found.id: found.stays for _, found in sanctions.bans_of_many(connection, ids)}
    return [(row["entity_id"], _restriction(dict(row), stopped)) for row in rows.mappings()]


def _listing(row: Row) -> Listing:
    return Listing(
        id=row["id"],
        entity_id=row["entity_id"],
        category=row["category"],
        from_day=row["from_day"],
        to_day=row["to_day"],
        from_version=row["from_version"],
        to_version=row["to_version"],
        for_cause=row["ended_for"] == "removed_for_cause",
        recorded_at=row["recorded_at"],
        retracted_at=row["retracted_at"],
    )


def _restriction(row: Row, stopped: dict[int, tuple[Stretch, ...]]) -> Restriction:
    return Restriction(
        id=row["id"],
        entity_id=row["entity_id"],
        kind=row["kind"],
        from_day=row["from_day"],
        last_day=row["last_day"],
        revoked_day=row["revoked_day"],
        recorded_at=row["recorded_at"],
        revoked_at=row["revoked_at"],
        stays=stopped.get(row["ban_id"], ()),
    )


def _order(row: Row) -> CancellationOrder:
    return CancellationOrder(
        decision_id=row["case_id"],
        center=row["center_code"],
        ordered_day=civil_day(row["ordered_at"]),
        acknowledged_day=civil_day(row["acknowledged_at"]) if row["acknowledged_at"] else None,
        recorded_at=row["ordered_at"],
        acknowledged_at=row["acknowledged_at"],
        revoked_day=row["revoked_day"],
        revoked_at=row["revoked_at"],
    )


def on_record(
    connection: Connection, entity_id: int, center_code: str | None
) -> dict[str, list[Row]]:
    """What an operation looks at before it changes it, in one statement: the entity `itself`, its
    `filings` (with state and open period), open `listings`, `violations` and `bans`, its `cases`
    under way, and the `center` named."""
    under_way = sa.select(case.c.id, case.c.process_key).where(
        case.c.entity_id == entity_id, case.c.status == "open"
    )
    found = gather(
        connection,
        {
            "itself": entities.entity_itself(entity_id),
            "filings": filings.held_by(entity_id),
            "listings": listings.listings_of(entity_id),
            "violations": violations.events_of(entity_id),
            "bans": sanctions.bans_on(entity_id),
            "stays": appeals.stays_on(entity_id),
            "cases": under_way,
            "center": sa.select(organisation).where(organisation.c.code == center_code),
        },
    )
    held = [filings.with_period(row) for row in found["filings"]]
    listed = [row for row in found["listings"] if listings.is_open(row)]
    return found | {"filings": held, "listings": listed}
