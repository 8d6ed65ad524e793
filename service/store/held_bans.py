"""Every ban with whoever it holds for: the banned entity, and its successors where one decided
that the ban follows them.

A ban follows through a confirmed succession from the day that decision takes effect, for the rest
of its time, if it was on record when the succession was decided; on through further successions.
Source: domain.md 5.5; E4 42, 53.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.store.tables.entities import entity
from service.store.tables.facts import ban
from service.store.tables.identity import succession

Expression = sa.ColumnElement[Any]


def _earlier(one: Expression, other: Expression) -> Expression:
    """Whether `one` is there and not after `other`; nothing counts as never."""
    return sa.and_(one.is_not(None), sa.or_(other.is_(None), one <= other))


def _later_of(one: Expression, other: Expression) -> Expression:
    return sa.case((one >= other, one), else_=other)


_CONFIRMED = (succession.c.ban_follows, succession.c.state.in_(("confirmed", "revoked")))


def _reach() -> sa.CTE:
    """(to, from): from whom bans follow, since when, until when, as decided when."""
    link = succession
    first = sa.select(
        link.c.to_id.label("successor"), link.c.from_id.label("source"),
        link.c.effective_day.label("since"), link.c.decided_at.label("decided_at"),
        link.c.decided_at.label("asked_at"),
        link.c.revoked_day.label("until"), link.c.revoked_at.label("undone_at"),
    ).where(*_CONFIRMED)  # fmt: skip
    found = first.cte("ban_reach", recursive=True)
    before = succession.alias("link_before")
    kept = _earlier(found.c.until, before.c.revoked_day)
    further = (
        sa.select(
            found.c.successor, before.c.from_id, _later_of(found.c.since, before.c.effective_day),
            _later_of(found.c.decided_at, before.c.decided_at), before.c.decided_at,
            sa.case((kept, found.c.until), else_=before.c.revoked_day),
            sa.case((kept, found.c.undone_at), else_=before.c.revoked_at),
        )
        .select_from(found.join(before, before.c.to_id == found.c.source))
        .where(
            before.c.ban_follows,
            before.c.state.in_(("confirmed", "revoked")),
            before.c.from_id != found.c.successor,
        )
    )  # fmt: skip
    return found.union(further)


def _held() -> sa.Subquery:
    own = sa.select(*ban.c, sa.literal("").label("predecessor"))
    reach, source = _reach(), entity.alias("predecessor")
    kept = _earlier(ban.c.revoked_day, reach.c.until)
    said: dict[str, Expression] = {
        "entity_id": reach.c.successor,
        "from_day": _later_of(ban.c.from_day, reach.c.since),
        "recorded_at": _later_of(ban.c.recorded_at, reach.c.decided_at),
        "revoked_day": sa.case((kept, ban.c.revoked_day), else_=reach.c.until),
        "revoked_at": sa.case((kept, ban.c.revoked_at), else_=reach.c.undone_at),
    }
    followed = (
        sa.select(
            *(said.get(c.name, c).label(c.name) for c in ban.c), source.c.name.label("predecessor")
        )
        .select_from(ban.join(reach, reach.c.source == ban.c.entity_id))
        .join(source, source.c.id == ban.c.entity_id)
        .where(ban.c.recorded_at <= reach.c.asked_at, ban.c.last_day >= reach.c.since)
    )
    return sa.union_all(own, followed).subquery("held_ban")


held_ban = _held()
