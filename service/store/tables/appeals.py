"""Appeals (异议复议) and stays of execution (停止执行)."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, metadata

appeal = sa.Table(
    "appeal",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id"), nullable=False, unique=True),
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),  # AppealKind
    sa.Column("target", sa.String(20), nullable=False),  # Target
    sa.Column("target_case", BigId, nullable=False),
    sa.Column("violation_id", BigId),
    sa.Column("decision_id", BigId),
    sa.Column("filed_on", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date),  # until when it could be filed; none for a self-correction
    sa.Column("in_time", sa.Boolean, nullable=False),
    sa.Column("outcome", sa.String(20)),  # none while it is open
    sa.Column("relief", sa.String(30)),
    sa.Column("decision_no", sa.String(60)),
    sa.Column("extended_at", Instant),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),  # the first day it was no longer under way
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Index(None, "entity_id"),
    sa.Index(None, "target_case"),
)

stay = sa.Table(
    "stay",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False),
    sa.Column("decision_id", BigId, sa.ForeignKey("decision.id"), nullable=False),
    sa.Column("case_id", BigId, nullable=False),  # the appeal
    sa.Column("decision_no", sa.String(60), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),  # the first day execution went on
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Index(None, "entity_id"),
)
