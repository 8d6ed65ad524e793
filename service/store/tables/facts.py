"""What holds of an entity and since when: filings, listings, violations, bans, decisions.

Days are civil (Asia/Shanghai). `to_day` is the first day a state no longer held, `last_day` is the
last one it does. A row is never
changed in what it says: it is retracted (`retracted_at`) and said anew, so that both "what held
on a day" and "what was known then" can be answered.
"""

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata


def _entity() -> sa.Column[int]:
    return sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False)


def _known() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("retracted_at", Instant),
        sa.Column("case_id", BigId),
    )


filing = sa.Table(
    "filing",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    sa.Column("center_code", sa.String(40), nullable=False),
    sa.Column("number", sa.String(40), nullable=False, unique=True),
    sa.Column("case_id", BigId),
    sa.Index(None, "entity_id"),
    sa.Index(None, "center_code"),
)

filing_period = sa.Table(
    "filing_period",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("filing_id", BigId, sa.ForeignKey("filing.id"), nullable=False),
    _entity(),
    sa.Column("center_code", sa.String(40), nullable=False),
    sa.Column("state", sa.String(30), nullable=False),  # FilingState
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),
    sa.Column("reason", sa.String(300), nullable=False, server_default=""),
    *_known(),
    sa.Index(None, "entity_id"),
    sa.Index(None, "filing_id"),
)

listing = sa.Table(
    "listing",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    sa.Column("host_code", sa.String(40), nullable=False),
    sa.Column("unit_name", sa.String(160), nullable=False),
    sa.Column("category", sa.Integer, nullable=False),
    sa.Column("subtype", sa.String(40), nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("to_day", sa.Date),
    sa.Column("ended_for", sa.String(30)),  # removed_for_cause | removed_other
    # a unit within its host; False for the legal person itself
    sa.Column("is_unit", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("province", sa.String(6)),  # the office that had it listed; None: entered
    sa.Column("row_id", BigId),  # the row of a province's list it stands on
    sa.Column("from_version", sa.Integer),  # None: on the list before versions were kept
    sa.Column("to_version", sa.Integer),  # the first version without it
    *_known(),
    sa.CheckConstraint("category BETWEEN 1 AND 3", name="category"),
    sa.Index(None, "entity_id"),
    sa.Index(None, "from_version"),
)

violation = sa.Table(
    "violation",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    sa.Column("case_id", BigId, nullable=False, unique=True),
    sa.Column("center_code", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("state", sa.String(30), nullable=False),
    sa.Column("severity", sa.String(10)),  # minor | serious
    sa.Column("act_day", sa.Date),
    sa.Column("found_day", sa.Date, nullable=False),
    sa.Column("verified_day", sa.Date),
    sa.Column("served_day", sa.Date),
    sa.Column("final_day", sa.Date),
    sa.Column("final_at", Instant),
    sa.Column("duplicate_of", BigId),
    sa.Column("consumed_by", BigId),  # the violation case that counted it for an escalation
    sa.Column("overturned_day", sa.Date),
    sa.Column("overturned_at", Instant),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("lowered_at", Instant),  # from serious to minor, by an appeal
    sa.Index(None, "entity_id"),
)

decision = sa.Table(
    "decision",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    sa.Column("case_id", BigId, nullable=False),
    sa.Column("kind", sa.String(30), nullable=False),
    sa.Column("number", sa.String(60), nullable=False, unique=True),
    sa.Column("ground", sa.String(40), nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("effective_on", sa.Date, nullable=False),
    sa.Column("served_on", sa.Date),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("legal_basis", sa.Text, nullable=False),
    sa.Column("grounds", Json, nullable=False),  # violation ids
    sa.Column("decided_by", BigId),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("revoked_day", sa.Date),
    sa.Column("revoked_at", Instant),
    sa.Column("revoked_by", BigId),  # the case that brought it down
    sa.Index(None, "entity_id"),
)

ban = sa.Table(
    "ban",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    sa.Column("decision_id", BigId, sa.ForeignKey("decision.id"), nullable=False, unique=True),
    sa.Column("case_id", BigId, nullable=False),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("rules_version", sa.Integer, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("revoked_day", sa.Date),
    sa.Column("revoked_at", Instant),
    sa.Column("lifted_at", Instant),  # when the clock said so in the record; decides nothing
    sa.CheckConstraint("last_day >= from_day", name="order"),
    sa.Index(None, "entity_id"),
    sa.Index(None, "last_day"),
)

restriction = sa.Table(
    "restriction",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    sa.Column("ban_id", BigId, sa.ForeignKey("ban.id")),
    sa.Column("kind", sa.String(20), nullable=False),  # screening | priority
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("confirmed_at", Instant),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("revoked_day", sa.Date),
    sa.Column("revoked_at", Instant),
    sa.Index(None, "entity_id"),
)
