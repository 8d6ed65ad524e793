"""Tables for services: kinds, the service log, grants and the ledger of cross-region service."""

import sqlalchemy as sa
from alembic import op

from service.store.database import BigId, Instant, Json

revision = "0005"
down_revision = "0004"
KINDS = (
    ("preexamination", "预审", "Pre-examination", "center", False, "M06"),
    ("rights_assistance", "维权援助", "Assistance in defending rights", "center", False, "M06"),
    ("dispute_mediation", "纠纷调解", "Mediation of disputes", "center", False, "M06"),
    (
        "overseas_guidance",
        "海外纠纷应对指导",
        "Guidance in disputes abroad",
        "center",
        False,
        "M06",
    ),
    ("patent_navigation", "专利导航", "Patent navigation", "center", False, "M06"),
    ("priority_examination", "优先审查", "Priority examination", "nation", True, "M09"),
    ("concentrated_examination", "集中审查", "Concentrated examination", "nation", False, "M09"),
    ("deferred_examination", "延迟审查", "Deferred examination", "nation", False, "M09"),
    ("priority_reexamination", "优先复审", "Priority re-examination", "nation", True, "M09"),
)


def upgrade() -> None:
    kinds = _services()
    _cross_region()
    op.bulk_insert(
        kinds,
        [
            {
                "key": key, "zh": zh, "en": en, "level": level, "categories": "1 2 3",
                "limited": limited, "source": source, "place": place, "closed_on": None,
            }
            for place, (key, zh, en, level, limited, source) in enumerate(KINDS, 1)
        ],
    )  # fmt: skip


def downgrade() -> None:
    for name in (
        "cross_region_use",
        "cross_region_grant",
        "cross_region_ledger",
        "service_record",
        "service_kind",
    ):
        op.drop_table(name)


def _services() -> sa.Table:
    kinds = op.create_table(
        "service_kind",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("zh", sa.String(40), nullable=False),
        sa.Column("en", sa.String(60), nullable=False),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("categories", sa.String(10), nullable=False),
        sa.Column("limited", sa.Boolean, nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.PrimaryKeyConstraint("key", name="pk_service_kind"),
    )
    op.create_table(
        "service_record",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("case_id", BigId),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("provider", sa.String(40), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("requested_on", sa.Date),
        sa.Column("answered_on", sa.Date),
        sa.Column("given_on", sa.Date),
        sa.Column("subject", sa.Text, nullable=False, server_default=""),
        sa.Column("people", sa.Text, nullable=False, server_default=""),
        sa.Column("result", sa.Text, nullable=False, server_default=""),
        sa.Column("recorded_by", BigId),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_service_record"),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name="fk_service_record_entity_id_entity"
        ),
    )
    op.create_index(op.f("ix_service_record_entity_id"), "service_record", ["entity_id"])
    op.create_index(op.f("ix_service_record_case_id"), "service_record", ["case_id"])
    op.create_index(op.f("ix_service_record_province_kind"), "service_record", ["province", "kind"])
    return kinds


def _cross_region() -> None:
    op.create_table(
        "cross_region_ledger",
        sa.Column("region", sa.String(40), nullable=False),
        sa.Column("window_first", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("region", "window_first", name="pk_cross_region_ledger"),
    )
    op.create_table(
        "cross_region_grant",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("category", sa.Integer, nullable=False),
        sa.Column("home_province", sa.String(6), nullable=False),
        sa.Column("home_center", sa.String(40)),
        sa.Column("target_center", sa.String(40), nullable=False),
        sa.Column("target_province", sa.String(6), nullable=False),
        sa.Column("region", sa.String(40), nullable=False),
        sa.Column("field", sa.String(120), nullable=False),
        sa.Column("invention", sa.Integer, nullable=False),
        sa.Column("utility_model", sa.Integer, nullable=False),
        sa.Column("design", sa.Integer, nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("ended_for", sa.String(20)),
        sa.Column("over_cap", sa.Boolean, nullable=False),
        sa.Column("override_reasons", sa.Text, nullable=False, server_default=""),
        sa.Column("figures", Json, nullable=False),
        sa.Column("decided_by", BigId),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.CheckConstraint("last_day >= from_day", name=op.f("ck_cross_region_grant_order")),
        sa.CheckConstraint("category BETWEEN 1 AND 2", name=op.f("ck_cross_region_grant_category")),
        sa.PrimaryKeyConstraint("id", name="pk_cross_region_grant"),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name="fk_cross_region_grant_entity_id_entity"
        ),
        sa.UniqueConstraint("case_id", name="uq_cross_region_grant_case_id"),
    )
    op.create_index(
        op.f("ix_cross_region_grant_region_last_day"), "cross_region_grant", ["region", "last_day"]
    )
    op.create_index(op.f("ix_cross_region_grant_entity_id"), "cross_region_grant", ["entity_id"])
    op.create_table(
        "cross_region_use",
        sa.Column("id", BigId, nullable=False),
        sa.Column("grant_id", BigId, nullable=False),
        sa.Column("used_on", sa.Date, nullable=False),
        sa.Column("invention", sa.Integer, nullable=False),
        sa.Column("utility_model", sa.Integer, nullable=False),
        sa.Column("design", sa.Integer, nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.Column("numbers", sa.Text, nullable=False, server_default=""),
        sa.Column("recorded_by", BigId),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("voided_on", sa.Date),
        sa.Column("voided_for", sa.String(12)),
        sa.Column("void_note", sa.Text, nullable=False, server_default=""),
        sa.Column("voided_at", Instant),
        sa.CheckConstraint("units > 0", name=op.f("ck_cross_region_use_some")),
        sa.PrimaryKeyConstraint("id", name="pk_cross_region_use"),
        sa.ForeignKeyConstraint(
            ["grant_id"],
            ["cross_region_grant.id"],
            name="fk_cross_region_use_grant_id_cross_region_grant",
        ),
    )
    op.create_index(op.f("ix_cross_region_use_grant_id"), "cross_region_use", ["grant_id"])
