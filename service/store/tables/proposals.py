"""What one administrator proposes and another decides: rule values, years of the calendar."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata

PENDING = sa.text("state = 'pending'")


def _four_eyes() -> tuple[Any, ...]:
    """Who proposed and who decided, as they were called then, and what became of it."""
    return (
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("proposed_by", BigId, nullable=False),
        sa.Column("proposed_as", sa.String(80), nullable=False),
        sa.Column("proposed_at", Instant, nullable=False),
        sa.Column("decided_by", BigId),
        sa.Column("decided_as", sa.String(80)),
        sa.Column("decided_at", Instant),
        sa.Column("decision_reason", sa.String(300), nullable=False, server_default=""),
        sa.Column("version", sa.Integer),  # of the rules or the calendar, once approved
        sa.CheckConstraint(
            "state IN ('pending', 'approved', 'rejected', 'withdrawn')", name="state"
        ),
    )


rule_proposal = sa.Table(
    "rule_proposal",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("key", sa.String(60), nullable=False),
    sa.Column("value", sa.String(200), nullable=False),  # as typed; of the value ended, if `ends`
    sa.Column("ends", sa.Boolean, nullable=False),
    sa.Column("scope", sa.String(10), nullable=False),
    sa.Column("scope_code", sa.String(40), nullable=False),  # "" for the nation
    sa.Column("document", sa.String(200), nullable=False),
    sa.Column("article", sa.String(100), nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    *_four_eyes(),
    sa.Index(
        "ix_rule_proposal_pending", "key", "scope", "scope_code",
        unique=True, sqlite_where=PENDING, postgresql_where=PENDING,
    ),
)  # fmt: skip

calendar_proposal = sa.Table(
    "calendar_proposal",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("days", Json, nullable=False),  # [{day, kind, name, notice}]
    sa.Column("notice", sa.String(120), nullable=False),  # what announces these days
    sa.Column("moved", Json),  # once approved: [{case, label, label_en, before, after}]
    *_four_eyes(),
    sa.Index(
        "ix_calendar_proposal_pending", "year",
        unique=True, sqlite_where=PENDING, postgresql_where=PENDING,
    ),
)  # fmt: skip
