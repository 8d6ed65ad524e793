"""Agencies, shared items with their notices and receipts, digests, assessments."""

import sqlalchemy as sa
from alembic import op

from service.store.database import BigId, Instant, Json

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("id", BigId, nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("entered_by", BigId),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agency"),
        sa.UniqueConstraint("code", name="uq_agency_code"),
    )
    op.create_index("ix_agency_name", "agency", ["name"])
    op.create_index("ix_agency_province", "agency", ["province"])
    op.create_table(
        "agency_registration",
        sa.Column("id", BigId, nullable=False),
        sa.Column("agency_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(40), nullable=False),
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("to_day", sa.Date),
        sa.Column("recorded_by", BigId),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_agency_registration_agency_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agency_registration"),
    )
    op.create_index("ix_agency_registration_agency_id", "agency_registration", ["agency_id"])
    op.create_index("ix_agency_registration_center_code", "agency_registration", ["center_code"])
    op.create_table(
        "agency_suspension",
        sa.Column("id", BigId, nullable=False),
        sa.Column("agency_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(40), nullable=False),
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("to_day", sa.Date),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("article", sa.String(100), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("suspended_by", BigId, nullable=False),
        sa.Column("applied_on", sa.Date),
        sa.Column("resume_reason", sa.Text, server_default="", nullable=False),
        sa.Column("resumed_by", BigId),
        sa.Column("resumed_at", Instant),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_agency_suspension_agency_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agency_suspension"),
    )
    op.create_index(
        "ix_agency_suspension_agency_id_center_code",
        "agency_suspension",
        ["agency_id", "center_code"],
    )
    op.create_table(
        "assessment",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column(
            "weights",
            Json,
            nullable=False,
        ),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("statement_due_day", sa.Date, nullable=False),
        sa.Column("publication", sa.String(10)),
        sa.Column("decision_no", sa.String(80), server_default="", nullable=False),
        sa.Column("reasons", sa.Text, server_default="", nullable=False),
        sa.Column("decided_by", BigId),
        sa.Column("decided_at", Instant),
        sa.Column("opened_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_assessment_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.UniqueConstraint("case_id", name="uq_assessment_case_id"),
    )
    op.create_index("ix_assessment_year", "assessment", ["year"])
    op.create_table(
        "shared_digest",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column(
            "content",
            Json,
            nullable=False,
        ),
        sa.Column("line_count", sa.Integer, nullable=False),
        sa.Column("due_day", sa.Date, nullable=False),
        sa.Column("collected_at", Instant, nullable=False),
        sa.Column("sent_at", Instant),
        sa.Column("sent_by", BigId),
        sa.Column("note", sa.Text, server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_shared_digest_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_shared_digest"),
        sa.UniqueConstraint("case_id", name="uq_shared_digest_case_id"),
        sa.UniqueConstraint("province", "last_day", name="uq_shared_digest_province_last_day"),
    )
    op.create_index("ix_shared_digest_last_day", "shared_digest", ["last_day"])
    op.create_table(
        "shared_item",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("entity_id", BigId),
        sa.Column("agency_id", BigId),
        sa.Column("violation_id", BigId),
        sa.Column("source_center", sa.String(40)),
        sa.Column("external_id", sa.String(80)),
        sa.Column("external_revision", sa.Integer),
        sa.Column("center_code", sa.String(40)),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("decision_no", sa.String(80), server_default="", nullable=False),
        sa.Column("occurred_on", sa.Date),
        sa.Column("verified_on", sa.Date, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("report_due_day", sa.Date, nullable=False),
        sa.Column("report_due_at", Instant, nullable=False),
        sa.Column("circulated_at", Instant),
        sa.Column("reported_at", Instant),
        sa.Column("accepted_at", Instant),
        sa.Column("closed_at", Instant),
        sa.Column("retracted_at", Instant),
        sa.Column("returns", sa.Integer, server_default="0", nullable=False),
        sa.CheckConstraint("level IN ('minor', 'serious')", name="ck_shared_item_level"),
        sa.CheckConstraint(
            "(entity_id IS NULL) <> (agency_id IS NULL)", name="ck_shared_item_one_subject"
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_shared_item_agency_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_shared_item_case_id"),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_shared_item_entity_id"),
        sa.PrimaryKeyConstraint("id", name="pk_shared_item"),
        sa.UniqueConstraint("case_id", name="uq_shared_item_case_id"),
        sa.UniqueConstraint(
            "source_center", "external_id", name="uq_shared_item_source_center_external_id"
        ),
        sa.UniqueConstraint("violation_id", name="uq_shared_item_violation_id"),
    )
    op.create_index("ix_shared_item_agency_id", "shared_item", ["agency_id"])
    op.create_index("ix_shared_item_entity_id", "shared_item", ["entity_id"])
    op.create_index(
        "ix_shared_item_province_recorded_at", "shared_item", ["province", "recorded_at"]
    )
    op.create_table(
        "assessment_region",
        sa.Column("id", BigId, nullable=False),
        sa.Column("assessment_id", BigId, nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column(
            "figures",
            Json,
            nullable=False,
        ),
        sa.Column("statement", sa.Text, server_default="", nullable=False),
        sa.Column("innovation", sa.Text, server_default="", nullable=False),
        sa.Column(
            "evidence",
            Json,
            nullable=False,
        ),
        sa.Column("stated_at", Instant),
        sa.Column("stated_by", BigId),
        sa.Column(
            "marks",
            Json,
            nullable=False,
        ),
        sa.Column("result", Json),
        sa.Column("band", sa.String(10)),
        sa.Column("is_priority", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_assessment_region_assessment_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assessment_region"),
        sa.UniqueConstraint(
            "assessment_id", "province", name="uq_assessment_region_assessment_id_province"
        ),
    )
    op.create_table(
        "shared_notice",
        sa.Column("id", BigId, nullable=False),
        sa.Column("item_id", BigId, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column(
            "content",
            Json,
            nullable=False,
        ),
        sa.Column("sent_at", Instant, nullable=False),
        sa.Column("sent_by", BigId),
        sa.Column("due_day", sa.Date, nullable=False),
        sa.Column("is_provisional", sa.Boolean, nullable=False),
        sa.Column("closed_at", Instant),
        sa.Column("closed_by", BigId),
        sa.Column("closing", Json),
        sa.CheckConstraint(
            "kind IN ('circular', 'national', 'correction')", name="ck_shared_notice_kind"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["shared_item.id"], name="fk_shared_notice_item_id"),
        sa.PrimaryKeyConstraint("id", name="pk_shared_notice"),
        sa.UniqueConstraint(
            "item_id", "kind", "revision", name="uq_shared_notice_item_id_kind_revision"
        ),
    )
    op.create_table(
        "notice_receipt",
        sa.Column("id", BigId, nullable=False),
        sa.Column("item_id", BigId, nullable=False),
        sa.Column("notice_id", BigId, nullable=False),
        sa.Column("org_code", sa.String(40), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("due_day", sa.Date, nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("delivered_at", Instant, nullable=False),
        sa.Column("acknowledged_at", Instant),
        sa.Column("acknowledged_by", BigId),
        sa.Column("action", sa.String(20)),
        sa.Column("note", sa.Text, server_default="", nullable=False),
        sa.Column("province_told_at", Instant),
        sa.Column("nation_told_at", Instant),
        sa.ForeignKeyConstraint(["item_id"], ["shared_item.id"], name="fk_notice_receipt_item_id"),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["shared_notice.id"], name="fk_notice_receipt_notice_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notice_receipt"),
        sa.UniqueConstraint(
            "item_id", "org_code", "revision", name="uq_notice_receipt_item_id_org_code_revision"
        ),
    )
    op.create_index(
        "ix_notice_receipt_org_code_acknowledged_at",
        "notice_receipt",
        ["org_code", "acknowledged_at"],
    )
    op.create_index(
        "ix_notice_receipt_province_delivered_at", "notice_receipt", ["province", "delivered_at"]
    )


def downgrade() -> None:
    op.drop_table("notice_receipt")
    op.drop_table("shared_notice")
    op.drop_table("assessment_region")
    op.drop_table("shared_item")
    op.drop_table("shared_digest")
    op.drop_table("assessment")
    op.drop_table("agency_suspension")
    op.drop_table("agency_registration")
    op.drop_table("agency")
