"""Pre-examination counts: how many requests each entity made at a center, month by month."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, metadata

preexam_count = sa.Table(
    "preexam_count",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("center_code", sa.String(40), nullable=False),
    sa.Column("province", sa.String(6), nullable=False),  # the center's
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False),
    sa.Column("month", sa.Date, nullable=False),  # its first day
    sa.Column("kind", sa.String(20), nullable=False),  # invention | utility_model | design
    sa.Column("received", sa.Integer, nullable=False),
    sa.Column("accepted", sa.Integer, nullable=False),
    sa.Column("qualified", sa.Integer, nullable=False),
    sa.Column("failed_form", sa.Integer, nullable=False, server_default="0"),
    sa.Column("failed_substance", sa.Integer, nullable=False, server_default="0"),
    sa.Column("failed_other", sa.Integer, nullable=False, server_default="0"),
    sa.Column("as_co_applicant", sa.Integer, nullable=False, server_default="0"),
    sa.Column("as_non_first", sa.Integer, nullable=False, server_default="0"),
    sa.Column("source", sa.String(120), nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.CheckConstraint("qualified <= accepted AND accepted <= received", name="order"),
    sa.UniqueConstraint("center_code", "entity_id", "month", "kind"),
    sa.Index(None, "province", "month"),
    sa.Index(None, "entity_id", "month"),
)
