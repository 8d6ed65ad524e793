"""Re-reviews (定期复核): campaigns, the entities in them, and what was published."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata

review_campaign = sa.Table(
    "review_campaign",
    metadata,
    sa.Column("case_id", BigId, sa.ForeignKey("case.id"), primary_key=True, autoincrement=False),
    sa.Column("center_code", sa.String(40), nullable=False),
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("scope", Json, nullable=False),
    sa.Column("materials", Json, nullable=False),
    sa.Column("window_from", sa.Date, nullable=False),
    sa.Column("window_last", sa.Date, nullable=False),  # as drafted; a day off rolls by rule
    sa.Column("first_batch", sa.Date, nullable=False),
    sa.Column("second_batch", sa.Date, nullable=False),
    sa.Column("approved_at", Instant),
    sa.Column("finished_at", Instant),
    sa.Index(None, "center_code"),
    sa.Index(None, "province"),
)

review_entry = sa.Table(
    "review_entry",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("campaign_id", BigId, sa.ForeignKey("review_campaign.case_id"), nullable=False),
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False),
    sa.Column("filing_id", BigId, sa.ForeignKey("filing.id"), nullable=False),
    sa.Column("center_code", sa.String(40), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),  # ReviewState
    sa.Column("case_id", BigId),  # the entity's own case, once it is opened
    sa.Column("closes_at", Instant),  # the end of its window
    sa.Column("submitted_at", Instant),
    sa.Column("was_silent", sa.Boolean, nullable=False),
    sa.Column("result_day", sa.Date),  # set when it passed or was cleared
    sa.Column("result_at", Instant),
    sa.Column("reasons", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("campaign_id", "entity_id"),
    sa.Index(None, "entity_id"),
    sa.Index(None, "case_id"),
    sa.Index(None, "campaign_id", "state"),
)

review_publication = sa.Table(
    "review_publication",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("campaign_id", BigId, sa.ForeignKey("review_campaign.case_id"), nullable=False),
    sa.Column("batch", sa.Integer, nullable=False),
    sa.Column("published_on", sa.Date, nullable=False),
    sa.Column("published_at", Instant, nullable=False),
    sa.Column("published_by", BigId),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("campaign_id", "batch"),
)

# What was published stays as it was; a later correction is a note beside it.
review_published = sa.Table(
    "review_published",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("publication_id", BigId, sa.ForeignKey("review_publication.id"), nullable=False),
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False),
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("name", sa.String(160), nullable=False),
    sa.Column("result", sa.String(20), nullable=False),  # passed | cleared | unanswered
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("reasons", sa.Text, nullable=False, server_default=""),
    sa.Column("correction", sa.Text, nullable=False, server_default=""),
    sa.Column("corrected_at", Instant),
    sa.Column("corrected_by", BigId),
    sa.UniqueConstraint("publication_id", "entity_id"),
)
