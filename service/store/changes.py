"""Change reports (变更报告) and successions (承继关系)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.entities import entity, entity_name
from service.store.tables.facts import filing
from service.store.tables.identity import change_report, succession

Row = dict[str, Any]
_FROM, _TO = entity.alias("from_entity"), entity.alias("to_entity")


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Whose reports a reader may see: all, those of these organisations, or an entity's own."""

    sees_all: bool = False
    orgs: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    entity_id: int | None = None


def add_report(connection: Connection, values: Row) -> int:
    found = connection.execute(change_report.insert().values(values).returning(change_report.c.id))
    return int(found.scalar_one())


def change_row(connection: Connection, report_id: int, state: str, /, **values: Any) -> bool:
    """Change a report that is in `state`; False if it is not any more."""
    done = connection.execute(
        change_report.update()
        .where(change_report.c.id == report_id, change_report.c.state == state)
        .values(**values)
    )
    return done.rowcount == 1


_REPORTS = (
    sa.select(
        change_report, entity.c.name.label("entity_name"), entity.c.code.label("entity_code"),
        entity.c.province.label("entity_province"),
    )
    .select_from(change_report.join(entity, entity.c.id == change_report.c.entity_id))
)  # fmt: skip


def report_by_id(connection: Connection, report_id: int) -> Row | None:
    row = connection.execute(_REPORTS.where(change_report.c.id == report_id)).mappings().first()
    return dict(row) if row else None


def open_report(connection: Connection, entity_id: int, kind: str) -> Row | None:
    """The report of this kind that waits or was returned, if there is one."""
    found = connection.execute(
        _REPORTS.where(
            change_report.c.entity_id == entity_id,
            change_report.c.kind == kind,
            change_report.c.state.in_(("pending", "returned")),
        )
    )
    row = found.mappings().first()
    return dict(row) if row else None


def seen_by(reach: Reach) -> sa.ColumnElement[bool]:
    """Condition over reports: who decides, who reported, the home's province, every center that
    has or had a filing of the entity, the entity itself."""
    if reach.sees_all:
        return sa.true()
    here = sa.select(filing.c.entity_id).where(filing.c.center_code.in_(reach.orgs))
    found: list[sa.ColumnElement[bool]] = [
        change_report.c.org_code.in_(reach.orgs),
        change_report.c.reported_org.in_(reach.orgs),
        entity.c.province.in_(reach.provinces),
        change_report.c.entity_id.in_(here),
    ]
    if reach.entity_id is not None:
        found.append(change_report.c.entity_id == reach.entity_id)
    return sa.or_(*found)


def reports_page(
    connection: Connection,
    reach: Reach,
    *,
    q: str = "",
    kind: str = "",
    state: str = "",
    orgs: Iterable[str] | None = None,
    entity_id: int | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Reports the reader may see, newest first, and how many; `orgs`: only what these decide."""
    where = [seen_by(reach)]
    if q:
        old = sa.select(entity_name.c.entity_id).where(
            entity_name.c.name.icontains(q, autoescape=True)
        )
        here = [column.icontains(q, autoescape=True) for column in (entity.c.name, entity.c.code)]
        where.append(sa.or_(*here, entity.c.id.in_(old)))
    for column, value in ((change_report.c.kind, kind), (change_report.c.state, state)):
        if value:
            where.append(column == value)
    if orgs is not None:
        where.append(change_report.c.org_code.in_(sorted(orgs)))
    if entity_id is not None:
        where.append(change_report.c.entity_id == entity_id)
    wanted = _REPORTS.where(*where)
    total = connection.execute(
        sa.select(sa.func.count()).select_from(wanted.order_by(None).subquery())
    ).scalar_one()
    found = connection.execute(
        wanted.order_by(change_report.c.id.desc()).limit(limit).offset(offset)
    )
    return [dict(row) for row in found.mappings()], int(total)


def add_succession(connection: Connection, values: Row) -> int:
    found = connection.execute(succession.insert().values(values).returning(succession.c.id))
    return int(found.scalar_one())


def change_succession(
    connection: Connection, succession_id: int, state: str, /, **values: Any
) -> bool:
    """Change a link that is in `state`; False if it is not any more."""
    done = connection.execute(
        succession.update()
        .where(succession.c.id == succession_id, succession.c.state == state)
        .values(**values)
    )
    return done.rowcount == 1


_SUCCESSIONS = (
    sa.select(
        succession,
        _FROM.c.name.label("from_name"), _FROM.c.code.label("from_code"),
        _FROM.c.province.label("from_province"),
        _TO.c.name.label("to_name"), _TO.c.code.label("to_code"),
        _TO.c.province.label("to_province"),
    )
    .select_from(
        succession.join(_FROM, _FROM.c.id == succession.c.from_id).join(
            _TO, _TO.c.id == succession.c.to_id
        )
    )
)  # fmt: skip


def succession_by_id(connection: Connection, succession_id: int) -> Row | None:
    found = connection.execute(_SUCCESSIONS.where(succession.c.id == succession_id))
    row = found.mappings().first()
    return dict(row) if row else None


def successions_of(connection: Connection, entity_id: int) -> list[Row]:
    """Links from and to this entity, newest first."""
    ours = sa.or_(succession.c.from_id == entity_id, succession.c.to_id == entity_id)
    found = connection.execute(_SUCCESSIONS.where(ours).order_by(succession.c.id.desc()))
    return [dict(row) for row in found.mappings()]


def waiting_link(connection: Connection, from_id: int, to_id: int) -> Row | None:
    """The link between these two that is proposed or confirmed."""
    found = connection.execute(
        _SUCCESSIONS.where(
            succession.c.from_id == from_id,
            succession.c.to_id == to_id,
            succession.c.state.in_(("proposed", "confirmed")),
        )
    )
    row = found.mappings().first()
    return dict(row) if row else None


def successions_page(
    connection: Connection,
    *,
    provinces: Iterable[str] | None,
    state: str = "",
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Links that touch these provinces (all, for None), newest first; and how many."""
    where: list[sa.ColumnElement[bool]] = []
    if provinces is not None:
        here = sorted(provinces)
        where.append(sa.or_(_FROM.c.province.in_(here), _TO.c.province.in_(here)))
    if state:
        where.append(succession.c.state == state)
    wanted = _SUCCESSIONS.where(*where)
    total = connection.execute(
        sa.select(sa.func.count()).select_from(wanted.order_by(None).subquery())
    ).scalar_one()
    found = connection.execute(wanted.order_by(succession.c.id.desc()).limit(limit).offset(offset))
    return [dict(row) for row in found.mappings()], int(total)
