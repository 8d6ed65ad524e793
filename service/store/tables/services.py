"""Services for the listed, and the ledger of cross-region service.

Figures of the ledger are exact: a column of half units keeps an integer and gives a Decimal.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from service.store.database import BigId, Instant, Json, metadata


class Halves(TypeDecorator[Decimal]):
    """An exact figure in half units: 2.5 is kept as the integer 5."""

    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> int | None:
        if value is None:
            return None
        twice = Decimal(value) * 2
        if twice != int(twice):
            raise ValueError(f"{value} is no whole number of half units")
        return int(twice)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(int(value)) / 2


service_kind = sa.Table(
    "service_kind",
    metadata,
    sa.Column("key", sa.String(40), primary_key=True),
    sa.Column("zh", sa.String(40), nullable=False),
    sa.Column("en", sa.String(60), nullable=False),
    sa.Column("level", sa.String(10), nullable=False),  # ProviderLevel
    sa.Column("categories", sa.String(10), nullable=False),  # "1 2 3"
    sa.Column("limited", sa.Boolean, nullable=False),  # while priority is restricted (M30)
    sa.Column("source", sa.String(120), nullable=False),
    sa.Column("place", sa.Integer, nullable=False),  # where it stands in lists
    sa.Column("closed_on", sa.Date),  # the first day it is no longer offered
)

service_record = sa.Table(
    "service_record",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),  # service_kind.key, or "contact"
    sa.Column("case_id", BigId),  # None for what was given without a request
    sa.Column("level", sa.String(10), nullable=False),
    sa.Column("provider", sa.String(40), nullable=False),  # organisation
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),  # ServiceState
    sa.Column("requested_on", sa.Date),
    sa.Column("answered_on", sa.Date),  # accepted or declined
    sa.Column("given_on", sa.Date),
    sa.Column("subject", sa.Text, nullable=False, server_default=""),
    sa.Column("people", sa.Text, nullable=False, server_default=""),
    sa.Column("result", sa.Text, nullable=False, server_default=""),
    sa.Column("recorded_by", BigId),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Index(None, "entity_id"),
    sa.Index(None, "case_id"),
    sa.Index(None, "province", "kind"),
)

cross_region_ledger = sa.Table(
    "cross_region_ledger",
    metadata,
    sa.Column("region", sa.String(40), primary_key=True),  # office code, or center by rule
    sa.Column("window_first", sa.Date, primary_key=True),
)

cross_region_grant = sa.Table(
    "cross_region_grant",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False),
    sa.Column("case_id", BigId, nullable=False, unique=True),
    sa.Column("category", sa.Integer, nullable=False),
    sa.Column("home_province", sa.String(6), nullable=False),
    sa.Column("home_center", sa.String(40)),
    sa.Column("target_center", sa.String(40), nullable=False),
    sa.Column("target_province", sa.String(6), nullable=False),
    sa.Column("region", sa.String(40), nullable=False),  # whose ledger it counts in
    sa.Column("field", sa.String(120), nullable=False),
    sa.Column("invention", sa.Integer, nullable=False),
    sa.Column("utility_model", sa.Integer, nullable=False),
    sa.Column("design", sa.Integer, nullable=False),
    sa.Column("units", Halves, nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date),  # the first day it no longer ran, when that was sooner
    sa.Column("ended_for", sa.String(20)),  # delisted | moved | given_up
    sa.Column("over_cap", sa.Boolean, nullable=False),
    sa.Column("override_reasons", sa.Text, nullable=False, server_default=""),
    sa.Column("figures", Json, nullable=False),
    sa.Column("decided_by", BigId),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.CheckConstraint("last_day >= from_day", name="order"),
    sa.CheckConstraint("category BETWEEN 1 AND 2", name="category"),
    sa.Index(None, "region", "last_day"),
    sa.Index(None, "entity_id"),
)

cross_region_use = sa.Table(
    "cross_region_use",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("grant_id", BigId, sa.ForeignKey("cross_region_grant.id"), nullable=False),
    sa.Column("used_on", sa.Date, nullable=False),
    sa.Column("invention", sa.Integer, nullable=False),
    sa.Column("utility_model", sa.Integer, nullable=False),
    sa.Column("design", sa.Integer, nullable=False),
    sa.Column("units", Halves, nullable=False),
    sa.Column("numbers", sa.Text, nullable=False, server_default=""),
    sa.Column("recorded_by", BigId),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("voided_on", sa.Date),
    sa.Column("voided_for", sa.String(12)),  # withdrawn | abnormal
    sa.Column("void_note", sa.Text, nullable=False, server_default=""),
    sa.Column("voided_at", Instant),
    sa.CheckConstraint("units > 0", name="some"),
    sa.Index(None, "grant_id"),
)
