"""The house as first built"""

import sqlalchemy as sa
from alembic import op

from service.store.database import BigId, Instant, Json

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("notice", sa.String(length=120), nullable=False),
        sa.CheckConstraint("kind IN ('off', 'work')", name=op.f("ck_calendar_day_kind")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("loaded_at", Instant(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
    op.create_table(
        "case_counter",
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_case_counter")),
    )
    op.create_table(
        "document",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by", BigId, nullable=False),
        sa.Column("uploaded_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_sha256"), ["sha256"], unique=False)

    op.create_table(
        "entity",
        sa.Column("id", BigId, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("province", sa.String(length=6), nullable=False),
        sa.Column("city", sa.String(length=40), nullable=False),
        sa.Column("district_code", sa.String(length=6), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("legal_representative", sa.String(length=60), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("profile", Json, nullable=False),
        sa.Column("registered_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity")),
        sa.UniqueConstraint("code", name=op.f("uq_entity_code")),
    )
    with op.batch_alter_table("entity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entity_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_entity_province"), ["province"], unique=False)

    op.create_table(
        "form_version",
        sa.Column("id", BigId, nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_version")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_form_version_key_version")),
    )
    op.create_table(
        "house",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.Column("offset_s", sa.BigInteger(), nullable=False),
        sa.Column("fixed_at", Instant(), nullable=True),
        sa.Column("calendar_version", sa.Integer(), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("definitions_version", sa.Integer(), nullable=False),
        sa.Column("record_count", sa.Integer(), nullable=False),
        sa.Column("record_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_house_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house")),
    )
    op.create_table(
        "organisation",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("center_kind", sa.String(length=12), nullable=True),
        sa.Column("name_zh", sa.String(length=120), nullable=False),
        sa.Column("short_zh", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.Column("province", sa.String(length=6), nullable=True),
        sa.Column("city_zh", sa.String(length=40), nullable=True),
        sa.Column("subject", sa.String(length=20), nullable=True),
        sa.Column("industries", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.String(length=10), server_default="known", nullable=False),
        sa.Column("entity_id", BigId, nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_organisation")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_kind_province"), ["kind", "province"], unique=False
        )

    op.create_table(
        "person",
        sa.Column("id", BigId, nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), server_default="", nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("locale", sa.String(length=5), server_default="zh", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("disabled_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_table(
        "process_version",
        sa.Column("id", BigId, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("files", Json, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_version")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_process_version_key_version")),
    )
    op.create_table(
        "record",
        sa.Column("id", BigId, nullable=False),
        sa.Column("chain", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("element", sa.String(length=80), nullable=False),
        sa.Column("detail", Json, nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("chain", "number", name=op.f("uq_record_chain_number")),
    )
    op.create_table(
        "request_key",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("result", Json, nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_request_key")),
    )
    with op.batch_alter_table("request_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_key_created_at"), ["created_at"], unique=False)

    op.create_table(
        "rule",
        sa.Column("id", BigId, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("scope_code", sa.String(length=40), nullable=True),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("article", sa.String(length=100), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entered_by", BigId, nullable=True),
        sa.Column("approved_by", BigId, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
    )
    with op.batch_alter_table("rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_key"), ["key"], unique=False)

    op.create_table(
        "sign_in_failure",
        sa.Column("id", BigId, nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("failed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_failure_login_failed_at"), ["login", "failed_at"], unique=False
        )

    op.create_table(
        "case",
        sa.Column("id", BigId, nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("process_key", sa.String(length=60), nullable=False),
        sa.Column("version_id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=True),
        sa.Column("center_code", sa.String(length=40), nullable=True),
        sa.Column("province", sa.String(length=6), nullable=True),
        sa.Column("parent_id", BigId, nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=60), nullable=True),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("participants", Json, nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("opened_by", BigId, nullable=True),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("record_count", sa.Integer(), nullable=False),
        sa.Column("record_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("status IN ('open', 'ended')", name=op.f("ck_case_status")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_case_entity_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["process_version.id"], name=op.f("fk_case_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("number", name=op.f("uq_case_number")),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_center_code_status"), ["center_code", "status"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_case_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_case_process_key_status"), ["process_key", "status"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_case_province_status"), ["province", "status"], unique=False
        )

    op.create_table(
        "decision",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("grounds", Json, nullable=False),
        sa.Column("decided_by", BigId, nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_decision_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("number", name=op.f("uq_decision_number")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "entity_identifier",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_entity_identifier_entity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity_identifier")),
        sa.UniqueConstraint("value", name=op.f("uq_entity_identifier_value")),
    )
    with op.batch_alter_table("entity_identifier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_entity_identifier_entity_id"), ["entity_id"], unique=False
        )

    op.create_table(
        "entity_name",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_entity_name_entity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity_name")),
    )
    with op.batch_alter_table("entity_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entity_name_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entity_name_name"), ["name"], unique=False)

    op.create_table(
        "filing",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("case_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_filing_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing")),
        sa.UniqueConstraint("number", name=op.f("uq_filing_number")),
    )
    with op.batch_alter_table("filing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filing_center_code"), ["center_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_filing_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "listing",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("host_code", sa.String(length=40), nullable=False),
        sa.Column("unit_name", sa.String(length=160), nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("subtype", sa.String(length=40), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("ended_for", sa.String(length=30), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("retracted_at", Instant(), nullable=True),
        sa.Column("case_id", BigId, nullable=True),
        sa.CheckConstraint("category BETWEEN 1 AND 3", name=op.f("ck_listing_category")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_listing_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "post",
        sa.Column("id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("org_code", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["org_code"], ["organisation.code"], name=op.f("fk_post_org_code")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_post_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint(
            "person_id",
            "org_code",
            "role",
            "from_day",
            name=op.f("uq_post_person_id_org_code_role_from_day"),
        ),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_post_org_code_role"), ["org_code", "role"], unique=False
        )

    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_session_person_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_person_id"), ["person_id"], unique=False)

    op.create_table(
        "violation",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=True),
        sa.Column("act_day", sa.Date(), nullable=True),
        sa.Column("found_day", sa.Date(), nullable=False),
        sa.Column("verified_day", sa.Date(), nullable=True),
        sa.Column("served_day", sa.Date(), nullable=True),
        sa.Column("final_day", sa.Date(), nullable=True),
        sa.Column("final_at", Instant(), nullable=True),
        sa.Column("duplicate_of", BigId, nullable=True),
        sa.Column("consumed_by", BigId, nullable=True),
        sa.Column("overturned_day", sa.Date(), nullable=True),
        sa.Column("overturned_at", Instant(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_violation_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_violation")),
        sa.UniqueConstraint("case_id", name=op.f("uq_violation_case_id")),
    )
    with op.batch_alter_table("violation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_violation_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "ban",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("decision_id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("revoked_day", sa.Date(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("lifted_at", Instant(), nullable=True),
        sa.CheckConstraint("last_day >= from_day", name=op.f("ck_ban_order")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_ban_decision_id")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_ban_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ban")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_ban_decision_id")),
    )
    with op.batch_alter_table("ban", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ban_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ban_last_day"), ["last_day"], unique=False)

    op.create_table(
        "filing_period",
        sa.Column("id", BigId, nullable=False),
        sa.Column("filing_id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=300), server_default="", nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("retracted_at", Instant(), nullable=True),
        sa.Column("case_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_filing_period_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["filing_id"], ["filing.id"], name=op.f("fk_filing_period_filing_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing_period")),
    )
    with op.batch_alter_table("filing_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filing_period_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_filing_period_filing_id"), ["filing_id"], unique=False)

    op.create_table(
        "incident",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=True),
        sa.Column("timer_key", sa.String(length=120), nullable=False),
        sa.Column("element", sa.String(length=80), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("first_at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("resolved_at", Instant(), nullable=True),
        sa.Column("resolved_by", BigId, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_incident_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("case_id", "timer_key", name=op.f("uq_incident_case_id_timer_key")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_resolved_at"), ["resolved_at"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=True),
        sa.Column("org_code", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=30), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("gaps", Json, nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("read_by", BigId, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_notice_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_notice_org_code_read_at"), ["org_code", "read_at"], unique=False
        )

    op.create_table(
        "protected_answer",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("element", sa.String(length=80), nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("by_person", BigId, nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_protected_answer_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protected_answer")),
    )
    with op.batch_alter_table("protected_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_protected_answer_case_id"), ["case_id"], unique=False)

    op.create_table(
        "timer",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("element", sa.String(length=80), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("basis", Json, nullable=False),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_timer_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timer")),
        sa.UniqueConstraint("case_id", "key", name=op.f("uq_timer_case_id_key")),
    )
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timer_due_at"), ["due_at"], unique=False)

    op.create_table(
        "work_item",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("task_id", sa.String(length=40), nullable=False),
        sa.Column("element", sa.String(length=80), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("label_en", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("org_code", sa.String(length=40), nullable=False),
        sa.Column("form_id", BigId, nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("not_by", sa.String(length=300), server_default="", nullable=False),
        sa.Column("escalate_to", sa.String(length=30), server_default="", nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("due_day", sa.Date(), nullable=True),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("due_basis", Json, nullable=True),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reminded_at", Instant(), nullable=True),
        sa.Column("escalated_at", Instant(), nullable=True),
        sa.Column("claimed_by", BigId, nullable=True),
        sa.Column("claimed_at", Instant(), nullable=True),
        sa.Column("draft", Json, nullable=True),
        sa.Column("draft_by", BigId, nullable=True),
        sa.Column("draft_at", Instant(), nullable=True),
        sa.Column("answers", Json, nullable=True),
        sa.Column("ended_by", BigId, nullable=True),
        sa.Column("ended_as", sa.String(length=120), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'cancelled')", name=op.f("ck_work_item_state")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_work_item_case_id")),
        sa.ForeignKeyConstraint(
            ["form_id"], ["form_version.id"], name=op.f("fk_work_item_form_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_item")),
        sa.UniqueConstraint("case_id", "task_id", name=op.f("uq_work_item_case_id_task_id")),
    )
    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_work_item_claimed_by_state"), ["claimed_by", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_work_item_ended_by_ended_at"), ["ended_by", "ended_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_work_item_org_code_role_state_due_at"),
            ["org_code", "role", "state", "due_at"],
            unique=False,
        )

    op.create_table(
        "restriction",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("ban_id", BigId, nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("revoked_day", sa.Date(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["ban_id"], ["ban.id"], name=op.f("fk_restriction_ban_id")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_restriction_entity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    with op.batch_alter_table("restriction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_restriction_entity_id"), ["entity_id"], unique=False)

    op.execute(
        "INSERT INTO house (id, is_demonstration, offset_s, calendar_version, rules_version, "
        "definitions_version, record_count, record_hash) "
        f"VALUES (1, false, 0, 0, 0, 0, 0, '{'0' * 64}')"
    )
    _seal_the_record()


def _seal_the_record() -> None:
    """The record can only grow: the database itself refuses to change or delete a row."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER record_no_{act.lower()} BEFORE {act} ON record "
                "BEGIN SELECT RAISE(ABORT, 'the record can only grow'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_record_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the record can only grow'; END $$"
    )
    op.execute(
        "CREATE TRIGGER record_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON record "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_change()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP TRIGGER record_no_change ON record")
        op.execute("DROP FUNCTION refuse_record_change()")
    with op.batch_alter_table("restriction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_restriction_entity_id"))

    op.drop_table("restriction")
    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_item_org_code_role_state_due_at"))
        batch_op.drop_index(batch_op.f("ix_work_item_ended_by_ended_at"))
        batch_op.drop_index(batch_op.f("ix_work_item_claimed_by_state"))

    op.drop_table("work_item")
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timer_due_at"))

    op.drop_table("timer")
    with op.batch_alter_table("protected_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_protected_answer_case_id"))

    op.drop_table("protected_answer")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_org_code_read_at"))
        batch_op.drop_index(batch_op.f("ix_notice_case_id"))

    op.drop_table("notice")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_resolved_at"))

    op.drop_table("incident")
    with op.batch_alter_table("filing_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filing_period_filing_id"))
        batch_op.drop_index(batch_op.f("ix_filing_period_entity_id"))

    op.drop_table("filing_period")
    with op.batch_alter_table("ban", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ban_last_day"))
        batch_op.drop_index(batch_op.f("ix_ban_entity_id"))

    op.drop_table("ban")
    with op.batch_alter_table("violation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_violation_entity_id"))

    op.drop_table("violation")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_person_id"))

    op.drop_table("session")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_org_code_role"))

    op.drop_table("post")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_entity_id"))

    op.drop_table("listing")
    with op.batch_alter_table("filing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filing_entity_id"))
        batch_op.drop_index(batch_op.f("ix_filing_center_code"))

    op.drop_table("filing")
    with op.batch_alter_table("entity_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entity_name_name"))
        batch_op.drop_index(batch_op.f("ix_entity_name_entity_id"))

    op.drop_table("entity_name")
    with op.batch_alter_table("entity_identifier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entity_identifier_entity_id"))

    op.drop_table("entity_identifier")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_entity_id"))

    op.drop_table("decision")
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_province_status"))
        batch_op.drop_index(batch_op.f("ix_case_process_key_status"))
        batch_op.drop_index(batch_op.f("ix_case_entity_id"))
        batch_op.drop_index(batch_op.f("ix_case_center_code_status"))

    op.drop_table("case")
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_failure_login_failed_at"))

    op.drop_table("sign_in_failure")
    with op.batch_alter_table("rule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_key"))

    op.drop_table("rule")
    with op.batch_alter_table("request_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_key_created_at"))

    op.drop_table("request_key")
    op.drop_table("record")
    op.drop_table("process_version")
    op.drop_table("person")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_kind_province"))

    op.drop_table("organisation")
    op.drop_table("house")
    op.drop_table("form_version")
    with op.batch_alter_table("entity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entity_province"))
        batch_op.drop_index(batch_op.f("ix_entity_name"))

    op.drop_table("entity")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_sha256"))
        batch_op.drop_index(batch_op.f("ix_document_case_id"))

    op.drop_table("document")
    op.drop_table("case_counter")
    op.drop_table("calendar_year")
    op.drop_table("calendar_day")
