"""Cases about no entity say what they are about; cases are planned ahead."""

import sqlalchemy as sa
from alembic import op

from service.store.database import BigId, Instant, Json

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for name, length in (("subject", 160), ("subject_en", 200)):
        column = sa.Column(name, sa.String(length), nullable=False, server_default="")
        op.add_column("case", column)
    op.create_table(
        "planned_opening",
        sa.Column("id", BigId, nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("process_key", sa.String(60), nullable=False),
        sa.Column("entity_id", BigId),
        sa.Column("center_code", sa.String(40)),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False, server_default=""),
        sa.Column("subject_en", sa.String(200), nullable=False, server_default=""),
        sa.Column("parent_id", BigId),
        sa.Column("answers", Json, nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("interval_key", sa.String(60)),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("error", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_planned_opening"),
        sa.UniqueConstraint("key", name="uq_planned_opening_key"),
    )
    op.create_index("ix_planned_opening_due_at", "planned_opening", ["due_at"])


def downgrade() -> None:
    op.drop_table("planned_opening")
    with op.batch_alter_table("case") as table:
        table.drop_column("subject_en")
        table.drop_column("subject")
