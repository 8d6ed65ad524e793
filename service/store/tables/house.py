"""The house itself: its clock, calendar, rule parameters and published definitions."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata

house = sa.Table(
    "house",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("is_demonstration", sa.Boolean, nullable=False),
    sa.Column("offset_s", sa.BigInteger, nullable=False),  # added to the database's clock
    sa.Column("fixed_at", Instant),  # stories and seeding: the clock stands here
    sa.Column("calendar_version", sa.Integer, nullable=False),
    sa.Column("rules_version", sa.Integer, nullable=False),
    sa.Column("definitions_version", sa.Integer, nullable=False),
    sa.Column("record_count", sa.Integer, nullable=False),
    sa.Column("record_hash", sa.String(64), nullable=False),
    sa.CheckConstraint("id = 1", name="only_one"),
)

calendar_day = sa.Table(
    "calendar_day",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("kind", sa.String(4), nullable=False),
    sa.Column("name", sa.String(40), nullable=False),
    sa.Column("notice", sa.String(120), nullable=False),
    sa.CheckConstraint("kind IN ('off', 'work')", name="kind"),
)

calendar_year = sa.Table(
    "calendar_year",
    metadata,
    sa.Column("year", sa.Integer, primary_key=True),
    sa.Column("loaded_at", Instant, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

rule = sa.Table(
    "rule",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("key", sa.String(60), nullable=False),
    sa.Column("value", sa.String(200), nullable=False),  # as typed; see domain.rules
    sa.Column("unit", sa.String(20), nullable=False),
    sa.Column("scope", sa.String(10), nullable=False),
    sa.Column("scope_code", sa.String(40)),
    sa.Column("document", sa.String(200), nullable=False),
    sa.Column("article", sa.String(100), nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("entered_by", BigId),
    sa.Column("approved_by", BigId),
    sa.Column("ends", sa.Boolean, nullable=False, server_default=sa.false()),  # see RuleParameter
    sa.Column("recorded_at", Instant),  # None: before the first change of a house from 0001
    sa.Index(None, "key"),
)

process_version = sa.Table(
    "process_version",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("key", sa.String(60), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("files", Json, nullable=False),  # {file name: text}
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("published_at", Instant, nullable=False),
    sa.UniqueConstraint("key", "version"),
)

form_version = sa.Table(
    "form_version",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("key", sa.String(120), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("definition", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("published_at", Instant, nullable=False),
    sa.UniqueConstraint("key", "version"),
)
