"""Who may be re-reviewed at a center, with what the scope rules look at; three statements."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from service.domain.filings import FilingState
from service.domain.reviews import Candidate
from service.store.database import Connection
from service.store.tables.cases import case
from service.store.tables.entities import entity
from service.store.tables.facts import filing, filing_period, violation
from service.store.tables.preexam import preexam_count

Counts = dict[int, int]
_HELD = filing_period.alias("held")
_FILED_ON = (
    sa.select(sa.func.min(filing_period.c.from_day))
    .where(
        filing_period.c.filing_id == _HELD.c.filing_id,
        filing_period.c.state.in_((FilingState.ACTIVE.value, FilingState.SUSPENDED.value)),
    )
    .correlate(_HELD)
    .scalar_subquery()
)
_FILED_AT = (
    sa.select(
        _HELD.c.filing_id, _HELD.c.state, entity.c.id, entity.c.code, entity.c.name,
        entity.c.profile, _FILED_ON.label("filed_on"),
    )
    .select_from(
        filing.join(_HELD, _HELD.c.filing_id == filing.c.id).join(
            entity, entity.c.id == _HELD.c.entity_id
        )
    )
    .where(
        filing.c.center_code == sa.bindparam("center"),
        _HELD.c.to_day.is_(None),
        _HELD.c.retracted_at.is_(None),
    )
    .order_by(entity.c.code)
)  # fmt: skip


def candidates(
    connection: Connection, center: str, *, states: frozenset[FilingState], since: date
) -> list[Candidate]:
    """Entities whose filing at the center is in one of these states, by code.

    since  requests of months from this day on count as use, findings from it on as violations
    """
    used = _accepted(connection, center, since)
    minors, alerts = _minors(connection, since), _alerts(connection)
    wanted = _FILED_AT.where(_HELD.c.state.in_(sorted(state.value for state in states)))
    return [
        Candidate(
            entity_id=row.id,
            filing_id=row.filing_id,
            code=row.code,
            name=row.name,
            filed_on=row.filed_on,
            suspended=row.state == FilingState.SUSPENDED.value,
            insured=_number(row.profile, "insured_count"),
            rd_staff=_number(row.profile, "rd_staff_count"),
            accepted=used.get(row.id, 0),
            minors=minors.get(row.id, 0),
            alerts=alerts.get(row.id, 0),
        )
        for row in connection.execute(wanted, {"center": center})
    ]


def _number(profile: dict[str, Any] | None, name: str) -> int | None:
    value = (profile or {}).get(name)
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _accepted(connection: Connection, center: str, since: date) -> Counts:
    """Requests accepted at the center in the months from the one of `since` on."""
    found = connection.execute(
        sa.select(preexam_count.c.entity_id, sa.func.sum(preexam_count.c.accepted).label("many"))
        .where(preexam_count.c.center_code == center, preexam_count.c.month >= since.replace(day=1))
        .group_by(preexam_count.c.entity_id)
    )
    return {row.entity_id: int(row.many) for row in found}


def _minors(connection: Connection, since: date) -> Counts:
    """Violations found minor and final from `since` on, at any center; overturned ones not."""
    found = connection.execute(
        sa.select(violation.c.entity_id, sa.func.count().label("many"))
        .where(
            violation.c.severity == "minor",
            violation.c.final_day >= since,
            violation.c.overturned_day.is_(None),
        )
        .group_by(violation.c.entity_id)
    )
    return {row.entity_id: int(row.many) for row in found}


def _alerts(connection: Connection) -> Counts:
    """Monitoring alerts that are open (M21)."""
    found = connection.execute(
        sa.select(case.c.entity_id, sa.func.count().label("many"))
        .where(
            case.c.process_key == "monitoring_alert",
            case.c.status == "open",
            case.c.entity_id.is_not(None),
        )
        .group_by(case.c.entity_id)
    )
    return {row.entity_id: int(row.many) for row in found}
