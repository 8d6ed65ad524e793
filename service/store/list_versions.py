"""Versions of the precise-service list: numbered one after another, compared, read as of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from service.domain.filings import FILED
from service.store.database import Connection
from service.store.tables.cases import case
from service.store.tables.entities import entity, entity_name
from service.store.tables.facts import filing_period, listing
from service.store.tables.lists import list_round, list_row, list_version

Row = dict[str, Any]
_L = listing.c
_HELD = _L.retracted_at.is_(None)
_BEGAN = sa.func.coalesce(_L.from_version, 0)


def begin_version(connection: Connection, values: Row) -> int:
    """Make the next version; its number. Whoever makes another at this moment waits, and takes
    the number after it."""
    number = current_version(connection) + 1
    none = dict.fromkeys(("added", "removed", "changed", "total"), 0)
    connection.execute(list_version.insert().values(values | none | {"number": number}))
    return number


def finish_version(connection: Connection, number: int, **counts: int) -> None:
    """Keep what the version changed, and how many are on the list from it on."""
    total = connection.execute(
        sa.select(sa.func.count()).select_from(listing).where(_HELD, _L.to_day.is_(None))
    ).scalar_one()
    connection.execute(
        list_version.update()
        .where(list_version.c.number == number)
        .values(**counts, total=int(total))
    )


def versions(connection: Connection, limit: int = 200) -> list[Row]:
    """Newest first, with the case's number and the round's name."""
    rows = connection.execute(
        sa.select(
            list_version,
            case.c.number.label("case_number"),
            list_round.c.name.label("round_name"),
            list_round.c.name_en.label("round_name_en"),
        )
        .outerjoin(case, case.c.id == list_version.c.case_id)
        .outerjoin(list_round, list_round.c.id == list_version.c.round_id)
        .order_by(list_version.c.number.desc())
        .limit(limit)
    )
    return [dict(row) for row in rows.mappings()]


def version_by_number(connection: Connection, number: int) -> Row | None:
    row = connection.execute(sa.select(list_version).where(list_version.c.number == number))
    found = row.mappings().first()
    return dict(found) if found else None


def current_version(connection: Connection) -> int:
    """The newest version; 0 before the first."""
    found = connection.execute(sa.select(sa.func.max(list_version.c.number))).scalar()
    return int(found or 0)


def present_members(connection: Connection, province: str | None = None) -> list[Row]:
    """Rows that now say who is on the list, whatever the day they begin; of one office's list."""
    where: list[sa.ColumnElement[bool]] = [_HELD, _L.to_day.is_(None)]
    if province is not None:
        where.append(sa.func.coalesce(_L.province, entity.c.province) == province)
    found = connection.execute(_members().where(*where).order_by(_L.id))
    return [dict(row) for row in found.mappings()]


def members_of_entities(connection: Connection, ids: Iterable[int]) -> list[Row]:
    """The present rows of these entities."""
    wanted = sorted(set(ids))
    made: list[Row] = []
    for start in range(0, len(wanted), 500):
        where = [_HELD, _L.to_day.is_(None), _L.entity_id.in_(wanted[start : start + 500])]
        made += [dict(row) for row in connection.execute(_members().where(*where)).mappings()]
    return made


def _members() -> sa.Select[Any]:
    return (
        sa.select(
            listing,
            entity.c.code,
            entity.c.name.label("entity_name"),
            entity.c.province.label("home"),
            sa.func.coalesce(_L.province, entity.c.province).label("office"),
            *(list_row.c[name] for name in ("city", "industry", "evidence", "host_name")),
        )
        .join(entity, entity.c.id == _L.entity_id)
        .outerjoin(list_row, list_row.c.id == _L.row_id)
    )


def of_version(number: int) -> sa.ColumnElement[bool]:
    """Condition: the row was on the list in this version."""
    return sa.and_(_HELD, number >= _BEGAN, sa.or_(_L.to_version.is_(None), _L.to_version > number))


def of_day(day: date) -> sa.ColumnElement[bool]:
    """Condition: the row held on this day."""
    return sa.and_(_HELD, _L.from_day <= day, sa.or_(_L.to_day.is_(None), _L.to_day > day))


def members_page(
    connection: Connection,
    when: sa.ColumnElement[bool],
    *,
    q: str = "",
    category: int | None = None,
    subtype: str = "",
    province: str = "",
    industry: str = "",
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Members that fulfil `when` (`of_version`, `of_day`), and how many there are."""
    where = [when]
    if q:
        earlier = sa.select(entity_name.c.entity_id).where(
            entity_name.c.name.icontains(q, autoescape=True)
        )
        columns = (_L.unit_name, entity.c.name, entity.c.code)
        said = [column.icontains(q, autoescape=True) for column in columns]
        where.append(sa.or_(*said, _L.entity_id.in_(earlier)))
    if category:
        where.append(_L.category == category)
    if subtype:
        where.append(_L.subtype == subtype)
    if province:
        where.append(sa.func.coalesce(_L.province, entity.c.province) == province)
    if industry:
        where.append(list_row.c.industry.icontains(industry, autoescape=True))
    wanted = _members().where(*where)
    total = connection.execute(sa.select(sa.func.count()).select_from(wanted.subquery()))
    office = sa.func.coalesce(_L.province, entity.c.province)
    page = wanted.order_by(office, _L.category, _L.unit_name, _L.id).limit(limit).offset(offset)
    rows = [dict(row) for row in connection.execute(page).mappings()]
    return rows, int(total.scalar_one())


def differences(connection: Connection, before: int, after: int) -> dict[str, list[Row]]:
    """{added, removed, changed}: members that came, left or changed category between two."""
    then = {_key(row): row for row in _all(connection, before)}
    now = {_key(row): row for row in _all(connection, after)}
    changed = [
        row | {"before": then[key]["category"]}
        for key, row in now.items()
        if key in then and then[key]["category"] != row["category"]
    ]
    return {
        "added": [row for key, row in now.items() if key not in then],
        "removed": [row for key, row in then.items() if key not in now],
        "changed": changed,
    }


def _all(connection: Connection, number: int) -> list[Row]:
    found = connection.execute(_members().where(of_version(number)).order_by(_L.id))
    return [dict(row) for row in found.mappings()]


def _key(row: Row) -> tuple[int, str]:
    return row["entity_id"], row["unit_name"] if row["is_unit"] else ""


def is_filed(connection: Connection, entity_id: int, day: date) -> bool:
    """Whether the entity was filed at some center on this day (M05, Q14)."""
    period = filing_period.c
    found = connection.execute(
        sa.select(period.id)
        .where(
            period.entity_id == entity_id,
            period.retracted_at.is_(None),
            period.state.in_([state.value for state in FILED]),
            period.from_day <= day,
            sa.or_(period.to_day.is_(None), period.to_day > day),
        )
        .limit(1)
    )
    return found.first() is not None
