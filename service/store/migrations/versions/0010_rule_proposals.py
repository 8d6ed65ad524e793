"""Rules and calendar by four eyes: proposals, values that end, when a value was recorded"""

import json

import sqlalchemy as sa
from alembic import op

from service.store.database import BigId, Instant, Json

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

PENDING = sa.text("state = 'pending'")


def four_eyes(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("proposed_by", BigId, nullable=False),
        sa.Column("proposed_as", sa.String(length=80), nullable=False),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("decided_by", BigId, nullable=True),
        sa.Column("decided_as", sa.String(length=80), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decision_reason", sa.String(length=300), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'approved', 'rejected', 'withdrawn')",
            name=op.f(f"ck_{table}_state"),
        ),
    ]


def upgrade() -> None:
    op.create_table(
        "rule_proposal",
        sa.Column("id", BigId, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("ends", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("scope_code", sa.String(length=40), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("article", sa.String(length=100), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        *four_eyes("rule_proposal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_proposal")),
    )
    op.create_index(
        "ix_rule_proposal_pending", "rule_proposal", ["key", "scope", "scope_code"],
        unique=True, sqlite_where=PENDING, postgresql_where=PENDING,
    )  # fmt: skip
    op.create_table(
        "calendar_proposal",
        sa.Column("id", BigId, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("days", Json, nullable=False),
        sa.Column("notice", sa.String(length=120), nullable=False),
        sa.Column("moved", Json, nullable=True),
        *four_eyes("calendar_proposal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_proposal")),
    )
    op.create_index(
        "ix_calendar_proposal_pending", "calendar_proposal", ["year"],
        unique=True, sqlite_where=PENDING, postgresql_where=PENDING,
    )  # fmt: skip
    with op.batch_alter_table("rule", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("ends", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("recorded_at", Instant(), nullable=True))
    tell_when_recorded()


def tell_when_recorded() -> None:
    """When a version came into being is read from the record of the house."""
    record = sa.table(
        "record",
        sa.column("chain", sa.String),
        sa.column("verb", sa.String),
        sa.column("at", Instant()),
        sa.column("detail", sa.Text),
    )
    rule = sa.table("rule", sa.column("version", sa.Integer), sa.column("recorded_at", Instant()))
    connection = op.get_bind()
    found = connection.execute(
        sa.select(record.c.at, sa.cast(record.c.detail, sa.Text).label("detail")).where(
            record.c.chain == "house", record.c.verb.in_(("house.founded", "rule.changed"))
        )
    ).all()
    for row in found:
        version = (json.loads(row.detail) or {}).get("version", 1)
        connection.execute(
            rule.update().where(rule.c.version == version).values(recorded_at=row.at)
        )


def downgrade() -> None:
    with op.batch_alter_table("rule", schema=None) as batch_op:
        batch_op.drop_column("recorded_at")
        batch_op.drop_column("ends")
    op.drop_index("ix_calendar_proposal_pending", table_name="calendar_proposal")
    op.drop_table("calendar_proposal")
    op.drop_index("ix_rule_proposal_pending", table_name="rule_proposal")
    op.drop_table("rule_proposal")
