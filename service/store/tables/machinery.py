"""What keeps things moving: timers, incidents, notices, repeated requests, documents."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata

timer = sa.Table(
    "timer",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id"), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),  # engine | reminder | overdue
    sa.Column("key", sa.String(120), nullable=False),  # the engine's id, or the work item's task
    sa.Column("element", sa.String(80), nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("basis", Json, nullable=False),
    sa.Column("is_provisional", sa.Boolean, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.UniqueConstraint("case_id", "key"),
    sa.Index(None, "due_at"),
)

planned_opening = sa.Table(
    "planned_opening",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    # "monitoring_alert:zhejiang:2026-03": the same opening is planned once
    sa.Column("key", sa.String(120), nullable=False, unique=True),
    sa.Column("process_key", sa.String(60), nullable=False),
    sa.Column("entity_id", BigId),
    sa.Column("center_code", sa.String(40)),
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("subject", sa.String(160), nullable=False, server_default=""),
    sa.Column("subject_en", sa.String(200), nullable=False, server_default=""),
    sa.Column("parent_id", BigId),  # the case that planned it
    sa.Column("answers", Json, nullable=False),  # what answers the opening form
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("interval_key", sa.String(60)),  # the rule after which it comes again; None: once
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("error", sa.Text, nullable=False, server_default=""),
    sa.Index(None, "due_at"),
)

incident = sa.Table(
    "incident",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id")),
    sa.Column("timer_key", sa.String(120), nullable=False),
    sa.Column("element", sa.String(80), nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("first_at", Instant, nullable=False),
    sa.Column("last_at", Instant, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("resolved_at", Instant),
    sa.Column("resolved_by", BigId),
    sa.UniqueConstraint("case_id", "timer_key"),
    sa.Index(None, "resolved_at"),
)

notice = sa.Table(
    "notice",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id")),
    sa.Column("org_code", sa.String(40), nullable=False),
    sa.Column("role", sa.String(30), nullable=False, server_default=""),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("gaps", Json, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("read_at", Instant),
    sa.Column("read_by", BigId),
    sa.Index(None, "org_code", "read_at"),
    sa.Index(None, "case_id"),
)

request_key = sa.Table(
    "request_key",
    metadata,
    sa.Column("key", sa.String(200), primary_key=True),  # "<person>:<Idempotency-Key>"
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("result", Json, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Index(None, "created_at"),
)

document = sa.Table(
    "document",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("media_type", sa.String(80), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("uploaded_by", BigId, nullable=False),
    sa.Column("uploaded_at", Instant, nullable=False),
    sa.Index(None, "case_id"),
    sa.Index(None, "sha256"),
)
