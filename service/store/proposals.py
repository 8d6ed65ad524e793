"""Proposals for rules and calendar: made by one administrator, decided once by another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.house import rule
from service.store.tables.people import person
from service.store.tables.proposals import calendar_proposal, rule_proposal

Row = dict[str, Any]
RULES, CALENDAR = rule_proposal, calendar_proposal


def add_proposal(connection: Connection, table: sa.Table, values: Row) -> int:
    """A proposal waits from now on; its id."""
    found = connection.execute(
        table.insert().values(values | {"state": "pending"}).returning(table.c.id)
    )
    return int(found.scalar_one())


def proposal_by_id(connection: Connection, table: sa.Table, proposal_id: int) -> Row | None:
    found = connection.execute(sa.select(table).where(table.c.id == proposal_id)).mappings()
    row = found.first()
    return dict(row) if row else None


def pending_of(connection: Connection, table: sa.Table, **place: Any) -> Row | None:
    """The proposal that waits for this place (key, scope and scope_code; or year)."""
    where = [table.c[name] == value for name, value in place.items()]
    found = connection.execute(sa.select(table).where(table.c.state == "pending", *where))
    row = found.mappings().first()
    return dict(row) if row else None


def decide(
    connection: Connection,
    table: sa.Table,
    proposal_id: int,
    *,
    state: str,
    by: int,
    by_name: str,
    reason: str,
    at: datetime,
    **more: Any,
) -> bool:
    """The proposal waits no longer; False if somebody decided it first."""
    done = connection.execute(
        table.update()
        .where(table.c.id == proposal_id, table.c.state == "pending")
        .values(
            state=state, decided_by=by, decided_as=by_name, decided_at=at,
            decision_reason=reason, **more,
        )
    )  # fmt: skip
    return done.rowcount == 1


def proposals(
    connection: Connection, table: sa.Table, *, limit: int = 100, **where: Any
) -> list[Row]:
    """Proposals with these values (state, key, year), newest first."""
    found = connection.execute(
        sa.select(table)
        .where(*(table.c[name] == value for name, value in where.items()))
        .order_by(table.c.id.desc())
        .limit(limit)
    )
    return [dict(row) for row in found.mappings()]


def count_pending(connection: Connection, table: sa.Table) -> int:
    found = connection.execute(
        sa.select(sa.func.count()).select_from(table).where(table.c.state == "pending")
    )
    return int(found.scalar_one())


def rule_entries(connection: Connection, key: str) -> list[Row]:
    """Every value a rule was given, newest first: who entered it, who approved it, and when."""
    one, other = person.alias("one"), person.alias("other")
    found = connection.execute(
        sa.select(
            rule,
            one.c.name.label("entered_as"),
            other.c.name.label("approved_as"),
            rule_proposal.c.id.label("proposal_id"),
            rule_proposal.c.reason,
        )
        .outerjoin(one, one.c.id == rule.c.entered_by)
        .outerjoin(other, other.c.id == rule.c.approved_by)
        .outerjoin(
            rule_proposal,
            sa.and_(rule_proposal.c.version == rule.c.version, rule_proposal.c.key == rule.c.key),
        )
        .where(rule.c.key == key)
        .order_by(rule.c.version.desc(), rule.c.id.desc())
    )
    return [dict(row) for row in found.mappings()]


def pending_keys(connection: Connection) -> Iterable[str]:
    """The rules for which a proposal waits."""
    found = connection.execute(
        sa.select(rule_proposal.c.key).where(rule_proposal.c.state == "pending").distinct()
    )
    return [row.key for row in found]
