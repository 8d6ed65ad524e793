"""Identity over time: homes, representatives, dormancy, signs, change reports, successions"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from service.domain.hints import Profile, signs_of
from service.store.database import BigId, Instant, Json

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = (
    "succession", "change_report", "entity_sign", "entity_dormancy", "entity_representative",
    "entity_home",
)  # fmt: skip


def column(
    name: str, kind: Any, *, empty: bool = False, default: str | None = None
) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=empty, server_default=default)


def made(
    table: str, *columns: sa.schema.SchemaItem, entities: tuple[str, ...] = ("entity_id",)
) -> None:
    """A table with its own id and foreign keys to the entities named."""
    keys = [
        sa.ForeignKeyConstraint([name], ["entity.id"], name=op.f(f"fk_{table}_{name}"))
        for name in entities
    ]
    owners = [column(name, BigId) for name in entities]
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    op.create_table(table, column("id", BigId), *owners, *columns, *keys, key)


def indexed(table: str, *names: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, list(names), unique=False)


def stretch() -> list[sa.Column[Any]]:
    return [
        column("from_day", sa.Date()), column("to_day", sa.Date(), empty=True),
        column("recorded_at", Instant()), column("ended_at", Instant(), empty=True),
    ]  # fmt: skip


def decided() -> list[sa.Column[Any]]:
    return [
        column("decided_by", BigId, empty=True), column("decided_as", sa.String(80), empty=True),
        column("decided_at", Instant(), empty=True),
    ]  # fmt: skip


def upgrade() -> None:
    with op.batch_alter_table("entity", schema=None) as batch_op:
        batch_op.add_column(column("dissolved_day", sa.Date(), empty=True))
        batch_op.add_column(column("dissolved_at", Instant(), empty=True))
    for table in ("entity_identifier", "entity_name"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(column("ended_at", Instant(), empty=True))
    add_stretches()
    add_signs()
    add_reports()
    add_successions()


def add_stretches() -> None:
    made(
        "entity_home",
        column("province", sa.String(6)), column("city", sa.String(40)),
        column("district_code", sa.String(6)), column("address", sa.String(200)), *stretch(),
    )  # fmt: skip
    made("entity_representative", column("legal_representative", sa.String(60)), *stretch())
    made(
        "entity_dormancy",
        column("from_day", sa.Date()), column("last_day", sa.Date()),
        column("recorded_at", Instant()),
    )  # fmt: skip
    for table in ("entity_home", "entity_representative", "entity_dormancy"):
        indexed(table, "entity_id")


def add_signs() -> None:
    """What the entities on file are compared by is read from their rows."""
    op.create_table(
        "entity_sign",
        column("entity_id", BigId), column("kind", sa.String(20)), column("value", sa.String(200)),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_entity_sign_entity_id")
        ),
        sa.PrimaryKeyConstraint("entity_id", "kind", "value", name=op.f("pk_entity_sign")),
    )  # fmt: skip
    indexed("entity_sign", "kind", "value")
    names = ("id", "code", "legal_representative", "address", "contact_phone", "profile")
    known = sa.table("entity", *(sa.column(name) for name in names))
    profile = sa.cast(known.c.profile, sa.Text).label("said")
    sign = sa.table("entity_sign", *map(sa.column, ("entity_id", "kind", "value")))
    connection = op.get_bind()
    for row in connection.execute(sa.select(*(known.c[n] for n in names[:-1]), profile)).all():
        said = json.loads(row.said or "{}") or {}
        about = Profile(
            row.id, row.code, row.legal_representative, str(said.get("controller") or ""),
            row.address, row.contact_phone,
        )  # fmt: skip
        for kind, value in signs_of(about):
            connection.execute(sign.insert().values(entity_id=row.id, kind=kind, value=value[:200]))


def add_reports() -> None:
    made(
        "change_report",
        column("kind", sa.String(20)), column("state", sa.String(10)),
        column("before", Json), column("after", Json), column("effective_on", sa.Date()),
        column("explanation", sa.String(500)), column("evidence", Json),
        column("org_code", sa.String(40)), column("reported_org", sa.String(40)),
        column("reported_by", BigId), column("reported_as", sa.String(80)),
        column("reported_at", Instant()), column("returned", sa.Integer(), default="0"),
        column("reason", sa.String(500), default=""), column("ends", Json), *decided(),
    )  # fmt: skip
    indexed("change_report", "entity_id")
    indexed("change_report", "org_code", "state")


def add_successions() -> None:
    made(
        "succession",
        column("kind", sa.String(20)), column("day", sa.Date()), column("state", sa.String(10)),
        column("ban_follows", sa.Boolean()), column("evidence", Json),
        column("explanation", sa.String(500)), column("report_id", BigId, empty=True),
        column("proposed_org", sa.String(40)), column("proposed_by", BigId),
        column("proposed_as", sa.String(80)), column("proposed_at", Instant()),
        column("statement_until", sa.Date()),
        column("statement", sa.String(2000), default=""), column("stated_at", Instant(), empty=True),
        column("reason", sa.String(500), default=""),
        column("effective_day", sa.Date(), empty=True), *decided(),
        column("revoked_day", sa.Date(), empty=True), column("revoked_at", Instant(), empty=True),
        column("revoked_by", BigId, empty=True), column("revoked_as", sa.String(80), empty=True),
        column("revoked_reason", sa.String(500), default=""),
        sa.ForeignKeyConstraint(
            ["report_id"], ["change_report.id"], name=op.f("fk_succession_report_id")
        ),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_succession_different")),
        entities=("from_id", "to_id"),
    )  # fmt: skip
    indexed("succession", "from_id")
    indexed("succession", "to_id")


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    for table in ("entity_name", "entity_identifier"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("ended_at")
    with op.batch_alter_table("entity", schema=None) as batch_op:
        batch_op.drop_column("dissolved_at")
        batch_op.drop_column("dissolved_day")
