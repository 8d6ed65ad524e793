"""Cases (案件), their work items (待办), protected answers and the record (办理记录)."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata

case = sa.Table(
    "case",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("number", sa.String(30), nullable=False, unique=True),
    sa.Column("process_key", sa.String(60), nullable=False),
    sa.Column("version_id", BigId, sa.ForeignKey("process_version.id"), nullable=False),
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id")),
    sa.Column("center_code", sa.String(40)),
    sa.Column("province", sa.String(6)),  # region of the case: tables can be partitioned by it
    sa.Column("parent_id", BigId),
    # What a case about no entity is about, in words; empty where there is an entity.
    sa.Column("subject", sa.String(160), nullable=False, server_default=""),
    sa.Column("subject_en", sa.String(200), nullable=False, server_default=""),
    sa.Column("status", sa.String(10), nullable=False),  # open | ended
    sa.Column("outcome", sa.String(60)),  # id of the end event
    sa.Column("state", sa.LargeBinary, nullable=False),  # the engine's own, see engine/codec
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("participants", Json, nullable=False),  # {element: [person id]}
    sa.Column("rules_version", sa.Integer, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due_at", Instant),
    sa.Column("opened_by", BigId),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("record_count", sa.Integer, nullable=False),
    sa.Column("record_hash", sa.String(64), nullable=False),
    sa.CheckConstraint("status IN ('open', 'ended')", name="status"),
    sa.Index(None, "entity_id"),
    sa.Index(None, "process_key", "status"),
    sa.Index(None, "center_code", "status"),
    sa.Index(None, "province", "status"),
)

case_counter = sa.Table(
    "case_counter",
    metadata,
    sa.Column("series", sa.String(20), primary_key=True),  # "A33-2026"
    sa.Column("last", sa.Integer, nullable=False),
)

work_item = sa.Table(
    "work_item",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id"), nullable=False),
    sa.Column("task_id", sa.String(40), nullable=False),
    sa.Column("element", sa.String(80), nullable=False),
    sa.Column("label", sa.String(80), nullable=False),
    sa.Column("label_en", sa.String(120), nullable=False),
    sa.Column("role", sa.String(30), nullable=False),
    sa.Column("org_code", sa.String(40), nullable=False),
    sa.Column("form_id", BigId, sa.ForeignKey("form_version.id")),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),  # open | done | cancelled
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("not_by", sa.String(300), nullable=False, server_default=""),
    sa.Column("escalate_to", sa.String(30), nullable=False, server_default=""),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("due_day", sa.Date),
    sa.Column("due_at", Instant),
    sa.Column("due_basis", Json),
    sa.Column("is_provisional", sa.Boolean, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False, server_default="0"),
    sa.Column("reminded_at", Instant),
    sa.Column("escalated_at", Instant),
    sa.Column("claimed_by", BigId),
    sa.Column("claimed_at", Instant),
    sa.Column("draft", Json),
    sa.Column("draft_by", BigId),
    sa.Column("draft_at", Instant),
    sa.Column("answers", Json),
    sa.Column("ended_by", BigId),
    sa.Column("ended_as", sa.String(120)),  # the post in words, as it was then
    sa.Column("ended_at", Instant),
    sa.CheckConstraint("state IN ('open', 'done', 'cancelled')", name="state"),
    sa.UniqueConstraint("case_id", "task_id"),
    sa.Index(None, "org_code", "role", "state", "due_at"),
    sa.Index(None, "claimed_by", "state"),
    sa.Index(None, "ended_by", "ended_at"),
)

protected_answer = sa.Table(
    "protected_answer",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id"), nullable=False),
    sa.Column("element", sa.String(80), nullable=False),
    sa.Column("answers", Json, nullable=False),
    sa.Column("by_person", BigId),
    sa.Column("at", Instant, nullable=False),
    sa.Index(None, "case_id"),
)

record = sa.Table(
    "record",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("chain", sa.String(40), nullable=False),  # "case:12" or "house"
    sa.Column("number", sa.Integer, nullable=False),  # 1, 2, 3 … without a gap in its chain
    sa.Column("at", Instant, nullable=False),
    sa.Column("person_id", BigId),  # None: the clock
    sa.Column("actor", sa.String(120), nullable=False),
    sa.Column("verb", sa.String(60), nullable=False),
    sa.Column("element", sa.String(80), nullable=False),
    sa.Column("detail", Json, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.UniqueConstraint("chain", "number"),
)
