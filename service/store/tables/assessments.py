"""The yearly assessment of the regions: figures, what provinces say, marks, result."""

import sqlalchemy as sa

from service.store.database import BigId, Instant, Json, metadata

assessment = sa.Table(
    "assessment",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id"), nullable=False, unique=True),
    sa.Column("year", sa.Integer, nullable=False),
    # stating | marking | decided | abandoned
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("weights", Json, nullable=False),  # {group: weight}
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("statement_due_day", sa.Date, nullable=False),
    sa.Column("publication", sa.String(10)),  # own | every
    sa.Column("decision_no", sa.String(80), nullable=False, server_default=""),
    sa.Column("reasons", sa.Text, nullable=False, server_default=""),
    sa.Column("decided_by", BigId),
    sa.Column("decided_at", Instant),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Index(None, "year"),
)

assessment_region = sa.Table(
    "assessment_region",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("assessment_id", BigId, sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("figures", Json, nullable=False),  # [{key, group, numerator, denominator, …}]
    sa.Column("statement", sa.Text, nullable=False, server_default=""),
    sa.Column("innovation", sa.Text, nullable=False, server_default=""),  # its own report
    sa.Column("evidence", Json, nullable=False),  # [document id]
    sa.Column("stated_at", Instant),
    sa.Column("stated_by", BigId),
    sa.Column("marks", Json, nullable=False),  # {group: {"mark", "reasons", "by"}}
    sa.Column("result", Json),  # {"groups": {…}, "total"}, frozen with the decision
    sa.Column("band", sa.String(10)),  # first | second | third
    sa.Column("is_priority", sa.Boolean, nullable=False),
    sa.UniqueConstraint("assessment_id", "province"),
)
