"""Organisations, people, their posts, sessions and failed sign-ins."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, metadata

organisation = sa.Table(
    "organisation",
    metadata,
    sa.Column("code", sa.String(40), primary_key=True),
    sa.Column("kind", sa.String(12), nullable=False),  # OrgKind
    sa.Column("center_kind", sa.String(12)),  # protection | rapid
    sa.Column("name_zh", sa.String(120), nullable=False),
    sa.Column("short_zh", sa.String(60), nullable=False),
    sa.Column("name_en", sa.String(160), nullable=False),
    sa.Column("province", sa.String(6)),  # office code; None for the nation
    sa.Column("city_zh", sa.String(40)),
    sa.Column("subject", sa.String(20)),  # consultees: industry | development
    sa.Column("industries", sa.Text, nullable=False, server_default=""),
    sa.Column("certainty", sa.String(10), nullable=False, server_default="known"),
    sa.Column("entity_id", BigId),
    sa.Index(None, "kind", "province"),
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("login", sa.String(60), nullable=False, unique=True),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("name_en", sa.String(80), nullable=False, server_default=""),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("locale", sa.String(5), nullable=False, server_default="zh"),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("disabled_at", Instant),
)

post = sa.Table(
    "post",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("person_id", BigId, sa.ForeignKey("person.id"), nullable=False),
    sa.Column("org_code", sa.String(40), sa.ForeignKey("organisation.code"), nullable=False),
    sa.Column("role", sa.String(30), nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),
    sa.UniqueConstraint("person_id", "org_code", "role", "from_day"),
    sa.Index(None, "org_code", "role"),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("person_id", BigId, sa.ForeignKey("person.id"), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("revoked_at", Instant),
    sa.Index(None, "person_id"),
)

sign_in_failure = sa.Table(
    "sign_in_failure",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("login", sa.String(60), nullable=False),
    sa.Column("failed_at", Instant, nullable=False),
    sa.Index(None, "login", "failed_at"),
)
