"""The register of agencies: where they are registered, where new requests rest, since when."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.sharing import (
    agency,
    agency_registration,
    agency_suspension,
    shared_item,
)

Row = dict[str, Any]


def add_agency(connection: Connection, values: Row) -> int:
    found = connection.execute(agency.insert().values(values).returning(agency.c.id))
    return int(found.scalar_one())


def change_agency(connection: Connection, agency_id: int, **values: Any) -> None:
    connection.execute(agency.update().where(agency.c.id == agency_id).values(**values))


def agency_by_code(connection: Connection, code: str) -> Row | None:
    row = connection.execute(sa.select(agency).where(agency.c.code == code)).mappings().first()
    return dict(row) if row else None


def agency_by_id(connection: Connection, agency_id: int) -> Row | None:
    row = connection.execute(sa.select(agency).where(agency.c.id == agency_id)).mappings().first()
    return dict(row) if row else None


def lock_agency(connection: Connection, agency_id: int) -> None:
    """Whoever changes an agency does so alone until the transaction ends."""
    connection.execute(sa.select(agency.c.id).where(agency.c.id == agency_id).with_for_update())


def add_registrations(connection: Connection, rows: list[Row]) -> None:
    if rows:
        connection.execute(agency_registration.insert(), rows)


def end_registrations(connection: Connection, agency_id: int, centers: list[str], on: date) -> None:
    connection.execute(
        agency_registration.update()
        .where(
            agency_registration.c.agency_id == agency_id,
            agency_registration.c.center_code.in_(centers),
            agency_registration.c.to_day.is_(None),
        )
        .values(to_day=on)
    )


def registrations_of(connection: Connection, agency_id: int) -> list[Row]:
    rows = connection.execute(
        sa.select(agency_registration)
        .where(agency_registration.c.agency_id == agency_id)
        .order_by(agency_registration.c.from_day.desc(), agency_registration.c.id.desc())
    )
    return [dict(row) for row in rows.mappings()]


def add_suspension(connection: Connection, values: Row) -> int:
    found = connection.execute(
        agency_suspension.insert().values(values).returning(agency_suspension.c.id)
    )
    return int(found.scalar_one())


def change_suspension(connection: Connection, suspension_id: int, **values: Any) -> None:
    connection.execute(
        agency_suspension.update().where(agency_suspension.c.id == suspension_id).values(**values)
    )


def suspensions_of(connection: Connection, agency_id: int) -> list[Row]:
    """Every suspension there was, newest first."""
    rows = connection.execute(
        sa.select(agency_suspension)
        .where(agency_suspension.c.agency_id == agency_id)
        .order_by(agency_suspension.c.id.desc())
    )
    return [dict(row) for row in rows.mappings()]


def suspension_on(connection: Connection, agency_id: int, center: str, on: date) -> Row | None:
    """The suspension that holds at a center on a day, if one does."""
    row = connection.execute(
        sa.select(agency_suspension).where(
            agency_suspension.c.agency_id == agency_id,
            agency_suspension.c.center_code == center,
            agency_suspension.c.from_day <= on,
            sa.or_(agency_suspension.c.to_day.is_(None), agency_suspension.c.to_day > on),
        )
    ).mappings()
    found = row.first()
    return dict(found) if found else None


def _holds(on: date) -> sa.ColumnElement[bool]:
    """Joined to an agency: a suspension that holds on a day."""
    return sa.and_(
        agency_suspension.c.agency_id == agency.c.id,
        agency_suspension.c.from_day <= on,
        sa.or_(agency_suspension.c.to_day.is_(None), agency_suspension.c.to_day > on),
    )


def agencies_page(
    connection: Connection,
    *,
    on: date,
    q: str = "",
    province: str = "",
    suspended: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Agencies by name, with how many centers hold them suspended and how many items there are."""
    holds = _holds(on)
    where: list[sa.ColumnElement[bool]] = []
    if q:
        where.append(sa.or_(agency.c.name.icontains(q, autoescape=True),
                            agency.c.code.icontains(q, autoescape=True)))  # fmt: skip
    if province:
        where.append(agency.c.province == province)
    if suspended:
        where.append(sa.exists().where(holds))
    total = connection.execute(
        sa.select(sa.func.count()).select_from(agency).where(*where)
    ).scalar_one()
    resting = sa.select(sa.func.count()).where(holds).scalar_subquery()
    told = (
        sa.select(sa.func.count())
        .where(
            shared_item.c.agency_id == agency.c.id,
            shared_item.c.state.not_in(("dropped", "retracted")),
        )
        .scalar_subquery()
    )
    found = connection.execute(
        sa.select(agency, resting.label("suspended_at"), told.label("items"))
        .where(*where)
        .order_by(agency.c.name, agency.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [dict(row) for row in found.mappings()], int(total)
