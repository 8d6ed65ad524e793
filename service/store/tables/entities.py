"""Entities (备案主体), their identifiers and names over time."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata

entity = sa.Table(
    "entity",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("code", sa.String(40), nullable=False, unique=True),  # normalised, in use today
    sa.Column("name", sa.String(160), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("city", sa.String(40), nullable=False),
    sa.Column("district_code", sa.String(6), nullable=False),
    sa.Column("address", sa.String(200), nullable=False),
    sa.Column("legal_representative", sa.String(60), nullable=False),
    sa.Column("contact_phone", sa.String(40), nullable=False),
    sa.Column("founded_on", sa.Date),
    sa.Column("profile", Json, nullable=False),
    sa.Column("registered_at", Instant, nullable=False),
    sa.Column("dissolved_day", sa.Date),  # the first day it was no more
    sa.Column("dissolved_at", Instant),  # when that was recorded
    sa.Index(None, "name"),
    sa.Index(None, "province"),
)

entity_identifier = sa.Table(
    "entity_identifier",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),  # credit_code | substitute | old_licence
    sa.Column("value", sa.String(40), nullable=False, unique=True),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),
    sa.Column("reason", sa.String(200), nullable=False, server_default=""),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),  # when its end was recorded
    sa.Index(None, "entity_id"),
)

entity_name = sa.Table(
    "entity_name",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False),
    sa.Column("name", sa.String(160), nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Index(None, "entity_id"),
    sa.Index(None, "name"),
)
