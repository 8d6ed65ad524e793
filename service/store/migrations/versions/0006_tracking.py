"""Pre-examination counts, and what is tracked of entities."""

import sqlalchemy as sa
from alembic import op

from service.store.database import BigId, Hundredths, Instant, Json

revision = "0006"
down_revision = "0005"
TABLES = (
    "evaluation_figure",
    "watch_mark",
    "monitoring_flag",
    "monitoring_run",
    "local_economy",
    "patent_use",
    "patent_transfer",
    "patent_maintenance",
    "patent_grant",
    "fact_row",
    "fact_counter",
    "fact_batch",
)


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
        sa.Column("failed_form", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failed_substance", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failed_other", sa.Integer, nullable=False, server_default="0"),
        sa.Column("as_co_applicant", sa.Integer, nullable=False, server_default="0"),
        sa.Column("as_non_first", sa.Integer, nullable=False, server_default="0"),
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
    _facts()
    _monitoring_and_evaluation()


def _facts() -> None:
    op.create_table(
        "fact_counter",
        sa.Column("series", sa.String(20), nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("series", name="pk_fact_counter"),
    )
    # Two first imports at once would both insert it.
    op.execute("INSERT INTO fact_counter (series, last) VALUES ('F-lock', 0)")
    op.create_table(
        "fact_batch",
        sa.Column("id", BigId, nullable=False),
        sa.Column("number", sa.String(30), nullable=False),
        sa.Column("layout", sa.String(30), nullable=False),
        sa.Column("org_code", sa.String(40), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("replaced", sa.Integer, nullable=False),
        sa.Column("same", sa.Integer, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
        sa.Column("imported_by", BigId),
        sa.Column("imported_as", sa.String(120), nullable=False),
        sa.Column("imported_at", Instant, nullable=False),
        sa.Column("taken_back_at", Instant),
        sa.Column("taken_back_by", BigId),
        sa.Column("taken_back_as", sa.String(120), nullable=False, server_default=""),
        sa.Column("taken_back_for", sa.String(300), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_fact_batch"),
        sa.UniqueConstraint("number", name="uq_fact_batch_number"),
    )
    op.create_index("ix_fact_batch_org_code_id", "fact_batch", ["org_code", "id"])
    op.create_table(
        "fact_row",
        sa.Column("id", BigId, nullable=False),
        sa.Column("batch_id", BigId, nullable=False),
        sa.Column("layout", sa.String(30), nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(40), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("said", Json, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("replaced_by", BigId),
        sa.Column("taken_back_at", Instant),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_fact_row_entity_id"),
        sa.ForeignKeyConstraint(["batch_id"], ["fact_batch.id"], name="fk_fact_row_batch_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fact_row"),
    )
    op.create_index("ix_fact_row_batch_id", "fact_row", ["batch_id"])
    op.create_index("ix_fact_row_layout_key", "fact_row", ["layout", "key"])
    op.create_table(
        "patent_grant",
        sa.Column("id", BigId, nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("publication", sa.String(20)),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(40), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("filed_on", sa.Date, nullable=False),
        sa.Column("granted_on", sa.Date, nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.CheckConstraint("filed_on <= granted_on", name="ck_patent_grant_order"),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_patent_grant_entity_id"),
        sa.PrimaryKeyConstraint("id", name="pk_patent_grant"),
        sa.UniqueConstraint("number", name="uq_patent_grant_number"),
    )
    op.create_index(
        "ix_patent_grant_center_code_granted_on", "patent_grant", ["center_code", "granted_on"]
    )
    op.create_index(
        "ix_patent_grant_entity_id_granted_on", "patent_grant", ["entity_id", "granted_on"]
    )
    op.create_index("ix_patent_grant_publication", "patent_grant", ["publication"])
    op.create_table(
        "patent_maintenance",
        sa.Column("id", BigId, nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("kept_until", sa.Date),
        sa.Column("lapsed_on", sa.Date),
        sa.Column("source", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_patent_maintenance"),
        sa.UniqueConstraint("number", name="uq_patent_maintenance_number"),
    )
    op.create_index("ix_patent_maintenance_lapsed_on", "patent_maintenance", ["lapsed_on"])
    op.create_table(
        "patent_transfer",
        sa.Column("id", BigId, nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("transferred_on", sa.Date, nullable=False),
        sa.Column("to_name", sa.String(160), nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_patent_transfer"),
        sa.UniqueConstraint(
            "number", "transferred_on", name="uq_patent_transfer_number_transferred_on"
        ),
    )
    op.create_index("ix_patent_transfer_transferred_on", "patent_transfer", ["transferred_on"])
    op.create_table(
        "patent_use",
        sa.Column("id", BigId, nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("began_on", sa.Date, nullable=False),
        sa.Column("income", Hundredths),
        sa.Column("source", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_patent_use"),
        sa.UniqueConstraint("number", "way", "began_on", name="uq_patent_use_number_way_began_on"),
    )
    op.create_table(
        "local_economy",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(40), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("turnover", Hundredths, nullable=False),
        sa.Column("tax", Hundredths, nullable=False),
        sa.Column("insured", sa.Integer),
        sa.Column("ip_service", sa.Boolean),
        sa.Column("source", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_local_economy_entity_id"),
        sa.PrimaryKeyConstraint("id", name="pk_local_economy"),
        sa.UniqueConstraint("entity_id", "year", name="uq_local_economy_entity_id_year"),
    )
    op.create_index("ix_local_economy_center_code_year", "local_economy", ["center_code", "year"])


def _monitoring_and_evaluation() -> None:
    op.create_table(
        "monitoring_run",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(40)),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("looked_at", sa.Integer, nullable=False),
        sa.Column("flagged", sa.Integer, nullable=False),
        sa.Column("opened", sa.Integer, nullable=False),
        sa.Column("thresholds", Json, nullable=False),
        sa.Column("ran_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_monitoring_run"),
        sa.UniqueConstraint("case_id", name="uq_monitoring_run_case_id"),
    )
    op.create_index("ix_monitoring_run_province_ran_at", "monitoring_run", ["province", "ran_at"])
    op.create_table(
        "monitoring_flag",
        sa.Column("id", BigId, nullable=False),
        sa.Column("run_id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(40), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("sign", sa.String(30), nullable=False),
        sa.Column("numerator", Hundredths, nullable=False),
        sa.Column("denominator", Hundredths),
        sa.Column("threshold", sa.String(60), nullable=False),
        sa.Column("detail", Json, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("case_id", BigId),
        sa.ForeignKeyConstraint(
            ["run_id"], ["monitoring_run.id"], name="fk_monitoring_flag_run_id"
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_monitoring_flag_entity_id"),
        sa.PrimaryKeyConstraint("id", name="pk_monitoring_flag"),
    )
    op.create_index(
        "ix_monitoring_flag_entity_id_center_code", "monitoring_flag", ["entity_id", "center_code"]
    )
    op.create_index("ix_monitoring_flag_run_id", "monitoring_flag", ["run_id"])
    op.create_table(
        "watch_mark",
        sa.Column("id", BigId, nullable=False),
        sa.Column("entity_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(40), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_watch_mark_entity_id"),
        sa.PrimaryKeyConstraint("id", name="pk_watch_mark"),
        sa.UniqueConstraint("case_id", name="uq_watch_mark_case_id"),
    )
    op.create_index("ix_watch_mark_entity_id", "watch_mark", ["entity_id"])
    op.create_index("ix_watch_mark_province_last_day", "watch_mark", ["province", "last_day"])
    op.create_table(
        "evaluation_figure",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("call_id", BigId, nullable=False),
        sa.Column("center_code", sa.String(40), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("figure", sa.String(40), nullable=False),
        sa.Column("said", Hundredths),
        sa.Column("computed", Hundredths, nullable=False),
        sa.Column("explanation", sa.Text, nullable=False, server_default=""),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_evaluation_figure_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation_figure"),
        sa.UniqueConstraint(
            "case_id",
            "center_code",
            "figure",
            "round",
            name="uq_evaluation_figure_case_id_center_code_figure_round",
        ),
    )
    op.create_index("ix_evaluation_figure_call_id", "evaluation_figure", ["call_id"])


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
    op.drop_table("preexam_count")
