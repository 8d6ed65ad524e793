"""Agencies, what is shared about entities and agencies, who got it and what they did; digests."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata

agency = sa.Table(
    "agency",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("code", sa.String(40), nullable=False, unique=True),  # the agency's own code
    sa.Column("name", sa.String(160), nullable=False),
    sa.Column("province", sa.String(6), nullable=False),  # office code
    sa.Column("entered_by", BigId),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Index(None, "name"),
    sa.Index(None, "province"),
)

agency_registration = sa.Table(
    "agency_registration",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("agency_id", BigId, sa.ForeignKey("agency.id"), nullable=False),
    sa.Column("center_code", sa.String(40), nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),  # the first day it no longer held
    sa.Column("recorded_by", BigId),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Index(None, "agency_id"),
    sa.Index(None, "center_code"),
)

agency_suspension = sa.Table(
    "agency_suspension",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("agency_id", BigId, sa.ForeignKey("agency.id"), nullable=False),
    sa.Column("center_code", sa.String(40), nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),  # the day new requests are taken again
    sa.Column("document", sa.String(200), nullable=False),  # the local rule it stands on
    sa.Column("article", sa.String(100), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("suspended_by", BigId, nullable=False),
    sa.Column("applied_on", sa.Date),  # day of the written application to resume
    sa.Column("resume_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("resumed_by", BigId),
    sa.Column("resumed_at", Instant),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Index(None, "agency_id", "center_code"),
)

shared_item = sa.Table(
    "shared_item",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id"), nullable=False, unique=True),
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id")),
    sa.Column("agency_id", BigId, sa.ForeignKey("agency.id")),
    sa.Column("violation_id", BigId, unique=True),  # one event, one item
    sa.Column("source_center", sa.String(40)),  # with external_id: a center's own platform
    sa.Column("external_id", sa.String(80)),
    sa.Column("external_revision", sa.Integer),
    sa.Column("center_code", sa.String(40)),  # the center that reported, if one did
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("level", sa.String(10), nullable=False),  # minor | serious
    sa.Column("facts", sa.Text, nullable=False),
    sa.Column("decision_no", sa.String(80), nullable=False, server_default=""),
    sa.Column("occurred_on", sa.Date),
    sa.Column("verified_on", sa.Date, nullable=False),
    # registered | circulated | reported | recorded | national | closed | dropped | retracted
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),  # of what was shared; 0 before it was
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("report_due_day", sa.Date, nullable=False),
    sa.Column("report_due_at", Instant, nullable=False),
    sa.Column("circulated_at", Instant),
    sa.Column("reported_at", Instant),
    sa.Column("accepted_at", Instant),
    sa.Column("closed_at", Instant),
    sa.Column("retracted_at", Instant),
    sa.Column("returns", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint("level IN ('minor', 'serious')", name="level"),
    sa.CheckConstraint("(entity_id IS NULL) <> (agency_id IS NULL)", name="one_subject"),
    sa.UniqueConstraint("source_center", "external_id"),
    sa.Index(None, "entity_id"),
    sa.Index(None, "agency_id"),
    sa.Index(None, "province", "recorded_at"),
)

shared_notice = sa.Table(
    "shared_notice",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("item_id", BigId, sa.ForeignKey("shared_item.id"), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),  # circular | national | correction
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("content", Json, nullable=False),  # what was sent, word for word
    sa.Column("sent_at", Instant, nullable=False),
    sa.Column("sent_by", BigId),
    sa.Column("due_day", sa.Date, nullable=False),
    sa.Column("is_provisional", sa.Boolean, nullable=False),
    sa.Column("closed_at", Instant),
    sa.Column("closed_by", BigId),
    sa.Column("closing", Json),  # {"note", "silent": [organisation]}
    sa.CheckConstraint("kind IN ('circular', 'national', 'correction')", name="kind"),
    sa.UniqueConstraint("item_id", "kind", "revision"),
)

notice_receipt = sa.Table(
    "notice_receipt",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("item_id", BigId, sa.ForeignKey("shared_item.id"), nullable=False),
    sa.Column("notice_id", BigId, sa.ForeignKey("shared_notice.id"), nullable=False),
    sa.Column("org_code", sa.String(40), nullable=False),
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("due_day", sa.Date, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("delivered_at", Instant, nullable=False),
    sa.Column("acknowledged_at", Instant),
    sa.Column("acknowledged_by", BigId),
    sa.Column("action", sa.String(20)),  # none | watching | checked | stopped | restored
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("province_told_at", Instant),
    sa.Column("nation_told_at", Instant),
    sa.UniqueConstraint("item_id", "org_code", "revision"),
    sa.Index(None, "org_code", "acknowledged_at"),
    sa.Index(None, "province", "delivered_at"),
)

shared_digest = sa.Table(
    "shared_digest",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id"), nullable=False, unique=True),
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("content", Json, nullable=False),  # {"lines": [...], "counts": {...}}, frozen
    sa.Column("line_count", sa.Integer, nullable=False),
    sa.Column("due_day", sa.Date, nullable=False),
    sa.Column("collected_at", Instant, nullable=False),
    sa.Column("sent_at", Instant),
    sa.Column("sent_by", BigId),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("province", "last_day"),
    sa.Index(None, "last_day"),
)
