"""What held on a day as far as an instant knew, for many entities in a few statements.

The same answers as `service.domain.standing` gives for one entity, said in SQL for registers.
`known_at` None is what is known now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.domain.facts import EntityFacts, Facts
from service.domain.filings import FILED, LIVE
from service.store import filings, identity, sanctions, standing, violations
from service.store.database import Connection
from service.store.held_bans import held_ban as ban
from service.store.tables.entities import entity
from service.store.tables.facts import filing_period, listing

Row = dict[str, Any]
Condition = sa.ColumnElement[bool]
LATER_PERIOD = filing_period.alias("later_period")


def recorded(table: Any, known_at: datetime | None) -> Condition:
    """The row was on record then and not retracted; for None, it stands now."""
    if known_at is None:
        return table.c.retracted_at.is_(None)  # type: ignore[no-any-return]
    return sa.and_(
        table.c.recorded_at <= known_at,
        sa.or_(table.c.retracted_at.is_(None), table.c.retracted_at > known_at),
    )


def _on(table: Any, day: date) -> Condition:
    return sa.and_(table.c.from_day <= day, sa.or_(table.c.to_day.is_(None), table.c.to_day > day))


def ban_holds(day: date, known_at: datetime | None) -> Condition:
    """Condition over `held_ban`: in force that day, as known then."""
    return sa.and_(ban.c.from_day <= day, ban.c.last_day >= day, *ban_known(day, known_at))


def ban_known(day: date, known_at: datetime | None) -> tuple[Condition, ...]:
    """Condition over `held_ban`: on record then, and no revocation known then holds by that day."""
    unrevoked = sa.or_(ban.c.revoked_day.is_(None), ban.c.revoked_day > day)
    if known_at is None:
        return (unrevoked,)
    later = sa.and_(ban.c.revoked_at.is_not(None), ban.c.revoked_at > known_at)
    return ban.c.recorded_at <= known_at, sa.or_(unrevoked, later)


def banned(day: date, known_at: datetime | None) -> Condition:
    return sa.exists().where(ban.c.entity_id == entity.c.id, ban_holds(day, known_at))


def _in_states(
    states: Collection[str], day: date, known_at: datetime | None, whose: sa.ColumnElement[int]
) -> Condition:
    """Some filing is in one of these states; of two that claim the day, the later began.

    whose  the entity's id, in the statement directly around this condition
    """
    mine, later = filing_period, LATER_PERIOD
    overtaken = sa.exists().where(
        later.c.filing_id == mine.c.filing_id,
        sa.or_(
            later.c.from_day > mine.c.from_day,
            sa.and_(later.c.from_day == mine.c.from_day, later.c.id > mine.c.id),
        ),
        _on(later, day),
        recorded(later, known_at),
    )
    return sa.exists().where(
        mine.c.entity_id == whose,
        mine.c.state.in_(sorted(states)),
        _on(mine, day),
        recorded(mine, known_at),
        ~overtaken,
    )


def filed(day: date, known_at: datetime | None) -> Condition:
    return _in_states([state.value for state in FILED], day, known_at, entity.c.id)


def applying(day: date, known_at: datetime | None) -> Condition:
    return _in_states([state.value for state in LIVE], day, known_at, entity.c.id)


def listed(day: date, known_at: datetime | None, *, third_needs_filing: bool) -> Condition:
    """On the list; category 3 only while filed, where the rule says so (M05, Q14)."""
    held = [listing.c.entity_id == entity.c.id, _on(listing, day), recorded(listing, known_at)]
    if third_needs_filing:
        states = [state.value for state in FILED]
        its_filing = _in_states(states, day, known_at, listing.c.entity_id)
        held.append(sa.or_(listing.c.category != 3, its_filing))
    return sa.exists().where(*held)


def registered(known_at: datetime | None) -> Condition:
    """The house knew of the entity then."""
    return sa.true() if known_at is None else entity.c.registered_at <= known_at


def facts_of_many(connection: Connection, about: Iterable[EntityFacts]) -> dict[int, Facts]:
    """Every dated row of these entities, by entity: the statements do not grow with their number.

    Cancellation orders are left out: no register shows them.
    """
    entities = {one.id: one for one in about}
    ids = sorted(entities)
    homes = _by_entity(identity.homes_of_many(connection, ids))
    periods = _by_entity(filings.periods_of_many(connection, ids))
    listings = _by_entity(standing.listings_of_many(connection, ids))
    bans = _by_entity(sanctions.bans_of_many(connection, ids))
    restrictions = _by_entity(standing.restrictions_of_many(connection, ids))
    events = _by_entity(violations.violations_of_many(connection, ids))
    return {
        one: Facts(
            entity=entities[one],
            homes=tuple(homes.get(one, ())),
            filings=tuple(periods.get(one, ())),
            listings=tuple(listings.get(one, ())),
            violations=tuple(events.get(one, ())),
            bans=tuple(bans.get(one, ())),
            restrictions=tuple(restrictions.get(one, ())),
        )
        for one in ids
    }


def _by_entity(found: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    made: dict[int, list[Any]] = {}
    for entity_id, row in found:
        made.setdefault(entity_id, []).append(row)
    return made
