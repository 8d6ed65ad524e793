"""Services: which kinds there are, and the log of what was asked for and given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from service.domain.services import ProviderLevel, ServiceKind
from service.store.database import Connection
from service.store.tables.cases import case
from service.store.tables.entities import entity
from service.store.tables.people import organisation
from service.store.tables.services import service_kind, service_record

Row = dict[str, Any]
CONTACT = "contact"


def kinds(connection: Connection, on: date | None = None) -> dict[str, ServiceKind]:
    """Every kind in the order of lists; with a day, those offered on it."""
    wanted = sa.select(service_kind).order_by(service_kind.c.place, service_kind.c.key)
    if on is not None:
        closed = service_kind.c.closed_on
        wanted = wanted.where(sa.or_(closed.is_(None), closed > on))
    return {row.key: _kind(row) for row in connection.execute(wanted)}


def _kind(row: Any) -> ServiceKind:
    return ServiceKind(
        key=row.key,
        zh=row.zh,
        en=row.en,
        level=ProviderLevel(row.level),
        categories=tuple(int(part) for part in row.categories.split()),
        limited=row.limited,
        source=row.source,
    )


def closed_days(connection: Connection) -> dict[str, date]:
    """The first day each closed kind was no longer offered."""
    wanted = sa.select(service_kind.c.key, service_kind.c.closed_on)
    rows = connection.execute(wanted.where(service_kind.c.closed_on.is_not(None)))
    return {row.key: row.closed_on for row in rows}


def add_kind(connection: Connection, kind: ServiceKind) -> None:
    last = connection.execute(sa.select(sa.func.max(service_kind.c.place))).scalar() or 0
    connection.execute(
        service_kind.insert().values(
            key=kind.key,
            zh=kind.zh,
            en=kind.en,
            level=kind.level.value,
            categories=" ".join(map(str, kind.categories)),
            limited=kind.limited,
            source=kind.source,
            place=last + 1,
        )
    )


def close_kind(connection: Connection, key: str, on: date | None) -> None:
    """No longer offered from this day; None offers it again."""
    connection.execute(service_kind.update().where(service_kind.c.key == key).values(closed_on=on))


def add_record(connection: Connection, values: Row) -> int:
    found = connection.execute(
        service_record.insert().values(values).returning(service_record.c.id)
    )
    return int(found.scalar_one())


def change_record(connection: Connection, case_id: int, **values: Any) -> None:
    """The log line of a request's case."""
    connection.execute(
        service_record.update()
        .where(service_record.c.case_id == case_id, service_record.c.kind != CONTACT)
        .values(**values)
    )


def request_of_case(connection: Connection, case_id: int) -> Row | None:
    """The log line of a request; None for a case of contact."""
    wanted = sa.select(service_record).where(
        service_record.c.case_id == case_id, service_record.c.kind != CONTACT
    )
    row = connection.execute(wanted).mappings().first()
    return dict(row) if row else None


def has_contact(connection: Connection, case_id: int) -> bool:
    """Whether a case has brought a contact about."""
    wanted = sa.select(service_record.c.id).where(
        service_record.c.case_id == case_id, service_record.c.kind == CONTACT
    )
    return connection.execute(wanted.limit(1)).first() is not None


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Which lines of the log are wanted.

    province, provider  whose lines: of an office's region, or of one organisation that gives
    first, last         days on which a line was asked for or given
    """

    entity_id: int | None = None
    province: str | None = None
    provider: str | None = None
    kind: str = ""
    state: str = ""
    first: date | None = None
    last: date | None = None
    q: str = ""


_LINES = (
    service_record.join(entity, entity.c.id == service_record.c.entity_id)
    .outerjoin(case, case.c.id == service_record.c.case_id)
    .outerjoin(organisation, organisation.c.code == service_record.c.provider)
)
_DAY = sa.func.coalesce(service_record.c.given_on, service_record.c.requested_on)


def log(
    connection: Connection, sought: Sought, *, limit: int = 50, offset: int = 0
) -> tuple[list[Row], int]:
    """Lines of the log, the newest first, and how many there are."""
    where = _where(sought)
    total = connection.execute(
        sa.select(sa.func.count()).select_from(_LINES).where(*where)
    ).scalar_one()
    rows = connection.execute(
        sa.select(
            service_record, entity.c.name.label("entity_name"), entity.c.code.label("entity_code"),
            case.c.number.label("case_number"), organisation.c.short_zh, organisation.c.name_en,
        )
        .select_from(_LINES)
        .where(*where)
        .order_by(_DAY.desc(), service_record.c.id.desc())
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [dict(row) for row in rows.mappings()], int(total)


def _where(sought: Sought) -> list[sa.ColumnElement[bool]]:
    held = service_record.c
    pairs = (
        (held.entity_id, sought.entity_id), (held.province, sought.province),
        (held.provider, sought.provider), (held.kind, sought.kind or None),
        (held.state, sought.state or None),
    )  # fmt: skip
    where = [column == value for column, value in pairs if value is not None]
    where += [sought.first <= _DAY] if sought.first else []
    where += [sought.last >= _DAY] if sought.last else []
    if sought.q:
        named = (entity.c.name, entity.c.code)
        where.append(sa.or_(*(c.icontains(sought.q, autoescape=True) for c in named)))
    return where
