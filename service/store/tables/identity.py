"""Identity over time: homes, representatives, dormancy, signs, change reports, successions.

An entity has rows in `entity_home` and `entity_representative` only once it moved or changed;
until then the entity's own row says it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata


def _entity(name: str = "entity_id") -> sa.Column[int]:
    return sa.Column(name, BigId, sa.ForeignKey("entity.id"), nullable=False)


def _stretch() -> tuple[Any, ...]:
    """Days it held, and when the record learned of its beginning and of its end."""
    return (
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("to_day", sa.Date),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("ended_at", Instant),
        sa.Index(None, "entity_id"),
    )


def _decided() -> tuple[Any, ...]:
    """Who decided, as they were called then."""
    return (
        sa.Column("decided_by", BigId),
        sa.Column("decided_as", sa.String(80)),
        sa.Column("decided_at", Instant),
    )


entity_home = sa.Table(
    "entity_home",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("city", sa.String(40), nullable=False),
    sa.Column("district_code", sa.String(6), nullable=False),
    sa.Column("address", sa.String(200), nullable=False),
    *_stretch(),
)

entity_representative = sa.Table(
    "entity_representative",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    sa.Column("legal_representative", sa.String(60), nullable=False),
    *_stretch(),
)

entity_dormancy = sa.Table(
    "entity_dormancy",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Index(None, "entity_id"),
)

# What entities are compared by; what once was true stays, so that a change hides nothing.
entity_sign = sa.Table(
    "entity_sign",
    metadata,
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("value", sa.String(200), primary_key=True),
    sa.Index(None, "kind", "value"),
)

change_report = sa.Table(
    "change_report",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    sa.Column("kind", sa.String(20), nullable=False),  # ChangeKind
    sa.Column("state", sa.String(10), nullable=False),  # ChangeState
    sa.Column("before", Json, nullable=False),
    sa.Column("after", Json, nullable=False),
    sa.Column("effective_on", sa.Date, nullable=False),
    sa.Column("explanation", sa.String(500), nullable=False),
    sa.Column("evidence", Json, nullable=False),  # ids of documents
    sa.Column("org_code", sa.String(40), nullable=False),  # whose officers decide
    sa.Column("reported_org", sa.String(40), nullable=False),
    sa.Column("reported_by", BigId, nullable=False),
    sa.Column("reported_as", sa.String(80), nullable=False),
    sa.Column("reported_at", Instant, nullable=False),
    sa.Column("returned", sa.Integer, nullable=False, server_default="0"),
    sa.Column("reason", sa.String(500), nullable=False, server_default=""),
    sa.Column("ends", Json, nullable=False),  # {center: whether the filing there ends}
    *_decided(),
    sa.Index(None, "entity_id"),
    sa.Index(None, "org_code", "state"),
)

succession = sa.Table(
    "succession",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity("from_id"),
    _entity("to_id"),
    sa.Column("kind", sa.String(20), nullable=False),  # SuccessionKind
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),  # SuccessionState
    sa.Column("ban_follows", sa.Boolean, nullable=False),
    sa.Column("evidence", Json, nullable=False),
    sa.Column("explanation", sa.String(500), nullable=False),
    sa.Column("report_id", BigId, sa.ForeignKey("change_report.id")),
    sa.Column("proposed_org", sa.String(40), nullable=False),
    sa.Column("proposed_by", BigId, nullable=False),
    sa.Column("proposed_as", sa.String(80), nullable=False),
    sa.Column("proposed_at", Instant, nullable=False),
    sa.Column("statement_until", sa.Date, nullable=False),
    sa.Column("statement", sa.String(2000), nullable=False, server_default=""),
    sa.Column("stated_at", Instant),
    sa.Column("reason", sa.String(500), nullable=False, server_default=""),
    sa.Column("effective_day", sa.Date),
    *_decided(),
    sa.Column("revoked_day", sa.Date),
    sa.Column("revoked_at", Instant),
    sa.Column("revoked_by", BigId),
    sa.Column("revoked_as", sa.String(80)),
    sa.Column("revoked_reason", sa.String(500), nullable=False, server_default=""),
    sa.CheckConstraint("from_id <> to_id", name="different"),
    sa.Index(None, "from_id"),
    sa.Index(None, "to_id"),
)
