"""Shared items, the notices sent about them, and who received, acknowledged and acted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.cases import case
from service.store.tables.entities import entity
from service.store.tables.people import organisation
from service.store.tables.sharing import agency, notice_receipt, shared_item, shared_notice

Row = dict[str, Any]
_SUBJECT = (
    sa.func.coalesce(entity.c.name, agency.c.name).label("subject_name"),
    sa.func.coalesce(entity.c.code, agency.c.code).label("subject_code"),
    case.c.number,
)
SOURCE = (
    shared_item.join(case, case.c.id == shared_item.c.case_id)
    .outerjoin(entity, entity.c.id == shared_item.c.entity_id)
    .outerjoin(agency, agency.c.id == shared_item.c.agency_id)
)
ITEM = sa.select(shared_item, *_SUBJECT).select_from(SOURCE)


def add_item(connection: Connection, values: Row) -> int:
    found = connection.execute(shared_item.insert().values(values).returning(shared_item.c.id))
    return int(found.scalar_one())


def change_item(connection: Connection, item_id: int, **values: Any) -> None:
    connection.execute(shared_item.update().where(shared_item.c.id == item_id).values(**values))


def _one(connection: Connection, where: sa.ColumnElement[bool]) -> Row | None:
    row = connection.execute(ITEM.where(where)).mappings().first()
    return dict(row) if row else None


def item_by_id(connection: Connection, item_id: int) -> Row | None:
    """The item with `subject_name`, `subject_code` and the `number` of its case."""
    return _one(connection, shared_item.c.id == item_id)


def item_of_case(connection: Connection, case_id: int) -> Row | None:
    return _one(connection, shared_item.c.case_id == case_id)


def item_of_violation(connection: Connection, violation_id: int) -> Row | None:
    return _one(connection, shared_item.c.violation_id == violation_id)


def item_from_outside(connection: Connection, center: str, external_id: str) -> Row | None:
    """What a center's own platform sent under this id."""
    return _one(
        connection,
        sa.and_(shared_item.c.source_center == center, shared_item.c.external_id == external_id),
    )


def lock_item(connection: Connection, item_id: int) -> None:
    """Whoever counts its answers does so alone until the transaction ends."""
    connection.execute(
        sa.select(shared_item.c.id).where(shared_item.c.id == item_id).with_for_update()
    )


def lock_case_of(connection: Connection, item_id: int) -> int:
    """The case of an item, held until the transaction ends; whoever came first is waited for."""
    case_id = connection.execute(
        sa.select(shared_item.c.case_id).where(shared_item.c.id == item_id)
    ).scalar_one()
    connection.execute(sa.select(case.c.id).where(case.c.id == case_id).with_for_update())
    return int(case_id)


def addressees(connection: Connection, provinces: list[str] | None) -> list[tuple[str, str]]:
    """(organisation, its region) of every office and center, or those of these regions."""
    kinds = ("office", "center")
    wanted = sa.select(organisation.c.code, organisation.c.province).where(
        organisation.c.kind.in_(kinds)
    )
    if provinces is not None:
        wanted = wanted.where(organisation.c.province.in_(provinces))
    return [(row.code, row.province) for row in connection.execute(wanted.order_by("code"))]


def centers_of(connection: Connection, province: str) -> list[tuple[str, str]]:
    found = connection.execute(
        sa.select(organisation.c.code, organisation.c.province)
        .where(organisation.c.kind == "center", organisation.c.province == province)
        .order_by(organisation.c.code)
    )
    return [(row.code, row.province) for row in found]


def has_notice(connection: Connection, item_id: int, kind: str, revision: int) -> bool:
    found = connection.execute(
        sa.select(shared_notice.c.id).where(
            shared_notice.c.item_id == item_id,
            shared_notice.c.kind == kind,
            shared_notice.c.revision == revision,
        )
    )
    return found.first() is not None


def add_notice(connection: Connection, values: Row) -> int:
    found = connection.execute(shared_notice.insert().values(values).returning(shared_notice.c.id))
    return int(found.scalar_one())


def notices_of(connection: Connection, item_id: int) -> list[Row]:
    """Everything sent about an item, oldest first."""
    rows = connection.execute(
        sa.select(shared_notice)
        .where(shared_notice.c.item_id == item_id)
        .order_by(shared_notice.c.id)
    )
    return [dict(row) for row in rows.mappings()]


def close_notices(connection: Connection, item_id: int, **values: Any) -> None:
    connection.execute(
        shared_notice.update()
        .where(shared_notice.c.item_id == item_id, shared_notice.c.closed_at.is_(None))
        .values(**values)
    )


def deliver(connection: Connection, rows: list[Row]) -> None:
    """One receipt each; whoever has this revision already must be left out by the caller."""
    if rows:
        connection.execute(notice_receipt.insert(), rows)


def holders(connection: Connection, item_id: int, revision: int | None = None) -> dict[str, str]:
    """{organisation: its region} of all who got the item, in this revision or in any."""
    wanted = sa.select(notice_receipt.c.org_code, notice_receipt.c.province).where(
        notice_receipt.c.item_id == item_id
    )
    if revision is not None:
        wanted = wanted.where(notice_receipt.c.revision == revision)
    return {row.org_code: row.province for row in connection.execute(wanted)}


def receipt_by_id(connection: Connection, receipt_id: int) -> Row | None:
    row = connection.execute(
        sa.select(notice_receipt).where(notice_receipt.c.id == receipt_id)
    ).mappings()
    found = row.first()
    return dict(found) if found else None


def receipts_of(connection: Connection, item_id: int) -> list[Row]:
    """Every receipt of an item, the newest revision first, by organisation."""
    rows = connection.execute(
        sa.select(notice_receipt)
        .where(notice_receipt.c.item_id == item_id)
        .order_by(
            notice_receipt.c.revision.desc(), notice_receipt.c.province, notice_receipt.c.org_code
        )
    )
    return [dict(row) for row in rows.mappings()]


def acknowledge(connection: Connection, receipt_id: int, **values: Any) -> bool:
    """Note the answer; False if there is one already."""
    done = connection.execute(
        notice_receipt.update()
        .where(notice_receipt.c.id == receipt_id, notice_receipt.c.acknowledged_at.is_(None))
        .values(**values)
    )
    return done.rowcount == 1


def count_silent(connection: Connection, item_id: int, revision: int) -> int:
    found = connection.execute(
        sa.select(sa.func.count()).where(
            notice_receipt.c.item_id == item_id,
            notice_receipt.c.revision == revision,
            notice_receipt.c.acknowledged_at.is_(None),
        )
    )
    return int(found.scalar_one())


def silent(connection: Connection, item_id: int, revision: int) -> dict[str, list[str]]:
    """{region: organisations there that have not answered}, in order."""
    found: dict[str, list[str]] = {}
    rows = connection.execute(
        sa.select(notice_receipt.c.province, notice_receipt.c.org_code)
        .where(
            notice_receipt.c.item_id == item_id,
            notice_receipt.c.revision == revision,
            notice_receipt.c.acknowledged_at.is_(None),
        )
        .order_by(notice_receipt.c.province, notice_receipt.c.org_code)
    )
    for row in rows:
        found.setdefault(row.province, []).append(row.org_code)
    return found


def mark_silent(connection: Connection, item_id: int, revision: int, **values: datetime) -> None:
    """Note on every unanswered receipt that somebody above was told."""
    connection.execute(
        notice_receipt.update()
        .where(
            notice_receipt.c.item_id == item_id,
            notice_receipt.c.revision == revision,
            notice_receipt.c.acknowledged_at.is_(None),
        )
        .values(**values)
    )
