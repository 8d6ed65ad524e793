"""Pre-examination counts, and what is tracked of entities."""

import sqlalchemy as sa
from alembic import op

from service.store.database import BigId, Instant

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "preexam_count",
        sa.Column("id", BigId, nullable=False),
        sa.Column("center_code", sa.String(40), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("received", sa.Integer, nullable=False),
        sa.Column("accepted", sa.Integer, nullable=False),
        sa.Column("qualified", sa.Integer, nullable=False),
        sa.Column("as_co_applicant", sa.Integer, nullable=False, server_default="0"),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.CheckConstraint(
            "qualified <= accepted AND accepted <= received", name="ck_preexam_count_order"
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_preexam_count_entity_id"),
        sa.PrimaryKeyConstraint("id", name="pk_preexam_count"),
        sa.UniqueConstraint(
            "center_code",
            "entity_id",
            "month",
            "kind",
            name="uq_preexam_count_center_code_entity_id_month_kind",
        ),
    )
    op.create_index("ix_preexam_count_province_month", "preexam_count", ["province", "month"])
    op.create_index("ix_preexam_count_entity_id_month", "preexam_count", ["entity_id", "month"])


def downgrade() -> None:
    op.drop_table("preexam_count")
