"""Rounds of the precise-service list: what provinces submit, its rows, versions, layouts."""

import sqlalchemy as sa
from alembic import op

from service.store.database import BigId, Instant, Json

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _more_of_listings()
    _create_list_round()
    _create_list_submission()
    _create_list_dispatch()
    _create_list_row()
    _create_list_verdict()
    _create_list_version()
    _create_list_layout()
    _create_list_import()
    _create_refused_look()


def _more_of_listings() -> None:
    for column in (
        sa.Column("is_unit", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("province", sa.String(6)),
        sa.Column("row_id", BigId),
        sa.Column("from_version", sa.Integer),
        sa.Column("to_version", sa.Integer),
    ):
        op.add_column("listing", column)
    op.create_index("ix_listing_from_version", "listing", ["from_version"])


def _create_list_round() -> None:
    op.create_table(
        "list_round",
        sa.Column("id", BigId, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("name_en", sa.String(120), nullable=False),
        sa.Column("due_day", sa.Date, nullable=False),
        sa.Column("offices", Json, nullable=False),
        sa.Column("opened_at", Instant, nullable=False),
        sa.Column("opened_by", BigId),
        sa.Column("closed_at", Instant),
        sa.Column("closed_by", BigId),
        sa.PrimaryKeyConstraint("id", name="pk_list_round"),
        sa.UniqueConstraint("name", name="uq_list_round_name"),
    )


def _create_list_submission() -> None:
    op.create_table(
        "list_submission",
        sa.Column("id", BigId, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("round_id", BigId),
        sa.Column("province", sa.String(6), nullable=False),
        sa.Column("scope", sa.String(10), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("turn", sa.Integer, nullable=False, server_default="0"),
        sa.Column("due_day", sa.Date),
        sa.Column("submitted_at", Instant),
        sa.Column("is_late", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("late_told_at", Instant),
        sa.Column("version", sa.Integer),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_list_submission_case_id"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["list_round.id"], name="fk_list_submission_round_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_list_submission"),
        sa.UniqueConstraint("case_id", name="uq_list_submission_case_id"),
    )
    op.create_index("ix_list_submission_province_state", "list_submission", ["province", "state"])
    op.create_index(
        "ix_list_submission_round_id_province", "list_submission", ["round_id", "province"]
    )


def _create_list_dispatch() -> None:
    op.create_table(
        "list_dispatch",
        sa.Column("id", BigId, nullable=False),
        sa.Column("submission_id", BigId, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("submitted_at", Instant, nullable=False),
        sa.Column("is_late", sa.Boolean, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["list_submission.id"], name="fk_list_dispatch_submission_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_list_dispatch"),
        sa.UniqueConstraint("submission_id", "turn", name="uq_list_dispatch_submission_id_turn"),
    )


def _create_list_row() -> None:
    op.create_table(
        "list_row",
        sa.Column("id", BigId, nullable=False),
        sa.Column("submission_id", BigId, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("operation", sa.String(10), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("substitute_reason", sa.String(300), nullable=False, server_default=""),
        sa.Column("unit_name", sa.String(160), nullable=False),
        sa.Column("host_name", sa.String(160), nullable=False, server_default=""),
        sa.Column("member_unit", sa.String(160), nullable=False, server_default=""),
        sa.Column("category", sa.Integer, nullable=False),
        sa.Column("subtype", sa.String(40), nullable=False),
        sa.Column("city", sa.String(40), nullable=False, server_default=""),
        sa.Column("industry", sa.String(80), nullable=False, server_default=""),
        sa.Column("is_filed", sa.Boolean),
        sa.Column("filing_center", sa.String(60), nullable=False, server_default=""),
        sa.Column("filed_on", sa.Date),
        sa.Column("evidence", sa.String(300), nullable=False, server_default=""),
        sa.Column("cross_region", sa.Boolean),
        sa.Column("cross_region_target", sa.String(160), nullable=False, server_default=""),
        sa.Column("contact_name", sa.String(40), nullable=False, server_default=""),
        sa.Column("contact_phone", sa.String(40), nullable=False, server_default=""),
        sa.Column("note", sa.String(500), nullable=False, server_default=""),
        sa.Column("listing_id", BigId),
        sa.Column("verdict", sa.String(10)),
        sa.Column("verdict_reason", sa.String(500), nullable=False, server_default=""),
        sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
        sa.Column("changed_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["list_submission.id"], name="fk_list_row_submission_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_list_row"),
    )
    op.create_index("ix_list_row_code", "list_row", ["code"])
    op.create_index("ix_list_row_submission_id_number", "list_row", ["submission_id", "number"])


def _create_list_verdict() -> None:
    op.create_table(
        "list_verdict",
        sa.Column("id", BigId, nullable=False),
        sa.Column("submission_id", BigId, nullable=False),
        sa.Column("row_id", BigId, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("said", Json, nullable=False),
        sa.Column("given_by", BigId),
        sa.Column("given_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["list_submission.id"], name="fk_list_verdict_submission_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_list_verdict"),
    )
    op.create_index("ix_list_verdict_row_id", "list_verdict", ["row_id"])
    op.create_index("ix_list_verdict_submission_id", "list_verdict", ["submission_id"])


def _create_list_version() -> None:
    op.create_table(
        "list_version",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("effective_day", sa.Date, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("case_id", BigId),
        sa.Column("province", sa.String(6)),
        sa.Column("round_id", BigId),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("removed", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_list_version"),
    )


def _create_list_layout() -> None:
    op.create_table(
        "list_layout",
        sa.Column("id", BigId, nullable=False),
        sa.Column("definition", Json, nullable=False),
        sa.Column("note", sa.String(300), nullable=False),
        sa.Column("entered_at", Instant, nullable=False),
        sa.Column("entered_by", BigId),
        sa.PrimaryKeyConstraint("id", name="pk_list_layout"),
    )


def _create_list_import() -> None:
    op.create_table(
        "list_import",
        sa.Column("id", BigId, nullable=False),
        sa.Column("submission_id", BigId, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("good", sa.Integer, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("warnings", sa.Integer, nullable=False),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("faults", Json, nullable=False),
        sa.Column("replaces", sa.Boolean, nullable=False),
        sa.Column("imported_at", Instant, nullable=False),
        sa.Column("imported_by", BigId),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["list_submission.id"], name="fk_list_import_submission_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_list_import"),
    )
    op.create_index("ix_list_import_submission_id", "list_import", ["submission_id"])


def _create_refused_look() -> None:
    op.create_table(
        "refused_look",
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("org_codes", Json, nullable=False),
        sa.Column("case_id", BigId, nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refused_look"),
    )
    op.create_index("ix_refused_look_case_id", "refused_look", ["case_id"])


def downgrade() -> None:
    op.drop_table("refused_look")
    op.drop_table("list_import")
    op.drop_table("list_layout")
    op.drop_table("list_version")
    op.drop_table("list_verdict")
    op.drop_table("list_row")
    op.drop_table("list_dispatch")
    op.drop_table("list_submission")
    op.drop_table("list_round")
    op.drop_index("ix_listing_from_version", "listing")
    with op.batch_alter_table("listing") as table:
        for name in ("to_version", "from_version", "row_id", "province", "is_unit"):
            table.drop_column(name)
