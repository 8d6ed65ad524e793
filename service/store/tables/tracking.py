"""What is tracked of entities: imported facts with their batches, monitoring, evaluation.

`fact_row` keeps every row that was ever imported; the tables after it hold, once a natural key,
what counts now, and can be made again from it.
"""

import sqlalchemy as sa

from service.store.database import BigId, Hundredths, Instant, Json, metadata


def _entity() -> sa.Column[int]:
    return sa.Column("entity_id", BigId, sa.ForeignKey("entity.id"), nullable=False)


def _place() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("center_code", sa.String(40), nullable=False),
        sa.Column("province", sa.String(6), nullable=False),  # the center's
    )


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


fact_batch = sa.Table(
    "fact_batch",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("number", sa.String(30), nullable=False, unique=True),
    sa.Column("layout", sa.String(30), nullable=False),
    sa.Column("org_code", sa.String(40), nullable=False),  # whose officer imported
    sa.Column("file_name", sa.String(200), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    _count("rows"),
    _count("added"),
    _count("replaced"),
    _count("same"),
    _count("refused"),
    sa.Column("imported_by", BigId),
    sa.Column("imported_as", sa.String(120), nullable=False),
    sa.Column("imported_at", Instant, nullable=False),
    sa.Column("taken_back_at", Instant),
    sa.Column("taken_back_by", BigId),
    sa.Column("taken_back_as", sa.String(120), nullable=False, server_default=""),
    sa.Column("taken_back_for", sa.String(300), nullable=False, server_default=""),
    sa.Index(None, "org_code", "id"),
)

fact_counter = sa.Table(
    "fact_counter",
    metadata,
    sa.Column("series", sa.String(20), primary_key=True),  # "F-2026"
    sa.Column("last", sa.Integer, nullable=False),
)

fact_row = sa.Table(
    "fact_row",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("batch_id", BigId, sa.ForeignKey("fact_batch.id"), nullable=False),
    sa.Column("layout", sa.String(30), nullable=False),
    sa.Column("key", sa.String(160), nullable=False),  # the natural key within the layout
    sa.Column("line", sa.Integer, nullable=False),
    _entity(),
    *_place(),
    sa.Column("said", Json, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("replaced_by", BigId),  # the later row of the same key
    sa.Column("taken_back_at", Instant),
    sa.Index(None, "layout", "key"),
    sa.Index(None, "batch_id"),
)

patent_grant = sa.Table(
    "patent_grant",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("number", sa.String(20), nullable=False, unique=True),  # of the application
    sa.Column("publication", sa.String(20)),
    _entity(),
    *_place(),
    sa.Column("kind", sa.String(20), nullable=False),  # PatentKind
    sa.Column("filed_on", sa.Date, nullable=False),
    sa.Column("granted_on", sa.Date, nullable=False),
    sa.Column("source", sa.String(120), nullable=False),
    sa.CheckConstraint("filed_on <= granted_on", name="order"),
    sa.Index(None, "entity_id", "granted_on"),
    sa.Index(None, "center_code", "granted_on"),
    sa.Index(None, "publication"),
)

patent_maintenance = sa.Table(
    "patent_maintenance",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("number", sa.String(20), nullable=False, unique=True),
    sa.Column("kept_until", sa.Date),
    sa.Column("lapsed_on", sa.Date),
    sa.Column("source", sa.String(120), nullable=False),
    sa.Index(None, "lapsed_on"),
)

patent_transfer = sa.Table(
    "patent_transfer",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("number", sa.String(20), nullable=False),
    sa.Column("transferred_on", sa.Date, nullable=False),
    sa.Column("to_name", sa.String(160), nullable=False),
    sa.Column("source", sa.String(120), nullable=False),
    sa.UniqueConstraint("number", "transferred_on"),
    sa.Index(None, "transferred_on"),
)

patent_use = sa.Table(
    "patent_use",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("number", sa.String(20), nullable=False),
    sa.Column("way", sa.String(20), nullable=False),  # own | licence | investment | pledge
    sa.Column("began_on", sa.Date, nullable=False),
    sa.Column("income", Hundredths),  # in 10,000 yuan
    sa.Column("source", sa.String(120), nullable=False),
    sa.UniqueConstraint("number", "way", "began_on"),
)

local_economy = sa.Table(
    "local_economy",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    *_place(),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("turnover", Hundredths, nullable=False),  # in 10,000 yuan
    sa.Column("tax", Hundredths, nullable=False),
    sa.Column("insured", sa.Integer),
    sa.Column("ip_service", sa.Boolean),  # its main business is selling IP services
    sa.Column("source", sa.String(120), nullable=False),
    sa.UniqueConstraint("entity_id", "year"),
    sa.Index(None, "center_code", "year"),
)

monitoring_run = sa.Table(
    "monitoring_run",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, nullable=False, unique=True),
    sa.Column("center_code", sa.String(40)),  # None: every center of the place
    sa.Column("province", sa.String(6), nullable=False),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    _count("looked_at"),
    _count("flagged"),
    _count("opened"),
    sa.Column("thresholds", Json, nullable=False),
    sa.Column("ran_at", Instant, nullable=False),
    sa.Index(None, "province", "ran_at"),
)

monitoring_flag = sa.Table(
    "monitoring_flag",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("run_id", BigId, sa.ForeignKey("monitoring_run.id"), nullable=False),
    _entity(),
    *_place(),
    sa.Column("sign", sa.String(30), nullable=False),  # RiskSign
    sa.Column("numerator", Hundredths, nullable=False),
    sa.Column("denominator", Hundredths),
    sa.Column("threshold", sa.String(60), nullable=False),
    sa.Column("detail", Json, nullable=False),
    sa.Column("outcome", sa.String(20), nullable=False),  # opened | open_already | quiet
    sa.Column("case_id", BigId),  # the alert it led to
    sa.Index(None, "run_id"),
    sa.Index(None, "entity_id", "center_code"),
)

watch_mark = sa.Table(
    "watch_mark",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    _entity(),
    *_place(),
    sa.Column("case_id", BigId, nullable=False, unique=True),
    sa.Column("from_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Index(None, "entity_id"),
    sa.Index(None, "province", "last_day"),
)

evaluation_figure = sa.Table(
    "evaluation_figure",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("case_id", BigId, sa.ForeignKey("case.id"), nullable=False),
    sa.Column("call_id", BigId, nullable=False),  # the case of the call; itself for an own scheme
    *_place(),
    sa.Column("figure", sa.String(40), nullable=False),
    sa.Column("said", Hundredths),  # None: the center was silent
    sa.Column("computed", Hundredths, nullable=False),
    sa.Column("explanation", sa.Text, nullable=False, server_default=""),
    _count("round"),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.UniqueConstraint("case_id", "center_code", "figure", "round"),
    sa.Index(None, "call_id"),
)
