"""The house row: its clock, and which versions of calendar and rules are in force."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.database import Instant
from service.store.tables.house import calendar_day, calendar_year, house, rule

_NOW = {
    "sqlite": sa.literal_column("strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')", type_=Instant()),
    "postgresql": sa.literal_column("now()", type_=Instant()),
}
_READ = {kind: sa.select(now.label("clock_at"), house) for kind, now in _NOW.items()}


@dataclass(frozen=True, kw_only=True)
class House:
    """What every transaction asks first. `now` is the office's clock: aware, UTC."""

    now: datetime
    clock_at: datetime  # the database's own clock
    is_demonstration: bool
    calendar_version: int
    rules_version: int
    definitions_version: int


def read_house(connection: Connection) -> House:
    """One statement: what time it is here, and which versions hold."""
    row = connection.execute(_READ[connection.dialect.name]).one()
    moved = row.fixed_at or row.clock_at + timedelta(seconds=row.offset_s)
    return House(
        now=moved,
        clock_at=row.clock_at,
        is_demonstration=row.is_demonstration,
        calendar_version=row.calendar_version,
        rules_version=row.rules_version,
        definitions_version=row.definitions_version,
    )


def found_house(connection: Connection, *, is_demonstration: bool) -> bool:
    """Claim the fresh house that the migration left; False if it was founded before."""
    fresh = sa.and_(house.c.rules_version == 0, house.c.calendar_version == 0)
    done = connection.execute(house.update().where(fresh).values(is_demonstration=is_demonstration))
    return done.rowcount == 1


def definitions_changed(connection: Connection) -> None:
    """Tell every process of the house that a newer diagram or form is there."""
    connection.execute(house.update().values(definitions_version=house.c.definitions_version + 1))


def stand_clock(connection: Connection, at: datetime) -> None:
    """The clock stands at `at` until it is moved again (stories, seeding)."""
    connection.execute(house.update().values(fixed_at=at))


def run_clock(connection: Connection, offset: timedelta) -> None:
    """The clock runs, `offset` ahead of the database's; a part of a second is rounded up.

    Rounded down it would stand before a moment that has passed already, and a day would end twice.
    """
    ahead_s = math.ceil(offset.total_seconds())
    connection.execute(house.update().values(fixed_at=None, offset_s=ahead_s))


def calendar_rows(connection: Connection) -> tuple[list[tuple[date, str]], list[int]]:
    """([(day, "off" | "work")], [years loaded])."""
    days = connection.execute(
        sa.select(calendar_day.c.day, calendar_day.c.kind).order_by(calendar_day.c.day)
    )
    years = connection.execute(sa.select(calendar_year.c.year).order_by(calendar_year.c.year))
    return [(row.day, row.kind) for row in days], [row.year for row in years]


def calendar_days(connection: Connection, year: int) -> list[dict[str, Any]]:
    """The days of one year as they were announced, for the page."""
    found = connection.execute(
        sa.select(calendar_day)
        .where(calendar_day.c.day.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(calendar_day.c.day)
    )
    return [dict(row) for row in found.mappings()]


def put_calendar_year(
    connection: Connection, year: int, days: list[dict[str, Any]], *, now: datetime
) -> int:
    """Replace one year's days; the new calendar version."""
    version = _next(connection, house.c.calendar_version)
    first, last = date(year, 1, 1), date(year, 12, 31)
    connection.execute(calendar_day.delete().where(calendar_day.c.day.between(first, last)))
    connection.execute(calendar_year.delete().where(calendar_year.c.year == year))
    if days:
        connection.execute(calendar_day.insert(), days)
    connection.execute(calendar_year.insert().values(year=year, loaded_at=now, version=version))
    connection.execute(house.update().values(calendar_version=version))
    return version


def calendar_years(connection: Connection) -> list[dict[str, Any]]:
    """The years that are loaded, with `loaded_at` and `version`."""
    found = connection.execute(sa.select(calendar_year).order_by(calendar_year.c.year))
    return [dict(row) for row in found.mappings()]


def rule_rows(connection: Connection, version: int) -> list[dict[str, Any]]:
    """Every parameter as it stood at rules version `version`, oldest first."""
    found = connection.execute(
        sa.select(rule).where(rule.c.version <= version).order_by(rule.c.version, rule.c.id)
    )
    return [dict(row) for row in found.mappings()]


def rules_version_at(connection: Connection, instant: datetime) -> int:
    """The rules version in force at an instant; a house's first one for any time before it."""
    found = connection.execute(
        sa.select(sa.func.max(rule.c.version)).where(rule.c.recorded_at <= instant)
    ).scalar()
    return found or 1


def add_rules(connection: Connection, rows: list[dict[str, Any]], *, now: datetime) -> int:
    """Put parameters in force as a new rules version; the version."""
    version = _next(connection, house.c.rules_version)
    added = {"version": version, "recorded_at": now}
    connection.execute(rule.insert(), [row | added for row in rows])
    connection.execute(house.update().values(rules_version=version))
    return version


def _next(connection: Connection, column: sa.Column[int]) -> int:
    """The version after this one; whoever else takes one waits until we are done."""
    held: int = connection.execute(sa.select(column).with_for_update()).scalar_one()
    return held + 1
