"""Appeals, stays of execution, and what falls by them."""

import sqlalchemy as sa
from alembic import op

from service.store.database import BigId, Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("violation", sa.Column("lowered_at", Instant))
    op.add_column("decision", sa.Column("revoked_day", sa.Date))
    op.add_column("decision", sa.Column("revoked_at", Instant))
    op.add_column("decision", sa.Column("revoked_by", BigId))
    _appeals()
    _stays()


def _appeals() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("target", sa.String(20), nullable=False),
        sa.Column("target_case", BigId, nullable=False),
        sa.Column("violation_id", BigId),
        sa.Column("decision_id", BigId),
        sa.Column("filed_on", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date),
        sa.Column("in_time", sa.Boolean, nullable=False),
        sa.Column("outcome", sa.String(20)),
        sa.Column("relief", sa.String(30)),
        sa.Column("decision_no", sa.String(60)),
        sa.Column("extended_at", Instant),
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("to_day", sa.Date),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("ended_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_appeal"),
        sa.UniqueConstraint("case_id", name="uq_appeal_case_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_appeal_case_id_case"),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_appeal_entity_id_entity"),
    )
    op.create_index("ix_appeal_entity_id", "appeal", ["entity_id"])
    op.create_index("ix_appeal_target_case", "appeal", ["target_case"])


def _stays() -> None:
    op.create_table(
        "stay",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("decision_id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("decision_no", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("to_day", sa.Date),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("ended_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_stay"),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_stay_entity_id_entity"),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name="fk_stay_decision_id_decision"
        ),
    )
    op.create_index("ix_stay_entity_id", "stay", ["entity_id"])


def downgrade() -> None:
    op.drop_table("stay")
    op.drop_table("appeal")
    with op.batch_alter_table("decision") as table:
        table.drop_column("revoked_by")
        table.drop_column("revoked_at")
        table.drop_column("revoked_day")
    with op.batch_alter_table("violation") as table:
        table.drop_column("lowered_at")
