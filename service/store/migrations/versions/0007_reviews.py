"""Re-reviews: campaigns, the entities in them, what was published."""

import sqlalchemy as sa
from alembic import op

from service.store.database import BigId, Instant, Json

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "review_campaign",
        sa.Column("case_id", BigId, autoincrement=False, nullable=False),
        sa.Column("center_code", sa.String(length=40), nullable=False),
        sa.Column("province", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "scope",
            Json,
            nullable=False,
        ),
        sa.Column(
            "materials",
            Json,
            nullable=False,
        ),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_last", sa.Date(), nullable=False),
        sa.Column("first_batch", sa.Date(), nullable=False),
        sa.Column("second_batch", sa.Date(), nullable=False),
        sa.Column("approved_at", Instant(), nullable=True),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_review_campaign_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_review_campaign")),
    )
    op.create_index(
        op.f("ix_review_campaign_center_code"), "review_campaign", ["center_code"], unique=False
    )
    op.create_index(
        op.f("ix_review_campaign_province"), "review_campaign", ["province"], unique=False
    )
    op.create_table(
        "review_entry",
        sa.Column("id", BigId, nullable=False),
        sa.Column("campaign_id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("filing_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("case_id", BigId, nullable=True),
        sa.Column("closes_at", Instant(), nullable=True),
        sa.Column("submitted_at", Instant(), nullable=True),
        sa.Column("was_silent", sa.Boolean(), nullable=False),
        sa.Column("result_day", sa.Date(), nullable=True),
        sa.Column("result_at", Instant(), nullable=True),
        sa.Column("reasons", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["review_campaign.case_id"], name=op.f("fk_review_entry_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_review_entry_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["filing_id"], ["filing.id"], name=op.f("fk_review_entry_filing_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_entry")),
        sa.UniqueConstraint(
            "campaign_id", "entity_id", name=op.f("uq_review_entry_campaign_id_entity_id")
        ),
    )
    op.create_index(
        op.f("ix_review_entry_campaign_id_state"),
        "review_entry",
        ["campaign_id", "state"],
        unique=False,
    )
    op.create_index(op.f("ix_review_entry_case_id"), "review_entry", ["case_id"], unique=False)
    op.create_index(op.f("ix_review_entry_entity_id"), "review_entry", ["entity_id"], unique=False)
    op.create_table(
        "review_publication",
        sa.Column("id", BigId, nullable=False),
        sa.Column("campaign_id", BigId, nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.Column("published_by", BigId, nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["review_campaign.case_id"],
            name=op.f("fk_review_publication_campaign_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_publication")),
        sa.UniqueConstraint(
            "campaign_id", "batch", name=op.f("uq_review_publication_campaign_id_batch")
        ),
    )
    op.create_table(
        "review_published",
        sa.Column("id", BigId, nullable=False),
        sa.Column("publication_id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reasons", sa.Text(), server_default="", nullable=False),
        sa.Column("correction", sa.Text(), server_default="", nullable=False),
        sa.Column("corrected_at", Instant(), nullable=True),
        sa.Column("corrected_by", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_review_published_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["review_publication.id"],
            name=op.f("fk_review_published_publication_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_published")),
        sa.UniqueConstraint(
            "publication_id", "entity_id", name=op.f("uq_review_published_publication_id_entity_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("review_published")
    op.drop_table("review_publication")
    op.drop_table("review_entry")
    op.drop_table("review_campaign")
